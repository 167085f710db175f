"""Places and bodies named in a text: runs of words that end as places and institutions end."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLACE_END = re.compile(
    r"(?:省|市|自治区|自治州|自治县|县|区|镇|乡|村|街道|山|河|江|湖|湾|半岛|公园|古镇|新城|新区|大道)$"
)
_NOT_PLACE = re.compile(
    r"^(?:[全各我该本此两多每有老新山主]|贫困|城市|示范|产业|合作|试验|自贸|工业|上山|下乡|美丽|主城)"
    r"|(?:园区|示范区|试验区|都市区|城区|小区|社区|片区|地区|辖区|灾区|山区|校区|景区|库区|街镇|乡镇|乡村|城乡)$"
)
_BODY_END = re.compile(
    r"(?:大学|学院|中学|小学|幼儿园|研究院|研究所|科学院|医院|卫生院|法院|检察院|公安局|派出所|宣传部|组织部|统战部"
    r"|商会|协会|联合会|基金会|集团|有限公司|银行|纪念馆|博物馆|图书馆|文化馆|(?:招商|环境|教育|农业|经济)[\u4e00-\u9fff]{0,4}局)$"
)
_NOUN = frozenset(("ns", "nz", "nt", "j", ""))
_TAIL = 4

Word = tuple[str, str]  # a word and its part of speech ("" if the dictionary does not know it)


def find_places(words: Sequence[Word]) -> tuple[str, ...]:
    """The places among `words` (a text in order), each once, in the order of their first mention: words of
    three characters or more that end as places do. Two characters alone are too often something else."""
    found: dict[str, None] = {}
    for word, tag in words:
        shaped = 3 <= len(word) <= 7 and _PLACE_END.search(word) and not _NOT_PLACE.search(word)
        if shaped and tag in ("", "ns", "nz", "nr"):
            found.setdefault(word)
    return tuple(found)


def find_bodies(words: Sequence[Word]) -> tuple[str, ...]:
    """The institutions among `words`: a word that ends like one, with the nouns that stand before it."""
    found: dict[str, None] = {}
    for at, (word, _) in enumerate(words):
        if not _BODY_END.search(word):
            continue
        start = at
        while start > 0 and at - start < _TAIL and _leads(words[start - 1]):
            start -= 1
        name = "".join(w for w, _ in words[start : at + 1])
        if start < at or len(word) > 4:
            name = name[:20]
            found.setdefault(name)
    return tuple(found)


def _leads(word: Word) -> bool:
    """Whether a word may stand at the head of an institution's name: a proper noun or an unknown word."""
    text, tag = word
    return tag in _NOUN and len(text) >= 2 and all("\u4e00" <= c <= "\u9fff" for c in text)
