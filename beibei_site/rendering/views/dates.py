"""The views to browse by date: all years, a year, a month with its days, the undated.

A month is one list, or several if it is long; each day is whole, in one of them. The address of a day is a
place on the first: its heading or, if that stands on a later one, its cell in the calendar, which leads to
it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from beibei_site.domain import dates
from beibei_site.rendering import urls
from beibei_site.rendering.charts import YearStrip, heat, year_strip
from beibei_site.rendering.components import Card, Excerpts, Link, PageName
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.lists.paging import NO_PAGES, PAGE, Pages, beside, paged
from beibei_site.rendering.views.view import View

Neighbours = tuple[Link | None, Link | None]  # the page before and the page after


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in a month's table: its number (0: not of this month), its place if it has articles; `anchor`
    is its address on this page, if no heading has it."""

    day: int
    target: str = ""
    count: int = 0
    heat: int = 0
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class MonthTable:
    """A month's calendar: weeks of seven days, Monday first."""

    month: str
    target: str
    count: int
    weeks: tuple[tuple[DayCell, ...], ...]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year and its twelve months, each with its count."""

    link: Link
    months: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class DayList:
    """The articles of a day in the list of a month (`date` is the month for those of which no day is known),
    and the issues that came out on it."""

    date: str
    cards: tuple[Card, ...]
    issues: tuple[PageName, ...] = ()

    @property
    def anchor(self) -> str:
        return self.date[8:]


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesView(View):
    """All dates, a year, a month or the undated (`date` is empty for the first and the last)."""

    template: str = "dates.html"
    section: str = "dates"
    date: str = ""
    strips: tuple[YearStrip, ...] = ()
    years: tuple[YearRow, ...] = ()
    months: tuple[MonthTable, ...] = ()
    cards: tuple[Card, ...] = ()
    pages: Pages = NO_PAGES
    undated: Link | None = None
    days: tuple[DayList, ...] = ()


def all_dates_view(context: SiteContext) -> DatesView:
    """All dates."""
    years, undated = context.years, undated_link(context)
    return DatesView(
        path=urls.dates(), strips=strips(context, years), years=year_rows(context, years), undated=undated
    )


def undated_views(context: SiteContext, excerpts: Excerpts) -> Iterator[DatesView]:
    """The undated articles, if there are any."""
    for path, articles, pages in paged(urls.undated(), context.within("")) if undated_link(context) else ():
        cards, up = context.cards(articles, excerpts), Link(urls.dates(), "")
        yield DatesView(path=path, cards=cards, pages=pages, up=up)


def undated_link(context: SiteContext) -> Link | None:
    """The page of the undated articles, if there are any."""
    count = len(context.within(""))
    return Link(urls.undated(), "", count) if count else None


def _neighbours(parts: Sequence[str], at: int) -> Neighbours:
    """Links whose text is the date itself."""
    before, after = (Link(urls.dates(part), part) if part else None for part in beside(parts, at))
    return before, after


def year_views(context: SiteContext, excerpts: Excerpts, year: str) -> Iterator[DatesView]:
    """A year with its months, and the articles of which no more is known."""
    months = [month for month in context.months if month.startswith(year)]
    around = _neighbours(context.years, context.years.index(year))
    rest = [a for a in context.within(year) if a.begins == year]
    for path, articles, pages in paged(urls.dates(year), rest):
        yield DatesView(
            path=path,
            date=year,
            strips=strips(context, [year]) if pages.is_first else (),
            months=tuple(month_table(context, m) for m in months) if pages.is_first else (),
            cards=context.cards(articles, excerpts),
            pages=pages,
            before=around[0],
            after=around[1],
            up=Link(urls.dates(), ""),
        )


def month_views(context: SiteContext, excerpts: Excerpts, month: str) -> Iterator[DatesView]:
    """The articles of a month by its days, on as many pages as it takes."""
    months = [*context.months]
    around = _neighbours(months, months.index(month))
    lists = _in_lists(_day(context, excerpts, day) for day in context.months[month])
    targets = tuple(urls.numbered(urls.dates(month), number) for number in range(1, len(lists) + 1))
    later = {day.date: targets[at] for at, found in enumerate(lists) if at for day in found}
    for number, (path, found) in enumerate(zip(targets, lists, strict=True), 1):
        yield DatesView(
            path=path,
            date=month,
            months=(month_table(context, month, later),) if number == 1 else (),
            days=tuple(found),
            pages=Pages(number, targets),
            before=around[0],
            after=around[1],
            up=Link(urls.dates(month[:4]), month[:4]),
        )


def _day(context: SiteContext, excerpts: Excerpts, date: str) -> DayList:
    """The articles of a day, or those of which only the month is known."""
    found = [a for a in context.within(date) if a.begins == date]
    issues = context.shelf.of_day(date)
    return DayList(date, context.cards(found, excerpts), tuple(map(context.shelf.issue_name, issues)))


def _in_lists(days: Iterable[DayList]) -> list[list[DayList]]:
    """Whole days, as many to a list as make it long enough for a page."""
    lists: list[list[DayList]] = [[]]
    for day in days:
        if sum(len(other.cards) for other in lists[-1]) >= PAGE:
            lists.append([])
        lists[-1].append(day)
    return lists


def month_table(context: SiteContext, month: str, later: Mapping[str, str] | None = None) -> MonthTable:
    """The calendar of a month `2020-04`. On the month's own first page, `later` has the pages of the days
    that stand on later ones: what leads to such a day finds its cell."""
    found = context.within(month)

    def cell(day: int) -> DayCell:
        date = f"{month}-{day:02d}"
        count = len(context.within(date)) if day else 0
        shade = heat(count, context.busiest)
        if later and date in later:
            return DayCell(day, f"{later[date]}#{day:02d}", count, shade, anchor=f"{day:02d}")
        return DayCell(day, urls.dates(date) if count else "", count, shade)

    return MonthTable(month, urls.dates(month), len(found), month_cells(month, cell))


def month_cells(month: str, cell: Callable[[int], DayCell]) -> tuple[tuple[DayCell, ...], ...]:
    """The weeks of a month, each day as `cell` makes it."""
    weeks = dates.month_weeks(*map(int, month.split("-")))
    return tuple(tuple(map(cell, week)) for week in weeks)


def strips(context: SiteContext, years: Sequence[str]) -> tuple[YearStrip, ...]:
    """The heat maps of `years`."""
    made = []
    for year in years:
        days = (d for d in context.archive.dates if d.startswith(year) and dates.is_day(d))
        counts = {day: len(context.within(day)) for day in days}
        made.append(year_strip(year, urls.dates(year), counts, len(context.within(year)), context.busiest))
    return tuple(made)


def year_rows(context: SiteContext, years: Sequence[str]) -> tuple[YearRow, ...]:
    """Each of `years` with its twelve months; a month without articles has no address."""

    def link(part: str) -> Link:
        count = len(context.within(part))
        return Link(urls.dates(part) if count else "", part, count)

    return tuple(year_row(year, link) for year in years)


def year_row(year: str, link: Callable[[str], Link]) -> YearRow:
    """A year and its months, each as `link` makes it (of `2020`, of `2020-04`)."""
    return YearRow(link(year), tuple(link(f"{year}-{month:02d}") for month in range(1, 13)))
