"""A sheet laid out: its usual type, the columns of its lines, and what stands above and below each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from beibei_site.parsing.sheet.model import Box, Sheet, TypeLine

FAR = 9.0  # sizes of type: stands for "nothing there"
_TEXT = 6  # characters of a line that shows where columns stand
_EDGE = 20  # of so many lines one may stand further out
_FEWEST = 10  # lines of text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: the lines right above and below it (their numbers; -1: none), the smallest frame
    around it (-1: none), and the left and right edge of its column."""

    above: int
    below: int
    frame: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet with what the measures refer to: the usual size of type, the usual gap between lines of a
    paragraph, and the place of each line."""

    sheet: Sheet
    size: float
    gap: float
    places: tuple[Place, ...]


class Joined:
    """The numbers below `count` in groups that grow together (union-find, Galler and Fischer 1964)."""

    def __init__(self, count: int) -> None:
        self._over = list(range(count))

    def root(self, at: int) -> int:
        """The number that stands for the group of another."""
        while self._over[at] != at:
            self._over[at] = self._over[self._over[at]]
            at = self._over[at]
        return at

    def join(self, one: int, other: int) -> None:
        """Put the groups of two numbers together, under that of the first."""
        self._over[self.root(other)] = self.root(one)

    def groups(self) -> list[list[int]]:
        """The groups in the order of their roots, the numbers of each ascending."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for at in range(len(self._over)):
            found[self.root(at)].append(at)
        return [found[root] for root in sorted(found)]


def upright(sheet: Sheet) -> Sheet:
    """`sheet` as it is, or, if it is set vertically right to left, turned so that its lines run across."""
    down = sum(len(line.text) for line in sheet.lines if line.vertical)
    if 2 * down <= sum(len(line.text) for line in sheet.lines):
        return sheet

    def turn(box: Box) -> Box:
        return Box(box.y0, sheet.width - box.x1, box.y1, sheet.width - box.x0)

    lines = [replace(line, box=turn(line.box), vertical=not line.vertical) for line in sheet.lines]
    ordered = tuple(sorted(lines, key=lambda line: (line.box.y0, line.box.x0)))
    return Sheet(
        sheet.height,
        sheet.width,
        ordered,
        rules=tuple(map(turn, sheet.rules)),
        frames=tuple(map(turn, sheet.frames)),
        pictures=tuple(map(turn, sheet.pictures)),
    )


def lay_out(sheet: Sheet) -> Layout:
    lines = sheet.lines
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 4) / 4] += len(line.text)
    size = max(sizes, key=sizes.__getitem__, default=0.0) or 10.0
    frames = [_frame_of(line.box, sheet) for line in lines]
    above, below = _neighbours(lines)
    gaps = Counter[float]()
    for at, under in enumerate(below):
        if (
            under >= 0
            and abs(lines[at].size - size) < 0.06 * size
            and abs(lines[under].size - size) < 0.06 * size
        ):
            gaps[round((lines[under].box.y1 - lines[at].box.y1) / size - 1, 1)] += 1
    gap = max(gaps, key=gaps.__getitem__, default=0.5)
    edges = _columns(lines, below, frames)
    places = tuple(Place(above[i], below[i], frames[i], *edges[i]) for i in range(len(lines)))
    return Layout(sheet, size, gap, places)


def _frame_of(box: Box, sheet: Sheet) -> int:
    """The smallest frame that holds a line; one as large as the page does not count."""
    holding = [
        (f.width * f.height, at)
        for at, f in enumerate(sheet.frames)
        if f.holds(box, 3.0) and f.width * f.height < 0.8 * sheet.width * sheet.height
    ]
    return min(holding)[1] if holding else -1


def _neighbours(lines: Sequence[TypeLine]) -> tuple[list[int], list[int]]:
    """For each line the nearest one above and below that shares a good part of its width."""
    below, above = [-1] * len(lines), [-1] * len(lines)
    order = sorted(range(len(lines)), key=lambda at: lines[at].box.y0)
    for place, at in enumerate(order):
        one = lines[at].box
        if lines[at].vertical:
            continue
        best = FAR * 1e3
        for under in order[place + 1 :]:
            other = lines[under].box
            if other.y0 - one.y1 > best:
                break
            if lines[under].vertical or other.centre[1] <= one.centre[1] + 0.3 * min(
                one.height, other.height
            ):
                continue
            if one.across(other) >= 0.3 * min(one.width, other.width):
                distance = other.y0 - one.y1
                if distance < best:
                    best, below[at] = distance, under
    for at, under in enumerate(below):
        if under >= 0 and (above[under] < 0 or lines[above[under]].box.y1 < lines[at].box.y1):
            above[under] = at
    return above, below


def _columns(
    lines: Sequence[TypeLine], below: Sequence[int], frames: Sequence[int]
) -> list[tuple[float, float]]:
    """The left and right edge of each line's column: the most frequent edges among the lines of one size that
    stand above each other with it."""
    stacks = Joined(len(lines))
    for at, under in enumerate(below):
        if under < 0 or frames[at] != frames[under]:
            continue
        one, other = lines[at], lines[under]
        like = abs(one.size - other.size) < 0.06 * one.size
        near = other.box.y0 - one.box.y1 < 1.6 * one.size
        fits = abs(one.box.x0 - other.box.x0) < 2.6 * one.size or one.box.centre[0] == other.box.centre[0]
        if like and near and fits:
            stacks.join(at, under)
    edges = [(0.0, 0.0)] * len(lines)
    for group in stacks.groups():
        left = _edge([lines[at].box.x0 for at in group], min)
        right = _edge([lines[at].box.x1 for at in group], max)
        for at in group:
            edges[at] = left, right
    return edges


def _edge(values: Sequence[float], extreme: Callable[[Iterable[float]], float]) -> float:
    """The outermost edge that at least a fifth of the lines keep to."""
    counts = Counter(round(v / 2) for v in values)
    often = [v for v, n in counts.items() if n >= max(1, 0.2 * len(values))]
    return 2.0 * extreme(often or list(counts))


def find_sides(sheet: Sheet) -> tuple[tuple[int, ...], ...]:
    """The numbers (from 1) of the lines left and right of all columns, each side from the top down."""
    text = [line.box for line in sheet.lines if not line.vertical and len(line.text) >= _TEXT]
    if len(text) < _FEWEST:
        return ()
    left = sorted(box.x0 for box in text)[len(text) // _EDGE]
    right = sorted(box.x1 for box in text)[-1 - len(text) // _EDGE]
    numbered = sorted(enumerate(sheet.lines, 1), key=lambda pair: pair[1].box.y0)
    beside = (
        [number for number, line in numbered if line.box.x1 <= left],
        [number for number, line in numbered if line.box.x0 >= right],
    )
    return tuple(tuple(side) for side in beside if side)
