"""Dates as text: partial dates (`2020-04-02`, `2020-04`, `2020` or empty), and EDTF, which can say more.

The Extended Date/Time Format (Library of Congress; ISO 8601-2:2019), as far as an archive of newspapers needs
it: partial dates; about (`2020-04-02~`), uncertain (`2020-04-02?`) and both (`2020-04-02%`); intervals
(`2020-04-01/2020-04-05`), open (`2020-04-01/..`) or with an unknown end (`2020-04-01/`). The library `edtf`
reads the whole format, but takes 8 ms for a date and accepts an interval that ends before it begins; the
tests hold these functions against it.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "year", "unknown"]

# What stands in newspaper text: parts for regular expressions, to be followed by 年 and 日.
YEAR = r"(?:19|20)\d{2}"
MONTH_DAY = r"(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*"
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # how the names of the English ones begin
_MONTH_NAME = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_ORDINAL = r"(?:st|nd|rd|th)?(?![\d:])"
ENGLISH_DAY = (  # June 14, 1923; 14th June; the year may be missing
    rf"(?i:(?<![a-z\d])(?:(?P<month>{_MONTH_NAME})\s*(?P<day>\d{{1,2}}){_ORDINAL}"
    rf"|(?P<day_first>\d{{1,2}}){_ORDINAL}\s*(?:of\s+)?(?P<month_last>{_MONTH_NAME}))"
    r"(?:\s*,?\s*(?P<year>1[6-9]\d{2}|20\d{2})(?!\d))?)"
)

_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
OPEN = ".."
_DOUBTS = "~?%"
_FORMS = "write 2020-04-02, 2020-04 or 2020"
_MORE_FORMS = (
    f"{_FORMS}; 2020-04-02~ (about), 2020-04-02? (uncertain), 2020-04-01/2020-04-05 (from, to), "
    "2020-04-01/.. (from then on)"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A date, or one end of an interval: a partial date, `..` (open) or nothing (unknown); `doubt` is `~`
    (about), `?` (uncertain), `%` (both) or nothing."""

    date: str
    doubt: str = ""

    @property
    def is_known(self) -> bool:
        return self.date not in ("", OPEN)


def precision(date: str) -> Precision:
    """How precise a partial date is.

    >>> precision("2020-04-02"), precision("2020-04"), precision("2020"), precision("")
    ('day', 'month', 'year', 'unknown')
    """
    return _PRECISIONS[date.count("-")] if date else "unknown"


def is_day(date: str) -> bool:
    """Whether a date names a single day, without doubt."""
    return is_exact(date) and precision(date) == "day"


def is_exact(date: str) -> bool:
    """Whether a date in EDTF is a partial date and nothing more.

    >>> is_exact("2020-04"), is_exact("2020-04~"), is_exact("2020/2021"), is_exact("")
    (True, False, False, False)
    """
    return bool(_PARTIAL.fullmatch(date))


def points(edtf: str) -> tuple[Point, ...]:
    """The date that a normalised EDTF text names, or the two ends of its interval; none for no date."""
    return tuple(
        Point(part.rstrip(_DOUBTS), part[len(part.rstrip(_DOUBTS)) :])
        for part in (edtf.split("/") if edtf else ())
    )


@lru_cache(maxsize=65536)
def begins(edtf: str) -> str:
    """The partial date under which a date in EDTF is sorted and listed: its own, or that of the beginning of
    its interval, or, if that is open or unknown, of the end.

    >>> begins("2020-04-02~"), begins("2020-04-01/2020-04-05"), begins("../2020-04")
    ('2020-04-02', '2020-04-01', '2020-04')
    """
    return next((point.date for point in points(edtf) if point.is_known), "")


def first_and_last(dates: Iterable[str]) -> tuple[str, str]:
    """The earliest and the latest of partial dates; empty texts if none of them is known.

    >>> first_and_last(["2020-04-02", "", "2019"]), first_and_last([""])
    (('2019', '2020-04-02'), ('', ''))
    """
    known = sorted(filter(None, dates))
    return (known[0], known[-1]) if known else ("", "")


def bounds(edtf: str) -> tuple[str, str]:
    """The first and the last day that a date in EDTF can mean; empty where it is open or unknown.

    >>> bounds("2020-02"), bounds("2020-04-02?/..")
    (('2020-02-01', '2020-02-29'), ('2020-04-02', ''))
    """
    ends = points(edtf)
    return (_day_of(ends[0], first=True), _day_of(ends[-1], first=False)) if ends else ("", "")


def _day_of(point: Point, *, first: bool) -> str:
    if not point.is_known:
        return ""
    year, month, day, *_ = (*map(int, point.date.split("-")), 0, 0)
    month = month or (1 if first else 12)
    day = day or (1 if first else calendar.monthrange(year, month)[1])
    return f"{year:04d}-{month:02d}-{day:02d}"


def normalise_edtf(value: object) -> str:
    """`value` (text, int or None, as YAML gives it) as EDTF, written in one way.

    Raises ValueError with a sentence for the editor if there is no such date.

    >>> normalise_edtf("2020-4-1 / 2020-4-5?"), normalise_edtf(2020), normalise_edtf(None)
    ('2020-04-01/2020-04-05?', '2020', '')
    """
    text = "" if value is None else str(value).strip()
    parts = [part.strip() for part in text.split("/")]
    if len(parts) == 1:
        return _normalise_point(parts[0], text)
    if len(parts) > 2 or not set(parts) - {"", OPEN}:
        raise ValueError(f"'{text}' is not a date; {_MORE_FORMS}")
    edtf = "/".join(part if part == OPEN else _normalise_point(part, text) for part in parts)
    first, last = bounds(edtf)
    if first and last and last < first:
        raise ValueError(f"'{text}' ends before it begins")
    return edtf


def _normalise_point(part: str, whole: str) -> str:
    doubt = part[-1:] if part[-1:] in _DOUBTS else ""
    date = part.removesuffix(doubt)
    if part and not is_exact(date):
        raise ValueError(f"'{whole}' is not a date; {_MORE_FORMS}")
    return normalise(date) + doubt


def normalise(value: object) -> str:
    """`value` (text, int or None, as YAML gives it) as a partial date.

    Raises ValueError with a sentence for the editor if there is no such date.
    """
    if value is None or value == "":
        return ""
    match = _PARTIAL.fullmatch(str(value).strip())
    if not match:
        raise ValueError(f"'{value}' is not a date; {_FORMS}")
    year, month, day = (int(part) if part else None for part in match.groups())
    made = make(year or 0, month, day)
    if made is None:
        raise ValueError(f"'{value}' is not a day of the calendar")
    return made


def month_and_day(match: re.Match[str]) -> tuple[int, int]:
    """The numbers in a match of `MONTH_DAY` or `ENGLISH_DAY`."""
    parts = match.groupdict()
    month, day = parts["month"] or parts["month_last"], parts["day"] or parts["day_first"]
    return int(month) if month.isdecimal() else MONTHS.index(month[:3].lower()) + 1, int(day)


def make(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """A partial date from numbers, or None if the calendar has no such day."""
    if not 1000 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04d}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04d}-{month:02d}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def month_weeks(year: int, month: int) -> list[list[int]]:
    """The weeks of a month, Monday first; 0 stands for a day of another month."""
    return calendar.Calendar(firstweekday=0).monthdayscalendar(year, month)
