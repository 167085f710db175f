"""The views to browse by date: all years, a year, a month, a day, the undated."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from beibei_site.domain import dates
from beibei_site.rendering import urls
from beibei_site.rendering.charts import YearStrip, heat, year_strip
from beibei_site.rendering.components import Card, Link, PageName
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.lists.paging import NO_PAGES, Pages, beside, paged
from beibei_site.rendering.views.view import View

_YEAR, _MONTH, _DAY = 4, 7, 10  # length of a date of this precision
Neighbours = tuple[Link | None, Link | None]  # the page before and the page after


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in a month's table: its number (0: not of this month), its page if it has articles."""

    day: int
    target: str = ""
    count: int = 0
    heat: int = 0


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesView(View):
    """All dates, a year, a month, a day or the undated (`date` is empty for the first and the last)."""

    template: str = "dates.html"
    section: str = "dates"
    date: str = ""
    strips: tuple[YearStrip, ...] = ()
    years: tuple[YearRow, ...] = ()
    months: tuple[MonthTable, ...] = ()
    cards: tuple[Card, ...] = ()
    pages: Pages = NO_PAGES
    undated: Link | None = None
    issues: tuple[PageName, ...] = ()


def date_views(context: SiteContext) -> Iterator[DatesView]:
    """All dates, every year, month and day with articles, and the undated."""
    years, months, days = (_known(context, length) for length in (_YEAR, _MONTH, _DAY))
    undated = undated_link(context)
    yield DatesView(
        path=urls.dates(), strips=strips(context, years), years=year_rows(context, years), undated=undated
    )
    for at, year in enumerate(years):
        yield from _year(context, year, [m for m in months if m.startswith(year)], _neighbours(years, at))
    for at, month in enumerate(months):
        yield from _list(context, month, _neighbours(months, at), (month_table(context, month),))
    for at, day in enumerate(days):
        yield from _list(context, day, _neighbours(days, at))
    if undated:
        yield from _list(context, "", (None, None))


def undated_link(context: SiteContext) -> Link | None:
    """The page of the undated articles, if there are any."""
    count = len(context.within(""))
    return Link(urls.undated(), "", count) if count else None


def _known(context: SiteContext, length: int) -> list[str]:
    """The years, months or days that articles have."""
    return sorted({d[:length] for d in context.archive.dates if len(d) >= length})


def _neighbours(parts: Sequence[str], at: int) -> Neighbours:
    """Links whose text is the date itself."""
    before, after = (Link(urls.dates(part), part) if part else None for part in beside(parts, at))
    return before, after


def _year(context: SiteContext, year: str, months: Sequence[str], around: Neighbours) -> Iterator[DatesView]:
    rest = [a for a in context.within(year) if a.begins == year]
    for path, articles, pages in paged(urls.dates(year), rest):
        yield DatesView(
            path=path,
            date=year,
            strips=strips(context, [year]) if pages.is_first else (),
            months=tuple(month_table(context, m) for m in months) if pages.is_first else (),
            cards=context.cards(articles),
            pages=pages,
            before=around[0],
            after=around[1],
            up=Link(urls.dates(), ""),
        )


def _list(
    context: SiteContext, part: str, around: Neighbours, months: tuple[MonthTable, ...] = ()
) -> Iterator[DatesView]:
    """The articles of a month or a day, or the undated."""
    above = part[:-3]
    path = urls.dates(part) if part else urls.undated()
    for target, articles, pages in paged(path, context.within(part)):
        yield DatesView(
            path=target,
            date=part,
            months=months if pages.is_first else (),
            cards=context.cards(articles),
            pages=pages,
            before=around[0],
            after=around[1],
            up=Link(urls.dates(above), above),
            issues=_issues(context, part) if pages.is_first else (),
        )


def _issues(context: SiteContext, day: str) -> tuple[PageName, ...]:
    """The issues that came out on a day."""
    return tuple(map(context.shelf.issue_name, context.shelf.of_day(day)))


def month_table(context: SiteContext, month: str) -> MonthTable:
    """The calendar of a month `2020-04`."""
    found = context.within(month)

    def cell(day: int) -> DayCell:
        date = f"{month}-{day:02d}"
        count = len(context.within(date)) if day else 0
        return DayCell(day, urls.dates(date) if count else "", count, heat(count, context.busiest))

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
