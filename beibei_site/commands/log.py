"""`content/log.yml`: when articles that come from no source page entered the archive, changed and went.

Of the others the page records keep that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from beibei_site.cataloguing.ownership import lies_in
from beibei_site.commands.ledger import words_of
from beibei_site.content import store
from beibei_site.content.disk import files
from beibei_site.content.disk.journal import Changed, changed_meanwhile
from beibei_site.content.disk.paths import PathError
from beibei_site.content.former import Former
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.page_record import render_log
from beibei_site.content.reading import LOG, read_log
from beibei_site.domain.problems import SetupError
from beibei_site.domain.record import LedgerEntry


def update_log(
    content: Path, articles: Sequence[ContentFile], refused: Set[str], today: str, former: Former
) -> Changed:
    """Bring the log up to date with those of `articles` that come from no source page; what it says of
    `refused` files stays. A log that is broken is left alone."""
    path = content / LOG
    try:
        data = store.read_file(content, LOG)
        known = {entry.id: entry for entry in _parse(data, path, former)}
    except (PathError, SetupError):
        return Changed()  # named by whoever reads it
    waiting = {i for i, entry in known.items() if lies_in(entry.path, refused)}
    entries = dict(_entries(articles, known, waiting, today))
    if entries == known:
        return Changed()
    ordered = tuple(entries[article_id] for article_id in sorted(entries))
    text = render_log(ordered, former.remember)
    former.log(text, lambda: ordered)
    after = text.encode()
    before = None if data is None else files.sha256(data)
    is_written = files.replace(path, before, after)
    return Changed(0, () if is_written else (changed_meanwhile(path),), {LOG: files.sha256(after)})


def _entries(
    articles: Iterable[ContentFile], known: Mapping[str, LedgerEntry], waiting: Set[str], today: str
) -> Iterator[tuple[str, LedgerEntry]]:
    """What the log is to keep, by id: of the articles that are there, and of those that have gone."""
    present = {file.article.id: file for file in articles}
    for article_id, file in present.items():
        if not file.article.source_file:
            entry = LedgerEntry(id=article_id, spans=(), path=file.path)
            yield article_id, entry.dated(known.get(article_id), words_of(file.article), today)
    for article_id, entry in known.items():
        if article_id in waiting:
            yield article_id, entry
        elif article_id not in present:
            yield article_id, replace(entry, removed=entry.removed or today)


def _parse(data: bytes | None, path: Path, former: Former) -> tuple[LedgerEntry, ...]:
    return read_log(former, store.decode(data, path), str(path)) if data is not None else ()
