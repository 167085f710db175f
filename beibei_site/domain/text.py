"""Characters, numerals, letters and names: what every layer needs to know of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import chain, count

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
DOTS = "·•・‧"  # between the parts of a foreign name
NUMBER_WORDS = "one two three four five six seven eight nine ten eleven twelve".split()
ZERO_WIDTH: dict[int, str | None] = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# What no text holds: control characters other than tab and line ends, halves of characters, noncharacters.
# XML forbids nearly all of them.
NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
_BIGRAM = re.compile(rf"(?=([{HAN}A-Za-z0-9]{{2}}))")
_HAN_LETTER = re.compile(rf"[{HAN}]")
_LATIN_LETTER = re.compile("[A-Za-z]")
_FEW = 0.05  # of the letters of an English text may be Chinese: a name, a seal
_TENS = "[一二三四五六七八九]?十[一二三四五六七八九]?"
SPELLED = f"(?:{_TENS}|[〇零一二三四五六七八九]{{1,4}})"  # a pattern of what `spelled_number` reads
SPELLED_PAGE = f"(?:{_TENS}|[一二三四五六七八九]〇?)"  # 二三版 are two pages
_NUMERALS = {sign: number for number, sign in enumerate("〇一二三四五六七八九十")} | {"零": 0}


def spelled_number(signs: str) -> int:
    """The number that Chinese numerals (SPELLED) spell, below a hundred with 十, or sign by sign.

    Raises ValueError if they spell none.

    >>> spelled_number("二十八"), spelled_number("十"), spelled_number("二〇二〇")
    (28, 10, 2020)
    """
    if not re.fullmatch(SPELLED, signs):
        raise ValueError(f"{signs} is no number")
    tens, ten, ones = signs.rpartition("十")
    if not ten:
        return int("".join(str(_NUMERALS[sign]) for sign in ones))
    return 10 * (spelled_number(tens) if tens else 1) + (_NUMERALS[ones] if ones else 0)


def fold_width(text: str) -> str:
    """`text` with width folded (NFKC), zero-width characters dropped and runs of blanks made one.

    >>> fold_width("４月１日，　ＡＯＳ")
    '4月1日, AOS'
    """
    folded = unicodedata.normalize("NFKC", text).translate(ZERO_WIDTH)
    return _BLANKS.sub(" ", folded).strip()


def is_english(text: str) -> bool:
    """Whether the letters of `text` are mainly Latin.

    >>> is_english("The river rose."), is_english("AOS 项目开工"), is_english("1923")
    (True, False, False)
    """
    latin = len(_LATIN_LETTER.findall(text))
    return latin > 0 and len(_HAN_LETTER.findall(text)) <= _FEW * latin


def letters(text: str) -> str:
    """Only the letters and digits of `text`, width folded: what no reading may lose or invent.

    >>> letters("“4月1日”，AOS 等。")
    '4月1日AOS等'
    """
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def bigrams_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring characters and letters in `text`: what two texts share, without a segmenter.

    >>> sorted(bigrams_of("4月1日，北碚"))
    ['1日', '4月', '北碚', '月1']
    """
    return frozenset(_BIGRAM.findall(text))


def any_of(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first.

    >>> any_of(["区委", "区委书记"])
    '区委书记|区委'
    """
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


def occurrences(words: Iterable[str], text: str) -> list[tuple[int, str]]:
    """Where `words` stand in `text`, from the left; of several in one place the longest, and none inside
    another: what a pattern of `any_of` them finds, which takes longer to compile than to use.

    >>> occurrences(["区委", "区委书记", "记何"], "区委书记何庆在区委")
    [(0, '区委书记'), (7, '区委')]
    """
    found: list[tuple[int, int, str]] = []
    for word in {*words} - {""}:
        at = text.find(word)
        while at >= 0:
            found.append((at, -len(word), word))
            at = text.find(word, at + 1)
    kept: list[tuple[int, str]] = []
    end = 0
    for at, _, word in sorted(found):
        if at >= end:
            kept.append((at, word))
            end = at + len(word)
    return kept


def slug(text: str) -> str:
    """`text` as an ASCII name: lower case letters, digits and hyphens; empty if nothing is left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")


def first_free(wanted: str, is_used: Callable[[str], bool]) -> str:
    """`wanted`, or the first of `wanted-2`, `wanted-3`, … that is free.

    >>> first_free("zhou-xu", ["zhou-xu", "zhou-xu-2"].__contains__)
    'zhou-xu-3'
    """
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(name for name in chain([wanted], numbered) if not is_used(name))
