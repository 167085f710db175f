"""The issues: a calendar by the day of issue, each year, each issue with the contents of its pages, and the
shelf of pages whose issue is not known."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from beibei_site.domain.newspaper.issues import Issue
from beibei_site.domain.newspaper.unplaced import UnplacedPage
from beibei_site.rendering import urls
from beibei_site.rendering.charts import YearStrip, heat, year_strip
from beibei_site.rendering.components import Link, PageName
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.lists.paging import NO_PAGES, Pages, beside, paged
from beibei_site.rendering.views.dates import DayCell, MonthTable, YearRow, month_cells, year_row
from beibei_site.rendering.views.newspaper.issues import (
    MOST_ROWS,
    IssueRow,
    issue_row,
    issue_view,
    paper_link,
)
from beibei_site.rendering.views.view import View

_SHOWN = 6  # pages without an issue that the index shows
_GAPS = 3


@dataclass(frozen=True, slots=True)
class Gap:
    """Two issues that follow each other in the archive with the most days between them."""

    before: Link
    after: Link
    days: int


@dataclass(frozen=True, slots=True)
class Shelved:
    """A page whose issue is not known, with what can be said of it."""

    name: PageName
    file: str
    first: str
    last: str
    not_before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuesView(View):
    """All issues of a paper, or those of a year. `papers` are the papers of the archive if there are
    several."""

    template: str = "issues.html"
    section: str = "issues"
    paper: str
    year: str = ""
    papers: tuple[Link, ...] = ()
    strips: tuple[YearStrip, ...] = ()
    years: tuple[YearRow, ...] = ()
    months: tuple[MonthTable, ...] = ()
    rows: tuple[IssueRow, ...] = ()
    total: int = 0
    gaps: tuple[Gap, ...] = ()
    stories: bool = False
    shelf: tuple[Shelved, ...] = ()
    shelved: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfView(View):
    """The pages whose issue is not known."""

    template: str = "shelf.html"
    section: str = "issues"
    items: tuple[Shelved, ...]
    pages: Pages = NO_PAGES


def issue_views(context: SiteContext) -> Iterator[View]:
    """The index, every year and every issue of each paper, and the shelf of pages whose issue is not
    known."""
    for paper in context.shelf.papers or {"": ""}:
        issues = context.shelf.of_paper(paper)
        years = sorted({issue.day[:4] for issue in issues})
        yield _index(context, paper, issues, years)
        for at, year in enumerate(years):
            yield _year(context, paper, [i for i in issues if i.day.startswith(year)], years, at)
        for at, issue in enumerate(issues):
            yield issue_view(context, issue, beside(issues, at))
    if context.shelf.papers and "" not in context.shelf.papers:
        yield _index(context, "", (), [])
    for path, part, pages in paged(urls.UNPLACED, context.shelf.unplaced):
        yield ShelfView(path=path, items=tuple(_shelved(context, page) for page in part), pages=pages)


def _index(context: SiteContext, paper: str, issues: Sequence[Issue], years: Sequence[str]) -> IssuesView:
    slug = context.shelf.papers.get(paper, "")
    unplaced = [page for page in context.shelf.unplaced if not paper or page.paper == paper]
    few = len(issues) <= MOST_ROWS
    return IssuesView(
        path=urls.issues(paper=slug),
        paper=paper,
        papers=_papers(context),
        strips=tuple(_strip(context, paper, year) for year in years),
        years=_year_rows(context, paper, years),
        rows=tuple(issue_row(context, issue) for issue in issues) if few else (),
        total=len(issues),
        gaps=_gaps(context, issues),
        shelf=tuple(_shelved(context, page) for page in unplaced[:_SHOWN]),
        shelved=len(unplaced),
    )


def _papers(context: SiteContext) -> tuple[Link, ...]:
    """The index of every paper with the number of its issues, if there is more than the archive's own."""
    papers = {"": "", **context.shelf.papers}
    if len(papers) == 1:
        return ()
    shelf = context.shelf
    return tuple(
        Link(urls.issues(paper=slug), name, len(shelf.of_paper(name))) for name, slug in papers.items()
    )


def _year(
    context: SiteContext, paper: str, issues: Sequence[Issue], years: Sequence[str], at: int
) -> IssuesView:
    year, slug = years[at], context.shelf.papers[paper]
    before, after = (Link(urls.issues(y, slug), y) if y else None for y in beside(years, at))
    return IssuesView(
        path=urls.issues(year, slug),
        paper=paper,
        year=year,
        strips=(_strip(context, paper, year),),
        months=tuple(_month(context, issues, month) for month in sorted({i.day[:7] for i in issues})),
        rows=tuple(issue_row(context, issue) for issue in issues),
        total=len(issues),
        gaps=_gaps(context, issues),
        stories=bool(context.archive.within(year)),
        up=paper_link(context, paper),
        before=before,
        after=after,
    )


def _strip(context: SiteContext, paper: str, year: str) -> YearStrip:
    """The heat map of a year by the number of pages that the archive has of each issue."""
    issues = [issue for issue in context.shelf.of_paper(paper) if issue.day.startswith(year)]
    counts = {issue.day: len(issue.pages) for issue in issues}
    target = urls.issues(year, context.shelf.papers[paper])
    return year_strip(year, target, counts, len(issues), context.shelf.thickest)


def _year_rows(context: SiteContext, paper: str, years: Sequence[str]) -> tuple[YearRow, ...]:
    counts = Counter(part for i in context.shelf.of_paper(paper) for part in (i.day[:4], i.day[:7]))
    slug = context.shelf.papers.get(paper, "")

    def link(part: str) -> Link:
        return Link(urls.issues(part[:4], slug) if counts[part] else "", part, counts[part])

    return tuple(year_row(year, link) for year in years)


def _month(context: SiteContext, issues: Sequence[Issue], month: str) -> MonthTable:
    """The calendar of a month, every day of issue leading to its issue."""
    known = {issue.day: issue for issue in issues if issue.day.startswith(month)}

    def cell(day: int) -> DayCell:
        issue = known.get(f"{month}-{day:02d}")
        if issue is None:
            return DayCell(day)
        pages = len(issue.pages)
        return DayCell(day, context.shelf.address(issue), pages, heat(pages, context.shelf.thickest))

    slug = context.shelf.papers[issues[0].paper]
    return MonthTable(month, urls.issues(month[:4], slug), len(known), month_cells(month, cell))


def _gaps(context: SiteContext, issues: Sequence[Issue]) -> tuple[Gap, ...]:
    """The longest times without an issue, if they are longer than the usual one."""

    def link(issue: Issue) -> Link:
        return Link(context.shelf.address(issue), issue.day)

    days = [datetime.date.fromisoformat(issue.day) for issue in issues]
    distances = [(after - before).days for before, after in pairwise(days)]
    usual = Counter(distances).most_common(1)[0][0] if distances else 0
    found = [
        Gap(link(one), link(other), distance)
        for (one, other), distance in zip(pairwise(issues), distances, strict=True)
        if distance > 2 * usual
    ]
    return tuple(sorted(found, key=lambda gap: -gap.days)[:_GAPS])


def _shelved(context: SiteContext, page: UnplacedPage) -> Shelved:
    file = page.source.record.file
    return Shelved(context.shelf.names[file], file, page.first, page.last, page.not_before)
