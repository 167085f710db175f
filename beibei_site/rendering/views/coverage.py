"""Which pages and issues of the newspaper the archive holds, and which are missing or damaged, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.content.body import parse_body
from beibei_site.domain.record import SourcePage
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import shares
from beibei_site.rendering.components import Link, Shares
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.views.dates import undated_link
from beibei_site.rendering.views.sources import Holding, holdings, orphan_link
from beibei_site.rendering.views.view import View


@dataclass(frozen=True, slots=True)
class Defect:
    """What is missing or damaged, where: `kind` is a word that the template explains."""

    kind: str
    link: Link
    number: int = 0


@dataclass(frozen=True, slots=True)
class Issue:
    """One day's paper: which of its pages are there, and which must have existed but are not."""

    day: str
    there: tuple[Link, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView(View):
    """What is kept; `defects` are those of each source page, by its file."""

    template: str = "coverage.html"
    section: str = "sources"
    shares: Shares
    issues: tuple[Issue, ...]
    holdings: tuple[Holding, ...]
    defects: dict[str, tuple[Defect, ...]]
    undated: Link | None
    supplied: int
    reviewed: int
    total: int


def coverage_view(context: SiteContext) -> CoverageView:
    archive, kept = context.archive, holdings(context)
    return CoverageView(
        path=urls.COVERAGE,
        shares=total_shares(context),
        issues=tuple(_issues(context, kept)),
        holdings=kept,
        defects={page.record.file: tuple(_defects(context, page)) for page in archive.pages},
        undated=undated_link(context),
        supplied=sum(a.title_from == "supplied" for a in archive.articles),
        reviewed=sum(a.reviewed for a in archive.articles),
        total=len(archive.articles),
    )


def _defects(context: SiteContext, page: SourcePage) -> Iterator[Defect]:
    """What is missing from or damaged on one source page."""
    record = page.record
    if not page.lines:
        yield Defect("no-seed", Link(urls.source(record.key), record.file))
    for article in context.archive.of_page(record.file):
        body = parse_body(article.body)
        if body.lacunae:
            yield Defect("lacuna", article_link(article), body.lacunae)
        if body.restored:
            yield Defect("restored", article_link(article), len(body.restored))
        if article.jump:
            yield Defect(f"jump-{article.jump.direction}", article_link(article), article.jump.page)
    for span in record.orphans:
        yield Defect("orphan", orphan_link(page, span))


def total_shares(context: SiteContext) -> Shares:
    """The shares of all source pages together."""
    return sum(map(shares, context.lines.values()), Shares())


def _issues(context: SiteContext, kept: Sequence[Holding]) -> Iterator[Issue]:
    """The issues whose day is known, with the pages that jump lines and gaps show to be missing."""
    there: dict[str, dict[str, Link]] = defaultdict(dict)
    needed: dict[str, set[int]] = defaultdict(set)
    for page, holding in zip(context.archive.pages, kept, strict=True):
        if not holding.issued:
            continue
        if holding.page:
            there[holding.issued][holding.page] = holding.link
        jumps = (a.jump.page for a in context.archive.of_page(page.record.file) if a.jump)
        needed[holding.issued].update(jumps)
    for day in sorted(set(there) | set(needed)):
        known = there[day]
        numbers = {int(page) for page in known if page.isdecimal()}
        wanted = needed[day] | set(range(1, max(numbers, default=0) + 1))
        yield Issue(
            day,
            tuple(Link(known[page].target, page) for page in sorted(known, key=_place)),
            tuple(sorted(wanted - numbers)),
        )


def _place(page: str) -> tuple[int, str]:
    """Where a page stands in its issue: by its number, lettered sections after the others."""
    return int(page) if page.isdecimal() else 1000, page
