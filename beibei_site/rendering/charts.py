"""Charts as geometry: whole numbers that a template writes into SVG attributes, no style, no script."""

from __future__ import annotations

import calendar
import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

MOST_MONTHS = 48  # longer spans are counted by the year
CELL = 12


@dataclass(frozen=True, slots=True)
class Sparkline:
    """Counts over time as one path of bars in a box of 120 x 24."""

    path: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Counts over time, labelled: the path of a box of 600 x 90, and the table behind it."""

    path: str
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Dot:
    x: int
    y: int
    radius: int
    row: int
    period: str
    count: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Entries by period, as dots whose area is the count, and the table behind them."""

    periods: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]  # name, address, counts
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class DayMark:
    x: int
    y: int
    heat: int
    day: str
    count: int


@dataclass(frozen=True, slots=True)
class YearStrip:
    """A year of days in columns of a week, Monday on top: its outline, and the days with articles."""

    year: str
    target: str
    count: int
    days: int
    outline: str
    marks: tuple[DayMark, ...]
    months: tuple[tuple[int, str], ...]  # where each month begins, and its name as `2020-04`


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


def count_by_period(dates: Iterable[str], periods: Sequence[str]) -> tuple[int, ...]:
    """How many of `dates` fall into each period; a date less precise than a period falls into none."""
    width = len(periods[0]) if periods else 0
    counts = Counter(d[:width] for d in dates if len(d) >= width)
    return tuple(counts[p] for p in periods)


def _bar_path(counts: Sequence[int], width: int, height: int) -> str:
    step = width / max(1, len(counts))
    most = max(counts, default=0) or 1
    thick = max(1, min(round(step * 0.8), 24))
    return "".join(
        f"M{round((at + 0.5) * step - thick / 2)} {height}v-{_tall(count, most, height)}h{thick}V{height}z"
        for at, count in enumerate(counts)
        if count
    )


def _tall(count: int, most: int, height: int) -> int:
    """The height of a bar: none so low that it cannot be seen."""
    return max(2, round(count / most * height))


def sparkline(counts: Sequence[int]) -> Sparkline:
    return Sparkline(_bar_path(counts, 120, 24), tuple(counts))


def bars(periods: Sequence[str], counts: Sequence[int]) -> Bars | None:
    """The chart of an entry's articles, or None where there is no course of time to show."""
    if len(periods) < 2 or not any(counts):
        return None
    return Bars(_bar_path(counts, 600, 90), tuple(zip(periods, counts, strict=True)))


def matrix(periods: Sequence[str], rows: Sequence[tuple[str, str, tuple[int, ...]]]) -> Matrix | None:
    """Entries (name, address, counts) by period; None if there is nothing to compare."""
    if len(periods) < 2 or not rows:
        return None
    most = max((n for _, _, counts in rows for n in counts), default=1) or 1
    dots = tuple(
        Dot(x * 28 + 14, y * 28 + 14, max(3, round(12 * (count / most) ** 0.5)), y, periods[x], count)
        for y, (_, _, counts) in enumerate(rows)
        for x, count in enumerate(counts)
        if count
    )
    return Matrix(tuple(periods), tuple(rows), dots)


def heat(count: int, most: int) -> int:
    """A shade from 0 (none) to 4 (the busiest)."""
    return 0 if not count else min(4, 1 + (count - 1) * 4 // max(4, most))


def year_strip(year: str, target: str, counts: Mapping[str, int], total: int, most: int) -> YearStrip:
    """The heat map of a year; `counts` by day (`2020-04-02`), `most` the busiest day of the archive."""
    start = datetime.date(int(year), 1, 1)
    offset = start.weekday()
    marks = []
    for day, count in sorted(counts.items()):
        column, row = divmod((datetime.date.fromisoformat(day) - start).days + offset, 7)
        marks.append(DayMark(column * CELL, row * CELL, heat(count, most), day, count))
    months = tuple(
        (((datetime.date(int(year), m, 1) - start).days + offset) // 7 * CELL, f"{year}-{m:02d}")
        for m in range(1, 13)
    )
    days = 366 if calendar.isleap(int(year)) else 365
    return YearStrip(year, target, total, len(counts), _outline(offset, days), tuple(marks), months)


def _outline(offset: int, days: int) -> str:
    """The border of a year's days, drawn clockwise from the top of the first whole week."""
    columns, last = divmod(offset + days, 7)
    c = CELL
    right = f"H{columns * c}" + (f"H{(columns + 1) * c}V{last * c}H{columns * c}" if last else "")
    left = f"V{7 * c}H0V{offset * c}" + (f"H{c}" if offset else "") + "z"
    return f"M{c if offset else 0} 0{right}{left}"
