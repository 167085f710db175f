"""Joining paragraphs cut by a column break: which fragment continues which.

A fragment that breaks off may continue in one that begins flush, usually the next; but columns may come in
the wrong order, with headings in between. All possible pairs are scored and joined greedily, best first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from beibei_site.parsing.blocks.fragments import Fragment
from beibei_site.parsing.tables import Rule, Term, total
from beibei_site.parsing.text.grammar import has_lead

_FAR = 8  # prose fragments
_ENOUGH = 0.8  # points


@dataclass(frozen=True, slots=True)
class Pair:
    """A fragment and a possible continuation."""

    tail: Fragment
    head: Fragment
    distance: int  # units of the page from one to the other; negative: the head is above
    together: bool  # the two characters at the join also occur side by side elsewhere on the page
    measure: float

    @property
    def indented(self) -> bool | None:
        return self.head.indented(self.measure)

    @property
    def same_measure(self) -> bool:
        tail, head = self.tail.measure, self.head.measure
        return not (tail and head) or abs(tail - head) <= 1.5

    @property
    def runs_on(self) -> bool:
        return self.tail.runs_on(self.tail.measure or self.measure)


# What rules out that two fragments are one paragraph.
NO_JOIN: tuple[Rule[Pair, None], ...] = (
    Rule("indented", None, lambda p: p.indented is True),
    Rule("sentence ends", None, lambda p: not p.runs_on),
)

# Points for all other pairs.
JOIN: tuple[Term[Pair], ...] = (
    Term("next", 2.0, lambda p: p.distance == 1),
    Term("unit between", -0.2, lambda p: abs(p.distance) if p.distance != 1 else 0),
    Term("end before its beginning", -0.5, lambda p: p.distance < 0),
    Term("begins flush", 1.5, lambda p: p.indented is False),
    Term("signs seen together", 1.5, lambda p: p.together),
    Term("other measure", -1.5, lambda p: not p.same_measure),
)


def _weigh(pair: Pair) -> float:
    """The score for the head continuing the tail, in points."""
    return 0.0 if any(rule.matches(pair) for rule in NO_JOIN) else total(JOIN, pair)


def find_joins(fragments: Sequence[Fragment], places: Sequence[int]) -> dict[int, int]:
    """For each prose fragment that continues, the number of the one that follows it.

    `places[i]` is the position of fragment i among all units of the page, headings included.
    """
    seen = {a + b for f in fragments for line in f.lines for a, b in pairwise(line.text)}
    weighed = []
    for tail in range(len(fragments)):
        for head in _candidates(fragments, places, tail):
            points = _weigh(_pair(fragments, places, tail, head, seen))
            if points > _ENOUGH:
                weighed.append((-points, abs(head - tail), tail, head))
    joins: dict[int, int] = {}
    for *_, tail, head in sorted(weighed):
        if tail not in joins and head not in joins.values() and not _closes_a_ring(joins, tail, head):
            joins[tail] = head
    return joins


def _closes_a_ring(joins: dict[int, int], tail: int, head: int) -> bool:
    at: int | None = head
    while at is not None and at != tail:
        at = joins.get(at)
    return at is not None


def _candidates(fragments: Sequence[Fragment], places: Sequence[int], tail: int) -> Iterator[int]:
    """The nearby fragments that may continue `tail`: between the previous lead and the next."""
    for head in range(tail + 1, min(len(fragments), tail + _FAR)):
        if has_lead(fragments[head].text):
            break
        yield head
    for head in range(tail - 1, max(0, tail - _FAR), -1):
        if has_lead(fragments[head + 1].text) or fragments[head + 1].frame:
            break
        if places[head] == places[head - 1] + 1 and not has_lead(fragments[head].text):
            yield head


def _pair(fragments: Sequence[Fragment], places: Sequence[int], tail: int, head: int, seen: set[str]) -> Pair:
    first, second = fragments[tail], fragments[head]
    return Pair(
        first,
        second,
        distance=places[head] - places[tail],
        together=first.text[-1] + second.text[0] in seen,
        measure=second.measure if len(second.widths) >= 3 else first.measure or second.measure,
    )
