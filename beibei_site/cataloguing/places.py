"""Places and bodies named in a text: what ends as such names end, or is known to be a place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path

_LORE: dict[str, str] = tomllib.loads(
    Path(__file__).with_name("data").joinpath("places.toml").read_text("utf-8")
)
KNOWN = frozenset(" ".join(_LORE[key] for key in ("provinces", "cities", "abroad")).split())
_GENERIC = frozenset(_LORE["generic"].split())
_NO_PLACE_END = tuple(_LORE["no_place_end"].split())
_NO_BODY_START = tuple(_LORE["no_body_start"].split())
_NO_BODY = tuple(_LORE["no_body"].split())

_UNITS = ("自治区", "自治州", "自治县", "街道", "省", "市", "州", "县", "区", "镇", "乡", "村")
_FEATURES = (
    "山",
    "河",
    "江",
    "湖",
    "岛",
    "峡",
    "寺",
    "半岛",
    "公园",
    "古镇",
    "水库",
    "国家公园",
    "自然保护区",
)
_LAST = frozenset(end[-1] for end in (*_UNITS, *_FEATURES))
_LOCAL_BODY = re.compile(
    r"(?:(?:人民)?政府|政协|人大常委会|纪委监委|纪委|监委|法院|检察院|委宣传部|委组织部|委统战部|委政法委|委党校|委办公室|政府办公室|(?<!常)委)$"
)
# 绵阳市委, 区政府: at most one place stands before it.
_LOCAL = re.compile(
    r"(?:(?![区市县省]委)[\u4e00-\u9fff]{2}|中共[\u4e00-\u9fff]{2,8})?(?<![以为受由对在和与])[区市县省镇乡州]"
    r"(?:委[\u4e00-\u9fff]{2}[部委校]|委|(?:人民)?政府|政协|人大常委会|纪委监委|纪委|监委|法院|检察院)$"
)
_BODY_END = re.compile(
    r"(?:大学|学院|学校|中学|小学|幼儿园|研究院|研究所|研究中心|创新中心|科学院|工程院|医院|卫生院|法院|检察院|公安局|派出所|出版社|通讯社|日报社"
    r"|商会|协会|学会|联合会|基金会|理事会|委员会|集团|公司|银行|纪念馆|博物馆|图书馆|文化馆|美术馆|体育馆|合作社|外交部|国防部|教育部|财政部"
    r"|[\u4e00-\u9fff]{2,6}(?:局|厅|(?<!常)委)|管委会|居委会|街道办)$"
)
_NOUN = frozenset(("n", "ns", "nz", "nt", "nr", "b", "j", "s", "vn", "nrt", "nrfg", ""))
_STEM = frozenset(("n", "ns", "nz", "nt", "nr", "nrt", "nrfg", "s", "f", "j", "b", "z", ""))
_MOST_WORDS = 6

Word = tuple[str, str]  # a word and its part of speech ("" if the dictionary does not know it)


def find_places(words: Sequence[Word]) -> tuple[str, ...]:
    """The places among `words` (a text in order), each once, in the order of their first mention."""
    found: dict[str, None] = {}
    for at, (word, tag) in enumerate(words):
        if word in KNOWN:
            found.setdefault(word)
        name = _named(words, at, _UNITS, 5) or _named(words, at, _FEATURES, 6, most_words=1)
        if name and (tag in ("", "ns", "nz", "nr", "n", "s", "q", "l") or word in _UNITS):
            found.setdefault(name)
    return tuple(found)


def _named(words: Sequence[Word], at: int, ends: tuple[str, ...], longest: int, most_words: int = 2) -> str:
    """The place whose name ends with the word at `at`: 绵阳市, 金刀峡镇; empty if there is none."""
    word = words[at][0]
    if word[-1] not in _LAST:
        return ""
    end = max((e for e in ends if word.endswith(e)), key=len, default="")
    if not end:
        return ""
    stem, first = word.removesuffix(end), at
    while len(stem) < 2 and first > 0 and at - first < most_words and words[first - 1][1] in _STEM:
        first -= 1
        stem = words[first][0] + stem
    good = 2 <= len(stem) <= longest - len(end) + 1 and re.fullmatch(r"[\u4e00-\u9fff]+", stem)
    if len(stem) > 2 and stem[0] in "省市县区镇乡村":
        stem = stem[1:]
    if (
        not good
        or (stem + end).endswith(_NO_PLACE_END)
        or _is_generic(stem)
        or (first == at and words[at][1] == "n")
    ):
        return ""
    return stem + end


def _is_generic(stem: str) -> bool:
    """Whether a stem names nothing by itself: 全, 示范, 高新."""
    if stem in _GENERIC or stem[:2] in _GENERIC or stem[-2:] in _GENERIC:
        return True
    return stem[0] in "全各我该本此两多每有几数一二三四五六七八九十" or stem.endswith(
        ("城", "社", "新", "示范")
    )


def find_bodies(words: Sequence[Word]) -> tuple[str, ...]:
    """The institutions among `words`: a word that ends like one, with the nouns that stand before it."""
    found: dict[str, None] = {}
    for at, (word, tag) in enumerate(words):
        if (
            not (_BODY_END.search(word) or _LOCAL_BODY.search(word))
            or word.endswith(_NO_BODY)
            or tag in ("v", "d")
        ):
            continue
        name = _without_start([*_leading(words, at), word])
        local = _LOCAL.search(name)
        name = local[0] if local else name
        if (3 <= len(name) <= 24 and name != word) or _stands_alone(name):
            found.setdefault(name)
    longer = tuple(found)
    return tuple(n for n in longer if not any(o != n and o.startswith(n) for o in longer) or _stands_alone(n))


def _stands_alone(name: str) -> bool:
    """Whether a single word names a body: 西南大学, 区政协, not 学校."""
    if re.fullmatch(r"[区市县省镇乡州](?:政府|政协|人大常委会|纪委监委|纪委|委|法院|检察院)", name):
        return True
    return len(name) >= 4 and not name.startswith(_NO_BODY_START) and bool(_BODY_END.search(name[2:]))


def _leading(words: Sequence[Word], at: int) -> list[str]:
    """The nouns right before the word at `at`."""
    first = at
    while first > 0 and at - first < _MOST_WORDS:
        text, tag = words[first - 1]
        if tag not in _NOUN or not re.fullmatch(r"[\u4e00-\u9fff]+", text) or text.startswith(_NO_BODY_START):
            break
        first -= 1
    return [w for w, _ in words[first:at]]


def _without_start(parts: list[str]) -> str:
    while len(parts) > 1 and (
        parts[0].startswith(_NO_BODY_START) or (len(parts[0]) == 1 and parts[0] not in "区市县省")
    ):
        parts = parts[1:]
    return "".join(parts)


def full_forms(names: Iterable[str]) -> dict[str, str]:
    """A place without its unit → the one place of the archive that has it: 绵阳 → 绵阳市."""
    forms: dict[str, set[str]] = {}
    for name in set(names):
        for unit in _UNITS[3:] if not name.endswith(_UNITS[:3]) else _UNITS[:3]:
            stem = name.removesuffix(unit)
            if stem != name and len(stem) >= 2:
                forms.setdefault(stem, set()).add(name)
    return {stem: next(iter(full)) for stem, full in forms.items() if len(full) == 1}
