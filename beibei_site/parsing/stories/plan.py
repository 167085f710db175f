"""The plan of a page: which paragraphs make a story, and which headings are whose.

One dynamic programme over the gaps between paragraphs. In each gap the story either goes on (headings
there are crossheads, or belong to the story from below) or ends, and then the gap's heading lines are
cut in three: those of the story above, those that belong to nobody here, those of the story below.
The programme runs for both habits a page may have (headings before their bodies, or after) and the
plan with the higher sum wins. Bellman's principle makes it the best of all plans, not a greedy one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.stories import scoring
from beibei_site.parsing.stories.scoring import NO_FIT, WEIGHTS, Bags, Fit, Page

NOT_THERE = Fit(-99.0)
Habit = Literal["before", "after"]
Crossed = Literal["", "one", "some", "marked"]  # the crossheads of a story: none, one, several, numbered


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two paragraphs (or at an edge of the page)."""

    units: tuple[Unit, ...]

    @property
    def headings(self) -> tuple[Unit, ...]:
        return tuple(u for u in self.units if u.kind == "heading")


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to deal with a gap: the heading lines up to `above` go to the story above, those from
    `below` up to `cross` to the story below, from there on they are crossheads; between: orphans."""

    new: bool
    above: int
    below: int
    cross: int
    score: float
    fit_above: Fit = NO_FIT
    fit_below: Fit = NO_FIT
    crossed: Crossed = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """One story of the plan: paragraphs `first` to `last` (excluded), its heading lines with their fit,
    the runner-up's score for them, and the crossheads by the paragraph they stand over."""

    first: int
    last: int
    headings: tuple[Unit, ...] = ()
    side: Literal["before", "after", "none"] = "none"
    fit: Fit = NO_FIT
    rival: float = 0.0
    crossheads: tuple[tuple[int, tuple[Unit, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    stories: tuple[Planned, ...]
    orphans: tuple[Unit, ...]
    habit: Habit
    score: float


@dataclass(slots=True)
class _State:
    """The best way to come to a gap: its sum, whether the open story has a heading, what crossheads it
    has, and the choices."""

    score: float
    headed: bool
    crossed: Crossed = ""
    choices: list[Choice] = field(default_factory=list)


class _Table:
    """All that the programme looks up, computed once for a page."""

    def __init__(self, paragraphs: Sequence[Unit], gaps: Sequence[Gap], page: Page) -> None:
        self.paragraphs = paragraphs
        self.gaps = gaps
        self.page = page
        self._fits: dict[tuple[tuple[int, ...], tuple[int, int]], Fit] = {}
        borders = self._sure_borders()
        groups = [sum(1 for b in borders if b <= at) for at in range(len(paragraphs))]
        self.bags: Bags = scoring.build_bags(paragraphs, groups)
        self.start = [max(b for b in borders if b <= at) for at in range(len(paragraphs))]
        self.end = [min(b for b in (*borders, len(paragraphs)) if b > at) for at in range(len(paragraphs))]
        starts = [0, *self.start]
        self.anew = [scoring.opens_anew(p, self.bags, starts[at], at) for at, p in enumerate(paragraphs)]

    def _sure_borders(self) -> list[int]:
        borders = [0]
        for at in range(1, len(self.paragraphs)):
            gap, after = self.gaps[at].units, self.paragraphs[at]
            goes_on = scoring.continuity(gap, self.paragraphs[at - 1], after)
            if goes_on <= WEIGHTS["new frame"] + WEIGHTS["goes on"]:
                borders.append(at)
        return borders

    def fit(self, lines: Sequence[Unit], first: int, last: int) -> Fit:
        if not lines:
            return NO_FIT
        body = "".join(p.text for p in self.paragraphs[first:last])
        return scoring.fit_heading(lines, self.bags, body, first, last)

    def above(self, lines: Sequence[Unit], gap: int) -> Fit:
        """The fit of heading `lines` in `gap` to the story above; lines of the story below spoil it."""
        return self._remembered(lines, self._range_above(gap), self._range_below(gap))

    def below(self, lines: Sequence[Unit], gap: int) -> Fit:
        """The fit to the story below; lines of the story above spoil it."""
        return self._remembered(lines, self._range_below(gap), self._range_above(gap))

    def _range_above(self, gap: int) -> tuple[int, int]:
        return (self.start[gap - 1], gap) if gap else (0, 0)

    def _range_below(self, gap: int) -> tuple[int, int]:
        return (gap, self.end[gap]) if gap < len(self.paragraphs) else (0, 0)

    def _remembered(self, lines: Sequence[Unit], own: tuple[int, int], other: tuple[int, int]) -> Fit:
        """Both habits ask for the same fits."""
        if own[0] == own[1]:
            return NOT_THERE
        key = (tuple(u.lines[0].number for u in lines), own)
        if key not in self._fits:
            self._fits[key] = self._less_foreign(self.fit(lines, *own), lines, own, other)
        return self._fits[key]

    def _less_foreign(
        self, fit: Fit, lines: Sequence[Unit], own: tuple[int, int], other: tuple[int, int]
    ) -> Fit:
        if len(lines) < 2 or other[0] == other[1]:
            return fit
        foreign = sum(self.bags.preference(scoring.pairs_of(u.text), other, own) for u in lines)
        return Fit(fit.score + WEIGHTS["line of the other story"] * foreign, fit.words, fit.missing)


def plan_page(paragraphs: Sequence[Unit], gaps: Sequence[Gap], page: Page) -> Plan:
    """The best plan for a page of `paragraphs`, with `gaps[i]` before paragraph i and one after the last."""
    if not paragraphs:
        return Plan((), tuple(u for g in gaps for u in g.headings), "before", 0.0)
    table = _Table(paragraphs, gaps, page)
    found = [_plan(table, habit) for habit in ("before", "after")]
    return max(found, key=lambda p: p.score)


def _plan(table: _Table, habit: Habit) -> Plan:
    states = [_State(0.0, True)]
    for at in range(len(table.gaps)):
        best: dict[tuple[bool, Crossed], _State] = {}
        options = list(_choices(table, at, habit))
        for state in states:
            for choice in options:
                following = _advance(state, choice, at, len(table.paragraphs))
                key = (following.headed, following.crossed)
                kept = best.get(key)
                if kept is None or following.score > kept.score:
                    best[key] = following
        states = [best[key] for key in sorted(best)]
    final = max(states, key=lambda s: s.score)
    return _read_back(table, final, habit)


def _advance(state: _State, choice: Choice, at: int, count: int) -> _State:
    """The state after `choice` in gap `at`: a story has one heading, not two or none, and crossheads of
    one kind, not a single one."""
    score = state.score + choice.score
    headed = state.headed or choice.above > 0
    if choice.above and state.headed:
        score += WEIGHTS["story has two headings"]
    if choice.new and at > 0 and not headed:
        score += WEIGHTS["body without heading"]
    score += WEIGHTS["lone crosshead"] * (choice.new and state.crossed == "one")
    crossed = choice.crossed
    if not choice.new and state.crossed:
        mixed = crossed and (crossed == "marked") != (state.crossed == "marked")
        score += WEIGHTS["crossheads of two kinds"] * bool(mixed)
        crossed = "some" if crossed and state.crossed == "one" else state.crossed
    if choice.new:
        headed = choice.cross > choice.below
    return _State(score, headed, crossed, [*state.choices, choice])


def _crossed(crossheads: Sequence[Unit]) -> Crossed:
    return "" if not crossheads else "marked" if scoring.is_marked(crossheads[0]) else "one"


def _choices(table: _Table, at: int, habit: Habit) -> Iterator[Choice]:
    headings = table.gaps[at].headings
    count = len(headings)
    for above in range(count + 1 if at > 0 else 1):
        fit_above = table.above(headings[:above], at) if above else NO_FIT
        base = (
            fit_above.score
            + scoring.split_cost(headings, above)
            + (WEIGHTS["against the page's habit"] if above and habit == "before" else 0.0)
            + scoring.misused_marks(headings[:above])
        )
        if 0 < at < len(table.paragraphs):
            yield _going_on(table, at, headings, above, fit_above, base)
        yield from _borders(table, at, headings, above, fit_above, base, habit)


def _going_on(table: _Table, at: int, headings: Sequence[Unit], above: int, fit: Fit, base: float) -> Choice:
    gap, paragraphs = table.gaps[at].units, table.paragraphs
    score = base + scoring.continuity(gap, paragraphs[at - 1], paragraphs[at])
    score += WEIGHTS["heading in mid-story"] * (above > 0)
    score += WEIGHTS["opens with a day"] * table.anew[at]
    rest = headings[above:]
    if rest:
        words = frozenset().union(*(scoring.pairs_of(u.text) for u in rest))
        known = table.bags.coverage(words, table.start[at - 1], at)
        score += scoring.crossheads(rest, gap, paragraphs[at], table.page, known=known)
        score += max(0.0, table.below(rest, at).score)
    return Choice(False, above, above, above, score, fit, crossed=_crossed(rest))


def _borders(
    table: _Table, at: int, headings: Sequence[Unit], above: int, fit: Fit, base: float, habit: Habit
) -> Iterator[Choice]:
    count, last = len(headings), at == len(table.paragraphs)
    for below in range(above, count + 1):
        cost = _orphan_cost(headings, above, below)
        for cross in (count, count - 1) if below < count - 1 and not last else (count,):
            mine = headings[below:cross]
            if last and (mine or cross < count):
                continue
            fit_below = table.below(mine, at) if mine else NO_FIT
            score = base + cost + fit_below.score
            score += _border_cost(table, at, mine, habit) + scoring.misused_marks(mine)
            score += scoring.first_crosshead(headings[cross:], table.page)
            yield Choice(True, above, below, cross, score, fit, fit_below, _crossed(headings[cross:]))


def _orphan_cost(headings: Sequence[Unit], above: int, below: int) -> float:
    if above == below:
        return 0.0
    torn = below < len(headings) or (above > 0 and headings[above].lines[0].after_blank == 0)
    split = scoring.split_cost(headings, below)
    return scoring.orphans(headings[above:below]) + split + WEIGHTS["heading torn"] * torn


def _border_cost(table: _Table, at: int, mine: Sequence[Unit], habit: Habit) -> float:
    """What speaks against a border in gap `at` whose lines `mine` head the story below."""
    paragraphs = table.paragraphs
    inside = 0 < at < len(paragraphs)
    score = 0.0
    unmarked = inside and scoring.is_unmarked(table.gaps[at].units, paragraphs[at - 1], paragraphs[at])
    if unmarked and not table.anew[at]:
        score += WEIGHTS["border without a mark"]
    if mine and habit == "after":
        score += WEIGHTS["against the page's habit"]
    if mine and scoring.is_other_region(paragraphs[at]):
        score += WEIGHTS["other region"]
    return score


def _read_back(table: _Table, state: _State, habit: Habit) -> Plan:
    stories: list[Planned] = []
    orphans: list[Unit] = []
    for at, choice in enumerate(state.choices):
        headings = table.gaps[at].headings
        orphans += headings[choice.above : choice.below] if choice.new else []
        if choice.above:
            stories[-1] = _headed(table, stories[-1], headings[: choice.above], "after", choice.fit_above, at)
        if at == len(table.paragraphs):
            continue
        cross = headings[choice.cross :]
        if choice.new:
            story = Planned(at, at + 1)
            if choice.cross > choice.below:
                story = _headed(
                    table, story, headings[choice.below : choice.cross], "before", choice.fit_below, at
                )
            stories.append(story)
        stories[-1] = _grown(stories[-1], at, cross)
    return Plan(tuple(stories), tuple(orphans), habit, state.score)


def _grown(story: Planned, at: int, cross: Sequence[Unit]) -> Planned:
    marks = (*story.crossheads, (at, tuple(cross))) if cross else story.crossheads
    return Planned(story.first, at + 1, story.headings, story.side, story.fit, story.rival, marks)


def _headed(
    table: _Table, story: Planned, lines: Sequence[Unit], side: Literal["before", "after"], fit: Fit, gap: int
) -> Planned:
    """`story` with more heading lines; the rival is the body on the other side of the gap."""
    other = table.below(lines, gap) if side == "after" else table.above(lines, gap)
    merged = (*story.headings, *lines)
    return Planned(story.first, story.last, merged, side, fit, other.score, story.crossheads)
