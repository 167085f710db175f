"""Words that occur beside names, or are part of strings that only look like names (`data/names.toml`)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from babel import Locale

from beibei_site.domain.text import DOTS, HAN, any_of

_DATA: dict[str, str] = tomllib.loads(
    Path(__file__).parents[1].joinpath("data", "names.toml").read_text("utf-8")
)


def _words(key: str) -> tuple[str, ...]:
    return tuple(_DATA[key].split())


OFFICES = _words("offices")
TITLES_AFTER = _words("titles_after")
SAYING = _words("saying")
AFTER = (*TITLES_AFTER, *SAYING, *_words("doing"))
NO_END = _DATA["no_end"]
STAFF = _words("staff")
ADDRESS = _words("address")
SHORT_ADDRESS = _DATA["short_address"]
ORGANS = dict(pair.split("=") for pair in _words("organs"))
# The units of places, the widest first; a place lies in one of a wider kind.
PLACE_RANKS = (("自治区", "省"), ("市", "州"), ("县", "区"), ("街道", "镇", "乡"), ("村", "社区"))

# What a person's name in front of it is part of: a body, a place, or something else (a prize, a doctrine).
CALLED_AFTER = re.compile(
    rf"""
    [）)]? (?: (?P<bodies> 纪念馆 | 纪念堂 | 大学 | 学院 | 中学 | 小学 | 学校 | 书院 | 研究院 | 研究所
      | 研究会 | 图书馆 | 艺术馆 | 美术馆 | 博物馆 | 医院 | 大?剧院 | 工作室 | 基金会 | 集团 | 公司 )
  | (?P<places> 故居 | 旧居 | 纪念园 | 剧场 | 广场 | 公园 | 大道 | 大街 | 街 | 路(?!过) | 大?桥 | 社区 | 小区
      | 机场 | 火车站 | [镇乡村县区市省州港河江湖山岛寺庙塔](?![委政长志领民]) )  # 杨镇, but not 杨镇长
  | (?P<other> [{HAN}]{{0,6}}思想 | 主义 | 理论 | 精神 | 新时代 | 定理 | 定律 | 效应 | [{HAN}]{{0,2}}奖(?!励)
      | 杯 | 国际 | 民营 | 公益 | 慈善 | 青少年 | 文学 | 艺术 | 文化 | 医学 | 科技 | 纪念 ) )
    """,
    re.X,
)
# A run of two or more of the elements that make up Tibetan, Mongolian and Uyghur names.
ELEMENTS = re.compile(
    rf"(?:{any_of(_words('elements'))})(?:[{DOTS}]?(?:{any_of(_words('elements'))})){{1,3}}"
)


@cache
def names_of_the_world() -> frozenset[str]:
    """The Chinese names of countries, languages and currencies, and of currencies without their country:
    卢布."""
    chinese = Locale.parse("zh")
    countries = tuple(sorted(chinese.territories.values()))
    units = {
        name.split(" ")[0].removeprefix(country)
        for name in chinese.currencies.values()
        for country in ("", *(c for c in countries if name.startswith(c)))
    }
    return frozenset((*countries, *chinese.languages.values(), *units))
