"""What the site is made of, and where it may lie."""

from __future__ import annotations

from dataclasses import dataclass, field

from beibei_site.content.store import Folders
from beibei_site.domain.problems import SetupError


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site: its path below the output folder (with `/`) and its bytes."""

    path: str
    data: bytes = field(repr=False)


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
