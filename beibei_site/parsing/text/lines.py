"""Page text → lines with their measurements: width, indent, letter-spacing, heading level."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from beibei_site.domain.text import HAN, ZERO_WIDTH

# Extractors output some characters as look-alike radicals. Those of the supplement, and one whose
# compatibility form is the traditional character, are not covered by Unicode normalization.
_PAIRS = (
    "⼾户⺟母⺠民⺩王⺬示⺮竹⺶羊⺼月⻁虎⻂衣⻃西⻄西⻅见⻆角⻉贝⻊足⻋车⻑长⻓长⻔门"
    "⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟"
)
LOOK_ALIKE = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)} | {
    ord(a): b for a, b in zip(_PAIRS[::2], _PAIRS[1::2], strict=True)
}
_CLEANED = ZERO_WIDTH | LOOK_ALIKE | {ord("\u00a0"): " ", ord("\t"): "    "}
_HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_EMPHASIS = re.compile(r"\*\*(\S(?:.*?\S)?)\*\*|__(\S(?:.*?\S)?)__")
_GAP = re.compile(rf"(?<=[{HAN}0-9“”‘’（）《》，。、：；！？—])( ?)(?=[{HAN}0-9“”‘’（）《》，。、：；！？—])")
_SPACED_DIGITS = re.compile(r"(?<![\d.] )(?<!\d)\d(?: \d){1,3}(?![\d.]| \d)")
INDENT = 2.0  # characters: the indent of a paragraph's first line
_ASCII_PUNCTUATION = frozenset(",.:;!?()\"'")


@dataclass(frozen=True, slots=True)
class PageLine:
    """One non-blank line.

    `text` is the line without markup, surrounding blanks and letter-spacing; `width` counts a full-width
    character as 1 and a half-width letter or digit as 0.5; `indent` is the width of the blanks before it;
    `level` its Markdown heading level (0: none); `after_blank` the number of blank lines above it.
    """

    number: int
    text: str
    width: float
    indent: float
    level: int
    spaced: bool
    after_blank: int


def width_of(text: str, mark: float = 1.0) -> float:
    """The set width of `text`: full-width 1, half-width 0.5, and `mark` for an ASCII punctuation mark,
    because some extractors convert full-width marks to ASCII."""
    narrow = len(text.encode("ascii", "ignore"))
    marks = sum(map(text.count, _ASCII_PUNCTUATION))
    return len(text) - narrow + 0.5 * (narrow - marks) + mark * marks


def mark_width(texts: Sequence[str]) -> float:
    """The width of an ASCII punctuation mark on a page with the lines `texts`: 1.0 (a converted full-width
    mark) or 0.5 (set as half-width), whichever makes more neighbouring lines equally wide."""
    marked = [not _ASCII_PUNCTUATION.isdisjoint(text) for text in texts]

    def even(mark: float) -> int:
        widths = pairwise(width_of(text, mark) for text in texts)
        return sum(
            (m or n) and abs(a - b) <= 0.5 for (a, b), (m, n) in zip(widths, pairwise(marked), strict=True)
        )

    return 0.5 if any(marked) and even(0.5) > even(1.0) else 1.0


def is_spaced(text: str) -> bool:
    """Whether a line is letter-spaced: most gaps between its characters contain a blank."""
    gaps = _GAP.findall(text)
    return len(gaps) >= 3 and sum(1 for gap in gaps if gap) > 0.5 * len(gaps)


def close_up(text: str) -> str:
    """`text` without letter-spacing: single blanks are removed, wider ones reduced to one.

    >>> close_up("强 对 脱 贫 攻 坚")
    '强对脱贫攻坚'
    """
    return re.sub(r" {2,}", "\0", text).replace(" ", "").replace("\0", " ").strip()


def read_lines(text: str, claimed: frozenset[int] = frozenset()) -> tuple[PageLine, ...]:
    """The non-blank lines of a page, numbered from 1; lines in `claimed` count as blank."""
    found: list[PageLine] = []
    blanks = 0
    raws = text.split("\n")
    mark = mark_width([raw.replace(" ", "") for raw in raws])
    for number, raw in enumerate(raws, 1):
        line = None if number in claimed else _read_line(number, raw, blanks, mark)
        if line is None:
            blanks += 1
        else:
            found.append(line)
            blanks = 0
    return tuple(found)


def unprinted_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers, from 1, of lines that are not blank but hold no sign that is printed: zero-width blanks,
    signs of a font's own.

    >>> sorted(unprinted_lines(["一", "\u200b", "", "\ue000 ", "二\ufeff"]))
    [2, 4]
    """
    return frozenset(n for n, line in enumerate(lines, 1) if line.strip() and not _is_printed(line))


def _is_printed(text: str) -> bool:
    return not all(c.isspace() or unicodedata.category(c).startswith("C") for c in text)


def _read_line(number: int, raw: str, blanks: int, mark: float) -> PageLine | None:
    clean = raw.translate(_CLEANED).rstrip()
    stripped = clean.lstrip(" \u3000")
    if not _is_printed(stripped):
        return None
    indent = sum(1.0 if c == "\u3000" else 0.5 for c in clean[: len(clean) - len(stripped)])
    match = _HEADING.match(stripped)
    level = len(match[1]) if match else 0
    body = stripped[match.end() :] if match else stripped
    body = _EMPHASIS.sub(lambda m: m[1] or m[2], body).replace("\u3000", " ")
    spaced = is_spaced(body)
    body = close_up(body) if spaced else _SPACED_DIGITS.sub(lambda m: m[0].replace(" ", ""), body)
    return PageLine(number, body, width_of(body, mark), indent, level, spaced, blanks)
