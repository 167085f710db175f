"""Blanks: removes those left by extraction, keeps those that were printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from spellchecker import SpellChecker

from beibei_site.chinese.variants import simplify
from beibei_site.domain.lead import STAFF
from beibei_site.domain.text import HAN, is_english
from beibei_site.parsing.text.seams import describe_seam

_AUTHOR = rf"(?:{STAFF}|作者)"
_NAMED = rf"作者[ ：:]*[{HAN}]{{1,4}}(?:[ 、][{HAN}]{{1,4}})*\s*"
_KEPT = re.compile(rf"[（(]\s*(?:(?:本报|本刊)?\s*{STAFF}[^（）()]{{1,60}}|{_NAMED})[）)]")
_SIGNED = re.compile(  # （读者 甲）, （甲 乙 丙）, （甲 辑）
    rf"[（(](?:[{HAN}]{{1,12}}(?: [{HAN}·]{{2,8}})+|[{HAN}]{{2,3}} [辑摘文图摄撰])[）)]$"
)
_MARKED = re.compile(  # ●记者 甲 乙 昨日上午，…: blanks up to where the text begins
    rf"^[●■◆□◎○▲★] ?(?:本报)?(?:{_AUTHOR} ?"
    rf"[{HAN}]{{2,4}} (?:(?!记者|通讯员)[{HAN}]{{2,3}} (?=[{HAN}]{{2,3}} |记者))*)+"
)
_STAFF_THEN_NAME = re.compile(rf"(?<=[（( ])({_AUTHOR})[ ：:]*(?=[{HAN}])")
_TITLE_MARKS = re.compile(r"《[^《》]{8,120}》")
_LATIN_GAP = re.compile(r"(?<=[A-Za-z0-9,.;:!?%)]) +(?=[A-Za-z(])|(?<=[A-Za-z]) +(?=[0-9])")
_BLANK = "\0"
_BROKEN = re.compile(r"([A-Za-z]+)[-\u2010\u00ad]$")  # a word that a line breaks
_WORD = re.compile("[a-z]+")
_AT_BRACKET = re.compile(r"(?<=[“‘《（]) +| +(?=[”’》）])")
_EDGE = 4  # letters on each side of a break
_LONGEST_WORD = 80  # letters
_LONGER = 2  # letters by which the first line of two is clearly longer
_CLAUSE = 3  # letters: fewer are none
_WORD_BREAK = re.compile(r"[A-Za-z]\n[A-Za-z]")
_ENGLISH_BREAK = re.compile(r"(?:[^\s—–/-]|\s[—–-])\n")  # a dash between blanks has one behind it, too


def join_lines(texts: Iterable[str]) -> str:
    """The lines of a paragraph joined: two Latin words stay apart, and all lines of English.

    A word broken by a hyphen is rejoined; it loses the hyphen if the dictionary contains it without.

    >>> join_lines(["the mer-", "chants, sixty-", "one of them,", "it is said"])
    'the merchants, sixty-one of them, it is said'
    """
    lines = list(texts)
    blank = _ENGLISH_BREAK if is_english("".join(lines)) else _WORD_BREAK
    joined = ""
    for text in lines:
        broken = _BROKEN.search(joined, max(0, len(joined) - _LONGEST_WORD))
        word = _WORD.match(text) if broken else None
        if broken and word:
            joined = joined[:-1] if is_english_word(broken[1] + word[0]) else joined
        elif blank.search(f"{joined[-2:]}\n{text[:1]}"):
            joined += " "
        joined += text
    return joined


def is_english_word(word: str) -> bool:
    """Whether the English dictionary holds a word."""
    return word in _dictionary()


@cache
def _dictionary() -> SpellChecker:
    return SpellChecker(distance=1)


def close_sentence(text: str, *, wrapped: bool) -> str:
    """The `text` of a paragraph without the blanks left by extraction.

    Kept are blanks between Latin words and between the names of a byline in brackets, and printed ones inside
    《 》 unless the column's line breaks appear in the text as blanks (`wrapped`).

    >>> close_sentence("本报讯（记者 熊辉 代宇航）近 300 名, 四 川省", wrapped=True)
    '本报讯（记者 熊辉 代宇航）近300名,四川省'
    """
    if is_english(text):
        return " ".join(text.split())
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
    if is_english(text):
        return " ".join(text.split())
    clauses = _AT_BRACKET.sub("", text).split()
    if len(clauses) == 2 and abs(len(clauses[0]) - len(clauses[1])) > 3 and not _is_latin_gap(*clauses):
        return "".join(clauses)
    return " ".join(clauses)


def join_headline(lines: Sequence[str]) -> str:
    """A headline from its lines as they are set. Printed blanks stay.

    Two lines of which the second is longer, or clearly shorter, were parted on purpose, and so were two of
    one length with whole words at the break, unless a word or a bracket goes on across it: a blank parts
    them. One or two letters are what did not fit. So .94 of the 252 headlines read right from 28 composed
    pages that were not worked on have the blanks that their gold has.

    >>> join_headline(["漁會改選落幕", "三十七歲女船長出線"])
    '漁會改選落幕 三十七歲女船長出線'
    >>> join_headline(["校门口的商贩该不", "该一赶了之"])
    '校门口的商贩该不该一赶了之'
    >>> join_headline(["道口看守工最后一班", "岗"])
    '道口看守工最后一班岗'
    """
    joined = join_lines(lines)
    if is_english(joined) or len(lines) != 2:
        return _tidy(joined)
    first, second = (simplify(line.strip()) for line in lines)
    seam = describe_seam(first[-_EDGE:], second[:_EDGE])
    longer = len(first) - len(second)
    on_purpose = longer < 0 or longer >= _LONGER or (longer == 0 and seam == "word word")
    on_purpose &= len(second) >= _CLAUSE
    apart = on_purpose and not seam.startswith("crossed") and "none" not in seam
    return _tidy(" ".join(lines) if apart else joined)


def _tidy(text: str) -> str:
    """`text` with single blanks, none of them beside a bracket."""
    return " ".join(_AT_BRACKET.sub("", text).split())


def _is_latin_gap(left: str, right: str) -> bool:
    ends = (left[-1:], right[:1])
    return all(end.isascii() and end.isalpha() for end in ends)
