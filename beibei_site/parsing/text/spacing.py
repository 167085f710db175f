"""Blanks: removes those left by extraction, keeps those that were printed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from beibei_site.domain.text import HAN

_KEPT = re.compile(
    r"[（(]\s*(?:本报|本刊)?\s*(?:见习|实习|首席|特约)?(?:记者|通讯员|特派员)[^（）()]{1,60}[）)]"
)
_SIGNED = re.compile(rf"[（(][{HAN}]{{2,12}} [{HAN}·]{{2,8}}[）)]$")  # （读者 甲）
_MARKED = re.compile(  # ●记者 甲 乙 昨日上午，…: blanks up to where the text begins
    r"^[●■◆□◎○▲★] ?(?:本报)?(?:(?:见习|实习|首席|特约)?(?:记者|通讯员) "
    rf"[{HAN}]{{2,4}} (?:(?!记者|通讯员)[{HAN}]{{2,3}} (?=[{HAN}]{{2,3}} |记者))*)+"
)
_STAFF_THEN_NAME = re.compile(rf"(?<=[（( ])((?:见习|实习|首席|特约)?(?:记者|通讯员))[ ：:]*(?=[{HAN}])")
_TITLE_MARKS = re.compile(r"《[^《》]{8,120}》")
_LATIN_GAP = re.compile(r"(?<=[A-Za-z0-9,.;:!?%)]) +(?=[A-Za-z(])|(?<=[A-Za-z]) +(?=[0-9])")
_BLANK = "\0"


def join_lines(texts: Iterable[str]) -> str:
    """The lines of a paragraph joined; two Latin words stay apart, a hyphenated word is rejoined."""
    joined = ""
    for text in texts:
        joined += (" " if _is_latin_gap(joined, text) else "") + text
    return joined


def close_sentence(text: str, *, wrapped: bool) -> str:
    """The `text` of a paragraph without the blanks left by extraction.

    Kept are blanks between Latin words and between the names of a byline in brackets, and printed ones inside
    《 》 unless the column's line breaks appear in the text as blanks (`wrapped`).

    >>> close_sentence("本报讯（记者 熊辉 代宇航）近 300 名, 四 川省", wrapped=True)
    '本报讯（记者 熊辉 代宇航）近300名,四川省'
    """
    kept = _KEPT.sub(lambda m: _part_names(m[0]), text)
    kept = _SIGNED.sub(lambda m: _keep(m[0]), kept.rstrip())
    kept = _MARKED.sub(lambda m: _keep(m[0]), kept)
    if not wrapped:
        kept = _TITLE_MARKS.sub(lambda m: _keep(m[0]) if m[0].count(" ") == 1 else m[0], kept)
    kept = _LATIN_GAP.sub(_BLANK, kept)
    return re.sub(r"\s+", "", kept).replace(_BLANK, " ")


def _part_names(byline: str) -> str:
    parted = _STAFF_THEN_NAME.sub(lambda m: m[1] + " ", byline)
    parted = re.sub(r"([（(])\s+|\s+([）)])", lambda m: m[1] or m[2] or "", parted)
    return _keep(parted)


def _keep(text: str) -> str:
    return re.sub(r" +", _BLANK, text)


def close_heading(text: str) -> str:
    """The text of a heading: a blank between two clauses of similar length stays, others are removed.

    >>> close_heading("优势互补 互利共赢")
    '优势互补 互利共赢'
    >>> close_heading("区政协召开 十五届十六次常委会议")
    '区政协召开十五届十六次常委会议'
    """
    clauses = re.sub(r"(?<=[“‘《（]) +| +(?=[”’》）])", "", text).split()
    if len(clauses) == 2 and abs(len(clauses[0]) - len(clauses[1])) > 3 and not _is_latin_gap(*clauses):
        return "".join(clauses)
    return " ".join(clauses)


def _is_latin_gap(left: str, right: str) -> bool:
    ends = (left[-1:], right[:1])
    return all(end.isascii() and end.isalpha() for end in ends)
