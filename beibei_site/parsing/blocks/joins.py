"""Which fragment goes on with which: paragraphs that a column break has cut.

Every fragment that breaks off may be joined to one that begins flush, mostly the next; but columns may
come in the wrong order, and headings may stand between. All pairs that are possible are weighed, and the
best are taken first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from beibei_site.parsing.blocks.fragments import CLOSING_SIGNS, Fragment
from beibei_site.parsing.text.grammar import has_lead

_FAR = 8
_ENOUGH = 0.8
_WEIGHTS = {
    "next": 2.0,
    "each unit between": -0.2,
    "end before its beginning": -0.5,
    "begins flush": 1.5,
    "letters seen together": 1.0,  # the last of the one and the first of the other, elsewhere on the page
    "letters not seen together": -0.5,
    "same measure": 0.5,
    "other measure": -1.0,
    "opens a paragraph": -2.0,
}
_OPENER = re.compile(
    r"^(?:据(?:了解|介绍|悉)|与此同时|同时，|此外|另外|目前，|随后|当天|当日|会上|会议|调研中|座谈会上|近年来"
    r"|[^，。,]{2,8}(?:强调|指出|要求|表示|介绍|认为|说)[，,：:])"
)


def find_joins(fragments: Sequence[Fragment], places: Sequence[int]) -> dict[int, int]:
    """For each prose fragment that goes on, the number of the one that follows it.

    `places[i]` is where fragment i stands among all units of the page, headings included.
    """
    seen = {line.text[at : at + 2] for f in fragments for line in f.lines for at in range(len(line.text) - 1)}
    weighed = [
        (-score, abs(head - tail), tail, head)
        for tail in range(len(fragments))
        for head, score in _candidates(fragments, places, tail, seen)
        if score > _ENOUGH
    ]
    joins: dict[int, int] = {}
    heads: set[int] = set()
    for _, _, tail, head in sorted(weighed):
        if tail not in joins and head not in heads and not _closes_a_ring(joins, tail, head):
            joins[tail] = head
            heads.add(head)
    return joins


def _closes_a_ring(joins: dict[int, int], tail: int, head: int) -> bool:
    at: int | None = head
    while at is not None:
        if at == tail:
            return True
        at = joins.get(at)
    return False


def _candidates(
    fragments: Sequence[Fragment], places: Sequence[int], tail: int, seen: set[str]
) -> Iterator[tuple[int, float]]:
    """The fragments near `tail` that may go on with it, with their weights."""
    for head in range(tail + 1, min(len(fragments), tail + _FAR)):
        if has_lead(fragments[head].text):
            break
        yield head, _weigh(fragments, places, tail, head, seen)
    for head in range(tail - 1, max(-1, tail - _FAR), -1):
        if has_lead(fragments[head + 1].text) or fragments[head + 1].frame:
            break
        if head > 0 and places[head] == places[head - 1] + 1 and not has_lead(fragments[head].text):
            yield head, _weigh(fragments, places, tail, head, seen)


def _weigh(
    fragments: Sequence[Fragment], places: Sequence[int], tail: int, head: int, seen: set[str]
) -> float:
    """What speaks for `head` going on with `tail`; not enough where it cannot."""
    first, second = fragments[tail], fragments[head]
    distance = places[head] - places[tail]
    if second.text[0] in CLOSING_SIGNS:
        return 9.0 if distance == 1 else 0.0
    if second.frame and distance != 1:
        return 0.0
    measure = second.measure if len(second.widths) >= 3 else first.measure or second.measure
    flush = second.indented(measure)
    if flush is True:
        return 0.0
    if not first.runs_on(first.measure or measure):
        return 1.0 if distance == 1 and _breaks_between_sentences(first, second) else 0.0
    together = (first.text[-1:] + second.text[:1]) in seen
    strays = distance < 0 or head != tail + 1  # other text stands between
    if (strays and not (together and flush is False)) or (distance != 1 and flush is None):
        return 0.0
    score = _WEIGHTS["next"] if distance == 1 else _WEIGHTS["each unit between"] * abs(distance)
    score += _WEIGHTS["end before its beginning"] * (distance < 0)
    score += _WEIGHTS["begins flush"] * (flush is False)
    score += _WEIGHTS["letters seen together" if together else "letters not seen together"]
    measured = first.measure and second.measure
    same = not measured or abs(first.measure - second.measure) <= 1.5
    score += _WEIGHTS["same measure" if same else "other measure"]
    score += _WEIGHTS["opens a paragraph"] * bool(
        flush is None and (second.frame or _OPENER.match(second.text))
    )
    return score


def _breaks_between_sentences(tail: Fragment, head: Fragment) -> bool:
    """A column may also break where a sentence ends: the last line is full and the next not indented."""
    full = tail.measure and len(tail.widths) >= 3 and tail.widths[-1] >= tail.measure - 0.6
    flush = len(head.widths) >= 3 and head.indented(head.measure) is False
    same = abs(tail.measure - head.measure) <= 1.0
    return bool(full and flush and same and not head.frame)
