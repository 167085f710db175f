"""Builds both indexes of an archive: Whoosh's for the terminal, scripts for the browser."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from beibei_site.domain.archive import Archive
from beibei_site.search.browser.export import Export, Read, State, export_search
from beibei_site.search.check import check_search
from beibei_site.search.whoosh.index import MANY, build_index

_taken: list[Archive] = []


def build_search(
    archive: Archive,
    directory: Path,
    version: str,
    read: Read,
    before: State | None = None,
    *,
    wide: bool = False,
) -> Export:
    """Update the Whoosh index in `directory` and make the browser's files.

    `version` is that of the program. `before` is the state left by the last build, `read` returns the files
    it wrote. If they have been damaged since, everything is made anew. `wide`: the browser shows texts with
    full-width punctuation. Raises ValueError if the result fails the self-check.
    """
    export = partial(export_search, archive, version, wide=wide)
    with _without_collection():
        if before is None and len(archive.articles) > MANY:
            with ProcessPoolExecutor(1, initializer=_take, initargs=(archive,)) as pool:
                indexing = pool.submit(_index, directory, version)
                exported = export()
                indexing.result()
        else:
            build_index(archive, directory, version)
            updated = _update(archive, export, read, before) if before else None
            if updated:
                return updated
            exported = export()
    broken = _check(archive, exported, read)
    if broken:
        raise ValueError(broken)
    return exported


def _take(archive: Archive) -> None:
    """Runs in another process when it starts: one that is forked has the archive in memory already, and the
    collector, which writes to what it looks at, is to leave that shared."""
    gc.freeze()
    _taken.append(archive)


def _index(directory: Path, version: str) -> None:
    """Runs in that process."""
    build_index(_taken[0], directory, version)


def _update(archive: Archive, export: Callable[[State], Export], read: Read, before: State) -> Export | None:
    """The last build's files, updated; None if they are not as that build left them."""
    try:
        if not before.is_published(read):
            return None
        exported = export(before)
        is_old = exported.state.levels == before.levels
        new = [i for i, digest in exported.state.young.items() if before.young.get(i) != digest]
        return None if _check(archive, exported, read, new if is_old else None) else exported
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _check(archive: Archive, exported: Export, read: Read, among: Collection[str] | None = None) -> str:
    """What is wrong with the new files together with those that stay."""
    new = {file.path: file for file in exported.files}
    problems = check_search(archive, lambda path: new[path].data if path in new else read(path), among)
    return problems[0].message if problems else ""


@contextmanager
def _without_collection() -> Iterator[None]:
    """Millions of strings are created here but no cycles; with the collector off this takes a quarter less
    time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
