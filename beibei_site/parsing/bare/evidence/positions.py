"""How two parts of a page stood to each other before its columns were put one after the other.

A text goes on right below, or at the top of the next column; a heading stands over its text. How far
that holds is learned (`places.json`): here it is measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from beibei_site.parsing.bare.runs import Parts
from beibei_site.parsing.text.places import NOTHING, Grid, Place
from beibei_site.parsing.trees import ABSENT

_KINDS = ("text", "heading", "other")
_TEXT, _HEADING, _OTHER = (float(at) for at in range(3))
_SHIFT, _STEP = 4, 6  # characters, rows: a line further off is of another stretch of text
_EDGE = 4  # lines that show the edges of a column
_LEFT, _OVER, _BESIDE = 4, 2, 1  # columns to the left, headings above and beside that are looked at
_ROWS, _FAR = 80, 40  # more make no difference
_HIGH = 6  # rows below a heading in which a text may begin beside it
OF_PLACE = (
    "row", "left edge", "column width", "indent of first line", "what is above", "rows to what is above",
    "start after what is above", "what is to the left", "gap to the left", "text lines below",
    "text lines above",
)  # fmt: skip
OF_PLACES = (
    "rows down", "rows from the top", "edges apart", "first lines apart", "gap across", "right edges apart",
    "span shared", *(f"{kind} lines between" for kind in _KINDS), "right below", "right above",
    "what is below it", "rows to what is below it", "edge of what is below it", "bottoms apart",
    "stretches apart", "beside its column", "columns on", "under its heading", "width of heading",
    "rows of heading", "texts under heading", "middles apart",
)  # fmt: skip

Measured = dict[str, float]


class Positions:
    """The parts of a page on the `grid` of its lines."""

    def __init__(self, parts: Parts, grid: Grid) -> None:
        self._parts, self._grid, self._places = parts, grid, grid.places
        self._kinds = [_OTHER] * len(grid.places)
        self._run_of: dict[int, int] = {}
        self._group_of: dict[int, int] = {}
        for number, run in enumerate(parts.runs):
            self._run_of |= dict.fromkeys(run.lines, number)
        for number, group in enumerate(parts.groups):
            self._group_of |= dict.fromkeys(group.lines, number)
        for kind, lines in ((_TEXT, self._run_of), (_HEADING, self._group_of)):
            for at in lines:
                self._kinds[at] = kind
        self._tops, self._bottoms = self._ends(grid.above), self._ends(grid.below)
        self._first = [self._edges(run.lines[:_EDGE]) for run in parts.runs]
        self._last = [self._edges(run.lines[: -_EDGE - 1 : -1]) for run in parts.runs]
        self._boxes = [_around([self._places[at] for at in group.lines]) for group in parts.groups]
        self._heads = [self._head_over(at) for at in range(len(grid.places))]
        self._under = Counter(self._group_of.get(grid.above[at], NOTHING) for at in self._run_of)

    # ---- what may come before a run

    def runs_for(self, at: int) -> set[int]:
        """The runs that may come before run `at` by where they stand: the text above it, what ends the
        columns to its left, and what stands under the same heading."""
        first = self._parts.runs[at].lines[0]
        over = next((n for n in self._walk(first, self._grid.above) if n in self._run_of), NOTHING)
        beside = islice(self._walk(first, self._grid.left), _LEFT)
        found = {self._run_of.get(n, at) for n in (over, *(self._bottoms[n] for n in beside))}
        head = self._heads[first]
        if head != NOTHING:
            found |= {n for n, run in enumerate(self._parts.runs) if self._heads[run.lines[-1]] == head}
        return found - {at}

    def groups_for(self, at: int) -> set[int]:
        """The headings over a run, and the nearest beside it."""
        first = self._parts.runs[at].lines[0]
        own = self._places[first]
        over = sorted(
            (own.depth - box.foot, n)
            for n, box in enumerate(self._boxes)
            if box.foot < own.depth and min(box.end, own.end) > max(box.start, own.start)
        )
        beside = sorted(
            (own.start - box.end, n)
            for n, box in enumerate(self._boxes)
            if box.end <= own.start and box.depth - _SHIFT <= own.depth <= box.foot + _HIGH
        )
        near = {n for found, most in ((over, _OVER), (beside, _BESIDE)) for _, n in found[:most]}
        return near | {self._heads[first]} - {NOTHING}

    # ---- what is measured

    def of_run(self, at: int) -> Measured:
        """Where a run begins."""
        first = self._parts.runs[at].lines[0]
        own, edges = self._places[first], self._first[at]
        above, left = self._grid.above[first], self._grid.left[first]
        stretch = self._places[self._bottoms[first]].depth - own.depth
        return {
            "row": own.depth,
            "left edge": edges.start,
            "column width": edges.width,
            "indent of first line": own.start - edges.start,
            "what is above": self._kind(above),
            "rows to what is above": self._rows_between(above, first),
            "start after what is above": self._shift(above, first),
            "what is to the left": self._kind(left),
            "gap to the left": min(own.start - self._places[left].end, _FAR) if left >= 0 else ABSENT,
            "text lines below": min(stretch, _FAR),
            "text lines above": own.depth - self._places[self._tops[first]].depth,
        }

    def of_runs(self, before: int, at: int) -> Measured:
        """How the end of one run and the beginning of another stand to each other."""
        last, first = self._parts.runs[before].lines[-1], self._parts.runs[at].lines[0]
        grid, places = self._grid, self._places
        below, left = grid.below[last], grid.left[first]
        top, bottom = places[self._tops[last]].depth, places[self._bottoms[first]].depth
        found = self._of_spans(self._last[before], self._first[at], at)
        return found | {
            "rows down": _within(places[first].depth - places[last].foot),
            "rows from the top": _within(places[first].depth - top),
            "first lines apart": places[first].start - places[last].start,
            "right below": below == first,
            "right above": grid.above[first] == last,
            "what is below it": self._kind(below),
            "rows to what is below it": self._rows_between(last, below),
            "edge of what is below it": self._shift(last, below, self._last[before].start),
            "bottoms apart": _within(bottom - places[last].foot),
            "stretches apart": _within(places[self._tops[first]].depth - top),
            "beside its column": left >= 0 and self._bottoms[left] == self._bottoms[last],
            "columns on": max(-_FAR, min(places[first].column - places[last].column, _FAR)),
            "under its heading": self._share_heading(last, first),
        }

    def of_group(self, group: int, at: int) -> Measured:
        """How a heading and the beginning of a run stand to each other."""
        box, edges = self._boxes[group], self._first[at]
        first = self._parts.runs[at].lines[0]
        above = self._grid.above[first]
        return self._of_spans(box, edges, at) | {
            "rows down": _within(self._places[first].depth - box.foot),
            "rows from the top": _within(self._places[first].depth - box.depth),
            "right above": self._group_of.get(above) == group,
            "under its heading": self._heads[first] == group,
            "width of heading": box.width,
            "rows of heading": box.foot - box.depth,
            "texts under heading": self._under[group],
            "middles apart": (box.start + box.end - edges.start - edges.end) / 2,
        }

    def _of_spans(self, above: Place, below: Place, at: int) -> Measured:
        """How two spans lie, the lower of them where run `at` begins, and what stands between."""
        shared = min(above.end, below.end) - max(above.start, below.start)
        between = self._between(above.foot, at) if shared > 0 else None
        return {
            "edges apart": below.start - above.start,
            "gap across": below.start - above.end,
            "right edges apart": below.end - above.end,
            "span shared": max(shared, -_FAR / 2) / max(min(above.width, below.width), 1),
            **{f"{k} lines between": between[n] if between else ABSENT for n, k in enumerate(_KINDS)},
        }

    # ---- lines of the page

    def _walk(self, at: int, step: Sequence[int]) -> Iterator[int]:
        """The lines from `at` on, one step after the other, without itself."""
        at = step[at]
        while at != NOTHING:
            yield at
            at = step[at]

    def _between(self, foot: int, at: int) -> list[int] | None:
        """How many lines of each kind stand above run `at` and below the row `foot`; None if that is no
        higher."""
        first = self._parts.runs[at].lines[0]
        if foot >= self._places[first].depth:
            return None
        counts = [0] * len(_KINDS)
        for line in self._walk(first, self._grid.above):
            if self._places[line].depth <= foot:
                break
            counts[int(self._kinds[line])] += 1
        return counts

    def _ends(self, step: Sequence[int]) -> list[int]:
        """For each line, the last of the lines of text that stand in one column from it on."""
        return [self._end_of(at, step) for at in range(len(step))]

    def _end_of(self, at: int, step: Sequence[int]) -> int:
        for line in self._walk(at, step):
            one, other = self._places[at], self._places[line]
            far = abs(one.start - other.start) > _SHIFT or abs(one.depth - other.depth) > _STEP
            if far or self._kinds[line] != _TEXT:
                break
            at = line
        return at

    def _head_over(self, at: int) -> int:
        """The heading over the stretch of text that a line is of, or NOTHING."""
        lines = self._walk(self._tops[at], self._grid.above)
        over = next((line for line in lines if self._kinds[line] != _OTHER), NOTHING)
        return self._group_of.get(over, NOTHING)

    def _share_heading(self, one: int, other: int) -> float:
        mine, theirs = self._heads[one], self._heads[other]
        return ABSENT if NOTHING in (mine, theirs) else float(mine == theirs)

    def _edges(self, lines: Sequence[int]) -> Place:
        """The edges of the column in which the first of some lines stands."""
        places = [self._places[at] for at in lines]
        return _around([place for place in places if place.column == places[0].column])

    def _kind(self, at: int) -> float:
        return float(NOTHING) if at == NOTHING else self._kinds[at]

    def _shift(self, above: int, below: int, edge: int | None = None) -> float:
        """How far a line begins after the one above it, or after the `edge` of that one's column."""
        if NOTHING in (above, below):
            return ABSENT
        return self._places[below].start - (self._places[above].start if edge is None else edge)

    def _rows_between(self, above: int, below: int) -> float:
        if NOTHING in (above, below):
            return _FAR
        return min(self._places[below].depth - self._places[above].foot, _FAR)


def _around(places: Sequence[Place]) -> Place:
    """The place that all of some places take."""
    return Place(
        min(place.depth for place in places),
        min(place.start for place in places),
        max(place.end for place in places),
        places[0].column,
        max(place.foot for place in places),
    )


def _within(rows: int) -> int:
    return max(-_ROWS, min(rows, _ROWS))
