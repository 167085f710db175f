"""Text laid out with blanks (pdftotext -layout) → its columns, one after the other.

In such text, columns are side by side on one line. Cells below each other that start at about the same
position form a column; columns are ordered by cutting the page along empty space, across first, then down
(recursive XY cut: Nagy and Seth 1984). Positions are counted in characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from statistics import median

from beibei_site.domain.text import is_english
from beibei_site.parsing.sources.cells import part_cells, set_width, usual_widths
from beibei_site.parsing.text.lines import is_spaced
from beibei_site.parsing.text.places import Place, Places

_LEAST_ROWS, _SHARE = 3, 0.15  # rows with a wide gap: fewer, or a smaller share, is not a layout
_WORDS = 1  # blanks between the words of an English line
_WIDE = 3  # blanks that no sentence contains
_PIECE = re.compile(r"(?<![^ 　])(?:[^ 　] {1,2}){3,}[^ 　](?![^ 　])|[^ 　]+")  # letter-spaced, or solid
_NEAR = 12  # rows above and below that show where a column begins
_SEEN = 3  # nearby rows that begin there
_SHIFT = 3  # characters: tolerance for where a line begins against the one above, and for chance overlap
_ROW = 2  # in depth, between two lines with no blank row between them, which another column may fill
_APART = 5  # in depth, between two lines of a column
_INDENT = "　　"


@dataclass(frozen=True, slots=True)
class Cell:
    """The text of one row and one column, from position `start`. In `depth`, blank rows count twice."""

    depth: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(slots=True)
class Column:
    """Cells below each other."""

    cells: list[Cell] = field(default_factory=list)

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Its first row, left edge, end of its rows, right edge."""
        rows = [cell.depth for cell in self.cells]
        left, right = min(cell.start for cell in self.cells), max(cell.end for cell in self.cells)
        return rows[0], left, rows[-1] + 1, right

    def lines(self) -> Iterator[tuple[str, Cell | None]]:
        """Its lines with their cells, with an indent on those that begin a paragraph; those without a cell
        are blank."""
        starts = [cell.start for cell in self.cells]
        steps = [below.depth - above.depth for above, below in pairwise(self.cells)]
        usual = max(_ROW, median(steps or [0]))
        for at, cell in enumerate(self.cells):
            if at and cell.depth - self.cells[at - 1].depth > usual:
                yield "", None
            near = min(starts[max(0, at - 1) : at + 2])
            yield (_INDENT + cell.text if 2 <= cell.start - near <= _SHIFT else cell.text), cell


def order_columns(text: str) -> tuple[str, Places | None]:
    """`text` with side-by-side columns put one after the other, and where each of their lines stood; or, if
    only a blank is between columns, with a line for each column's line; other text unchanged."""
    depths = accumulate(1 + (not line.strip()) for line in text.split("\n"))
    rows = [_read_row(depth, line) for depth, line in zip(depths, text.split("\n"), strict=True)]
    if not _is_picture(rows):
        return part_cells(text), None
    english = is_english(text)
    usual = usual_widths([] if english else [cell.text for row in rows for cell in row])
    columns = _in_order(_stack(_join(rows, _WORDS if english else 0, usual)))
    return _write(columns)


def _write(columns: Sequence[Column]) -> tuple[str, Places]:
    """Columns as text, a blank line between any two, with the places of its lines."""
    lines: list[str] = []
    places: dict[int, Place] = {}
    for number, column in enumerate(columns):
        for line, cell in column.lines():
            lines.append(line)
            if cell:
                places[len(lines)] = Place(cell.depth, cell.start, cell.end, number, cell.depth)
        lines.append("")
    return "\n".join(lines), places


def _read_row(depth: int, line: str) -> list[Cell]:
    return [Cell(depth, match.start(), match[0]) for match in _PIECE.finditer(line.expandtabs())]


def _is_picture(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether many lines of a page contain wide gaps between two runs of text."""
    printed = [row for row in rows if row]
    wide = sum(
        any(b.start - a.end >= _WIDE for a, b in pairwise(row))
        for row in printed
        if not is_spaced(" ".join(cell.text for cell in row))
    )
    return wide >= _LEAST_ROWS and wide >= _SHARE * len(printed)


def _join(rows: Sequence[Sequence[Cell]], least: int, usual: frozenset[float]) -> Iterator[Cell]:
    """The cells of every row; blanks that are not gutters do not separate cells, and at most `least` blanks
    never do. A gutter has many cells beginning after it, or a cell as wide as a column before it."""
    starts = [Counter(cell.start for cell in row) for row in rows]
    for at, row in enumerate(rows):
        near = sum(starts[max(0, at - _NEAR) : at] + starts[at + 1 : at + _NEAR + 1], Counter[int]())
        cell: Cell | None = None
        for piece in row:
            gap = piece.start - cell.end if cell else 0
            is_full = cell is not None and set_width(cell.text) in usual
            if cell and (
                gap <= least or (gap < _WIDE and not is_full and not _begins_column(piece.start, near))
            ):
                cell = Cell(cell.depth, cell.start, cell.text + " " * gap + piece.text)
            else:
                if cell is not None:
                    yield cell
                cell = piece
        if cell is not None:
            yield cell


def _begins_column(start: int, near: Counter[int]) -> bool:
    return sum(near[start + shift] for shift in (-2, -1, 0, 1, 2)) >= _SEEN


def _stack(cells: Iterator[Cell]) -> list[Column]:
    """Cells placed below the cell directly above them, if they begin at about the same position."""
    columns: list[Column] = []
    above: dict[int, int] = {}  # by position: the column whose cell is lowest there
    for cell in cells:
        shared = Counter(above[x] for x in range(cell.start, cell.end) if x in above)
        over = [
            n for n in shared if shared[n] >= _SHIFT and cell.depth - columns[n].cells[-1].depth <= _APART
        ]
        if len(over) == 1 and abs(cell.start - columns[over[0]].cells[-1].start) <= _SHIFT:
            number = over[0]
        else:
            number = len(columns)
            columns.append(Column())
        columns[number].cells.append(cell)
        above |= dict.fromkeys(range(cell.start, cell.end), number)
    return columns


def _in_order(columns: Sequence[Column]) -> list[Column]:
    """Columns in reading order."""
    if len(columns) < 2:
        return list(columns)
    for edge in (0, 1):
        parts = _cut(columns, edge)
        if len(parts) > 1:
            return [column for part in parts for column in _in_order(part)]
    return sorted(columns, key=lambda column: (column.box[0], column.box[1]))


def _cut(columns: Sequence[Column], edge: int) -> list[list[Column]]:
    """Columns split along empty space across the page (`edge` 0) or down the page (1)."""
    parts: list[list[Column]] = []
    reach = -1
    for column in sorted(columns, key=lambda column: (column.box[edge], column.box[1 - edge])):
        if not parts or column.box[edge] >= reach:
            parts.append([])
        parts[-1].append(column)
        reach = max(reach, column.box[edge + 2])
    return parts
