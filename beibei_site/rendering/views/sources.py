"""The source pages: the list of all, and each with its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.domain.record import SourcePage
from beibei_site.domain.spans import Span
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import shares
from beibei_site.rendering.components import Link, Shares, SourceLine
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.paging import Pages, paged
from beibei_site.rendering.views.view import View


@dataclass(frozen=True, slots=True)
class Holding:
    """What is kept of one newspaper page; `first` and `last` are the days of its articles."""

    link: Link
    issued: str
    first: str
    last: str
    page: str | None
    articles: int
    shares: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView(View):
    template: str = "sources.html"
    section: str = "sources"
    holdings: tuple[Holding, ...]
    pages: Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView(View):
    """A source page; `facts` are what its record says, the template has the words for their names."""

    template: str = "source.html"
    section: str = "sources"
    lines: tuple[SourceLine, ...]
    articles: tuple[Link, ...]
    facts: dict[str, str]
    shares: Shares


def source_views(context: SiteContext) -> Iterator[View]:
    """The list of source pages, and the page of each with its lines."""
    kept = holdings(context)
    for path, part, pages in paged(urls.source(), kept):
        yield SourcesView(path=path, holdings=tuple(part), pages=pages)
    for at, page in enumerate(context.archive.pages):
        yield _source_view(context, page, kept, at)


def holdings(context: SiteContext) -> tuple[Holding, ...]:
    """What is kept, in the order of the archive's pages."""
    return tuple(_holding(context, page) for page in context.archive.pages)


def _holding(context: SiteContext, page: SourcePage) -> Holding:
    record = page.record
    articles = context.archive.of_page(record.file)
    days = sorted(a.date for a in articles if a.date)
    return Holding(
        link=Link(urls.source(record.key), record.file),
        issued=record.issued or "",
        first=days[0] if days else "",
        last=days[-1] if days else "",
        page=record.page,
        articles=len(articles),
        shares=shares(context.lines[record.file]),
    )


def orphan_link(page: SourcePage, span: Span) -> Link:
    """A heading whose text is on none of the pages, at its place on the page of its seed."""
    words = " / ".join(line.strip() for line in page.lines[span.first - 1 : span.last])
    return Link(
        f"{urls.source(page.record.key)}#{urls.line_anchor(span.first)}", words, note=page.record.file
    )


def _source_view(context: SiteContext, page: SourcePage, kept: Sequence[Holding], at: int) -> SourceView:
    record = page.record
    facts = {
        "file": record.file,
        "paper": record.paper or "",
        "issued": record.issued or "",
        "page": record.page or "",
        "encoding": record.encoding,
        "sha256": record.sha256,
    }
    return SourceView(
        path=urls.source(record.key),
        title=record.key,
        before=kept[at - 1].link if at else None,
        after=kept[at + 1].link if at + 1 < len(kept) else None,
        up=Link(urls.source(), ""),
        lines=context.lines[record.file],
        articles=tuple(article_link(a) for a in context.archive.of_page(record.file)),
        facts={name: value for name, value in facts.items() if value},
        shares=kept[at].shares,
    )
