"""Pieces → runs of text and groups of headings: what is linked to stories.

A run is the part of a column that surely belongs together, a group the heading lines that stand together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from beibei_site.parsing.sheet.layout import Joined, Layout
from beibei_site.parsing.sheet.model import Box, around
from beibei_site.parsing.sheet.pieces import Piece, lines_of
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.wording import MARK

LEAD = re.compile(
    r"^[〔【（(\[]?(?:本报|本報|记者|記者|新华社|新華社|中新|中央社|华陆社|据|綜合|综合|[一-龥]{2,6}[讯訊电電])"
)
FROM = re.compile(r"^[^一-龥]{0,2}[（(]?[上紧緊]{1}[接]")
_TO = re.compile(r"(?:下转|下轉).{0,8}$")


@dataclass(frozen=True, slots=True)
class Group:
    """Heading pieces that stand together over (or beside) one text."""

    pieces: tuple[Piece, ...]
    box: Box
    size: float
    vertical: bool
    frame: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: the part of one column that surely belongs together."""

    lines: tuple[int, ...]
    box: Box
    frame: int
    first: str
    last: str
    text: str
    indented: bool  # its first line
    short: float  # by how much its last line ends before the column does
    heading: str = ""  # with which its text opens


def make_runs(layout: Layout, pieces: Sequence[Piece]) -> list[Run]:
    """The runs of text: pieces of body, cut where a story may begin."""
    runs = []
    for piece in pieces:
        if piece.role != "body":
            continue
        heading = layout.sheet.lines[piece.lines[0]].opening if piece.run_in else ""
        part = [piece.lines[0]]
        for at in piece.lines[1:]:
            if _may_begin(layout, part[-1], at):
                runs.append(_run(layout, part, heading))
                part, heading = [], ""
            part.append(at)
        runs.append(_run(layout, part, heading))
    return runs


def _may_begin(layout: Layout, above: int, at: int) -> bool:
    """Whether a story may begin at line `at`: it opens as leads and short items do."""
    text = layout.sheet.lines[at].text
    return bool(MARK.match(text) or FROM.match(text)) or (
        grammar.is_finished(layout.sheet.lines[above].text)
        and (grammar.has_lead(text) or bool(LEAD.match(text)))
    )


def _run(layout: Layout, numbers: Sequence[int], heading: str) -> Run:
    lines = [layout.sheet.lines[at] for at in numbers]
    first, last = numbers[0], numbers[-1]
    place = layout.places
    return Run(
        tuple(numbers),
        around([line.box for line in lines]),
        place[first].frame,
        lines[0].text,
        lines[-1].text,
        "".join(line.text for line in lines),
        lines[0].box.x0 - place[first].left > 0.7 * lines[0].size,
        (place[last].right - lines[-1].box.x1) / lines[-1].size,
        heading,
    )


def make_groups(layout: Layout, pieces: Sequence[Piece]) -> list[Group]:
    """Heading pieces put together where one stands right over or beside the other."""
    heads = [p for p in pieces if p.role == "heading"]
    joined = Joined(len(heads))
    for i, one in enumerate(heads):
        for j in range(i + 1, len(heads)):
            if _are_together(layout, one, heads[j]):
                joined.join(i, j)
    return [_group(layout, [heads[at] for at in group]) for group in joined.groups()]


def _group(layout: Layout, parts: Sequence[Piece]) -> Group:
    main = max(parts, key=lambda p: p.size)
    ordered = sorted(parts, key=lambda p: -p.box.x1 if main.vertical else p.box.y0)
    return Group(
        tuple(ordered),
        around([p.box for p in parts]),
        main.size,
        main.vertical,
        main.frame,
        "".join(line.text for p in ordered for line in lines_of(layout, p)),
    )


def _are_together(layout: Layout, one: Piece, other: Piece) -> bool:
    size, small = max(one.size, other.size), min(one.size, other.size)
    if one.vertical != other.vertical:
        return False
    if one.vertical:
        gap, shared, least = (
            -one.box.across(other.box),
            one.box.along(other.box),
            min(one.box.height, other.box.height),
        )
    else:
        gap, shared, least = (
            -one.box.along(other.box),
            one.box.across(other.box),
            min(one.box.width, other.box.width),
        )
    if gap > max(1.1 * small, 0.75 * size) or shared < 0.5 * least:
        return False
    return not rule_between(layout, one.box, other.box)


def rule_between(layout: Layout, one: Box, other: Box) -> bool:
    upper, lower = (one, other) if one.y0 <= other.y0 else (other, one)
    return any(
        r.width > r.height
        and upper.centre[1] < r.centre[1] < lower.centre[1]
        and r.across(upper) > 0.5 * min(upper.width, lower.width)
        for r in layout.sheet.rules
    )


def begins_story(run: Run) -> bool:
    return bool(
        grammar.has_lead(run.first) or LEAD.match(run.first) or MARK.match(run.first) or FROM.match(run.first)
    )


def ends_story(run: Run) -> bool:
    return bool(_TO.search(run.last))


def nearest(runs: Sequence[Run], box: Box, *, above: bool = False, below: bool = False) -> int:
    """The number of the run nearest to a box (one below or above it, if so asked); -1 if there is none."""
    found = []
    for at, run in enumerate(runs):
        across, along = box.across(run.box), box.along(run.box)
        if (below and (across <= 0 or run.box.centre[1] < box.centre[1])) or (
            above and (across <= 0 or run.box.centre[1] > box.centre[1])
        ):
            continue
        found.append((max(-across, 0.0) + max(-along, 0.0), at))
    return min(found)[1] if found else -1
