"""What the site is made of, and where it may lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

from beibei_site.content.store import Folders
from beibei_site.domain.problems import SetupError


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site: its path below the output folder (with `/`) and its bytes."""

    key: ClassVar[str] = ""  # nothing is known of what it is made from

    path: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KeyedFile:
    """A file of the site that is made only if it is not there as it was made last time: `key` is the digest
    of everything that `make()` depends on, but the program itself."""

    path: str
    key: str
    make: Callable[[], bytes] = field(repr=False)

    @property
    def data(self) -> bytes:
        return self.make()


AnyFile = OutputFile | KeyedFile


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
