"""What the index folder holds, in a file of its own: it names the folder of the current index and the
digests of Whoosh's files in it.

Whoosh reads pickles, which can run anything: no file of its is opened unless its digest is the one written
down here by a build of the same user, whose seal the state bears. Texts are only read as texts.
"""

from __future__ import annotations

import hmac
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from beibei_site.chinese.cutter import Cutter, cutter_named
from beibei_site.content.disk.files import digest, write_temporary
from beibei_site.content.disk.seal import seal
from beibei_site.domain.problems import SetupError
from beibei_site.search.whoosh.texts import TextFile, Texts

_NAME = "state"  # its seal in hexadecimal digits, a line break, JSON
_KIND = b"index"
FOLDERS = ("1", "2")  # an index and the next one take turns
_REMEDY = "Run 'beibei-site build'; it makes the index anew."
TEXTS = ("texts-base", "texts-young")  # the second holds what has changed since the first was made


@dataclass(frozen=True, slots=True)
class State:
    """`cutter`: what cut the words. `folder`: below the index folder. `articles`: id → digest of what is
    indexed of it. `dead`: the numbers of those in the first file of texts that are gone or stand in the
    second. `names`: see `find_names`. `files`: name → digest."""

    version: str
    cutter: str
    folder: str
    articles: dict[str, str]
    dead: tuple[int, ...]
    names: dict[str, int]
    files: dict[str, str]


def read_state(directory: Path) -> State | None:
    """None if there is none, or none that can be read."""
    try:
        return msgspec.json.decode(_read(directory)[1], type=State)
    except (OSError, ValueError):
        return None


def _read(directory: Path) -> tuple[bytes, bytes]:
    """The seal of the state, and the state."""
    mark, _, data = (directory / _NAME).read_bytes().partition(b"\n")
    return mark, data


def write_state(directory: Path, state: State) -> None:
    """From here on the index is the one in `state.folder`; folders of others are removed."""
    temporary = directory / f"{_NAME}.new"
    data = msgspec.json.encode(state)
    write_temporary(temporary, seal(_KIND, data).hex().encode() + b"\n" + data)
    sync(temporary)
    temporary.replace(directory / _NAME)
    for path in directory.iterdir():
        if path.is_dir() and path.name != state.folder:
            shutil.rmtree(path, ignore_errors=True)


def sync(path: Path) -> None:
    """Without this, a power failure may leave an empty file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def digests_of(folder: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Whoosh's files in a folder, with their digests; `known` are those of some."""
    names = sorted(p.name for p in folder.iterdir() if p.name not in TEXTS)
    return {name: known.get(name) or digest(folder / name) or "" for name in names}


def is_ours(directory: Path, state: State) -> bool:
    """Whether a build of this user wrote the state, and Whoosh's files are, byte for byte, those that it
    wrote, and no others are with them."""
    folder, mark = directory / state.folder, _read(directory)[0]
    is_known = hmac.compare_digest(mark, seal(_KIND, msgspec.json.encode(state)).hex().encode())
    return is_known and state.folder in FOLDERS and folder.is_dir() and digests_of(folder, {}) == state.files


def open_texts(directory: Path, state: State) -> Texts:
    """Raises OSError or ValueError if they cannot be read."""
    paths = (directory / state.folder / name for name in TEXTS)
    return Texts(tuple(TextFile.open(path) for path in paths), frozenset(state.dead))


@dataclass(frozen=True, slots=True)
class Index:
    """The current index in `directory`, with its texts open."""

    directory: Path
    state: State
    texts: Texts

    @property
    def folder(self) -> Path:
        return self.directory / self.state.folder

    @property
    def cutter(self) -> Cutter:
        """What cut the index also cuts the query; raises SetupError if it is not installed."""
        cutter = cutter_named(self.state.cutter)
        if cutter is None:
            raise SetupError(
                f"the search index was cut by {self.state.cutter}, which is not installed here",
                file=self.directory,
                remedy=_REMEDY,
            )
        return cutter


def open_index(directory: Path) -> Index:
    """Raises SetupError if there is no index, or none that can be used."""
    if not (directory / _NAME).exists():
        raise SetupError(
            "there is no search index yet", file=directory, remedy="Run 'beibei-site build' first."
        )
    state = read_state(directory)
    if state is None:
        raise unusable(directory)
    try:
        return Index(directory, state, open_texts(directory, state))
    except (OSError, ValueError):
        raise unusable(directory) from None


def unusable(directory: Path) -> SetupError:
    what = "the search index is damaged, or another version of the program or another user made it"
    return SetupError(what, file=directory, remedy=_REMEDY)
