"""Dates as printed: 2021年7月7日, 二〇二一年七月七日, 民國110年4月18日, 2021.7.7, Jul. 7, 2021."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.domain import dates
from beibei_site.domain.text import spelled_number

_NOUGHT = "零○ＯO0"  # what stands for 〇 in years of numerals
DIGIT = f"〇{_NOUGHT}一二三四五六七八九"
_NUMERAL = "〇零○元一二三四五六七八九十廿卅"
_ENGLISH_DAYS = "mon tue wed thu fri sat sun".split()
_CHINESE_DAYS = "一二三四五六日"
_REPUBLIC = 1911  # the year before year 1 of the Republic (民國)
_TIME = r"(?:[ T]?\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?"

YEAR = rf"""(?: [公西]元\s* )?
    (?: (?:中[华華])? 民[国國] \s* (?P<republic> \d{{1,3}} | [{_NUMERAL}百]{{1,5}} ) \s* 年
      | (?P<year> (?:19|20)\d{{2}} | [一二][{DIGIT}]{{3}} ) \s* 年 )"""
MONTH = rf"(?P<month> \d{{1,2}} | [{_NUMERAL}]{{1,2}} ) \s* 月"
DAY = rf"(?P<day> \d{{1,2}} | [{_NUMERAL}]{{1,3}} ) \s* [日号號]"
DATE = re.compile(
    rf"""(?<![\d{DIGIT}]) {YEAR} [\s|·]* {MONTH} [\s|·]* {DAY} {_TIME} (?!\d)""",
    re.X,
)
NUMERIC = re.compile(
    rf"""(?<![\d./-]) (?P<year>(?:19|20)\d{{2}}) \s?(?P<sign>[-./·—]) \s?(?P<month>\d{{1,2}}) \s?(?P=sign)\s?
    (?P<day>\d{{1,2}}) (?![\d./-]*\d) {_TIME}""",
    re.X,
)
ENGLISH = re.compile(dates.ENGLISH_DAY + r"(?<=\d{4})")  # with its year
WEEKDAY = re.compile(
    r"""(?: 星期 | 周 | 週 | 礼拜 | 禮拜 ) \s* (?P<chinese>[一二三四五六日天])
    | (?<![a-z]) (?P<english>mon|tue|wed|thu|fri|sat|sun) (?:(?:nes|rs|ur|s)?day|s|rs|urs)? \.? (?![a-z])""",
    re.X | re.I,
)


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A calendar day in ISO form, and its position in a text."""

    value: str
    start: int
    end: int


def number(signs: str) -> int:
    """The value of a number in digits or numerals; 元 is 1, 廿 20, 卅 30.

    >>> number("12"), number("廿八"), number("一百零九"), number("二〇〇九")
    (12, 28, 109, 2009)
    """
    if signs.isdecimal() and signs.isascii():
        return int(signs)
    plain = (
        re.sub(f"[{_NOUGHT}]", "〇", signs).replace("廿", "二十").replace("卅", "三十").replace("元", "一")
    )
    hundreds, hundred, rest = plain.rpartition("百")
    try:
        if hundred:
            return 100 * spelled_number(hundreds or "一") + (spelled_number(rest.lstrip("〇")) if rest else 0)
        return spelled_number(plain)
    except ValueError:
        return 0


def find_days(text: str) -> list[FoundDay]:
    """The full dates in `text` (width folded), in order; impossible dates are skipped."""
    return sorted(_days(text), key=lambda found: found.start)


def _days(text: str) -> Iterator[FoundDay]:
    for pattern in (DATE, NUMERIC, ENGLISH):
        for match in pattern.finditer(text):
            if value := _value(match):
                yield FoundDay(value, match.start(), match.end())


def find_impossible(text: str) -> list[FoundDay]:
    """The Chinese dates in `text` (width folded) that no calendar has, with an empty value.

    >>> find_impossible("2020年6月31日 江城日报"), find_impossible("2020年6月30日")
    ([FoundDay(value='', start=0, end=10)], [])
    """
    return [FoundDay("", m.start(), m.end()) for m in DATE.finditer(text) if not _value(m)]


def _value(match: re.Match[str]) -> str | None:
    if match.re is ENGLISH:
        return dates.make(int(match["year"]), *dates.month_and_day(match))
    return dates.make(year_of(match), number(match["month"]), number(match["day"]))


def year_of(match: re.Match[str]) -> int:
    """The year from the groups `year` or `republic` of a match."""
    parts = match.groupdict()
    return number(parts["year"]) if parts["year"] else _REPUBLIC + number(parts["republic"])


def find_weekdays(text: str) -> list[int]:
    """The days of the week in `text` (Monday is 0), in order.

    >>> find_weekdays("2021年7月7日 星期三 Wed")
    [2, 2]
    """
    return [
        _CHINESE_DAYS.index(m["chinese"].replace("天", "日"))
        if m["chinese"]
        else _ENGLISH_DAYS.index(m["english"].lower())
        for m in WEEKDAY.finditer(text)
    ]


def weekday_of(day: str) -> int:
    """The weekday of an ISO date, Monday is 0."""
    return calendar.weekday(*map(int, day.split("-")))
