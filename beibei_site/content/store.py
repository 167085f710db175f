"""The disk: seeds, content and output. Nothing else in the program reads or writes files of an archive."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from beibei_site.content.disk import files
from beibei_site.content.disk.archives import unpack
from beibei_site.content.disk.paths import (
    ARCHIVE_KINDS,
    SEED_KINDS,
    archive_of,
    find_files,
    inside,
    show,
)
from beibei_site.domain.model import Outcome, Problem
from beibei_site.domain.problems import SetupError


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
    seeds: list[tuple[str, bytes]] = []
    for name in found.files:
        data = files.read(folder / name)
        if data is None:
            continue  # deleted since the folder was listed
        if not name.lower().endswith(ARCHIVE_KINDS):
            seeds.append((name, data))
            continue
        try:
            unpacked = unpack(data)
        except ValueError as error:
            problems.append(Problem("unreadable-seed", "error", f"{name}: {error}"))
            continue
        problems += [refused(folder / name / path, why) for path, why in unpacked.refused.items()]
        seeds += [(f"{name}/{path}", inner) for path, inner in unpacked.files.items()]
    return Outcome(seeds, tuple(problems))


def read_seed(folder: Path, name: str) -> bytes | None:
    """The bytes of one seed, also of one in an archive, or None if there is none.

    Raises PathError if it may not be read, ValueError if its archive is damaged.
    """
    file, path = archive_of(name)
    data = read_file(folder, file)
    return unpack(data, only=path).files.get(path) if data is not None and path else data


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
