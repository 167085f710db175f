"""Dates as they are typed, and in both notations: 2020年4月28日 matches 二〇二〇年四月二十八日."""

from __future__ import annotations

import re

from beibei_site.domain import dates
from beibei_site.domain.text import spelled_number

_SIGNS = "〇一二三四五六七八九"
_ANY_SIGN = f"[零{_SIGNS}]"  # years are spelled with either zero
_MONTH, _DAY = (
    "(?:十[一二]?|[一二三四五六七八九])",
    "(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])",
)
_SPOKEN = re.compile(
    f"(?<!{_ANY_SIGN})(?:{_ANY_SIGN}{{4}}年(?:{_MONTH}月(?:{_DAY}[日号])?)?|{_MONTH}月(?:{_DAY}[日号])?)"
)
_MONTH_NUMBER, _DAY_NUMBER = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12][0-9]|3[01])"
_WRITTEN = re.compile(
    rf"(?<![0-9])(?:[0-9]{{4}}年(?:{_MONTH_NUMBER}月(?:{_DAY_NUMBER}[日号])?)?|{_MONTH_NUMBER}月(?:{_DAY_NUMBER}[日号])?)"
)


def date_forms(text: str) -> tuple[str, ...]:
    """`text` (folded), and `text` with its dates in digits and in signs, if it has any.

    >>> date_forms("2020年4月28日在"), date_forms("二零二零年")
    (('2020年4月28日在', '二〇二〇年四月二十八日在'), ('二零二零年', '2020年', '二〇二〇年'))
    """
    digits = _SPOKEN.sub(_in_digits, text)
    signs = _WRITTEN.sub(lambda m: re.sub("[0-9]+", lambda n: _to_signs(n[0]), m[0]), digits)
    return tuple(dict.fromkeys((text, digits, signs)))


_TYPED = re.compile(
    r"[0-9]{4}(?:年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?|([-/.])[0-9]{1,2}(?:\1[0-9]{1,2})?)?"
    r"|[0-9]{1,2}月[0-9]{1,2}[日号]"
)
_LEAP_YEAR = 2020
_MONTH_LENGTH = len("2020-04")


def read_date(typed: str) -> str | None:
    """A date as people type it, as a partial date; a day of any year as `--04-01`; None if it is no date.

    >>> [read_date(text) for text in ("2020年4月", "二○二○年四月一日", "2020/4/1", "4月1号", "2020-13")]
    ['2020-04', '2020-04-01', '2020-04-01', '--04-01', None]
    """
    text = _SPOKEN.sub(_in_digits, typed.strip().replace("○", "〇"))
    if not _TYPED.fullmatch(text):
        return None
    year, *others = re.findall("[0-9]+", text)
    if len(year) == len("2020"):
        return dates.make(int(year), *map(int, others))
    made = dates.make(_LEAP_YEAR, int(year), *map(int, others))
    return made and f"-{made[4:]}"


def words_of_date(typed: str) -> tuple[str, str] | None:
    """What a word of a query that is a month or a day finds beside itself: the date as printed, and as a
    partial date. None for any other word.

    >>> words_of_date("2020-04-01"), words_of_date("4月1日"), words_of_date("2020年")
    (('2020年4月1日', '2020-04-01'), ('4月1日', '--04-01'), None)
    """
    date = read_date(typed)
    if not date or len(date) < _MONTH_LENGTH:
        return None
    if "月" in typed:
        return typed, date
    year, month, *day = date.split("-")
    return f"{year}年{int(month)}月" + "".join(f"{int(number)}日" for number in day), date


def _in_digits(match: re.Match[str]) -> str:
    spelled = match[0].replace("零", "〇")
    return re.sub(rf"[{_SIGNS}十]+", lambda number: _to_digits(number[0]), spelled)


def _to_digits(signs: str) -> str:
    return str(spelled_number(signs)).zfill(4 if len(signs) == 4 else 1)  # years are written digit by digit


def _to_signs(digits: str) -> str:
    if len(digits) == 4:
        return "".join(_SIGNS[int(digit)] for digit in digits)
    tens, ones = divmod(int(digits), 10)
    return (_SIGNS[tens] if tens > 1 else "") + "十" * (tens > 0) + (_SIGNS[ones] if ones else "")
