"""Splits a line into folio tokens; a line that contains anything else is not a folio line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from beibei_site.chinese.variants import simplify
from beibei_site.domain.text import HAN, fold_width
from beibei_site.parsing.folio import days, words
from beibei_site.parsing.text.lines import LOOK_ALIKE

TokenKind = Literal[
    "day", "part of a day", "weekday", "lunar day", "page", "number", "pages in all", "volume",
    "credit", "staff", "imprint", "contact", "price", "weather", "paper", "section", "words", "tail",
]  # fmt: skip

Patterns = tuple[tuple[TokenKind, re.Pattern[str]], ...]

# The first that matches at a place is what stands there.
PATTERNS: Patterns = (
    ("day", days.DATE),
    ("day", days.NUMERIC),
    ("day", days.ENGLISH),
    ("lunar day", words.LUNAR_DAY),
    ("part of a day", re.compile(days.YEAR, re.X)),
    ("part of a day", re.compile(rf"{days.MONTH}(?:\s*{days.DAY})?", re.X)),
    ("weekday", days.WEEKDAY),
    ("credit", words.CREDIT),
    ("staff", words.STAFF),
    ("imprint", words.IMPRINT),
    ("contact", words.CONTACT),
    ("pages in all", words.PAGES_IN_ALL),
    ("volume", words.VOLUME),
    ("price", words.PRICE),
    ("weather", words.WEATHER),
    ("page", words.PAGE),
    ("number", words.NUMBER),
    ("section", words.SECTION),
    ("paper", words.PAPER),
)
ALONE: frozenset[TokenKind] = frozenset({"page", "credit", "imprint", "pages in all"})  # prove a line alone
SURE: frozenset[TokenKind] = ALONE | {"day", "weekday", "volume"}
ENGLISH_PATTERNS: Patterns = (  # for pages in English
    ("day", days.ENGLISH),
    ("weekday", days.WEEKDAY),
    ("page", words.ENGLISH_PAGE),
    ("volume", words.ENGLISH_VOLUME),
    ("imprint", words.ENGLISH_IMPRINT),
    ("number", words.ENGLISH_NUMBER),
    ("paper", words.ENGLISH_PAPER),
)
_UNNAMED = re.compile(rf"[{HAN}]{{2,6}}")  # a section or a newspaper with an unusual name
_ENGLISH_NAME = re.compile(r"[A-Z][\w.'’&-]*")
_NAME_WORDS = 3  # words of an English section or place of printing
_FULL_STOP = re.compile(r"\.(?=\s|$)")  # old papers print one after everything
_BETWEEN = re.compile(r"[\s|│┃•·,;:/—_~()\[\]【】<>《》-]+")
_WORDS = re.compile(r".[^\s|│┃•·,;:/—()\[\]【】]*", re.S)
_MARKUP = re.compile(r"^[#>*_\s]+|[*_\s]+$")
_LEAST_GAPS = 3  # between the characters of a letter-spaced line
_SPACED = re.compile(rf"(?<=[{HAN}\d]) (?=[{HAN}\d])")
_SPACED_NAME = re.compile(rf"(?<!\S)[{HAN}](?: [{HAN}]){{2,}}(?!\S)")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a line and its kind."""

    kind: TokenKind
    text: str


def clean(line: str) -> str:
    """A line of a page, width folded, without markup and letter-spacing.

    >>> clean("## 石 桥 区 报"), clean("第４版：文化")
    ('石桥区报', '第4版:文化')
    """
    text = _MARKUP.sub("", fold_width(line.translate(LOOK_ALIKE)).replace("∕", "/"))
    gaps = len(_SPACED.findall(text))
    if gaps >= _LEAST_GAPS and 2 * gaps >= len(text) - gaps - 1:
        return _SPACED.sub("", text)
    return _SPACED_NAME.sub(lambda match: match[0].replace(" ", ""), text)


def tokenise(text: str, *, english: bool = False) -> tuple[Token, ...]:
    """The tokens of a cleaned line (of an `english` page), from left to right; what is nothing known is
    `words`, or a `tail` where it goes on after a token without a blank, as in a sentence."""
    if english:
        unstopped = _FULL_STOP.sub("", text)
        return tuple(_scan(unstopped, unstopped, ENGLISH_PATTERNS))
    return tuple(_scan(text, simplify(text), PATTERNS))


def _scan(text: str, plain: str, patterns: Patterns) -> Iterator[Token]:
    at, closed_up = 0, False
    while at < len(text):
        gap = _BETWEEN.match(plain, at)
        if gap:
            at, closed_up = gap.end(), False
            continue
        kind, length = _next(plain[at:], closed_up, patterns)
        yield Token("tail" if kind == "words" and closed_up else kind, text[at : at + length].strip())
        at, closed_up = at + length, True


def _next(rest: str, closed_up: bool, patterns: Patterns) -> tuple[TokenKind, int]:
    """What a text begins with, and its length; it may stand `closed_up` with what is before it."""
    section = words.CLOSED_UP_SECTION.match(rest) if closed_up else None
    if section:
        return "section", section.end()
    for kind, pattern in patterns:
        match = pattern.match(rest)
        if match and match.end():
            return kind, match.end()
    match = _WORDS.match(rest)
    assert match  # what is no gap is a word
    return "words", match.end()


def is_made_of_them(tokens: Sequence[Token], *, english: bool = False) -> bool:
    """Whether nothing else stands on a line; a short name may for each kind of token that proves the line,
    in English one of a few words beside any of them."""
    names = [token.text for token in tokens if token.kind == "words"]
    if not tokens or any(token.kind == "tail" for token in tokens):
        return False
    sure = {token.kind for token in tokens} & SURE
    name, most = (_ENGLISH_NAME, _NAME_WORDS * bool(sure)) if english else (_UNNAMED, len(sure))
    return len(names) <= most and all(map(name.fullmatch, names))
