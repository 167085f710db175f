"""The terminal's index: folded texts for exact strings, and Whoosh's index of words.

Every build that finds something changed makes a folder beside the current one: anew, or, after few changes,
of the same files (linked, none is ever written twice) with the changed articles added. The state names the
folder and is replaced last, so that whoever searches finds the old index or the new one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Set
from pathlib import Path

from whoosh import index

from beibei_site.domain.archive import Archive
from beibei_site.search.document import digest_article
from beibei_site.search.vocabulary import find_names
from beibei_site.search.whoosh.schema import build_schema, to_document
from beibei_site.search.whoosh.state import (
    FOLDERS,
    TEXTS,
    State,
    digests_of,
    is_ours,
    open_texts,
    read_state,
    sync,
    write_state,
)
from beibei_site.search.whoosh.texts import write_texts

_FEW = 0.2
MANY = 500  # articles: with fewer, a second process does not pay off
_AT_ONCE = 4000  # articles: their postings fit into memory


def build_index(archive: Archive, directory: Path, version: str) -> int:
    """Update the index in `directory` to match `archive`; returns how many articles were indexed.

    `version` is that of the program: an index made by another version, or one of which anything is not as it
    was left, is made anew.
    """
    wanted = {a.id: digest_article(archive, a) for a in archive.articles}
    state = read_state(directory)
    if state is None or state.version != version or not is_ours(directory, state):
        return _create(archive, directory, version, wanted, state)
    if state.articles == wanted:
        return 0
    try:
        known = open_texts(directory, state).files[0].texts("id")
    except (OSError, ValueError):
        return _create(archive, directory, version, wanted, state)
    dead = tuple(n for n, i in enumerate(known) if n in state.dead or state.articles.get(i) != wanted.get(i))
    stale = {known[number] for number in dead}
    alive = set(known) - stale
    if len(stale | wanted.keys() - alive) > _FEW * len(wanted):
        return _create(archive, directory, version, wanted, state)
    return _update(archive, directory, wanted, state, dead, alive)


def _create(
    archive: Archive, directory: Path, version: str, wanted: dict[str, str], before: State | None
) -> int:
    folder = _new_folder(directory, before)
    write_texts(folder / TEXTS[0], archive, archive.articles)
    write_texts(folder / TEXTS[1], archive, ())
    processes = 2 if len(archive.articles) > MANY else 1
    made = index.create_in(str(folder), build_schema())
    for start in range(0, len(archive.articles), _AT_ONCE):
        writer = made.writer(limitmb=512, procs=processes, multisegment=processes > 1)
        for article in archive.articles[start : start + _AT_ONCE]:
            writer.add_document(**to_document(archive, article))
        writer.commit(merge=False)  # merging, or runs on disk, would cost more than two processes gain
    made.close()
    files = _synced(folder, {})
    write_state(directory, State(version, folder.name, wanted, (), find_names(archive), files))
    return len(wanted)


def _update(
    archive: Archive,
    directory: Path,
    wanted: dict[str, str],
    before: State,
    dead: tuple[int, ...],
    alive: Set[str],
) -> int:
    folder = _new_folder(directory, before)
    for path in (directory / before.folder).iterdir():
        if path.name != TEXTS[1]:
            _link(path, folder / path.name)
    write_texts(folder / TEXTS[1], archive, [a for a in archive.articles if a.id not in alive])
    changed = [a for a in archive.articles if before.articles.get(a.id) != wanted[a.id]]
    opened = index.open_dir(str(folder))
    writer = opened.writer()
    for article_id in sorted(before.articles.keys() - wanted.keys()):
        writer.delete_by_term("id", article_id)
    for article in changed:
        writer.update_document(**to_document(archive, article))
    writer.commit()
    opened.close()
    files = _synced(folder, before.files)
    write_state(directory, State(before.version, folder.name, wanted, dead, find_names(archive), files))
    return len(changed)


def _new_folder(directory: Path, before: State | None) -> Path:
    """An empty folder for the next index."""
    folder = directory / FOLDERS[before is not None and before.folder == FOLDERS[0]]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _link(path: Path, copy: Path) -> None:
    try:
        os.link(path, copy)
    except OSError:  # a file system without hard links
        shutil.copy2(path, copy)


def _synced(folder: Path, known: Mapping[str, str]) -> dict[str, str]:
    """The digests of Whoosh's files, which are on the disk when this returns; Whoosh does not see to it."""
    for path in folder.iterdir():
        if path.name not in known:
            sync(path)
    return digests_of(folder, known)
