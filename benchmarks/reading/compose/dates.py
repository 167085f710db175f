"""Dates and characters in the style of a newspaper."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random
from typing import Any

from opencc import OpenCC

from benchmarks.reading.compose.house import House

_MONTHS = "January February March April May June July August September October November December".split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def in_script(text: str, house: House) -> str:
    """`text` in the newspaper's characters, simplified or traditional."""
    return str(_converter("s2t" if house.traditional else "t2s").convert(text))


@cache
def _converter(name: str) -> Any:
    return OpenCC(name)


def in_chinese(number: int) -> str:
    """A number below 100 as spoken.

    >>> [in_chinese(n) for n in (3, 10, 17, 20, 31)]
    ['三', '十', '十七', '二十', '三十一']
    """
    tens, ones = divmod(number, 10)
    digits = " 一二三四五六七八九"
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")


def digits_in_chinese(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "〇一二三四五六七八九"))


def day_in_text(day: date, house: House) -> str:
    """A day as written in stories."""
    if house.chinese_numerals:
        return f"{in_chinese(day.month)}月{in_chinese(day.day)}日"
    return f"{day.month}月{day.day}日"


def draw_date(chance: Random, day: date, house: House) -> list[str]:
    """The date as printed in a folio, in one or more pieces that belong together."""
    weekday = chance.choice(("星期", "星期", "周")) + "一二三四五六日"[day.weekday()]
    weekday = weekday.replace("周", "週") if house.traditional else weekday
    spoken = f"{digits_in_chinese(str(day.year))}年{in_chinese(day.month)}月{in_chinese(day.day)}日"
    form = (
        spoken if house.vertical else chance.choice(_of_republic(day) if house.traditional else _forms(day))
    )
    english = f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"
    parts = (
        [form + chance.choice(("　", " ", "")) + weekday],
        [form, weekday],
        [f"{form}　{weekday}", _DAYS[day.weekday()]],
        [f"{day.year}年{day.month}月", str(day.day), weekday],
        [form],
        [f"{form}（{weekday}）"],
        [f"{form} {weekday}"] if house.traditional else [english, weekday],
    )
    return parts[chance.choice((0, 0, 0, 1, 1, 2, 3, 4, 5, 6))]


def _forms(day: date) -> tuple[str, ...]:
    return (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}年{day.month:02}月{day.day:02}日",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}-{day.month:02}-{day.day:02}",
        f"{day.year}/{day.month:02}/{day.day:02}",
        f"{digits_in_chinese(str(day.year))}年{in_chinese(day.month)}月{in_chinese(day.day)}日",
    )


def _of_republic(day: date) -> tuple[str, ...]:
    """Half of the forms count years of the Republic of China."""
    year = day.year - 1911
    spoken = in_chinese(year) if year < 100 else digits_in_chinese(str(year))
    return (
        f"中華民國{year}年{day.month}月{day.day}日",
        f"民國{spoken}年{in_chinese(day.month)}月{in_chinese(day.day)}日",
        *_forms(day)[::3],
    )
