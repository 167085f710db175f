"""The blank between two parts of a row of type: a gutter between columns, or a blank printed in a line.

Each blank is measured in sizes of type; what the measures are worth is learned (logistic regression, see
`benchmarks/reading/train_gutters.py`) and stands in `gutters.toml`.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from statistics import median

from beibei_site.parsing.sheet.model import TypeLine
from beibei_site.parsing.worth import WorthTable

_SIZE = 0.12  # as a share: type of one size differs by less
_NEAR = (0.4, 2.4)  # sizes up or down: the rows next to a row
_FAR = 14.0  # sizes up or down: the rows around it
_EDGE = 0.35  # of the size: edges that keep to each other differ by less
_INDENT = 2.0  # sizes: the indent of a paragraph
_MOST = 6  # rows that count


class Rows:
    """The horizontal lines of a page from top to bottom, and the usual size of its type, vertical lines
    included."""

    def __init__(self, lines: Sequence[TypeLine]) -> None:
        self.usual = median([line.size for line in lines]) if lines else 0.0
        self._lines = sorted((line for line in lines if not line.vertical), key=_level)
        self._levels = [_level(line) for line in self._lines]

    def within(self, level: float, reach: float) -> Sequence[TypeLine]:
        """The lines that are no further up or down than `reach`."""
        first = bisect_left(self._levels, level - reach)
        return self._lines[first : bisect_right(self._levels, level + reach, lo=first)]


def _level(line: TypeLine) -> float:
    return line.box.centre[1]


def is_gutter(left: TypeLine, right: TypeLine, rows: Rows) -> bool:
    """Whether the blank between two parts of a row parts two columns."""
    return _learned().score(measure_blank(left, right, rows)) > 0


def measure_blank(left: TypeLine, right: TypeLine, rows: Rows) -> dict[str, float]:
    """The features of a blank: its width, the parts on both sides, and how the rows around go on from it."""
    size, level = max(left.size, right.size), _level(left)
    around = [
        (other, (_level(other) - level) / size)
        for other in rows.within(level, _FAR * size)
        if other is not left and other is not right and abs(other.size - size) <= _SIZE * size
    ]
    near = [other for other, away in around if _NEAR[0] < abs(away) <= _NEAR[1]]
    middle = (left.box.x1 + right.box.x0) / 2
    found = {
        "is": 1.0,
        "width": (right.box.x0 - left.box.x1) / size,
        "letters on the left": float(min(len(left.text), 20)),
        "letters on the right": float(min(len(right.text), 20)),
        "size": size / rows.usual,
        "off the baseline": abs(left.box.y1 - right.box.y1) / size,
        "other size": abs(left.size - right.size) / size,
        "rows across": float(
            sum(other.box.x0 + 0.8 * size < middle < other.box.x1 - 0.8 * size for other in near)
        ),
        "rows apart": float(
            sum(
                (abs(other.box.x0 - right.box.x0) < 2.6 * size and other.box.x0 > middle)
                or (abs(other.box.x1 - left.box.x1) < 1.2 * size and other.box.x1 < middle)
                for other in near
            )
        ),
    }
    return found | _of_columns(left, right, around)


def _of_columns(
    left: TypeLine, right: TypeLine, around: Sequence[tuple[TypeLine, float]]
) -> dict[str, float]:
    """How many rows above and below end and begin where the blank does."""
    size, found = max(left.size, right.size), {}
    for side, sign in (("above", -1), ("below", 1)):
        there = [other.box for other, away in around if _NEAR[0] < sign * away <= _FAR]
        ends = sum(abs(box.x1 - left.box.x1) < _EDGE * size for box in there)
        begins = sum(
            min(abs(box.x0 - right.box.x0 - set_in * size) for set_in in (0, _INDENT)) < _EDGE * size
            for box in there
        )
        found[f"column ends {side}"] = float(min(ends, _MOST))
        found[f"column begins {side}"] = float(min(begins, _MOST))
    return found


@cache
def _learned() -> WorthTable:
    return WorthTable.parse(tomllib.loads(Path(__file__).with_name("gutters.toml").read_text("utf-8")))
