"""The folder of the finished site: only what the program made there is ever overwritten or deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from beibei_site.content.disk import files
from beibei_site.content.disk.paths import Below, PathError, find_files, show
from beibei_site.content.store import Folders, read_text, refused
from beibei_site.domain.model import Problem
from beibei_site.domain.problems import SetupError


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site: its path below the output folder (with `/`) and its bytes."""

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Written:
    """How many files of the site were written and deleted, and which were left alone."""

    written: int
    deleted: int
    problems: tuple[Problem, ...] = ()


_MARK = ".beibei-site"
_TEMPORARY = f"{_MARK}.new"
_NAMED = 5  # files of others, in one message
_HEADER = "made by beibei-site: the files below are its own, anything else in this folder it leaves alone"


def check_output(folders: Folders) -> None:
    """Raises SetupError if the site would lie in a folder of the archive, or the archive in the site."""
    output = folders.output.resolve()
    own = (folders.root / name for name in ("templates", "static", ".cache"))
    for folder in (p.resolve() for p in (folders.seeds, folders.content, *own)):
        if output.is_relative_to(folder) or folder.is_relative_to(output):
            raise SetupError(
                f"the site cannot lie here: {folder} holds files of the archive",
                file=folders.output,
                remedy="Give a folder of its own with --output.",
            )


def write_output(output: Path, made: Iterable[OutputFile], kept: Iterable[str] = ()) -> Written:
    """Write the site: changed files only; files of an earlier build that nobody owns any more go.

    `kept` are paths whose bytes are known to be right. A file that no build has made is neither
    overwritten nor deleted: `_MARK` lists those that are the program's. Raises SetupError if `output`
    holds files, but none of these.
    """
    known = _claim(output)
    below, problems = Below(output), []
    places: dict[str, tuple[Path, bytes]] = {}
    for file in made:
        try:
            path = below(file.path)
            if file.path not in known and files.read(path) not in (None, file.data):
                raise PathError("not made by this program; what belongs there is not written")
            places[file.path] = path, file.data
        except PathError as error:
            problems.append(refused(output / file.path, str(error)))
    owned = {*kept, *places}
    marked = known | owned
    if marked != known:
        _write_mark(output, marked)
    written = 0
    for name, (path, data) in places.items():
        try:
            written += _write(output, path, data)
        except PathError as error:
            owned.remove(name)
            problems.append(refused(output / name, str(error)))
    deleted = sum(_delete(output, below, name) for name in sorted(known - owned))
    if marked != owned:
        _write_mark(output, owned)
    return Written(written, deleted, (*problems, *_foreign(output, owned)))


def _claim(output: Path) -> set[str]:
    """The paths of what earlier builds have made here, and the folder itself if there is none yet."""
    try:
        lines = (read_text(output, _MARK) or "").splitlines()
    except PathError:
        lines = []
    known = set(lines[1:])
    is_free = not output.exists() or (
        output.is_dir() and all(path.name.startswith(_MARK) for path in output.iterdir())
    )
    if not known and not is_free:
        raise SetupError(
            "this folder holds files, and none that this version of beibei-site has made",
            file=output,
            remedy="Give another folder with --output, or empty this one.",
        )
    output.mkdir(parents=True, exist_ok=True)
    return known


def _write_mark(output: Path, owned: Iterable[str]) -> None:
    _put(output, output / _MARK, "".join(f"{line}\n" for line in (_HEADER, *sorted(owned))).encode())


def _put(output: Path, path: Path, data: bytes) -> None:
    files.write_temporary(output / _TEMPORARY, data)
    (output / _TEMPORARY).replace(path)


def _write(output: Path, path: Path, data: bytes) -> bool:
    """Write a file in one step unless it holds just that. A link is replaced, not followed."""
    if not path.is_symlink() and files.read(path) == data:
        return False
    files.make_folder(path.parent)
    _put(output, path, data)
    return True


def _delete(output: Path, below: Below, name: str) -> bool:
    try:
        path = below(name)
        path.unlink()
    except (PathError, OSError):  # gone, or a folder of somebody else's
        return False
    files.prune(path.parent, output)
    return True


def _foreign(output: Path, owned: Iterable[str]) -> Iterator[Problem]:
    """What else lies in the folder of the site; a folder of only such files counts as one."""
    ours = {_MARK, _TEMPORARY, *owned}
    folders = {str(above) for name in ours for above in Path(name).parents}
    found = find_files(output)
    others = sorted(
        {_outermost(name, folders) for name in (*found.files, *found.refused) if name not in ours}
    )
    if others:
        more = f" and {len(others) - _NAMED} more" if others[_NAMED:] else ""
        shown = show(", ".join(others[:_NAMED])) + more
        yield Problem("foreign-file", "note", f"{output}: left alone, not made by this program: {shown}")


def _outermost(name: str, folders: Set[str]) -> str:
    """The outermost folder of a file that is none of `folders`, or the file itself."""
    above = [str(folder) for folder in Path(name).parents][::-1]
    return next((folder for folder in above if folder not in folders), name)
