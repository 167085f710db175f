"""Where the lines of a text stood, if its blanks show it, and which stand next to each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NOTHING = -1  # no line
_SHARED = 3  # characters that lines below each other share: fewer are chance
_ROWS = 1  # in depth, by which lines beside each other differ


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stood: its row, from position `start` to before `end`, down to the row `foot`, and the
    number of its column in reading order. In `depth`, blank rows count twice."""

    depth: int
    start: int
    end: int
    column: int
    foot: int

    @property
    def width(self) -> int:
        return self.end - self.start


Places = Mapping[int, Place]  # by the number of the line


class Grid:
    """Lines of type by the `places` they stood in. For each line, the number of the one right `above` it,
    right `below` it, and next to the `left`; or NOTHING."""

    def __init__(self, places: Sequence[Place]) -> None:
        self.places = places
        down = sorted(range(len(places)), key=lambda at: (places[at].depth, places[at].start))
        self.above = self._nearest(down)
        self.below = self._nearest(down[::-1])
        self.left = self._beside(down)

    def _nearest(self, order: Iterable[int]) -> list[int]:
        """For each line, the last one before it in this `order` that shares part of its span."""
        found = [NOTHING] * len(self.places)
        seen: dict[int, int] = {}  # by position: the last line there
        for at in order:
            own = self.places[at]
            span = range(own.start, own.end)
            shared = Counter(seen[x] for x in span if x in seen)
            near = [n for n in shared if shared[n] >= min(_SHARED, own.width, self.places[n].width)]
            found[at] = min(near, key=lambda n: (abs(self._apart(n, at)), -shared[n]), default=NOTHING)
            seen |= dict.fromkeys(span, at)
        return found

    def _beside(self, down: Iterable[int]) -> list[int]:
        """For each line, the nearest that ends before it on its row or the next."""
        rows: defaultdict[int, list[int]] = defaultdict(list)
        for at in down:
            rows[self.places[at].depth].append(at)
        found = [NOTHING] * len(self.places)
        for at, own in enumerate(self.places):
            near = [n for row in range(-_ROWS, _ROWS + 1) for n in rows.get(own.depth + row, ())]
            before = [n for n in near if self.places[n].end <= own.start]
            rank = {n: (self.places[n].end, -abs(self._apart(n, at))) for n in before}
            found[at] = max(rank, key=rank.__getitem__, default=NOTHING)
        return found

    def _apart(self, one: int, other: int) -> int:
        return self.places[other].depth - self.places[one].depth


def grid_of(lines: Iterable[Sequence[int]], places: Places | None) -> Grid | None:
    """The grid of lines of type, each of them lines with these numbers; None if it is not known of every one
    where it stood."""
    own = [[(places or {}).get(number) for number in numbers] for numbers in lines]
    known = [[place for place in found if place] for found in own]
    return Grid([_joined(found) for found in known]) if known and all(known) else None


def _joined(places: Sequence[Place]) -> Place:
    """The place of a line of type that is several lines, as characters set below each other are."""
    first = places[0]
    foot, end = max(place.foot for place in places), max(place.end for place in places)
    return Place(first.depth, first.start, end, first.column, foot)
