"""Text in which one line holds lines of several columns (pdftotext, pypdf) → a line for each.

Such tools put a single blank between two columns. It is told from a blank within a line of type by the
widths: the lines of a column are equally wide, so that many pieces of the page are as wide as the one before
the blank. Where a tool has put the lines of one paragraph on a line, words go on across the blanks; such text
stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from beibei_site.domain.text import is_english
from beibei_site.parsing.text.lines import is_spaced, width_of
from beibei_site.parsing.text.seams import gain_of
from beibei_site.parsing.text.wording import MARK

_BLANKS = re.compile("[ \u3000]+")
_OPEN = re.compile(r"[（(【〔\[《][^（(【〔\[《）)】〕\]》]{0,8}$")  # a bracket that is to be closed soon
_LEAST = 6.0  # characters: no column is narrower
_USUAL, _OFTEN = 0.06, 5  # share and number of lines as wide, from which on a width is that of a column
_WOVEN, _FEW = 0.04, 4  # share and number of lines that hold several, from which on all are parted
_BLANK = 0.7  # blank lines to a printed one: a text with one after every line
_LONG, _PROSE = 45.0, 0.1  # characters, and share of cells that are longer: a text without columns
_CROSSED, _READ_ON = 0.5, 0.28  # gain of a word across a blank, and share of blanks with one: one paragraph


def part_cells(text: str) -> str:
    """`text` with a line for each column's line, if many lines hold several; other text unchanged."""
    lines = text.split("\n")
    printed = sum(bool(line.strip()) for line in lines)
    if is_english(text):
        return text
    usual = usual_widths([cell for line in lines for cell in _part(line, frozenset())], printed)
    parted = [_part(line, usual) for line in lines]
    woven = [cells for cells in parted if any(set_width(cell) in usual for cell in cells[:-1])]
    if len(woven) < max(_FEW, _WOVEN * printed) or _is_prose(parted, woven):
        return text
    apart = sum(not line.strip() for line in lines) > _BLANK * printed
    return "\n".join(("\n\n" if apart else "\n").join(cells) for cells in parted)


def _is_prose(parted: Sequence[Sequence[str]], woven: Sequence[Sequence[str]]) -> bool:
    """Whether a text consists of paragraphs, on lines of any length or with its line breaks as blanks."""
    cells = [cell for line in parted for cell in line if cell.strip()]
    gains = [gain_of(a, b) for line in woven for a, b in pairwise(line)]
    long = sum(set_width(cell) > _LONG for cell in cells)
    return long > _PROSE * len(cells) or sum(gain > _CROSSED for gain in gains) > _READ_ON * len(gains)


def usual_widths(cells: Sequence[str], least: float = 0.0) -> frozenset[float]:
    """The set widths that so many cells share that they are those of columns."""
    counts = Counter(map(set_width, cells))
    often = max(_OFTEN, _USUAL * (least or len(cells)))
    return frozenset(w for w in counts if w >= _LEAST and counts[w] >= often)


def _part(line: str, usual: frozenset[float]) -> list[str]:
    """The cells of a line; blanks stay that stand within brackets, beside digits and Latin letters, or after
    a mark, unless what is before them is as wide as a column."""
    text = line.strip(" \u3000")
    if not text or text.startswith("#") or is_spaced(text):
        return [line]
    cells = [line[: line.index(text)]]
    for piece in _BLANKS.split(text):
        cell = cells[-1]
        if not cell.strip(" \u3000") or (set_width(cell) not in usual and _goes_on(cell, piece)):
            cells[-1] = f"{cell} {piece}" if cell.strip(" \u3000") else cell + piece
        else:
            cells.append(piece)
    return cells if len(cells) > 1 else [line]


def _goes_on(cell: str, piece: str) -> bool:
    is_mark = len(cell) < 3 and bool(MARK.match(cell))
    return is_mark or bool(_OPEN.search(cell)) or _is_ascii(cell[-1]) or _is_ascii(piece[0])


def _is_ascii(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()


def set_width(cell: str) -> float:
    """The set width of a cell, to half a character."""
    return round(2 * width_of(cell.strip(" \u3000"))) / 2
