"""What is new in the archive: what entered it, was corrected in it and removed from it, by day; the page that
stands at the address of a removed article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from beibei_site.domain.record import LedgerEntry, SourcePage
from beibei_site.domain.spans import first_of
from beibei_site.rendering import urls
from beibei_site.rendering.components import Card, Link
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.views.paging import NO_PAGES, PAGE, Pages, paged
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
class RemovedView(View):
    """A removed article: its printed heading, the page that printed it and the other articles there."""

    template: str = "removed.html"
    day: str
    heading: str
    source: Link | None
    issued: str
    others: tuple[Link, ...]


def change_views(context: SiteContext) -> Iterator[View]:
    """The latest changes, those of every month, and the removed articles."""
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
        before, after = (
            Link(urls.new(months[n]), months[n]) if 0 <= n < len(months) else None for n in (at - 1, at + 1)
        )
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
    for entry in context.archive.removed.values():
        yield _removed_view(context, entry)


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
            links = tuple(_removed_link(context, archive.removed[i]) for i in ids)
            groups.append(ChangeGroup(day, kind, removed=links))
        else:
            groups.append(ChangeGroup(day, kind, context.cards(archive.by_id[i] for i in ids)))
    return tuple(groups)


def _removed_link(context: SiteContext, entry: LedgerEntry) -> Link:
    return Link(urls.article(entry.id), _heading(_page_of(context, entry), entry))


def _page_of(context: SiteContext, entry: LedgerEntry) -> SourcePage | None:
    spans = (*entry.spans, *entry.heading)
    return context.archive.page_of_file.get(spans[0].file) if spans else None


def _heading(page: SourcePage | None, entry: LedgerEntry) -> str:
    """The printed heading of a removed article, if its page is known and prints one."""
    lines = page.lines if page else ()
    printed = (lines[number - 1].strip() for span in entry.heading for number in span if number <= len(lines))
    return " ".join(filter(None, printed))


def _removed_view(context: SiteContext, entry: LedgerEntry) -> RemovedView:
    page = _page_of(context, entry)
    record = page.record if page else None
    heading = _heading(page, entry)
    others = context.archive.of_page(record.file) if record else ()
    anchor = f"#{urls.line_anchor(first_of(entry.spans))}" if page and page.lines and entry.spans else ""
    return RemovedView(
        path=urls.article(entry.id),
        title=heading,
        day=entry.removed,
        heading=heading,
        source=Link(f"{urls.source(record.key)}{anchor}", record.file) if record else None,
        issued=record.issued or "" if record else "",
        others=tuple(map(article_link, others)),
    )
