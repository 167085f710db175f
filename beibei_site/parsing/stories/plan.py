"""The plan of a page: which paragraphs form a story, and which headings belong to it.

A dynamic program over the gaps between paragraphs. In each gap the story either continues (headings there are
crossheads, or belong to the story from below) or ends, and the gap's heading lines are split in three: those
of the story above, orphans, and those of the story below. The result is the optimal plan, not a greedy one
(Bellman's principle).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from beibei_site.domain.model import ArticleKind
from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.stories.fit import NO_FIT, Bags, Fit, build_bags, fit_heading, pairs_of
from beibei_site.parsing.stories.scoring import (
    EDGE,
    Choice,
    Crossed,
    Gap,
    Outcome,
    Page,
    Step,
    is_sure_border,
    opens_anew,
    story_points,
)
from beibei_site.parsing.text.credits import line_credits
from beibei_site.parsing.text.signatures import lead_credits

Habit = Literal["before", "after"]
NOT_THERE = Fit(-99.0)
_LINE_OF_OTHER = -4.0  # points, times how much more of a line's words are in the other body
_MORE = 0.25  # at least this share of them


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPlan:
    """One story of the plan: its units in reading order, starting from paragraph `first` of the page, and its
    heading lines with their side, their fit, and their fit to the body on the other side."""

    first: int
    body: tuple[Unit, ...] = ()
    headings: tuple[Unit, ...] = ()
    closings: tuple[Unit, ...] = ()
    kind: ArticleKind = "report"
    side: Literal["before", "after", "none"] = "none"
    fit: Fit = NO_FIT
    rival: float = 0.0

    @property
    def text(self) -> str:
        return "".join(u.text for u in self.body if u.kind == "paragraph")

    @property
    def has_byline(self) -> bool:
        opening = next((u.text for u in self.body if u.kind == "paragraph"), "")
        lines = (u.text for u in self.closings if u.kind == "credit")
        return bool(lead_credits(opening)) or any(line_credits(text) for text in lines)


@dataclass(frozen=True, slots=True)
class Plan:
    stories: tuple[StoryPlan, ...]

    @property
    def habit(self) -> Habit:
        """Where most headings of the page are: before their bodies, or after them."""
        sides = [story.side for story in self.stories]
        return "after" if sides.count("after") > sides.count("before") else "before"


@dataclass(frozen=True, slots=True)
class _State:
    """The best path to a gap: its score, the state of the open story, and the choices made."""

    score: float
    headed: bool
    crossed: Crossed = ""
    choices: tuple[Choice, ...] = ()


class _Table:
    """Everything the dynamic program looks up, computed once per page."""

    def __init__(self, paragraphs: Sequence[Unit], gaps: Sequence[Sequence[Unit]], page: Page) -> None:
        self.paragraphs = paragraphs
        self.page = page
        self._fits: dict[tuple[tuple[int, ...], tuple[int, int]], Fit] = {}
        edges = (EDGE, *paragraphs, EDGE)
        plain = [Gap(units, edges[at], edges[at + 1]) for at, units in enumerate(gaps)]
        count = len(paragraphs)
        borders = [0, *(at for at in range(1, count) if is_sure_border(plain[at])), count]
        groups = [sum(b <= at for b in borders) for at in range(count)]
        self.bags: Bags = build_bags(paragraphs, groups)
        self._start = [max(b for b in borders if b <= at) for at in range(count)]
        self._end = [min(b for b in borders if b > at) for at in range(count)]
        starts = [0, *self._start]
        anew = [opens_anew(p, self.bags, starts[at], at) for at, p in enumerate(paragraphs)]
        self.gaps = [replace(gap, anew=new) for gap, new in zip(plain, [*anew, False], strict=True)]

    def range_above(self, gap: int) -> tuple[int, int]:
        """The paragraphs from the last certain boundary to a gap."""
        return (self._start[gap - 1], gap) if gap else (0, 0)

    def range_below(self, gap: int) -> tuple[int, int]:
        return (gap, self._end[gap]) if gap < len(self.paragraphs) else (0, 0)

    def above(self, lines: Sequence[Unit], gap: int) -> Fit:
        """The fit of heading `lines` in `gap` to the story above, less a penalty for fitting that below."""
        return self._fit(lines, self.range_above(gap), self.range_below(gap))

    def below(self, lines: Sequence[Unit], gap: int) -> Fit:
        """The fit to the story below, less a penalty for fitting that above."""
        return self._fit(lines, self.range_below(gap), self.range_above(gap))

    def _fit(self, lines: Sequence[Unit], own: tuple[int, int], other: tuple[int, int]) -> Fit:
        """The fit, cached: both conventions need the same values."""
        if not lines:
            return NO_FIT
        if own[0] == own[1]:
            return NOT_THERE
        key = (tuple(u.lines[0].number for u in lines), own)
        if key not in self._fits:
            body = "".join(p.text for p in self.paragraphs[slice(*own)])
            fit = fit_heading(lines, self.bags, body, *own)
            self._fits[key] = replace(fit, score=fit.score + self._foreign(lines, own, other))
        return self._fits[key]

    def _foreign(self, lines: Sequence[Unit], own: tuple[int, int], other: tuple[int, int]) -> float:
        """The penalty for heading lines whose words occur more in the other body."""
        if len(lines) < 2 or other[0] == other[1]:
            return 0.0
        words = [pairs_of(u.text) for u in lines]
        more = [self.bags.coverage(w, *other) - self.bags.coverage(w, *own) for w in words]
        return _LINE_OF_OTHER * sum(m for m in more if m > _MORE)


def plan_page(paragraphs: Sequence[Unit], gaps: Sequence[Sequence[Unit]], page: Page) -> Plan:
    """The best plan for a page of `paragraphs`, with `gaps[i]` before paragraph i and one after the last."""
    if not paragraphs:
        return Plan(())
    table = _Table(paragraphs, gaps, page)
    states = [_State(0.0, True)]
    for at in range(len(gaps)):
        best: dict[tuple[bool, Crossed], _State] = {}
        options = _best_choices(table, at)
        for state in states:
            for score, choice in options:
                following = _advance(state, choice, score)
                key = (following.headed, following.crossed)
                kept = best.get(key)
                if kept is None or following.score > kept.score:
                    best[key] = following
        states = [best[key] for key in sorted(best)]
    return Plan(_read_back(table, max(states, key=lambda s: s.score).choices))


def _advance(state: _State, choice: Choice, score: float) -> _State:
    """The state after a choice worth `score` points."""
    outcome = choice.outcome
    points = state.score + score + story_points(Step(outcome, state.headed, state.crossed))
    choices = (*state.choices, choice)
    if outcome.new:
        return _State(points, outcome.below, outcome.crossed, choices)
    several = bool(outcome.crossed) and state.crossed == "one"
    crossed = "some" if several else state.crossed or outcome.crossed
    return _State(points, state.headed or outcome.above, crossed, choices)


def _best_choices(table: _Table, at: int) -> list[tuple[float, Choice]]:
    """The best choices in gap `at`, one for each effect on the stories, with their points."""
    best: dict[Outcome, tuple[float, Choice]] = {}
    for choice in _choices(table, at):
        score = choice.score
        if choice.outcome not in best or score > best[choice.outcome][0]:
            best[choice.outcome] = score, choice
    return list(best.values())


def _choices(table: _Table, at: int) -> Iterator[Choice]:
    """All choices for gap `at`."""
    gap = table.gaps[at]
    headings = gap.headings
    for cut in range(len(headings) + 1 if at > 0 else 1):
        above, rest = headings[:cut], headings[cut:]
        fit = table.above(above, at)
        if EDGE not in (gap.before, gap.after):
            words = frozenset().union(*(pairs_of(u.text) for u in rest))
            known = table.bags.coverage(words, *table.range_above(at))
            yield Choice(gap, table.page, False, above, (), (), rest, fit, table.below(rest, at), known)
        for orphans, below, crossheads in _cuts(rest, last=gap.after is EDGE):
            fit_below = table.below(below, at)
            yield Choice(gap, table.page, True, above, orphans, below, crossheads, fit, fit_below)


def _cuts(
    headings: tuple[Unit, ...], *, last: bool
) -> Iterator[tuple[tuple[Unit, ...], tuple[Unit, ...], tuple[Unit, ...]]]:
    """Heading lines as orphans, lines of the story below, and at most one crosshead above its first
    paragraph; all are orphans in the last gap."""
    count = len(headings)
    for at in range(count if last else 0, count + 1):
        yield headings[:at], headings[at:], ()
        if at < count - 1:
            yield headings[:at], headings[at:-1], headings[-1:]


def _read_back(table: _Table, choices: Sequence[Choice]) -> tuple[StoryPlan, ...]:
    """The stories that result from the choices, gap by gap."""
    stories: list[StoryPlan] = []
    for at, choice in enumerate(choices):
        if choice.above:
            rival = table.below(choice.above, at).score
            stories[-1] = _headed(stories[-1], choice.above, "after", choice.fit_above, rival)
        if choice.gap.after is EDGE:
            break
        if choice.new:
            stories.append(StoryPlan(first=at))
        if choice.below:
            rival = table.above(choice.below, at).score
            stories[-1] = _headed(stories[-1], choice.below, "before", choice.fit_below, rival)
        body = (*stories[-1].body, *choice.crossheads, choice.gap.after)
        stories[-1] = replace(stories[-1], body=body)
    return tuple(stories)


def _headed(
    story: StoryPlan, lines: tuple[Unit, ...], side: Literal["before", "after"], fit: Fit, rival: float
) -> StoryPlan:
    return replace(story, headings=(*story.headings, *lines), side=side, fit=fit, rival=rival)
