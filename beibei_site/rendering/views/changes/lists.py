"""What is new in the archive: what entered it, was corrected in it and removed from it, by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from beibei_site.rendering import urls
from beibei_site.rendering.components import Card, Link
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


def change_views(context: SiteContext) -> Iterator[ChangesView]:
    """The latest changes, and those of every month."""
    changes = _changes(context)
    counts = Counter(change.day[:_MONTH] for change in changes)
    months = sorted(counts)
    ledger = context.archive.ledger
    known = sum(1 for a in context.archive.articles if a.id in ledger and ledger[a.id].added)
    yield ChangesView(
        path=urls.NEW,
        groups=_groups(context, changes[-PAGE:])[::-1],
        months=tuple(Link(urls.new(month), month, counts[month]) for month in reversed(months)),
        unknown=len(context.archive.articles) - known,
    )
    for at, month in enumerate(months):
        found = [change for change in changes if change.day.startswith(month)]
        before, after = (Link(urls.new(m), m) if m else None for m in beside(months, at))
        for path, part, pages in paged(urls.new(month), found):
            yield ChangesView(
                path=path,
                month=month,
                groups=_groups(context, part),
                pages=pages,
                before=before,
                after=after,
                up=Link(urls.NEW, ""),
            )


def _changes(context: SiteContext) -> list[Change]:
    """All that is known to have happened, the oldest first; one on the day of entry is part of it."""
    found = []
    for article in context.archive.articles:
        entry = context.archive.ledger.get(article.id)
        if entry and entry.added:
            found.append(Change(entry.added, "added", article.id))
        if entry and entry.corrected > entry.added:
            found.append(Change(entry.corrected, "corrected", article.id))
    gone = context.archive.removed.values()
    found += [Change(entry.removed, "removed", entry.id) for entry in gone if entry.removed]
    return sorted(found, key=lambda change: (change.day, change.kind))


def _groups(context: SiteContext, changes: Iterable[Change]) -> tuple[ChangeGroup, ...]:
    archive = context.archive
    groups = []
    for (day, kind), found in groupby(changes, key=lambda change: (change.day, change.kind)):
        ids = [change.id for change in found]
        if kind == "removed":
            links = tuple(removed_link(context, archive.removed[i]) for i in ids)
            groups.append(ChangeGroup(day, kind, removed=links))
        else:
            groups.append(ChangeGroup(day, kind, context.cards(archive.by_id[i] for i in ids)))
    return tuple(groups)
