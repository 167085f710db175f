"""Places and bodies named in a text: runs of words that end as places and institutions end."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PLACE_END = re.compile(
    r"(?:省|市|自治区|自治州|自治县|县|区|镇|乡|村|街道|山|河|江|湖|湾|半岛|公园|景区|古镇|新城|新区|大道)$"
)
_BODY_END = re.compile(
    r"(?:大学|学院|学校|中学|小学|幼儿园|校区|研究院|研究所|科学院|医院|卫生院|法院|检察院|公安局|派出所|政协|人大常委会|区委|市委|县委|省委|"
    r"区政府|市政府|县政府|省政府|宣传部|组织部|统战部|商会|协会|联合会|基金会|集团|公司|银行|纪念馆|博物馆|图书馆|文化馆|合作社|"
    r"(?:发展改革|教育|卫生健康|农业农村|住房城乡建设|城市管理)委|[\u4e00-\u9fff]{2,8}局)$"
)
_NOUN = frozenset(("n", "ns", "nz", "nt", "nr", "b", "j", "s", "f", "l"))
_NOT_PLACE = re.compile(
    r"^(?:全|各|我|该|本|此|两|多|每|有|贫困|城|老|新|山|主城|示范|产业|合作|试验|自贸|工业|园|社|地|校|辖|街|小|灾|牧|特|军|郊|市|农|渔|江|河|湖|青|红|绿|黄|荒|高|深)"
    r"(?:省|市|县|区|镇|乡|村|街道|山|河|江|湖|园区)?$|(?:园区|示范区|试验区|都市区|城区|小区|社区|片区|地区|全区|辖区|灾区|山区|校区|景区|库区|景城|城镇|街镇|乡镇|乡村|农村|城市|县区)$"
)
_TAIL = 5

Word = tuple[str, str]  # a word and its part of speech ("" if the dictionary does not know it)


def find_places(words: Sequence[Word]) -> tuple[str, ...]:
    """The places among `words` (a text in order), each once, in the order of their first mention."""
    found: dict[str, None] = {}
    for word, tag in words:
        if 2 <= len(word) <= 7 and (
            tag == "ns" or (len(word) >= 3 and _PLACE_END.search(word) and tag in ("", "ns", "nz"))
        ):
            if not _NOT_PLACE.search(word):
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
        if 3 <= len(name) <= 20:
            found.setdefault(name)
    return tuple(found)


def _leads(word: Word) -> bool:
    text, tag = word
    return tag in _NOUN and len(text) >= 2 and not _PLACE_END.search(text[-1:] if len(text) == 1 else "")
