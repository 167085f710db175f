"""A picture of a page in blanks (pdftotext -layout) → its columns, one after the other.

In such text the columns of a page stand side by side in one line. The gutters between them are the
positions that are blank in nearly all lines of a block; a line that runs across one is a heading.
Positions are counted in characters, as such tools do; a half-width letter takes a whole place there, so
that a line with many of them pushes what follows to the right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from beibei_site.parsing.folio.issue import is_folio_line
from beibei_site.parsing.text.lines import is_spaced

_LEAST_ROWS = 3
_NARROWEST = 6  # characters in a column
_SHARE = 0.85  # of the lines that cross a gutter must be blank there
_WIDE = 3  # blanks that no sentence holds
_PIECE = re.compile(r"(?<![^ 　])(?:[^ 　] {1,2}){3,}[^ 　](?![^ 　])|[^ 　]+")  # letter-spaced, or solid
_DEEPEST = 5  # characters that a paragraph is indented
_INDENT = "　　"


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters without a blank between them, or evenly spaced out, from position `start` on."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the picture; `after_blank` tells that a blank line stands above."""

    pieces: tuple[Piece, ...]
    after_blank: bool

    @property
    def start(self) -> int:
        return self.pieces[0].start

    @property
    def end(self) -> int:
        return self.pieces[-1].end

    def cut_at(self, gutter: int) -> int | None:
        """The number of the first piece right of `gutter`; None if the line runs across it."""
        pushed = reach = 0
        for at, piece in enumerate(self.pieces):
            if piece.start >= gutter - 1:
                return at if reach <= gutter + pushed // 2 else None
            pushed += 1 + sum(c.isascii() for c in piece.text)
            reach = piece.end
        return len(self.pieces) if reach <= gutter + pushed // 2 else None

    @property
    def gaps(self) -> Iterator[tuple[int, Piece]]:
        """Every run of blanks: where it begins, and the piece that ends it."""
        yield from ((a.end, b) for a, b in pairwise((Piece(0, ""), *self.pieces)))

    @property
    def is_lone(self) -> bool:
        """Whether one run of text, set in, is all there is: a heading, or the rest of a later column."""
        return self.start > _DEEPEST and all(b.start - a < _WIDE for a, b in self.gaps if a)

    def crosses(self, gutter: int) -> bool:
        return self.start < gutter - 1 and self.end > gutter + 1


def put_columns_in_order(text: str) -> str:
    """`text` with columns that stand side by side put one after the other; other text as it is."""
    rows = _read_rows(text)
    if not _is_picture(rows):
        return text
    bands = [band for part in _part_at_folio(rows) for band in part]
    return "\n\n".join("\n".join(column) for band in bands for column in band.columns()) + "\n"


def _part_at_folio(rows: Sequence[Row]) -> Iterator[list[Band]]:
    """The bands of a page; a folio line runs across all columns and is a band of its own."""
    part: list[Row] = []
    for row in rows:
        if is_folio_line(" ".join(piece.text for piece in row.pieces)):
            yield _lift_headings(_read_bands(part))
            yield [Band((row,), ())]
            part = []
        else:
            part.append(row)
    yield _lift_headings(_read_bands(part))


def _read_rows(text: str) -> list[Row]:
    rows: list[Row] = []
    blank = True
    for line in text.split("\n"):
        pieces = tuple(Piece(m.start(), m[0]) for m in _PIECE.finditer(line.expandtabs()))
        if pieces:
            rows.append(Row(pieces, blank))
        blank = not pieces
    return rows


def _is_picture(rows: Sequence[Row]) -> bool:
    """Whether wide gaps between two runs of text stand in many lines of a page."""
    wide = sum(
        any(b.start - a >= _WIDE for a, b in row.gaps if a)
        for row in rows
        if not is_spaced(" ".join(p.text for p in row.pieces))
    )
    return wide >= _LEAST_ROWS and wide >= 0.15 * len(rows)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one line holds of one column: its position, the blanks before it, its text."""

    start: int
    gap: int
    text: str


@dataclass(frozen=True, slots=True)
class Band:
    """Lines with the same gutters; a heading is a band of its own without any."""

    rows: tuple[Row, ...]
    gutters: tuple[int, ...]

    def columns(self) -> Iterator[list[str]]:
        """The lines of each column, a paragraph's first with its indent."""
        cells: list[list[Cell]] = [[] for _ in range(len(self.gutters) + 1)]
        for row in self.rows:
            cuts = [row.cut_at(g) or 0 for g in self.gutters]
            for column, (first, last) in enumerate(pairwise([0, *cuts, len(row.pieces)])):
                if first < last:
                    pieces = row.pieces[first:last]
                    gap = pieces[0].start - (row.pieces[first - 1].end if first else 0)
                    cells[column].append(Cell(pieces[0].start, gap, " ".join(p.text for p in pieces)))
        for lines in cells:
            if lines:
                yield [_indented(lines, at) for at in range(len(lines))]


def _indented(cells: Sequence[Cell], at: int) -> str:
    """The line of a cell, with a mark if it is indented and not only pushed to the right."""
    cell = cells[at]
    near = [cells[n].start for n in (at - 1, at + 1) if 0 <= n < len(cells)]
    pushed = cell.gap <= min(c.gap for c in cells) + 1
    indented = bool(near) and 2 <= cell.start - min(near) <= _DEEPEST and not (pushed and cell.start > 9)
    return _INDENT + cell.text if indented else cell.text


def _read_bands(rows: Sequence[Row]) -> list[Band]:
    """The lines of a page as bands, from the top down."""
    blocks = _read_blocks(rows)
    bands: list[Band] = []
    above: tuple[int, ...] = ()
    for at, block in enumerate(blocks):
        gutters = find_gutters(block)
        if not gutters and above and _goes_on(block, above):
            gutters = above
        gutters = gutters or _gutters_below(blocks[at + 1 :], block)
        for band in _split_headings(block, gutters):
            if bands and bands[-1].gutters and _are_same(band.gutters, bands[-1].gutters):
                band = Band(bands.pop().rows + band.rows, band.gutters)
            bands.append(band)
        if gutters or not bands or not _is_high(bands, above):
            above = gutters
    return bands


def _is_high(bands: Sequence[Band], gutters: Sequence[int]) -> bool:
    """Whether all that stands above these headings of the columns they cut is a single line."""
    last = next((band for band in reversed(bands) if band.gutters), None)
    return bool(last and gutters and len(last.rows) == 1)


def _read_blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Lines between blank lines; a lone run of text is a block of its own."""
    blocks: list[list[Row]] = []
    for row in rows:
        if not blocks or row.after_blank or row.is_lone or blocks[-1][0].is_lone:
            blocks.append([])
        blocks[-1].append(row)
    return blocks


def _goes_on(block: Sequence[Row], gutters: Sequence[int]) -> bool:
    """Whether a block too small to show its gutters goes on with the columns above it."""
    if any(row.cut_at(g) is None for row in block for g in gutters):
        return False
    first = block[0].end <= gutters[0] and not block[0].after_blank
    return first or any(0 <= piece.start - g <= 2 for row in block for piece in row.pieces for g in gutters)


def _gutters_below(blocks: Sequence[Sequence[Row]], block: Sequence[Row]) -> tuple[int, ...]:
    """The gutters below the headings that follow a single line, if it is the first of their columns: some
    tools give it before the heading, because it stands a hair higher."""
    after = next((b for b in blocks if not b[0].is_lone), None)
    if len(block) > 1 or after is None or after is blocks[0]:
        return ()
    gutters = find_gutters(after)
    lone = block[0].is_lone and gutters and block[0].end > gutters[0]
    return gutters if not lone and all(block[0].cut_at(g) is not None for g in gutters) else ()


def find_gutters(rows: Sequence[Row]) -> tuple[int, ...]:
    """The positions where the second and later columns of a block begin; none if it has one column."""
    candidates = [row for row in rows if not row.is_lone]
    starts = Counter(b.start for row in candidates for a, b in row.gaps)
    left = min((row.start for row in candidates), default=0)
    gutters: list[int] = []
    for start, _ in sorted(starts.items(), key=lambda s: (-s[1], s[0])):
        far = all(abs(start - g) >= _NARROWEST for g in (left, *gutters))
        if far and _is_gutter(start, candidates):
            gutters.append(start)
    return tuple(sorted(gutters))


def _is_gutter(start: int, rows: Sequence[Row]) -> bool:
    crossing = [row for row in rows if row.crosses(start)]
    clear = sum(row.cut_at(start) is not None for row in crossing)
    wide = any(a < start <= b.start and b.start - a >= _WIDE for row in rows for a, b in row.gaps)
    enough = len(crossing) >= (1 if wide else _LEAST_ROWS)
    return enough and clear >= _SHARE * len(crossing)


def _split_headings(block: Sequence[Row], gutters: tuple[int, ...]) -> Iterator[Band]:
    """A block as bands: lines that run across a gutter stand alone."""
    part: list[Row] = []
    for row in block:
        if any(row.cut_at(g) is None for g in gutters):
            if part:
                yield Band(tuple(part), gutters)
                part = []
            yield Band((row,), ())
        else:
            part.append(row)
    if part:
        yield Band(tuple(part), gutters)


def _are_same(one: Sequence[int], other: Sequence[int]) -> bool:
    return len(one) == len(other) and all(abs(a - b) <= 1 for a, b in zip(one, other, strict=True))


def _lift_headings(bands: Sequence[Band]) -> list[Band]:
    """Headings put above a first line that the tool gave before them, because it stands a hair higher."""
    ordered = list(bands)
    for at in range(len(ordered)):
        if not ordered[at].gutters or len(ordered[at].rows) > 1:
            continue
        end = at + 1
        while end < len(ordered) and not ordered[end].gutters:
            end += 1
        if at + 1 < end < len(ordered) and _are_same(ordered[at].gutters, ordered[end].gutters):
            whole = Band(ordered[at].rows + ordered[end].rows, ordered[end].gutters)
            ordered[at : end + 1] = [*ordered[at + 1 : end], Band((), ()), whole][: end + 1 - at]
    return [band for band in ordered if band.rows]
