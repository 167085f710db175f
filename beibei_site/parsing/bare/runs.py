"""Lines with their roles → runs of text, groups of heading lines, and what is neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from beibei_site.parsing.bare.lines import BareLine
from beibei_site.parsing.bare.weights import HEADING, ROLES, TEXT, Array
from beibei_site.parsing.text.grammar import has_lead, is_closed
from beibei_site.parsing.text.wording import CREDIT_END, JUMP_FROM, JUMP_TO, MARK

_MAY_START = 0.04  # from this probability on, a run may begin at a line of text
_START, _PARAGRAPH = ROLES.index("start"), ROLES.index("paragraph")


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of text (their numbers) that surely go on with each other. `starts` is how probable it is that
    the first does not go on from the line above, `opens` that it begins a paragraph."""

    lines: tuple[int, ...]
    text: str
    first: str
    last: str
    measure: float
    short: float  # by how much its last line ends before the measure does
    starts: float
    opens: float


@dataclass(frozen=True, slots=True)
class Group:
    """The lines (their numbers) of one heading."""

    lines: tuple[int, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Parts:
    """What a page consists of, in its order. `order` holds the runs as ("run", number), the groups as
    ("group", number), and lines that are neither as (role, line)."""

    runs: list[Run] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    order: list[tuple[str, int]] = field(default_factory=list)


def part_page(lines: Sequence[BareLine], roles: Sequence[str], odds: Array) -> Parts:
    """The parts of a page whose lines have these roles; `odds` holds the probability of every role."""
    parts = Parts()
    part: list[int] = []
    for at in range(len(roles)):
        if part and _parts(lines, roles, odds, at):
            _close(parts, lines, roles, odds, part)
            part = []
        part.append(at)
    if part:
        _close(parts, lines, roles, odds, part)
    return parts


def _parts(lines: Sequence[BareLine], roles: Sequence[str], odds: Array, at: int) -> bool:
    """Whether line `at` is of another part than the line above it."""
    role, above = roles[at], roles[at - 1]
    if role in TEXT and above in TEXT:
        return bool(odds[at, _START] > _MAY_START) or _may_begin(lines[at - 1].folded, lines[at].folded)
    if role in HEADING and above in HEADING:
        return role == "kicker" != above or (role == "headline" and above != "kicker")
    return True


def _may_begin(above: str, text: str) -> bool:
    """Whether a story may end with the line `above` and another begin with `text`, by their words."""
    if JUMP_TO.search(above) or JUMP_FROM.match(text) or CREDIT_END.search(above):
        return True
    return is_closed(above) and bool(has_lead(text) or MARK.match(text))


def _close(
    parts: Parts, lines: Sequence[BareLine], roles: Sequence[str], odds: Array, part: Sequence[int]
) -> None:
    own = [lines[at] for at in part]
    text = "".join(line.folded for line in own)
    first = part[0]
    if roles[first] in TEXT:
        parts.order.append(("run", len(parts.runs)))
        measure = max((line.measure for line in own), default=0.0)
        parts.runs.append(
            Run(
                lines=tuple(part),
                text=text,
                first=own[0].folded,
                last=own[-1].folded,
                measure=measure,
                short=own[-1].short if own[-1].measure else 0.0,
                starts=float(odds[first, _START]),
                opens=float(odds[first, _PARAGRAPH]),
            )
        )
    elif roles[first] in HEADING:
        parts.order.append(("group", len(parts.groups)))
        parts.groups.append(Group(tuple(part), text))
    else:
        parts.order.extend((roles[at], at) for at in part)
