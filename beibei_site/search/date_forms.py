"""Dates in either notation: 2020年4月28日 and 二〇二〇年四月二十八日 match each other."""

from __future__ import annotations

import re

from beibei_site.domain.text import spelled_number

_SIGNS = "〇一二三四五六七八九"
_MONTH, _DAY = (
    "(?:十[一二]?|[一二三四五六七八九])",
    "(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])",
)
_SPOKEN = re.compile(
    f"(?<![{_SIGNS}])(?:[{_SIGNS}]{{4}}年(?:{_MONTH}月(?:{_DAY}[日号])?)?|{_MONTH}月{_DAY}[日号])"
)
_MONTH_NUMBER, _DAY_NUMBER = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12][0-9]|3[01])"
_WRITTEN = re.compile(
    rf"(?<![0-9])(?:[0-9]{{4}}年(?:{_MONTH_NUMBER}月(?:{_DAY_NUMBER}[日号])?)?|{_MONTH_NUMBER}月{_DAY_NUMBER}[日号])"
)


def date_forms(text: str) -> tuple[str, ...]:
    """`text` (folded), and `text` with its dates in the other notation, if it has any.

    >>> date_forms("2020年4月28日在"), date_forms("十二月一日")
    (('2020年4月28日在', '二〇二〇年四月二十八日在'), ('十二月一日', '12月1日'))
    """
    others = (
        _SPOKEN.sub(lambda m: re.sub(rf"[{_SIGNS}十]+", lambda n: _to_digits(n[0]), m[0]), text),
        _WRITTEN.sub(lambda m: re.sub("[0-9]+", lambda n: _to_signs(n[0]), m[0]), text),
    )
    return tuple(dict.fromkeys((text, *others)))


def _to_digits(signs: str) -> str:
    return str(spelled_number(signs)).zfill(4 if len(signs) == 4 else 1)  # years are written digit by digit


def _to_signs(digits: str) -> str:
    if len(digits) == 4:
        return "".join(_SIGNS[int(digit)] for digit in digits)
    tens, ones = divmod(int(digits), 10)
    return (_SIGNS[tens] if tens > 1 else "") + "十" * (tens > 0) + (_SIGNS[ones] if ones else "")
