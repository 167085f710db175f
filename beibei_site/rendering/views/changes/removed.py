"""The page that stands at the address of a removed article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.domain.record import LedgerEntry, SourcePage
from beibei_site.domain.spans import first_of
from beibei_site.rendering import urls
from beibei_site.rendering.components import Link, PageName
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.around import line_target
from beibei_site.rendering.views.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedView(View):
    """A removed article: its printed heading, the page that printed it, the address of its `lines` there,
    and the other articles of the page."""

    template: str = "removed.html"
    day: str
    heading: str
    place: PageName | None
    lines: str
    others: tuple[Link, ...]


def removed_views(context: SiteContext) -> Iterator[RemovedView]:
    """One for every article that a person has deleted."""
    for entry in context.archive.removed.values():
        yield _removed_view(context, entry)


def removed_link(context: SiteContext, entry: LedgerEntry) -> Link:
    """The page that stands for a removed article; no text if its source prints no heading."""
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
    first = first_of(entry.spans)
    lines = line_target(context, record.file, first) if record and page and page.lines and first else ""
    return RemovedView(
        path=urls.article(entry.id),
        title=heading,
        day=entry.removed,
        heading=heading,
        place=context.shelf.names.get(record.file) if record else None,
        lines=lines,
        others=tuple(map(article_link, others)),
    )
