"""An archive's own templates and static files: where they lie, and which of them cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from beibei_site.content import store
from beibei_site.content.disk import files
from beibei_site.content.disk.paths import PathError, find_files
from beibei_site.content.reading import to_problem
from beibei_site.content.settings import Settings
from beibei_site.content.store import Folders
from beibei_site.domain.model import Problem
from beibei_site.domain.problems import SetupError, place
from beibei_site.rendering.environment import find_broken

_TEMPLATES = "templates"


def with_own(folders: Folders, name: str) -> tuple[Path, ...]:
    """The archive's own folder of templates or static files; it takes precedence over the program's."""
    return tuple(dict.fromkeys(p.resolve() for p in (folders.root / name, _shipped(name)) if p.is_dir()))


def _shipped(name: str) -> Path:
    """The program's folder of that name: inside the package if installed, beside it in a checkout."""
    package = Path(str(resources.files("beibei_site")))
    inside = package / name
    return inside if inside.is_dir() else package.parent / name


def find_unusable(folders: Folders, settings: Settings) -> dict[Path, Problem]:
    """Those of the archive's own templates and static files that do not count: links, special files, what
    cannot be read, and templates that are none."""
    own = [folders.root / name for name in (_TEMPLATES, "static")]
    found = {
        folder.resolve() / path: store.refused(folder / path, why)
        for folder in own
        for path, why in _refused(folder)
    }
    folder = folders.root / _TEMPLATES
    for broken in find_broken(folder.resolve(), settings, found.keys()) if folder.is_dir() else ():
        found[folder.resolve() / broken.path] = to_problem(folder, broken)
    return found


def _refused(folder: Path) -> Iterator[tuple[str, str]]:
    found = find_files(folder)
    yield from found.refused.items()
    for path in found.files:
        try:
            files.read(folder / path)
        except PathError as error:
            yield path, str(error)


def failed_template(folders: Folders, error: SetupError) -> Problem:
    """One of the archive's own templates could not make a page."""
    folder = folders.root / _TEMPLATES
    named = folder / str(error.file or folder).removeprefix(f"{folder.resolve()}/")
    return Problem("broken-file", "error", f"{place(named, error.line)}{error.message}", error.remedy)
