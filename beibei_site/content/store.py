"""The disk: seeds, content and output. Nothing else in the program reads or writes files of an archive."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from beibei_site.content.disk import files
from beibei_site.content.disk.archives import unpack
from beibei_site.content.disk.paths import (
    ARCHIVE_KINDS,
    SEED_KINDS,
    PathError,
    archive_of,
    find_files,
    inside,
    show,
)
from beibei_site.domain.model import Outcome, Problem
from beibei_site.domain.problems import SetupError

_MERGE, _MERGED = (re.compile(rf"^{sign * 7}(?: |$)", re.MULTILINE) for sign in "<>")  # as Git marks them
_LARGEST = 2**30  # bytes of a seed


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


def shipped(name: str) -> Path:
    """The program's own templates or static files: inside the package if installed, beside it in a
    checkout."""
    package = Path(__file__).parents[1]
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def refused(path: Path, why: str) -> Problem:
    """A file that is neither read nor written."""
    return Problem("refused-file", "error", f"{show(str(path))}: {why}; it is left alone")


def read_seeds(folder: Path) -> Outcome[list[tuple[str, bytes]]]:
    """The name and bytes of every seed, in the order of names; folders and zip files are looked into.

    Raises SetupError if there is no folder.
    """
    if not folder.is_dir():
        raise SetupError(
            "there is no such folder",
            file=folder,
            remedy="Put the page texts (*.txt, *.md, *.pdf, *.html, *.docx, *.zip) there, or give --seeds.",
        )
    found = find_files(folder, kinds=SEED_KINDS)
    problems = [refused(folder / name, why) for name, why in found.refused.items()]
    others = found.others
    opened = [_open_seed(folder, name, others) for name in found.files]
    problems += [problem for outcome in opened for problem in outcome.problems]
    problems += _not_read(folder, others)
    return Outcome([seed for outcome in opened for seed in outcome.value], tuple(problems))


def _not_read(folder: Path, others: Iterable[str]) -> Iterator[Problem]:
    """A problem for every kind of file among `others` that is not read; what belongs to a saved web page
    (`page_files/`) does not count."""
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for path in map(PurePosixPath, others):
        if not any(part.endswith(("_files", ".files")) for part in path.parts[:-1]):
            kinds[path.suffix.lower()].append(str(path))
    for kind, paths in sorted(kinds.items()):
        what = f"*{show(kind)}" if kind else "files without a suffix"
        count = f"{len(paths)} files are not read" if len(paths) > 1 else "a file is not read"
        message = f"{show(str(folder / min(paths)))}: {count}: {what}"
        remedy = "Save it as text, .docx or PDF, or take it out of the folder."
        yield Problem("unread-files", "warning", message, remedy)


def _open_seed(folder: Path, name: str, others: list[str]) -> Outcome[list[tuple[str, bytes]]]:
    """The name and bytes of one file, or of what is in it; what there is not read is added to `others`."""
    path = folder / name
    try:
        data = files.read(path, most=_LARGEST)
        if data is None:  # deleted since the folder was listed
            return Outcome([])
        if not name.lower().endswith(ARCHIVE_KINDS):
            return Outcome([(name, data)])
        unpacked = unpack(data)
    except PathError as error:
        return Outcome([], (refused(path, str(error)),))
    except ValueError as error:
        return Outcome([], (Problem("unreadable-seed", "error", f"{name}: {error}"),))
    others += [f"{name}/{inner}" for inner in unpacked.others]
    problems = tuple(refused(path / inner.lstrip("/"), why) for inner, why in unpacked.refused.items())
    return Outcome([(f"{name}/{inner}", data) for inner, data in unpacked.files.items()], problems)


class SeedReader:
    """Reads the seeds of a folder one by one, also those in an archive. What was unpacked last is kept: the
    pages of an archive are mostly asked for one after another."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._archive: str | None = None
        self._pages: dict[str, bytes] = {}

    def __call__(self, name: str) -> bytes | None:
        """The bytes of a seed, or None if there is none.

        Raises PathError if it may not be read, ValueError if its archive is damaged.
        """
        file, path = archive_of(name)
        if not path:
            return read_file(self._folder, file)
        if file != self._archive:
            data = read_file(self._folder, file)
            self._pages = {} if data is None else unpack(data).files
            self._archive = file
        return self._pages.get(path)


def read_file(folder: Path, path: str) -> bytes | None:
    """The bytes of one file, or None if there is none; raises PathError if it may not be read."""
    return files.read(inside(folder, path))


def decode(data: bytes, file: Path) -> str:
    """The text of a UTF-8 file; raises SetupError if it is none, or two that Git could not merge."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SetupError(
            f"not UTF-8 text (byte {error.start})", file=file, remedy="Save the file as UTF-8."
        ) from None
    if (merge := _MERGE.search(text)) and _MERGED.search(text, merge.end()):
        line = text.count("\n", 0, merge.start()) + 1
        remedy = (
            "Keep one of the two texts, and take out the lines that begin with <<<<<<<, ======= and >>>>>>>."
        )
        raise SetupError("a merge that was not finished", file=file, line=line, remedy=remedy)
    return text


def read_text(folder: Path, path: str) -> str | None:
    """The text of one file, or None if there is none; raises as `read_file` and `decode` do."""
    data = read_file(folder, path)
    return None if data is None else decode(data, folder / path)
