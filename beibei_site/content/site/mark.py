"""`.beibei-site`: the file in the folder of a site that says what in it is the program's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from beibei_site.content.disk import files
from beibei_site.content.disk.paths import PathError
from beibei_site.domain.problems import SetupError

NAME = ".beibei-site"
TEMPORARY = f"{NAME}.new"
_LISTED = "made by beibei-site: the files below are its own, anything else in this folder it leaves alone"
_WHOLE = "made by beibei-site, which builds the next site here: everything in this folder is its own"


@dataclass(frozen=True, slots=True)
class Mark:
    """The paths of what the program has made; `is_whole` if all that lies in the folder is its own."""

    paths: frozenset[str] = frozenset()
    is_whole: bool = False


def read_mark(folder: Path) -> Mark:
    """What the mark of a folder says; nothing if there is none or it cannot be read."""
    try:
        text = (files.read(folder / NAME) or b"").decode("utf-8-sig")
    except (PathError, UnicodeDecodeError):
        return Mark()
    header, *lines = text.replace("\r\n", "\n").split("\n")
    return Mark(frozenset(lines) - {""}, header == _WHOLE)


def list_in_mark(folder: Path, paths: Iterable[str]) -> None:
    """Write down that `paths`, and nothing else in `folder`, are the program's."""
    _write(folder, (_LISTED, *sorted(paths)))


def mark_whole(folder: Path) -> None:
    """Write down that everything in `folder` is the program's."""
    _write(folder, (_WHOLE,))


def claim(folder: Path) -> frozenset[str]:
    """The paths of what earlier builds have made in `folder`.

    Raises SetupError if it holds files, but none of these.
    """
    known = read_mark(folder).paths
    is_free = not folder.exists() or (
        folder.is_dir() and all(path.name.startswith(NAME) for path in folder.iterdir())
    )
    if not known and not is_free:
        raise SetupError(
            "this folder holds files, and none that this version of beibei-site has made",
            file=folder,
            remedy="Give another folder with --output, or empty this one.",
        )
    return known


def _write(folder: Path, lines: Iterable[str]) -> None:
    files.write_temporary(folder / TEMPORARY, "".join(f"{line}\n" for line in lines).encode())
    (folder / TEMPORARY).replace(folder / NAME)
