"""The disk: seeds, content and output. Nothing else in the program reads or writes files of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from beibei_site import files
from beibei_site.checks import checked_article, checked_record
from beibei_site.frontmatter import ContentFile
from beibei_site.model import Outcome, OutputFile, Problem
from beibei_site.paths import SEED_KINDS, Below, PathError, find_files, inside, show
from beibei_site.problems import RefusedError, SetupError
from beibei_site.records import RecordFile
from beibei_site.settings import Settings, parse_settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where one archive lies."""

    root: Path
    seeds: Path
    content: Path
    output: Path

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def index(self) -> Path:
        return self.cache / "whoosh"


@dataclass(frozen=True, slots=True)
class Content:
    """The articles and page records of `content/` as they were read, in the order of their paths; the paths
    of files and folders that may not be used, and what is wrong."""

    articles: tuple[ContentFile, ...]
    records: tuple[RecordFile, ...]
    refused: frozenset[str]
    problems: tuple[Problem, ...]


def refused(path: Path, why: str) -> Problem:
    """A file that is neither read nor written."""
    return Problem("refused-file", "error", f"{show(str(path))}: {why}; it is left alone")


def read_seeds(folder: Path) -> Outcome[list[tuple[str, bytes]]]:
    """The name and bytes of every seed, in the order of names. Raises SetupError if there is no folder."""
    if not folder.is_dir():
        raise SetupError(
            "there is no such folder",
            file=folder,
            remedy="Put the page texts (*.txt, *.md, *.pdf) there, or give --seeds.",
        )
    found = find_files(folder, kinds=SEED_KINDS, deep=False)
    problems = [refused(folder / name, why) for name, why in found.refused.items()]
    seeds = [(name, data) for name in found.files if (data := files.read(folder / name)) is not None]
    return Outcome(seeds, tuple(problems))


def read_file(folder: Path, path: str) -> bytes | None:
    """The bytes of one file, or None if there is none; raises PathError if it may not be read."""
    return files.read(inside(folder, path))


def decode(data: bytes, file: Path) -> str:
    """The text of a UTF-8 file; raises SetupError if it is none."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SetupError(
            f"not UTF-8 text (byte {error.start})", file=file, remedy="Save the file as UTF-8."
        ) from None


def read_text(folder: Path, path: str) -> str | None:
    """The text of one file, or None if there is none; raises as `read_file` and `decode` do."""
    data = read_file(folder, path)
    return None if data is None else decode(data, folder / path)


def read_settings(content: Path) -> Outcome[Settings]:
    """The settings of the archive; those of a file that may not be read are the usual ones."""
    path = content / "site.yml"
    try:
        text = read_text(content, path.name)
    except PathError as error:
        return Outcome(Settings(), (refused(path, str(error)),))
    return Outcome(Settings() if text is None else parse_settings(text, str(path)))


def read_content(content: Path) -> Content:
    """Every article and page record of `content/`.

    Raises SetupError for the first file that breaks the format; what may not be used is left out.
    """
    if content.exists() and not content.is_dir():
        raise SetupError("not a folder", file=content, remedy="Give another one with --content.")
    outside: dict[str, Problem] = {}
    problems: list[Problem] = []

    def read_all(
        start: str, kind: str, deep: bool, parse: Callable[[str, str, bytes, str], Outcome[T]]
    ) -> Iterator[T]:
        found = find_files(content, start, (kind,), deep=deep)
        outside.update((path, refused(content / path, why)) for path, why in found.refused.items())
        for path in found.files:
            file = content / path
            try:
                data = files.read(file)
                if data is None:
                    continue  # deleted since the folder was listed
                outcome = parse(path, decode(data, file), data, str(file))
            except PathError as error:
                outside[path] = refused(file, str(error))
            except RefusedError as error:
                outside[path] = Problem("refused-file", "error", str(error))
            else:
                problems.extend(outcome.problems)
                yield outcome.value

    articles = tuple(read_all("articles", ".md", True, _parse_article))
    records = tuple(read_all("pages", ".yml", False, _parse_record))
    return Content(articles, records, frozenset(outside), (*outside.values(), *problems))


def _parse_article(path: str, text: str, data: bytes, file: str) -> Outcome[ContentFile]:
    outcome = checked_article(text, file)
    return Outcome(ContentFile(outcome.value, path, files.sha256(data)), outcome.problems)


def _parse_record(path: str, text: str, data: bytes, file: str) -> Outcome[RecordFile]:
    outcome = checked_record(text, file)
    return Outcome(RecordFile(outcome.value, path, files.sha256(data)), outcome.problems)


def check_ids(content: Path, articles: Iterable[ContentFile]) -> None:
    """Raises SetupError for an id that two files share."""
    owners: dict[str, str] = {}
    for file in articles:
        other = owners.setdefault(file.article.id, file.path)
        if other != file.path:
            raise SetupError(
                f"the id '{file.article.id}' is already that of {other}",
                file=content / file.path,
                remedy="Give one of the two another id.",
            )


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
