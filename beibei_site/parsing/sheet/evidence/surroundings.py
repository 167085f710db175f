"""The runs and heading groups of a page, and what stands where around each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from math import fsum, log

from beibei_site.parsing.sheet.layout import FAR, Joined, Layout
from beibei_site.parsing.sheet.model import Box, around
from beibei_site.parsing.sheet.pieces import Piece
from beibei_site.parsing.sheet.runs import Group, make_groups, make_runs

_IN_COLUMN = 0.3  # of the narrower of two texts: what shares more is in one column


class Surroundings:
    """The runs and heading groups of a page, and what stands between them."""

    def __init__(self, layout: Layout, pieces: Sequence[Piece]) -> None:
        self.layout = layout
        self.pieces = pieces
        self.runs = make_runs(layout, pieces)
        self.groups = make_groups(layout, pieces)
        self.size = layout.size
        self.others = [p for p in pieces if p.role not in ("body", "heading")]
        self.ceilings = [self._ceiling(run.box) for run in self.runs]
        self._stacks = self._find_stacks()
        self._gutter = self._usual_gutter()
        self._words = [_pairs(run.text) for run in self.runs]
        self._rarity = _rarity(self._words)

    # ---- words

    def kinship(self, one: int, other: int) -> float:
        """How many rare bigrams two runs share, beside what they could."""
        a, b = self._words[one], self._words[other]
        least = min(self._rarity_of(a), self._rarity_of(b))
        return self._rarity_of(a & b) / least if least else 0.0

    def _rarity_of(self, words: frozenset[str]) -> float:
        """The sum for these words, whatever order their set has."""
        return fsum(self._rarity[word] for word in words)

    # ---- what stands where

    def _find_stacks(self) -> list[Box]:
        """For each run the box of all runs that stand right above and below it in its column."""
        stacks = Joined(len(self.runs))
        for i, one in enumerate(self.runs):
            for j, other in enumerate(self.runs):
                a, b = one.box, other.box
                near = -self.size < b.y0 - a.y1 < 2.2 * self.size and a.across(b) > 0.5 * min(
                    a.width, b.width
                )
                if i != j and near and one.frame == other.frame:
                    stacks.join(i, j)
        whole = {at: around([self.runs[n].box for n in group]) for group in stacks.groups() for at in group}
        return [whole[at] for at in range(len(self.runs))]

    def _usual_gutter(self) -> float:
        """The most frequent blank between neighbouring columns."""
        gaps = []
        for one in self.runs:
            beside = [
                b.box.x0 - one.box.x1
                for b in self.runs
                if b.box.x0 >= one.box.x1 - 1 and b.box.along(one.box) > 0
            ]
            if beside:
                gaps.append(round(min(beside) / 2))
        return 2.0 * max(set(gaps), key=lambda g: (gaps.count(g), -g)) if gaps else 0.0

    def _standing_rule(self, a: Box, b: Box) -> bool:
        return any(
            r.height > r.width and a.x1 - 3 <= r.centre[0] <= b.x0 + 3 and (r.along(a) > 0 or r.along(b) > 0)
            for r in self.layout.sheet.rules
        )

    def _ceiling(self, box: Box) -> int:
        """The heading group that stands nearest above a run and over it; -1 if none."""
        best, found = 1e9, -1
        for number, group in enumerate(self.groups):
            if (
                not group.vertical
                and group.box.across(box) > 0.5 * min(box.width, group.box.width)
                and group.box.y1 <= box.y0 + self.size
                and box.y0 - group.box.y1 < best
            ):
                best, found = box.y0 - group.box.y1, number
        return found

    def are_in_column(self, one: int, other: int) -> bool:
        """Whether two runs stand in one column, wherever in it."""
        a, b = self.runs[one].box, self.runs[other].box
        return a.across(b) > _IN_COLUMN * min(a.width, b.width)

    def next_below(self, at: int, besides: Collection[int]) -> tuple[float, int] | None:
        """The nearest run below in the same column that is none of `besides`, and how far it is, in sizes of
        type."""
        foot = self.runs[at].box.y1
        below = ((run.box.y0 - foot, n) for n, run in enumerate(self.runs) if n not in besides)
        return self._nearest((gap, n) for gap, n in below if gap >= -self.size and self.are_in_column(at, n))

    def next_right(self, at: int, besides: Collection[int]) -> tuple[float, int] | None:
        """The nearest run on the right, level with part of run `at`, that is none of `besides`, and how far
        it is."""
        own = self.runs[at].box
        right = (
            (run.box.x0 - own.x1, n)
            for n, run in enumerate(self.runs)
            if n not in besides and run.box.along(own) > 0
        )
        return self._nearest((gap, n) for gap, n in right if gap >= -self.size)

    def _nearest(self, found: Iterable[tuple[float, int]]) -> tuple[float, int] | None:
        gap, at = min(found, default=(0.0, -1))
        return (gap / self.size, at) if at >= 0 else None

    def width_of(self, runs: Iterable[int]) -> float:
        """How wide these runs are together."""
        return around([self.runs[n].box for n in runs]).width

    def _between(self, a: Box, b: Box, role: str) -> bool:
        pieces = self.pieces
        return any(
            p.role == role
            and a.y1 - 2 <= p.box.centre[1] <= b.y0 + 2
            and p.box.across(b) > 0.2 * min(b.width, p.box.width)
            for p in pieces
        )

    def _picture_between(self, a: Box, b: Box) -> bool:
        sheet = self.layout.sheet
        return any(
            a.y1 - 3 <= p.y0 and p.y1 <= b.y0 + 3 and p.across(b) > 0.3 * b.width
            for p in (*sheet.pictures, *sheet.frames)
        )

    def _columns_between(self, a: Box, b: Box) -> int:
        return min(
            3,
            sum(
                1
                for r in self.runs
                if r.box.x0 >= a.x1 - self.size
                and r.box.x1 <= b.x0 + self.size
                and r.box.along(a) > 0
                and r.box.along(b) > 0
            ),
        )

    def _runs_between(self, h: Box, b: Box, at: int) -> int:
        whole = (
            Box(max(h.x0, b.x0) - 1, min(h.y1, b.y1), min(h.x1, b.x1) + 1, max(h.y0, b.y0))
            if h.across(b) > 0
            else Box(min(h.x1, b.x1), max(h.y0, b.y0), max(h.x0, b.x0), min(h.y1, b.y1))
        )
        return min(
            3,
            sum(
                1
                for n, r in enumerate(self.runs)
                if n != at
                and whole.x0 <= r.box.centre[0] <= whole.x1
                and whole.y0 <= r.box.centre[1] <= whole.y1
            ),
        )

    def more_below(self, at: int) -> bool:
        """Whether text of the same frame goes on right below a run."""
        a = self.runs[at].box
        return any(
            n != at
            and r.box.across(a) > 0.5 * min(a.width, r.box.width)
            and -self.size < r.box.y0 - a.y1 < 2.2 * self.size
            for n, r in enumerate(self.runs)
        )

    def _more_above(self, at: int) -> bool:
        b = self.runs[at].box
        return any(
            n != at
            and r.box.across(b) > 0.5 * min(b.width, r.box.width)
            and -self.size < b.y0 - r.box.y1 < 2.2 * self.size
            for n, r in enumerate(self.runs)
        )

    def empty_above(self, box: Box) -> float:
        """How much is empty above a run, in sizes of type beyond the usual gap."""
        sheet = self.layout.sheet
        things = [*(p.box for p in self.pieces), *sheet.pictures, *sheet.rules]
        over = [
            b.y1 for b in things if b.across(box) > 0.2 * min(box.width, b.width) and b.centre[1] < box.y0
        ]
        gap = (box.y0 - max(over)) / self.size - self.layout.gap if over else FAR
        return max(-1.0, min(gap, FAR))

    def heading_right_over(self, box: Box) -> bool:
        return any(
            not g.vertical
            and g.box.across(box) > 0.3 * min(box.width, g.box.width)
            and -self.size < box.y0 - g.box.y1 < 5 * self.size
            for g in self.groups
        )

    def first_below(self, group: Group, at: int) -> bool:
        """Whether a run is the upper left one of those right below a heading, or beside a vertical one."""
        h = group.box
        near = [
            r.box
            for r in self.runs
            if (
                r.box.across(h) > 0.25 * min(h.width, r.box.width)
                and -self.size < r.box.y0 - h.y1 < 6 * self.size
            )
        ] or [
            r.box
            for r in self.runs
            if r.box.along(h) > 0 and min(abs(r.box.x0 - h.x1), abs(h.x0 - r.box.x1)) < 8 * self.size
        ]
        return bool(near) and min(near, key=lambda b: (round(b.x0 / self.size), b.y0)) == self.runs[at].box

    def text_left(self, at: int) -> bool:
        b = self.runs[at].box
        return any(
            n != at and 0 <= b.x0 - r.box.x1 < 4 * self.size and r.box.along(b) > 0
            for n, r in enumerate(self.runs)
        )

    def _first_in_frame(self, at: int) -> bool:
        run = self.runs[at]
        return all(
            (r.box.x0, r.box.y0) >= (run.box.x0 - 1, run.box.y0 - 1)
            for r in self.runs
            if r.frame == run.frame
        )

    def _lying_rule(self, a: Box, b: Box) -> bool:
        """Whether a lying rule that spans both keeps them apart."""
        y0, y1 = min(a.centre[1], b.centre[1]), max(a.centre[1], b.centre[1])
        return any(
            r.width > r.height and y0 < r.centre[1] < y1 and r.across(a) > 0 and r.across(b) > 0
            for r in self.layout.sheet.rules
        )


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum())


def _rarity(words: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each bigram tells: the rarer among the runs of the page, the more (Sparck Jones 1972)."""
    counts = Counter(pair for held in words for pair in held)
    return {pair: log(1 + len(words) / n) for pair, n in counts.items()}
