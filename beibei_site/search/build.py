"""Builds both indexes from the same archive and the same tokens: Whoosh's for the terminal, scripts for the
browser."""

from __future__ import annotations

import gc
import pickle
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from beibei_site.domain.archive import Archive
from beibei_site.search.browser.export import Export, FindWords, State, export_search
from beibei_site.search.browser.inverted import Read
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.check import check_search
from beibei_site.search.vocabulary import find_vocabulary
from beibei_site.search.whoosh.index import MANY, build_index


def build_search(
    archive: Archive,
    directory: Path,
    version: str,
    read: Read,
    numbers: Mapping[str, int] | None = None,
    find_words: FindWords = find_vocabulary,
    before: State | None = None,
) -> Export:
    """Update the Whoosh index in `directory` and make the browser's files.

    `before` is the state left by the last build, `read` returns the files it wrote. If they have been damaged
    since, everything is rebuilt. Raises ValueError if the result fails the self-check.
    """

    def export(state: State | None) -> Export:
        return export_search(archive, numbers, find_words, state, read)

    with _without_collection():
        if before is None and len(archive.articles) > MANY:
            with ProcessPoolExecutor(1) as pool:
                indexing = pool.submit(_index, pickle.dumps(archive), directory, version)
                exported = export(None)
                indexing.result()
        else:
            build_index(archive, directory, version)
            mended = _mended(archive, read, numbers, export, before)
            if mended:
                return mended
            exported = export(None)
    broken = check_search(archive, _reader(exported, read), numbers)
    if broken:
        raise ValueError(broken[0].message)
    return exported


def _index(pickled: bytes, directory: Path, version: str) -> None:
    """Runs in another process; the archive is pickled beforehand because its caches fill up during use."""
    build_index(pickle.loads(pickled), directory, version)


def _mended(
    archive: Archive,
    read: Read,
    numbers: Mapping[str, int] | None,
    export: Callable[[State], Export],
    before: State | None,
) -> Export | None:
    """The last build's files, updated; None if they are not as that build left them."""
    if before is None:
        return None
    try:
        if parse_script(read("search/manifest.js"))[3] != before.fingerprint:
            return None
        exported = export(before)
        broken = check_search(archive, _reader(exported, read), numbers)
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return None if broken else exported


def _reader(exported: Export, read: Read) -> Read:
    """Reads new files from memory and unchanged ones from disk."""
    new = {file.path: file.data for file in exported.files}
    return lambda path: new[path] if path in new else read(path)


@contextmanager
def _without_collection() -> Iterator[None]:
    """Millions of strings are created here but no cycles; with the collector off this takes a quarter less
    time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
