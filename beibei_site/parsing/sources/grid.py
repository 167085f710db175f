"""Characters by their positions: which stands next to each, to the right and below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

from beibei_site.parsing.sheet.model import Box, Char

_SAME_SIZE = 0.25  # relative tolerance for sizes within a line
_BASE = 0.25  # of the size: tolerance for baselines within a line
_SPACED = 1.4  # of the size: the widest letter-spacing
_CENTRE = 0.22  # of the size: tolerance for centres within a vertical line
_PITCH = 1.1  # of the size: the widest gap in a vertical line
_BESIDE = 2.2  # of the size: how far away the line beside is at most


class Grid:
    """Characters indexed by position, to find the nearest neighbour of each."""

    def __init__(self, chars: Sequence[Char]) -> None:
        self.chars = chars
        self.cell = 2 * median([c.size for c in chars]) if chars else 1.0
        self.cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for at, char in enumerate(chars):
            x, y = char.box.centre
            self.cells[int(x // self.cell), int(y // self.cell)].append(at)

    def _near(
        self, char: Char, right: float, down: float, up: float = 0.0, left: float = 0.0
    ) -> Iterator[int]:
        x, y = char.box.centre
        reach = 0.6 * char.size
        columns = range(int((x - left - reach) // self.cell), int((x + right + reach) // self.cell) + 1)
        rows = range(int((y - up - reach) // self.cell), int((y + down + reach) // self.cell) + 1)
        if len(columns) * len(rows) > len(self.cells):  # a letter of a mile, in a damaged file
            for (column, row), held in self.cells.items():
                if column in columns and row in rows:
                    yield from held
            return
        for column in columns:
            for row in rows:
                yield from self.cells.get((column, row), ())

    def over_and_under(self, at: int, box: Box) -> Iterator[Char]:
        """The Chinese characters right above and below a `box` that begins with character `at`."""
        reach = 2 * self.chars[at].size
        for other in self._near(self.chars[at], box.width, reach, reach):
            near = self.chars[other]
            beside = abs(near.box.centre[0] - box.centre[0]) <= _CENTRE * near.size + _offset(near, near)
            if not near.text.isascii() and beside and abs(near.box.along(box)) <= 0.5 * near.size:
                yield near

    def all_right(self) -> list[tuple[int, float] | None]:
        """For each character the next on its baseline."""
        return [self.right_of(at) for at in range(len(self.chars))]

    def right_of(self, at: int) -> tuple[int, float] | None:
        """The next character on the same baseline, and the gap in sizes."""
        char = self.chars[at]
        best: tuple[int, float] | None = None
        for other in self._near(char, (_SPACED + 1) * char.size, 0.0):
            beside = self.chars[other]
            size = max(char.size, beside.size)
            gap = (beside.box.x0 - char.box.x1) / size
            if other == at or not -0.6 < gap <= _SPACED or beside.box.centre[0] <= char.box.centre[0]:
                continue
            even = abs(char.base - beside.base) <= _BASE * size
            if even and alike(char, beside) and (best is None or gap < best[1]):
                best = other, gap
        return best

    def below(self, at: int) -> tuple[int, float] | None:
        """The next character below with its centre under this one's, and the gap in sizes."""
        char = self.chars[at]
        best: tuple[int, float] | None = None
        for other in self._near(char, 0.0, (_PITCH + 1) * char.size):
            under = self.chars[other]
            size = max(char.size, under.size)
            pitch = (under.box.centre[1] - char.box.centre[1]) / size
            if other == at or not 0.3 < pitch <= _PITCH + 1 or not alike(char, under):
                continue
            if abs(char.box.centre[0] - under.box.centre[0]) <= _CENTRE * size + _offset(char, under):
                gap = pitch - 1.0
                if best is None or gap < best[1]:
                    best = other, gap
        return best

    def is_flanked(self, at: int, other: int) -> bool:
        """Whether a blank between two characters, one above the other, is one within their line: whether the
        line beside it goes on there."""
        above, under = self.chars[at], self.chars[other]
        reach = _BESIDE * above.size
        middle = (above.box.y1 + under.box.y0) / 2
        boxes = [self.chars[near].box for near in self._near(above, reach, 2 * above.size, 0.0, reach)]
        return any(box.y0 < middle < box.y1 and -reach <= box.across(above.box) < 0.0 for box in boxes)


def alike(one: Char, other: Char) -> bool:
    size = max(one.size, other.size)
    return abs(one.size - other.size) <= _SAME_SIZE * size and abs(one.light - other.light) <= 0.4


def _offset(one: Char, other: Char) -> float:
    """Punctuation sits in a corner of its square, so its centre says less."""
    marks = not one.text.isalnum() or not other.text.isalnum()
    return 0.35 * max(one.size, other.size) if marks else 0.0
