"""All files that the archive was read from, and what is kept of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.domain.dates import first_and_last
from beibei_site.domain.record import SourcePage
from beibei_site.domain.spans import Span
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import shares
from beibei_site.rendering.components import Link, PageName, Shares
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.lists.around import line_target
from beibei_site.rendering.lists.paging import Pages, paged
from beibei_site.rendering.views.view import View


@dataclass(frozen=True, slots=True)
class Holding:
    """What is kept of one file; `first` and `last` are the days of its articles."""

    name: PageName
    file: str
    first: str
    last: str
    articles: int
    shares: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView(View):
    template: str = "sources.html"
    section: str = "issues"
    holdings: tuple[Holding, ...]
    pages: Pages


def source_views(context: SiteContext) -> Iterator[View]:
    """The list of files."""
    for path, part, pages in paged(urls.source(), holdings(context)):
        yield SourcesView(path=path, holdings=tuple(part), pages=pages)


def holdings(context: SiteContext) -> tuple[Holding, ...]:
    """What is kept, in the order of the archive's pages."""
    return tuple(_holding(context, page) for page in context.archive.pages)


def _holding(context: SiteContext, page: SourcePage) -> Holding:
    record = page.record
    articles = context.archive.of_page(record.file)
    first, last = first_and_last(a.begins for a in articles)
    return Holding(
        name=context.shelf.names[record.file],
        file=record.file,
        first=first,
        last=last,
        articles=len(articles),
        shares=shares(context.lines(page)),
    )


def orphan_link(context: SiteContext, page: SourcePage, span: Span) -> Link:
    """A heading whose text is on none of the pages, at its place on the page of its seed."""
    words = " / ".join(line.strip() for line in page.lines[span.first - 1 : span.last])
    return Link(line_target(context, page.record.file, span.first), words, note=page.record.file)
