"""Lines with their roles → pieces: what is set together and does one thing, such as a headline of two lines,
a column's run of text, a caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beibei_site.parsing.sheet.layout import Layout
from beibei_site.parsing.sheet.model import Box, TypeLine, around

_BODY = {"run-in": "body"}  # what follows a line that opens with its heading is its text
_SIZE = 0.06  # sizes of one piece differ by less, as a share
_LEADING = 0.75  # of the size: how much more than the usual gap may part two lines of a piece


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines (their numbers on the sheet, in order) that do one thing; the text of a `run_in` opens with its
    heading."""

    role: str
    lines: tuple[int, ...]
    box: Box
    size: float
    vertical: bool
    frame: int
    run_in: bool = False


def follows(layout: Layout, at: int) -> int:
    """The line right below that is set together with line `at`; -1 if there is none."""
    under = layout.places[at].below
    if under < 0 or layout.places[under].above != at:
        return -1
    one, other = layout.sheet.lines[at], layout.sheet.lines[under]
    size = max(one.size, other.size)
    alike = abs(one.size - other.size) <= _SIZE * size and abs(one.light - other.light) <= 0.3
    gap = other.box.y0 - one.box.y1
    usual = layout.gap * layout.size if abs(size - layout.size) <= _SIZE * size else 0.55 * size
    near = gap <= usual + _LEADING * size
    inside = layout.places[at].frame == layout.places[under].frame
    return under if alike and near and inside and not _ruled(layout, one.box, other.box) else -1


def _ruled(layout: Layout, one: Box, other: Box) -> bool:
    """Whether a lying rule parts two lines."""
    return any(
        rule.width > rule.height
        and one.centre[1] < rule.centre[1] < other.centre[1]
        and rule.across(one) > 0.3 * one.width
        for rule in layout.sheet.rules
    )


def chains(layout: Layout) -> list[list[int]]:
    """Lines set together, from the top down; every line stands in one chain."""
    after = [follows(layout, at) for at in range(len(layout.sheet.lines))]
    begun = set(range(len(after))) - set(after)
    found = []
    for first in sorted(begun):
        chain = [first]
        while after[chain[-1]] >= 0:
            chain.append(after[chain[-1]])
        found.append(chain)
    return found


def make_pieces(layout: Layout, roles: Sequence[str]) -> list[Piece]:
    """The pieces of a sheet whose lines have the given roles."""
    pieces = []
    for chain in chains(layout):
        run = [chain[0]]
        for at in chain[1:]:
            same = roles[at] == _BODY.get(roles[run[-1]], roles[run[-1]])
            if not same or _shifted(layout, run[-1], at, roles[at]):
                pieces.append(_piece(layout, run, roles[run[0]]))
                run = []
            run.append(at)
        pieces.append(_piece(layout, run, roles[run[0]]))
    return _side_by_side(layout, pieces)


def _shifted(layout: Layout, at: int, under: int, role: str) -> bool:
    """Whether a line of running text does not keep to the column of the line above it."""
    if role != "body":
        return False
    one, other, size = layout.sheet.lines[at].box, layout.sheet.lines[under].box, layout.size
    here, there = layout.places[at], layout.places[under]
    return (
        abs(here.left - there.left) > 3.2 * size
        and abs(here.right - there.right) > 3.2 * size
        and (one.across(other) < 0.5 * min(one.width, other.width))
    )


def _piece(layout: Layout, run: Sequence[int], role: str) -> Piece:
    lines = [layout.sheet.lines[at] for at in run]
    return Piece(
        _BODY.get(role, role),
        tuple(run),
        around([line.box for line in lines]),
        max(line.size for line in lines),
        sum(line.vertical for line in lines) * 2 > len(lines),
        layout.places[run[0]].frame,
        role in _BODY,
    )


def _side_by_side(layout: Layout, pieces: list[Piece]) -> list[Piece]:
    """Vertical lines that stand beside each other, and parts of one line across, put together."""
    done: list[Piece] = []
    for piece in sorted(pieces, key=lambda p: (p.role, -p.box.x1 if p.vertical else p.box.x0)):
        for at, other in enumerate(done):
            if (
                piece.role == other.role
                and piece.vertical == other.vertical
                and piece.frame == other.frame
                and (_are_columns(piece, other) if piece.vertical else _are_one_line(layout, other, piece))
            ):
                done[at] = Piece(
                    piece.role,
                    other.lines + piece.lines,
                    around([piece.box, other.box]),
                    max(piece.size, other.size),
                    piece.vertical,
                    piece.frame,
                )
                break
        else:
            done.append(piece)
    return sorted(done, key=lambda p: (p.box.y0, p.box.x0))


def _are_columns(piece: Piece, other: Piece) -> bool:
    """Whether two vertical lines of one size stand beside each other."""
    alike = abs(piece.size - other.size) <= _SIZE * piece.size
    return alike and -piece.box.across(other.box) <= 1.2 * piece.size and piece.box.along(other.box) > 0


def _are_one_line(layout: Layout, left: Piece, right: Piece) -> bool:
    """Whether two parts of a heading line stand on one baseline, a few characters apart."""
    if left.role == "body" or left.role == "quote" or layout.sheet.english:
        return False
    size = max(left.size, right.size)
    level = abs(left.box.centre[1] - right.box.centre[1]) <= 0.3 * size and left.box.height < 1.7 * size
    return (
        level and abs(left.size - right.size) <= 0.1 * size and 0 <= right.box.x0 - left.box.x1 <= 2.6 * size
    )


def lines_of(layout: Layout, piece: Piece) -> list[TypeLine]:
    return [layout.sheet.lines[at] for at in piece.lines]
