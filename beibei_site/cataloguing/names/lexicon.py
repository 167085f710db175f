"""What names are made of and what stands beside them (`data/names.toml`, `data/name-characters.toml`)."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from beibei_site.domain.text import HAN

_HERE = Path(__file__).parents[1] / "data"
_DATA: dict[str, str] = tomllib.loads((_HERE / "names.toml").read_text("utf-8"))
_CHARS: dict[str, Any] = tomllib.loads((_HERE / "name-characters.toml").read_text("utf-8"))


def _words(key: str) -> tuple[str, ...]:
    return tuple(_DATA[key].split())


def _odds(key: str) -> dict[str, int]:
    return {char: int(value) for value, chars in _CHARS[key].items() for char in chars}


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


SURNAMES = frozenset(_DATA["common_surnames"] + _DATA["rare_surnames"])
COMPOUND = frozenset(_words("compound_surnames"))
OFFICES = _words("offices")
PERSON_ENDS = tuple(_DATA["person_ends"])
STAFF = _words("staff")
BEFORE_WORDS = _words("before")
TITLES_AFTER = _words("titles_after")
SAYING = _words("saying")
DOING = _words("doing")
ADDRESS = re.compile(_any_of(_words("address")))
SHORT_ADDRESS = frozenset(_DATA["short_address"])

SURNAME_ODDS, MIDDLE_ODDS, LAST_ODDS = _odds("surname"), _odds("middle"), _odds("last")
RARE_ODDS: int = _CHARS["rare"]

TRANSLITERATION = _DATA["transliteration"]
WORDS = frozenset(_words("words_called_names"))
JAPANESE = frozenset(_words("japanese_surnames"))
ELEMENT_NAME = re.compile(f"(?:{_any_of(_words('elements'))}){{1,4}}")

SIGNS = frozenset("，。、：；！？“”（）()《》「」<>,.;:!?…\n—/〔〕\"' ")
DOTS = "·•・‧"

# A name before these is part of a body, a place, a work or a doctrine, and no mention of the person.
INSTITUTION = re.compile(
    rf"""
    [）)]?
    (?: 纪念馆 | 纪念堂 | 纪念园 | 故居 | 旧居                                # houses of memory
      | 大学 | 学院 | 中学 | 小学 | 学校 | 图书馆 | 医院 | 书院 | 工作室       # schools, libraries, hospitals
      | 基金会 | 基金 | 研究会 | 研究院 | 研究所 | 集团 | 公司 | 民营经济
      | 艺术馆 | 美术馆 | 博物馆 | 大?剧院 | 剧场
      | 广场 | 公园 | 大道 | 大街 | 路(?!过) | 街 | 大桥 | 桥 | 社区 | 街道 | 小区 | 机场 | 火车站
      | [镇乡村县区市省州港河江湖山岛寺庙塔] (?![委政长志领民])                # 杨镇, but not 杨镇长
      | [{HAN}]{{0,2}}奖(?!励) | 杯 | 文化节 | 班组?$
      | [{HAN}]{{0,6}}思想 | 主义 | 理论 | 精神 | 新时代 | 定理 | 定律 | 效应
    )
    """,
    re.X,
)
