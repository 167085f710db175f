"""Places and bodies named in a text: what ends as such names end, or is known to be a place."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from beibei_site.domain.text import HAN

_LORE: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("places.toml").read_text("utf-8")
)


def _words(key: str) -> tuple[str, ...]:
    return tuple(_LORE[key].split())


KNOWN = frozenset((*_words("provinces"), *_words("cities"), *_words("abroad")))
_GENERIC = frozenset(_words("generic"))
_GENERIC_START = "全各我该本此两多每有几数一二三四五六七八九十"
_GENERIC_END = ("城", "社", "新", "示范")
_NO_PLACE_END = _words("no_place_end")
_NO_BODY_START = _words("no_body_start")
_NO_BODY = _words("no_body")
_LARGE_UNITS = ("自治区", "自治州", "自治县")
_UNITS = (*_LARGE_UNITS, "街道", "省", "市", "州", "县", "区", "镇", "乡", "村")
_FEATURES = (
    "山", "河", "江", "湖", "岛", "峡", "寺", "半岛", "公园", "古镇", "水库", "国家公园", "自然保护区",
)  # fmt: skip
_LONGEST_UNIT, _LONGEST_FEATURE = 5, 6  # characters of a name
_LAST = frozenset(end[-1] for end in (*_UNITS, *_FEATURES))
_HAN = re.compile(f"[{HAN}]+")

_GOVERNMENT = "(?:人民)?政府|政协|人大常委会|纪委监委|纪委|监委|法院|检察院"
_LOCAL_BODY = re.compile(
    rf"(?:{_GOVERNMENT}|委(?:宣传部|组织部|统战部|政法委|党校|办公室)|政府办公室|(?<!常)委)$"
)
# 绵阳市委, 区政府: at most one place stands before it.
_LOCAL = re.compile(
    rf"""
    (?: (?![区市县省]委)[{HAN}]{{2}} | 中共[{HAN}]{{2,8}} )?
    (?<![以为受由对在和与]) [区市县省镇乡州]
    (?: 委[{HAN}]{{2}}[部委校] | 委 | {_GOVERNMENT} ) $
    """,
    re.X,
)
_SHORT_BODY = re.compile(rf"[区市县省镇乡州](?:{_GOVERNMENT}|委)")
_BODY_END = re.compile(
    rf"""
    (?: 大学 | 学院 | 学校 | 中学 | 小学 | 幼儿园                              # schools
      | 研究院 | 研究所 | 研究中心 | 创新中心 | 科学院 | 工程院                # research
      | 医院 | 卫生院 | 法院 | 检察院 | 公安局 | 派出所                        # health and justice
      | 出版社 | 通讯社 | 日报社                                               # the press
      | 商会 | 协会 | 学会 | 联合会 | 基金会 | 理事会 | 委员会                 # societies
      | 集团 | 公司 | 银行 | 合作社                                            # business
      | 纪念馆 | 博物馆 | 图书馆 | 文化馆 | 美术馆 | 体育馆                    # houses of culture
      | 外交部 | 国防部 | 教育部 | 财政部 | [{HAN}]{{2,6}} (?:局|厅|(?<!常)委) # offices of the state
      | 管委会 | 居委会 | 街道办
    ) $
    """,
    re.X,
)
_PLACE_TAGS = frozenset(("", "ns", "nz", "nr", "n", "s", "q", "l"))
_STEM_TAGS = frozenset(("n", "ns", "nz", "nt", "nr", "nrt", "nrfg", "s", "f", "j", "b", "z", ""))
_NOUN_TAGS = frozenset(("n", "ns", "nz", "nt", "nr", "b", "j", "s", "vn", "nrt", "nrfg", ""))
_MOST_WORDS = 6  # that stand before the last word of a body's name

Word = tuple[str, str]  # a word and its part of speech ("" if the dictionary does not know it)


def find_places(words: Sequence[Word]) -> tuple[str, ...]:
    """The places among `words` (a text in order), each once, in the order of their first mention."""
    found: dict[str, None] = {}
    for at, (word, tag) in enumerate(words):
        if word in KNOWN:
            found.setdefault(word)
        name = _named(words, at)
        if name and (tag in _PLACE_TAGS or word in _UNITS):
            found.setdefault(name)
    return tuple(found)


def _named(words: Sequence[Word], at: int) -> str:
    """The place whose name ends with the word at `at`: 绵阳市, 金刀峡镇; empty if there is none."""
    if words[at][0][-1] not in _LAST:
        return ""
    return _with_stem(words, at, _UNITS, 2, _LONGEST_UNIT) or _with_stem(
        words, at, _FEATURES, 1, _LONGEST_FEATURE
    )


def _with_stem(words: Sequence[Word], at: int, ends: tuple[str, ...], most: int, longest: int) -> str:
    """The word at `at`, with as many words before it (at most `most`) as its name needs."""
    end = max((e for e in ends if words[at][0].endswith(e)), key=len, default="")
    first, stem = _stem(words, at, end, most)
    if not 2 <= len(stem) <= longest - len(end) + 1 or not _HAN.fullmatch(stem):
        return ""
    if len(stem) > 2 and stem[0] in "省市县区镇乡村":
        stem = stem[1:]
    alone = first == at and words[at][1] == "n"
    names_nothing = alone or _is_generic(stem) or (stem + end).endswith(_NO_PLACE_END)
    return "" if names_nothing or not end else stem + end


def _stem(words: Sequence[Word], at: int, end: str, most: int) -> tuple[int, str]:
    """Where the name that ends with the word at `at` begins, and its characters before `end`."""
    stem, first = words[at][0].removesuffix(end), at
    while len(stem) < 2 and first > 0 and at - first < most and words[first - 1][1] in _STEM_TAGS:
        first -= 1
        stem = words[first][0] + stem
    return first, stem


def _is_generic(stem: str) -> bool:
    """Whether a stem names nothing by itself: 全, 示范, 高新."""
    return (
        stem in _GENERIC
        or stem[:2] in _GENERIC
        or stem[-2:] in _GENERIC
        or stem[0] in _GENERIC_START
        or stem.endswith(_GENERIC_END)
    )


def find_bodies(words: Sequence[Word]) -> tuple[str, ...]:
    """The institutions among `words`: a word that ends like one, with the nouns that stand before it."""
    found: dict[str, None] = {}
    for at, (word, tag) in enumerate(words):
        if not _ends_a_body(word, tag):
            continue
        name = _without_start([*_leading(words, at), word])
        local = _LOCAL.search(name)
        name = local[0] if local else name
        if (3 <= len(name) <= 24 and name != word) or _stands_alone(name):
            found.setdefault(name)
    return tuple(name for name in found if _stands_alone(name) or not _begins_another(name, found))


def _ends_a_body(word: str, tag: str) -> bool:
    """Whether a body's name may end with a word."""
    ends = _BODY_END.search(word) or _LOCAL_BODY.search(word)
    return bool(ends) and not word.endswith(_NO_BODY) and tag not in ("v", "d")


def _begins_another(name: str, names: Iterable[str]) -> bool:
    return any(other != name and other.startswith(name) for other in names)


def _stands_alone(name: str) -> bool:
    """Whether a single word names a body: 西南大学, 区政协, not 学校."""
    if _SHORT_BODY.fullmatch(name):
        return True
    return len(name) >= 4 and not name.startswith(_NO_BODY_START) and bool(_BODY_END.search(name[2:]))


def _leading(words: Sequence[Word], at: int) -> list[str]:
    """The nouns right before the word at `at`."""
    first = at
    while first > 0 and at - first < _MOST_WORDS:
        text, tag = words[first - 1]
        if tag not in _NOUN_TAGS or not _HAN.fullmatch(text) or text.startswith(_NO_BODY_START):
            break
        first -= 1
    return [w for w, _ in words[first:at]]


def _without_start(parts: list[str]) -> str:
    """The words of a body's name from the first that may begin one."""
    while len(parts) > 1 and (
        parts[0].startswith(_NO_BODY_START) or (len(parts[0]) == 1 and parts[0] not in "区市县省")
    ):
        parts = parts[1:]
    return "".join(parts)


def full_forms(names: Iterable[str]) -> dict[str, str]:
    """A place without its unit → the one place of the archive that has it: 绵阳 → 绵阳市."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        units = [u for u in _UNITS if (u in _LARGE_UNITS) == name.endswith(_LARGE_UNITS)]
        for unit in units:
            stem = name.removesuffix(unit)
            if stem != name and len(stem) >= 2:
                forms[stem].add(name)
    return {stem: next(iter(full)) for stem, full in forms.items() if len(full) == 1}
