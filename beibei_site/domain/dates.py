"""Calendar dates of any precision as text: `2020-04-02`, `2020-04`, `2020` or empty."""

from __future__ import annotations

import calendar
import re
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


def precision(date: str) -> Precision:
    """How precise a partial date is.

    >>> precision("2020-04-02"), precision("2020-04"), precision("2020"), precision("")
    ('day', 'month', 'year', 'unknown')
    """
    return _PRECISIONS[date.count("-")] if date else "unknown"


def is_day(date: str) -> bool:
    """Whether a partial date names a single day."""
    return precision(date) == "day"


def normalise(value: object) -> str:
    """`value` (text, int or None, as YAML gives it) as a partial date.

    Raises ValueError with a sentence for the editor if there is no such date.
    """
    if value is None or value == "":
        return ""
    match = _PARTIAL.fullmatch(str(value).strip())
    if not match:
        raise ValueError(f"'{value}' is not a date; write 2020-04-02, 2020-04 or 2020")
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
