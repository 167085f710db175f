"""A PDF with one column running through all pages → one text, with headings and indents marked.

Headings get Markdown marks according to their size, first lines of paragraphs an indent. Running heads and
page numbers stay in place; their line numbers are returned so that readers can skip them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from beibei_site.domain.text import fold_width
from beibei_site.parsing.sheet.model import Sheet, TypeLine
from beibei_site.parsing.text.grammar import is_closed

_NARROWEST = 23.0  # sizes of type: the narrowest column of text that is not a newspaper's
_FEWEST = 8  # lines of text
_BESIDE = 0.03  # of the lines may have another beside them
_ALIKE = 0.08  # of the size: tolerance for type of one size
_LARGE = 1.25  # times the size of the text: a headline
_BOLD = 1.2  # times the usual ink
_SET_IN = 1.2  # sizes: an indent
_CENTRED = 2.6  # sizes: blank space on both sides of a centred line
_GAP = 1.7  # times the usual line spacing
_EDGE = 2  # lines at the top and at the bottom of a page that may be furniture
_OFTEN = 0.3  # of the pages have the same running head; left and right ones differ
_LONGEST = 26  # characters of a bold line that is a heading


@dataclass(frozen=True, slots=True)
class Column:
    """The text column of one page: its edges, and the type size of the file."""

    left: float
    right: float
    size: float

    def is_centred(self, line: TypeLine) -> bool:
        left, right = line.box.x0 - self.left, self.right - line.box.x1
        return min(left, right) > _CENTRED * self.size and abs(left - right) < 2 * self.size


def is_flowing(sheets: Sequence[Sheet]) -> bool:
    """Whether the pages have one wide column of text with nothing beside it."""
    size = _text_size(sheets)
    text = [[line for line in sheet.lines if _is_text(line, size)] for sheet in sheets]
    count = sum(map(len, text))
    if count < _FEWEST or any(line.vertical for sheet in sheets for line in sheet.lines):
        return False
    beside = sum(_has_company(line, lines) for lines in text for line in lines)
    widths = sorted((line.box.width / size for lines in text for line in lines), reverse=True)
    return beside <= _BESIDE * count and widths[len(widths) // 4] >= _NARROWEST


def _has_company(line: TypeLine, lines: Sequence[TypeLine]) -> bool:
    return any(
        other is not line and line.box.along(other.box) > 0.5 * line.size and line.box.across(other.box) < 0
        for other in lines
    )


def _text_size(sheets: Sequence[Sheet]) -> float:
    """The size of most characters."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for line in sheet.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=1.0)


def _is_text(line: TypeLine, size: float) -> bool:
    return abs(line.size - size) <= _ALIKE * size


def to_flow(sheets: Sequence[Sheet]) -> tuple[str, frozenset[int]]:
    """The text of all pages in order, and the line numbers of its running heads and page numbers."""
    size = _text_size(sheets)
    furniture = _find_furniture(sheets)
    out: list[str] = []
    numbers: set[int] = set()
    before: TypeLine | None = None
    for sheet in sheets:
        column = _column(sheet, size)
        lines = sorted(sheet.lines, key=lambda line: (round(line.box.y0), line.box.x0))
        pitch = _pitch(lines, size)
        last: TypeLine | None = None
        for line in lines:
            if line in furniture:
                out.append(line.text)
                numbers.add(len(out))
                continue
            heading, was = _mark(line, column), before is not None and _mark(before, column) != ""
            apart = last is not None and line.box.y0 - last.box.y0 > _GAP * max(pitch, 1.3 * last.size)
            if before is not None and (bool(heading) != was or apart):
                out.append("")
            out.append(heading + _indent(line, column, heading) + line.text)
            before = last = line
    return "\n".join([*out, ""]), frozenset(numbers)


def _column(sheet: Sheet, size: float) -> Column:
    text = [line for line in sheet.lines if _is_text(line, size)] or list(sheet.lines)
    left = sorted(line.box.x0 for line in text)
    right = sorted(line.box.x1 for line in text)
    return Column(
        left[len(left) // 10] if left else 0.0, right[-1 - len(right) // 10] if right else 0.0, size
    )


def _pitch(lines: Sequence[TypeLine], size: float) -> float:
    """The usual distance from one line of text to the next."""
    text = [line.box.y0 for line in lines if _is_text(line, size)]
    steps = [b - a for a, b in itertools.pairwise(text) if b - a > 0.5 * size]
    return median(steps) if steps else 1.5 * size


def _mark(line: TypeLine, column: Column) -> str:
    """The Markdown mark of a heading; empty for text."""
    if line.size >= _LARGE * column.size:
        return "# "
    if line.size > (1 + _ALIKE) * column.size or column.is_centred(line):
        return "## "
    bold = line.ink >= _BOLD and len(line.text) <= _LONGEST and not is_closed(line.text)
    return "### " if bold else ""


def _indent(line: TypeLine, column: Column, heading: str) -> str:
    return "　　" if not heading and line.box.x0 - column.left > _SET_IN * column.size else ""


def _find_furniture(sheets: Sequence[Sheet]) -> frozenset[TypeLine]:
    """Lines at the edges of pages that repeat with other numbers, or are just numbers."""
    edges = [line for sheet in sheets for line in _edges(sheet)]
    forms = Counter(_form(line.text) for line in edges)
    often = max(2, _OFTEN * len(sheets))
    return frozenset(
        line for line in edges if forms[_form(line.text)] >= often or fold_width(line.text).isdecimal()
    )


def _edges(sheet: Sheet) -> Iterator[TypeLine]:
    rows = sorted(sheet.lines, key=lambda line: line.box.y0)
    yield from rows[:_EDGE]
    yield from rows[max(_EDGE, len(rows) - _EDGE) :]


def _form(text: str) -> str:
    return re.sub(r"\d+", "0", fold_width(text)).replace(" ", "")
