"""The terminal's index: folded texts for exact strings, and Whoosh's index of words.

Every build that finds something changed makes a folder beside the current one: anew, or, after few changes,
of the same files (linked, none is ever written twice) with the changed articles added. The state names the
folder and is replaced last, so that whoever searches finds the old index or the new one.
"""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from whoosh import index

from beibei_site.chinese.cutter import Cutter, cutters
from beibei_site.content.cache import digest
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.document import digest_articles
from beibei_site.search.vocabulary import find_names
from beibei_site.search.whoosh.bulk import Document, agrees_with_whoosh, write_segment, write_stock
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
from beibei_site.search.whoosh.texts import path_of, write_texts

_FEW = 0.2
MANY = 500  # articles: with fewer, a second process does not pay off
_AT_ONCE = 10_000  # articles: their words fit into a quarter of a gigabyte


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The index to be: of `archive`, in `directory`, by the program's `version`, cut by `cutter`. `articles`:
    id → digest."""

    archive: Archive
    directory: Path
    version: str
    cutter: Cutter
    articles: dict[str, str]

    def documents(self, articles: Iterable[Article]) -> list[Document]:
        return [to_document(self.archive, article, self.cutter) for article in articles]

    def is_by(self, state: State) -> bool:
        """Whether the index was made as this one would be, and is as it was left."""
        made = state.version, state.cutter
        return made == (self.version, self.cutter.name) and is_ours(self.directory, state)


def build_index(archive: Archive, directory: Path, version: str, cutter: Cutter | None = None) -> int:
    """Update the index in `directory` to match `archive`; returns how many articles were indexed.

    `version` is that of the program, `cutter` the fastest unless one is given: an index made by another
    version or cut by another program, or one of which anything is not as it was left, is made anew.
    """
    indexed = digest_articles(archive)
    digests = {a.id: digest(indexed[a.id], path_of(archive, a))[:32] for a in archive.articles}
    wanted = _Wanted(archive, directory, version, cutter or cutters()[0], digests)
    state = read_state(directory)
    if state is None or not wanted.is_by(state):
        return _create(wanted, state)
    if state.articles == digests:
        return 0
    try:
        known = open_texts(directory, state).files[0].texts("id")
    except (OSError, ValueError):
        return _create(wanted, state)
    dead = tuple(n for n, i in enumerate(known) if n in state.dead or state.articles.get(i) != digests.get(i))
    stale = {known[number] for number in dead}
    young = digests.keys() - (set(known) - stale)
    return (
        _create(wanted, state)
        if len(stale | young) > _FEW * len(digests)
        else _update(wanted, state, dead, young)
    )


def _create(wanted: _Wanted, before: State | None) -> int:
    folder = _new_folder(wanted.directory, before)
    articles = wanted.archive.articles
    write_texts(folder / TEXTS[0], wanted.archive, articles)
    write_texts(folder / TEXTS[1], wanted.archive, ())
    made = index.create_in(str(folder), build_schema())
    write = write_segment if agrees_with_whoosh() else write_stock
    for start in range(0, len(articles), _AT_ONCE):
        if start:
            gc.collect()  # Whoosh's writers refer to themselves: the last one still holds its words
        write(made, wanted.documents(articles[start : start + _AT_ONCE]))
    made.close()
    _finish(wanted, folder, (), {})
    return len(articles)


def _update(wanted: _Wanted, before: State, dead: tuple[int, ...], young: Set[str]) -> int:
    folder = _new_folder(wanted.directory, before)
    for path in (wanted.directory / before.folder).iterdir():
        if path.name != TEXTS[1]:
            _link(path, folder / path.name)
    articles = wanted.archive.articles
    write_texts(folder / TEXTS[1], wanted.archive, [a for a in articles if a.id in young])
    changed = [a for a in articles if before.articles.get(a.id) != wanted.articles[a.id]]
    opened = index.open_dir(str(folder))
    writer = opened.writer()
    for article_id in sorted(before.articles.keys() - wanted.articles.keys()):
        writer.delete_by_term("id", article_id)
    for document in wanted.documents(changed):
        writer.update_document(**document)
    writer.commit()
    opened.close()
    _finish(wanted, folder, dead, before.files)
    return len(changed)


def _finish(wanted: _Wanted, folder: Path, dead: tuple[int, ...], known: Mapping[str, str]) -> None:
    """Everything in `folder` is on the disk, and the index is the one there. `known`: digests of files."""
    for path in folder.iterdir():
        if path.name not in known:
            sync(path)  # Whoosh does not see to it
    state = State(
        version=wanted.version,
        cutter=wanted.cutter.name,
        folder=folder.name,
        articles=wanted.articles,
        dead=dead,
        names=find_names(wanted.archive),
        files=digests_of(folder, known),
    )
    write_state(wanted.directory, state)


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
