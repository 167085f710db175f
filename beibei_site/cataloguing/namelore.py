"""What names are made of and what stands beside them, from `namelore.toml`."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

_DATA: dict[str, str] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _words(key: str) -> tuple[str, ...]:
    return tuple(_DATA[key].split())


COMMON = _DATA["common_surnames"]
RARE = _DATA["rare_surnames"]
COMPOUND = _words("compound_surnames")
SURNAMES = frozenset(COMMON + RARE)
NOT_GIVEN = frozenset(_DATA["not_given"])
OFFICES = _words("offices")
TITLES_AFTER = _words("titles_after")
SAYING = _words("saying")
DOING = _words("doing")
BEFORE_WORDS = _words("before")
SIGNS = frozenset("，。、：；！？”）)》」,.;:!?… \n—")
BEFORE_SIGNS = frozenset("，。、：；！？“（(《「,.;:!?… \n—·")

# A name before these is part of a body, a place, a work or a doctrine, and no mention of the person.
INSTITUTION = re.compile(
    r"^[）)]?(?:纪念馆|纪念堂|纪念园|故居|旧居|大学|学院|中学|小学|学校|图书馆|医院|广场|公园|大道|路|街|桥"
    r"|奖|杯|基金会|基金|研究会|研究院|研究所|工作室|书院|艺术馆|美术馆|博物馆|集团|公司|民营经济|新时代"
    r"|[\u4e00-\u9fff]{0,6}思想|主义|理论|精神|文化节|班组?$)"
)
MINORITY = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•・][\u4e00-\u9fff]{1,8}){1,3}")
