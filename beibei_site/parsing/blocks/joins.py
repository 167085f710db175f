"""Which fragment goes on with which: paragraphs that a column break has cut.

Every fragment that breaks off may be joined to one that begins flush, mostly the next; but columns may
come in the wrong order, and headings may stand between. All pairs that are possible are weighed, and the
best are taken first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.parsing.blocks.fragments import Fragment
from beibei_site.parsing.tables import Rule, Term, total
from beibei_site.parsing.text.grammar import CLOSING_SIGNS, has_lead

_FAR = 8  # prose fragments
_ENOUGH = 0.8  # points
_OPENER = re.compile(
    r"""据(?:了解|介绍|悉) | 与此同时 | 同时， | 此外 | 另外 | 目前， | 随后 | 当天 | 当日 | 近年来
    | 会上 | 会议 | 调研中 | 座谈会上
    | [^，。,]{2,8}(?:强调|指出|要求|表示|介绍|认为|说)[，,：:]""",
    re.X,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A fragment and one that may go on with it."""

    tail: Fragment
    head: Fragment
    distance: int  # units of the page from the one to the other; negative: the head stands above
    apart: bool  # other running text stands between them
    together: bool  # the last letter of the one and the first of the other are neighbours on the page
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

    @property
    def parts_at_a_sentence(self) -> bool:
        """A column may also break where a sentence ends: the last line is full and the next not indented."""
        tail, head = self.tail, self.head
        full = len(tail.widths) >= 3 and tail.widths[-1] >= tail.measure - 0.6
        flush = len(head.widths) >= 3 and head.indented(head.measure) is False
        return full and flush and not head.frame and abs(tail.measure - head.measure) <= 1.0

    @property
    def opens_paragraph(self) -> bool:
        return self.indented is None and (self.head.frame or bool(_OPENER.match(self.head.text)))


# Pairs that need no weighing; the verdict is in points.
SURE: tuple[Rule[Pair, float], ...] = (
    Rule("closing sign, next", 9.0, lambda p: p.distance == 1 and p.head.text[0] in CLOSING_SIGNS),
    Rule("closing sign", 0.0, lambda p: p.head.text[0] in CLOSING_SIGNS),
    Rule("new frame", 0.0, lambda p: p.distance != 1 and p.head.frame),
    Rule("indented", 0.0, lambda p: p.indented is True),
    Rule("full last line", 1.0, lambda p: not p.runs_on and p.distance == 1 and p.parts_at_a_sentence),
    Rule("sentence ends", 0.0, lambda p: not p.runs_on),
    Rule("apart, not flush", 0.0, lambda p: p.apart and p.indented is not False),
    Rule("apart, letters not seen together", 0.0, lambda p: p.apart and not p.together),
    Rule("heading between, not flush", 0.0, lambda p: p.distance != 1 and p.indented is None),
)

# Points for all others.
TERMS: tuple[Term[Pair], ...] = (
    Term("next", 2.0, lambda p: p.distance == 1),
    Term("units between", -0.2, lambda p: abs(p.distance) if p.distance != 1 else 0),
    Term("end before its beginning", -0.5, lambda p: p.distance < 0),
    Term("begins flush", 1.5, lambda p: p.indented is False),
    Term("letters seen together", 1.0, lambda p: p.together),
    Term("letters not seen together", -0.5, lambda p: not p.together),
    Term("same measure", 0.5, lambda p: p.same_measure),
    Term("other measure", -1.0, lambda p: not p.same_measure),
    Term("opens a paragraph", -2.0, lambda p: p.opens_paragraph),
)


def weigh(pair: Pair) -> float:
    """What speaks for the head going on with the tail, in points."""
    sure = next((rule for rule in SURE if rule.matches(pair)), None)
    return total(TERMS, pair) if sure is None else sure.verdict


def find_joins(fragments: Sequence[Fragment], places: Sequence[int]) -> dict[int, int]:
    """For each prose fragment that goes on, the number of the one that follows it.

    `places[i]` is where fragment i stands among all units of the page, headings included.
    """
    seen = {line.text[at : at + 2] for f in fragments for line in f.lines for at in range(len(line.text) - 1)}
    weighed = []
    for tail in range(len(fragments)):
        for head in _candidates(fragments, places, tail):
            points = weigh(_pair(fragments, places, tail, head, seen))
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
    """The fragments near `tail` that may go on with it: down to the next lead, and up to the last."""
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
        apart=head != tail + 1,
        together=first.text[-1] + second.text[0] in seen,
        measure=second.measure if len(second.widths) >= 3 else first.measure or second.measure,
    )
