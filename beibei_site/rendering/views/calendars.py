"""The views to browse by date: all years, a year, a month, a day, the undated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from beibei_site.domain import dates
from beibei_site.rendering import urls
from beibei_site.rendering.charts import YearStrip, year_strip
from beibei_site.rendering.context import Holdings
from beibei_site.rendering.views.paging import paged
from beibei_site.rendering.views.parts import DayCell, Link, MonthTable, YearRow
from beibei_site.rendering.views.types import DatesView

TEMPLATE = "dates.html"


def date_views(holdings: Holdings) -> Iterator[DatesView]:
    """All dates, every year, month and day with articles, and the undated."""
    archive = holdings.archive
    years, months, days = (_parts(archive.dates, precision) for precision in (1, 2, 3))
    undated = Link(urls.undated(), "", len(archive.within(""))) if archive.within("") else None
    yield DatesView(
        path=urls.dates(),
        template=TEMPLATE,
        section="dates",
        strips=strips(holdings, years),
        years=year_rows(holdings, years),
        undated=undated,
    )
    for at, year in enumerate(years):
        yield from _year(holdings, year, months, _neighbours(years, at))
    for at, month in enumerate(months):
        yield from _list(holdings, month, _neighbours(months, at), (month_table(holdings, month),))
    for at, day in enumerate(days):
        yield from _list(holdings, day, _neighbours(days, at))
    if undated:
        yield from _list(holdings, "", (None, None))


def _parts(known: Sequence[str], precision: int) -> list[str]:
    """The years (1), months (2) or days (3) that articles have."""
    width = (0, 4, 7, 10)[precision]
    return sorted({d[:width] for d in known if len(d) >= width})


def _neighbours(parts: list[str], at: int) -> tuple[Link | None, Link | None]:
    """Links to the part before and the part after; their text is the date itself."""
    return tuple(  # type: ignore[return-value]
        Link(urls.dates(parts[n]), parts[n]) if 0 <= n < len(parts) else None for n in (at - 1, at + 1)
    )


def _year(
    holdings: Holdings, year: str, months: Sequence[str], around: tuple[Link | None, Link | None]
) -> Iterator[DatesView]:
    own = [m for m in months if m.startswith(year)]
    rest = [a for a in holdings.archive.within(year) if a.date == year]
    for path, articles, pages in paged(urls.dates(year), rest):
        yield DatesView(
            path=path,
            template=TEMPLATE,
            section="dates",
            date=year,
            strips=strips(holdings, [year]) if pages.number == 1 else (),
            months=tuple(month_table(holdings, m) for m in own) if pages.number == 1 else (),
            cards=holdings.cards(articles),
            pages=pages,
            before=around[0],
            after=around[1],
            up=Link(urls.dates(), ""),
        )


def _list(
    holdings: Holdings,
    part: str,
    around: tuple[Link | None, Link | None],
    months: tuple[MonthTable, ...] = (),
) -> Iterator[DatesView]:
    above = part[:-3]
    path = urls.dates(part) if part else urls.undated()
    for target, articles, pages in paged(path, holdings.archive.within(part)):
        yield DatesView(
            path=target,
            template=TEMPLATE,
            section="dates",
            date=part,
            months=months if pages.number == 1 else (),
            cards=holdings.cards(articles),
            pages=pages,
            before=around[0],
            after=around[1],
            up=Link(urls.dates(above), above),
        )


def month_table(holdings: Holdings, month: str) -> MonthTable:
    """The calendar of a month `2020-04`."""
    found = holdings.archive.within(month)
    counts = Counter(a.date for a in found)
    year, number = map(int, month.split("-"))

    def cell(day: int) -> DayCell:
        date = f"{month}-{day:02d}"
        count = counts.get(date, 0) if day else 0
        return DayCell(day, urls.dates(date) if count else "", count)

    weeks = tuple(tuple(cell(day) for day in week) for week in dates.month_weeks(year, number))
    return MonthTable(month, urls.dates(month), len(found), holdings.busiest, weeks)


def strips(holdings: Holdings, years: Sequence[str]) -> tuple[YearStrip, ...]:
    """The heat maps of `years`."""
    made = []
    for year in years:
        found = holdings.archive.within(year)
        counts = Counter(a.date for a in found if dates.is_day(a.date))
        made.append(year_strip(year, urls.dates(year), counts, len(found), holdings.busiest))
    return tuple(made)


def year_rows(holdings: Holdings, years: Sequence[str]) -> tuple[YearRow, ...]:
    """Each of `years` with its twelve months; a month without articles has no address."""
    rows = []
    for year in years:
        parts = [f"{year}-{number:02d}" for number in range(1, 13)]
        counts = [len(holdings.archive.within(part)) for part in parts]
        months = tuple(Link(urls.dates(p) if n else "", p, n) for p, n in zip(parts, counts, strict=True))
        rows.append(YearRow(Link(urls.dates(year), year, len(holdings.archive.within(year))), months))
    return tuple(rows)
