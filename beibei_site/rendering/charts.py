"""Charts as geometry: whole numbers that a template writes into SVG attributes, no style, no script."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_MONTHS = 48  # longer spans are counted by the year
_BAR_SHARE = 0.8  # of the room for a period
_WIDEST_BAR, _LOWEST_BAR = 24, 2
CELL = 12  # a day in the heat map of a year, with the gap beside it
_WEEK = 7
_SHADES = 4
_TIMELINE, _LEAST_BAR = 1000, 30  # length of a line of time on which spans have their bars


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many articles a month (`2020-04`) or a year has."""

    period: str
    count: int


@dataclass(frozen=True, slots=True)
class BarChart:
    """Counts over time: the path of all bars in a box of `width` x `height`, and the table behind it."""

    width: int
    height: int
    path: str
    counts: tuple[PeriodCount, ...]

    @property
    def most(self) -> int:
        """What the top of the scale stands for."""
        return max((c.count for c in self.counts), default=0)

    @property
    def by_month(self) -> bool:
        """Whether a bar is a month, not a year."""
        return len(self.counts[0].period) > 4


@dataclass(frozen=True, slots=True)
class Bar:
    """A span of time on a line of time: where it begins and how long it is, of 1000; 0 if it is not dated."""

    left: int = 0
    width: int = 0


@dataclass(frozen=True, slots=True)
class DayMark:
    """A day with articles in the heat map of a year."""

    x: int
    y: int
    heat: int
    day: str
    count: int


@dataclass(frozen=True, slots=True)
class MonthMark:
    """Where a month (`2020-04`) begins in the heat map of a year."""

    x: int
    month: str


@dataclass(frozen=True, slots=True)
class YearStrip:
    """A year of days in columns of a week, Monday on top: its outline, and the days with articles."""

    year: str
    target: str
    count: int
    days: int
    outline: str
    marks: tuple[DayMark, ...]
    months: tuple[MonthMark, ...]


def periods_of(dates: Sequence[str]) -> tuple[str, ...]:
    """All months from the first to the last of `dates`, or all years if they are too many."""
    known = sorted(d for d in dates if d)
    if not known:
        return ()
    first, last = known[0], known[-1]
    months = (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7] or 12) - int(first[5:7] or 1) + 1
    if months > MOST_MONTHS:
        return tuple(str(year) for year in range(int(first[:4]), int(last[:4]) + 1))
    start = int(first[:4]) * 12 + int(first[5:7] or 1) - 1
    return tuple(f"{at // 12:04d}-{at % 12 + 1:02d}" for at in range(start, start + months))


def count_by_period(dates: Iterable[str], periods: Sequence[str]) -> tuple[PeriodCount, ...]:
    """How many of `dates` fall into each period; a date less precise than a period falls into none."""
    width = len(periods[0]) if periods else 0
    counts = Counter(d[:width] for d in dates if len(d) >= width)
    return tuple(PeriodCount(period, counts[period]) for period in periods)


def sparkline(counts: Sequence[PeriodCount]) -> BarChart:
    """The small chart beside a name."""
    return _bar_chart(counts, width=120, height=24)


def bars(counts: Sequence[PeriodCount]) -> BarChart | None:
    """The chart on the page of an entry; None if its articles span too little time to show one."""
    if len(counts) < 2 or not any(c.count for c in counts):
        return None
    return _bar_chart(counts, width=600, height=90)


def _bar_chart(counts: Sequence[PeriodCount], *, width: int, height: int) -> BarChart:
    """A bar for every period with articles, the highest as high as the box."""
    room = width / max(1, len(counts))
    most = max((c.count for c in counts), default=0)
    thick = max(1, min(round(room * _BAR_SHARE), _WIDEST_BAR))
    path = "".join(
        f"M{round((at + 0.5) * room - thick / 2)} {height}v-{_tall(c.count, most, height)}h{thick}V{height}z"
        for at, c in enumerate(counts)
        if c.count
    )
    return BarChart(width, height, path, tuple(counts))


def _tall(count: int, most: int, height: int) -> int:
    """The height of a bar, never too low to be seen."""
    return max(_LOWEST_BAR, round(count / most * height))


def timeline(spans: Sequence[tuple[str, str]]) -> tuple[Bar, ...]:
    """The bars of `spans` (first and last date, empty if unknown) on one line from the first day to the
    last."""
    days = [_ordinal(date) for span in spans for date in span if date]
    start, length = (min(days), max(1, max(days) - min(days))) if days else (0, 1)

    def bar(first: str, last: str) -> Bar:
        if not first:
            return Bar()
        left, right = ((_ordinal(date) - start) * _TIMELINE // length for date in (first, last))
        return Bar(min(left, _TIMELINE - _LEAST_BAR), max(_LEAST_BAR, right - left))

    return tuple(bar(*span) for span in spans)


def _ordinal(date: str) -> int:
    """The day as a number; a month or a year counts as its first day."""
    return datetime.date(*map(int, (date + "-01-01")[:10].split("-"))).toordinal()


def heat(count: int, most: int) -> int:
    """A shade from 0 (none) to 4 (the busiest)."""
    return 0 if not count else min(_SHADES, 1 + (count - 1) * _SHADES // max(_SHADES, most))


def year_strip(year: str, target: str, counts: Mapping[str, int], total: int, most: int) -> YearStrip:
    """The heat map of a year; `counts` by day (`2020-04-02`), `most` the busiest day of the archive."""
    start = datetime.date(int(year), 1, 1)
    offset = start.weekday()

    def week_and_weekday(day: datetime.date) -> tuple[int, int]:
        return divmod((day - start).days + offset, _WEEK)

    marks = []
    for day, count in sorted(counts.items()):
        column, row = week_and_weekday(datetime.date.fromisoformat(day))
        marks.append(DayMark(column * CELL, row * CELL, heat(count, most), day, count))
    firsts = [datetime.date(int(year), month, 1) for month in range(1, 13)]
    months = tuple(MonthMark(week_and_weekday(d)[0] * CELL, f"{year}-{d.month:02d}") for d in firsts)
    days = 366 if calendar.isleap(int(year)) else 365
    return YearStrip(year, target, total, len(counts), _outline(offset, days), tuple(marks), months)


def _outline(offset: int, days: int) -> str:
    """The border of a year's days, drawn clockwise from the top of the first whole week."""
    columns, last = divmod(offset + days, _WEEK)
    c = CELL
    right = f"H{columns * c}" + (f"H{(columns + 1) * c}V{last * c}H{columns * c}" if last else "")
    left = f"V{_WEEK * c}H0V{offset * c}" + (f"H{c}" if offset else "") + "z"
    return f"M{c if offset else 0} 0{right}{left}"
