"""An archive's own templates and static files: where they lie, and which of them cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from beibei_site.content import store
from beibei_site.content.cache import Cache, Remember
from beibei_site.content.disk import files
from beibei_site.content.disk.paths import PathError, find_files
from beibei_site.content.reading import to_problem
from beibei_site.content.settings import Settings
from beibei_site.content.site.stored import key_of
from beibei_site.content.store import Folders
from beibei_site.domain.model import Problem
from beibei_site.domain.problems import BrokenFile
from beibei_site.rendering.jinja.environment import find_broken

_TEMPLATES = "templates"


def with_own(folders: Folders, name: str) -> tuple[Path, ...]:
    """The archive's own folder of templates or static files; it takes precedence over the program's."""
    return tuple(dict.fromkeys(p.resolve() for p in (folders.root / name, store.shipped(name)) if p.is_dir()))


def find_unusable(folders: Folders, settings: Settings, remember: Remember) -> dict[Path, Problem]:
    """Those of the archive's own templates and static files that do not count: links, special files, what
    cannot be read, and templates that are none."""
    own = [folders.root / name for name in (_TEMPLATES, "static")]
    found = {
        folder.resolve() / path: store.refused(folder / path, why)
        for folder in own
        for path, why in _refused(folder)
    }
    folder = folders.root / _TEMPLATES
    for broken in find_broken(folder.resolve(), settings, found.keys(), remember) if folder.is_dir() else ():
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


class Failures:
    """The archive's own templates that could not make a file; remembered by its key until it has another."""

    def __init__(self, folders: Folders, cache: Cache) -> None:
        self._folder = folders.root / _TEMPLATES
        self._cache, self._place = cache, key_of(folders.output)
        self.known = cache.get("failures", self._place, dict[str, BrokenFile]) or {}
        self._now: dict[str, BrokenFile] = {}

    def note(self, key: str, broken: BrokenFile) -> Problem:
        """The problem that a template is which failed at the file with this key."""
        if key:
            self._now[key] = broken
        path = broken.path.removeprefix(f"{self._folder.resolve()}/")
        return to_problem(self._folder, replace(broken, path=path))

    def save(self) -> None:
        self._cache.put("failures", self._place, self._now)
