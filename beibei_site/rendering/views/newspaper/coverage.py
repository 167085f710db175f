"""Which pages and issues of the newspaper the archive holds, and which are missing or damaged, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from beibei_site.domain.record import SourcePage
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import shares
from beibei_site.rendering.components import Link, Shares
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.paging import NO_PAGES, Pages, paged
from beibei_site.rendering.views.dates import undated_link
from beibei_site.rendering.views.newspaper.issues import MOST_ROWS, IssueRow, issue_row
from beibei_site.rendering.views.newspaper.sources import Holding, holdings, orphan_link
from beibei_site.rendering.views.view import View


@dataclass(frozen=True, slots=True)
class Defect:
    """What is missing or damaged, where: `kind` is a word that the template explains."""

    kind: str
    link: Link
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView(View):
    """What is kept; `defects` are those of each file. Issues are listed unless they are too many."""

    template: str = "coverage.html"
    section: str = "issues"
    shares: Shares
    issues: tuple[IssueRow, ...]
    total_issues: int
    pages: Pages
    holdings: tuple[Holding, ...]
    defects: dict[str, tuple[Defect, ...]]
    undated: Link | None
    supplied: int
    reviewed: int
    total: int


Damage = Mapping[str, tuple[int, int]]  # by article id: how many passages are lost, how many restored


def coverage_views(context: SiteContext, damage: Damage) -> Iterator[CoverageView]:
    """The coverage in pages; all but the files stands on the first."""
    archive, issues = context.archive, context.shelf.issues
    first = CoverageView(
        path=urls.COVERAGE,
        pages=NO_PAGES,
        shares=total_shares(context),
        issues=tuple(issue_row(context, issue) for issue in issues) if len(issues) <= MOST_ROWS else (),
        total_issues=len(issues),
        holdings=(),
        defects={},
        undated=undated_link(context),
        supplied=sum(a.title_from == "supplied" for a in archive.articles),
        reviewed=sum(a.reviewed for a in archive.articles),
        total=len(archive.articles),
    )
    defects = {page.record.file: tuple(_defects(context, damage, page)) for page in archive.pages}
    for path, part, pages in paged(urls.COVERAGE, holdings(context)):
        here = {holding.file: defects[holding.file] for holding in part}
        yield replace(first, path=path, pages=pages, holdings=tuple(part), defects=here)


def _defects(context: SiteContext, damage: Damage, page: SourcePage) -> Iterator[Defect]:
    """What is missing from or damaged on one source page."""
    record = page.record
    if not page.lines:
        yield Defect("no-seed", Link(context.shelf.names[record.file].target, record.file))
    for article in context.archive.of_page(record.file):
        lost, restored = damage.get(article.id, (0, 0))
        if lost:
            yield Defect("lacuna", article_link(article), lost)
        if restored:
            yield Defect("restored", article_link(article), restored)
        if article.jump:
            yield Defect(f"jump-{article.jump.direction}", article_link(article), article.jump.page)
    for span in record.orphans:
        yield Defect("orphan", orphan_link(context, page, span))


def total_shares(context: SiteContext) -> Shares:
    """The shares of all source pages together."""
    return sum((shares(context.lines(page)) for page in context.archive.pages), Shares())
