"""What is new in the archive: what entered it, was corrected in it and removed from it, by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from beibei_site.domain.archive import Archive
from beibei_site.rendering import urls
from beibei_site.rendering.components import Card, Excerpts, Link
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.lists.paging import NO_PAGES, PAGE, Pages, beside, paged
from beibei_site.rendering.views.changes.removed import removed_link
from beibei_site.rendering.views.view import View

ChangeKind = Literal["added", "corrected", "removed"]
_MONTH = 7  # length of a month `2026-11`


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one article on one day."""

    day: str
    kind: ChangeKind
    id: str


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """What happened on one day, of one kind: of what was removed there are only links."""

    day: str
    kind: ChangeKind
    cards: tuple[Card, ...] = ()
    removed: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView(View):
    """The latest changes, or (with `month`) all of one month, the oldest first."""

    template: str = "changes.html"
    month: str = ""
    groups: tuple[ChangeGroup, ...]
    months: tuple[Link, ...] = ()
    unknown: int = 0
    pages: Pages = NO_PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Changes, the oldest first, that one page shows: the latest, with how many each month has and how many
    articles are older than what is known; or a part of those of a `month`, on one of its `pages`."""

    path: str
    shown: tuple[Change, ...]
    counts: dict[str, int] = field(default_factory=dict)
    unknown: int = 0
    month: str = ""
    pages: Pages = NO_PAGES
    around: tuple[str | None, str | None] = (None, None)


def find_changes(archive: Archive) -> Iterator[Changes]:
    """The latest changes, and those of every month."""
    changes, ledger = _changes(archive), archive.ledger
    counts = Counter(change.day[:_MONTH] for change in changes)
    months = sorted(counts)
    unknown = sum(not (a.id in ledger and ledger[a.id].added) for a in archive.articles)
    yield Changes(path=urls.NEW, shown=changes[-PAGE:], counts=dict(counts), unknown=unknown)
    by_month = {month: tuple(found) for month, found in groupby(changes, key=lambda c: c.day[:_MONTH])}
    for at, month in enumerate(months):
        for path, part, pages in paged(urls.new(month), by_month[month]):
            yield Changes(path=path, shown=tuple(part), month=month, pages=pages, around=beside(months, at))


def changes_views(context: SiteContext, excerpts: Excerpts, changes: Changes) -> Iterator[ChangesView]:
    """The page of `changes`."""
    groups, months = _groups(context, excerpts, changes.shown), sorted(changes.counts, reverse=True)
    before, after = (Link(urls.new(m), m) if m else None for m in changes.around)
    yield ChangesView(
        path=changes.path,
        month=changes.month,
        groups=groups if changes.month else groups[::-1],
        months=tuple(Link(urls.new(month), month, changes.counts[month]) for month in months),
        unknown=changes.unknown,
        pages=changes.pages,
        before=before,
        after=after,
        up=Link(urls.NEW, "") if changes.month else None,
    )


def _changes(archive: Archive) -> tuple[Change, ...]:
    """All that is known to have happened, the oldest first; one on the day of entry is part of it."""
    found = []
    for article in archive.articles:
        entry = archive.ledger.get(article.id)
        if entry and entry.added:
            found.append(Change(entry.added, "added", article.id))
        if entry and entry.corrected > entry.added:
            found.append(Change(entry.corrected, "corrected", article.id))
    found += [Change(e.removed, "removed", e.id) for e in archive.removed.values() if e.removed]
    return tuple(sorted(found, key=lambda change: (change.day, change.kind)))


def _groups(context: SiteContext, excerpts: Excerpts, changes: Iterable[Change]) -> tuple[ChangeGroup, ...]:
    archive = context.archive
    groups = []
    for (day, kind), found in groupby(changes, key=lambda change: (change.day, change.kind)):
        ids = [change.id for change in found]
        if kind == "removed":
            links = tuple(removed_link(context, archive.removed[i]) for i in ids)
            groups.append(ChangeGroup(day, kind, removed=links))
        else:
            groups.append(ChangeGroup(day, kind, context.cards((archive.by_id[i] for i in ids), excerpts)))
    return tuple(groups)
