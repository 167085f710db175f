"""The scores of each choice for a gap between two paragraphs: tables of points.

The plan of a page (`plan`) maximizes their sum.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, NamedTuple

from beibei_site.parsing.blocks.leads import LEAD_ACROSS
from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.stories.fit import NO_FIT, Bags, Fit, pairs_of
from beibei_site.parsing.tables import Term, total
from beibei_site.parsing.text.grammar import has_day

Crossed = Literal["", "one", "some", "marked"]  # the crossheads of a story: none, one, several, numbered

STAND_IN = "infographic"  # the rule of the paragraph that stands for an infographic
_OPENING_DAY = re.compile(r"(?:\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|今日|连日来)[，,上下]")
_OPENING, _LITTLE = 60, 0.2  # characters; the share of shared words at which a story continues
_OTHER_MEASURE = 2.5  # characters
_DATELINE = 16  # characters at the start of a paragraph in which a dateline may occur
_LONG, _SHORT = 14, 10  # characters of a crosshead
_KNOWN = 0.05  # the share of a crosshead's words that occur in the story above
_SURE_BORDER = -2.0  # points of continuity


@dataclass(frozen=True, slots=True)
class Page:
    """The conventions of a page, as far as its units show them."""

    leads: int
    headline_level: int  # the deepest Markdown level that still marks headlines; 0: unmarked

    @classmethod
    def of(cls, units: Sequence[Unit]) -> Page:
        leads = sum(u.has_lead for u in units)
        levels = Counter(u.level for u, after in pairwise(units) if u.level and after.has_lead)
        deepest = max(levels, default=min((u.level for u in units if u.level), default=0))
        return cls(leads, deepest)


EDGE = Unit("furniture", "", ())  # before the first and after the last paragraph


@dataclass(frozen=True, slots=True)
class Gap:
    """What is between two paragraphs, or at an edge of the page."""

    units: Sequence[Unit]
    before: Unit
    after: Unit
    anew: bool = False  # the text below begins as stories without a lead do

    @property
    def headings(self) -> tuple[Unit, ...]:
        return tuple(u for u in self.units if u.kind == "heading")

    @property
    def has_heading(self) -> bool:
        return any(u.kind == "heading" for u in self.units)

    @property
    def other_measure(self) -> bool:
        before, after = self.before.measure, self.after.measure
        return bool(before and after) and abs(before - after) >= _OTHER_MEASURE


class Outcome(NamedTuple):
    """The effect of a choice on the stories: whether one begins, whether heading lines go to the story above
    and the one below, and what crossheads there are."""

    new: bool
    above: bool
    below: bool
    crossed: Crossed


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice for a gap: its heading lines, from the top down, are divided into up to four groups.

        above | orphans | below | crossheads     the story ends here, another begins (`new`)
        above | crossheads                       the story continues

    `fit_above` and `fit_below` are the fits to the story above and to the text below, `known` is the share of
    the crossheads' words in the story above.
    """

    gap: Gap
    page: Page
    new: bool
    above: tuple[Unit, ...] = ()
    orphans: tuple[Unit, ...] = ()
    below: tuple[Unit, ...] = ()
    crossheads: tuple[Unit, ...] = ()
    fit_above: Fit = NO_FIT
    fit_below: Fit = NO_FIT
    known: float = 0.0

    @property
    def cuts(self) -> list[tuple[Unit, Unit]]:
        """The neighbouring heading lines that it separates, apart from crossheads below a headline."""
        parts = [part for part in (self.above, self.orphans, self.below + self.crossheads) if part]
        return [(one[-1], other[0]) for one, other in pairwise(parts)]

    @property
    def outcome(self) -> Outcome:
        marked = bool(self.crossheads) and is_marked(self.crossheads[0])
        crossed: Crossed = "marked" if marked else "one" if self.crossheads else ""
        return Outcome(self.new, bool(self.above), bool(self.below), crossed)

    @property
    def longest(self) -> int:
        return max(len(u.text.replace(" ", "")) for u in self.crossheads)

    @property
    def marks(self) -> set[bool]:
        """Whether its crossheads have a number or a symbol."""
        return {is_marked(u) for u in self.crossheads}

    @property
    def score(self) -> float:
        """Its score, in points."""
        if self.new:
            return total(HEADINGS, self) + total(BORDER, self) + total(FIRST_CROSSHEAD, self)
        score = total(HEADINGS, self) + total(GOING_ON, self)
        return score + total(CROSSHEADS, self) if self.crossheads else score


def is_marked(heading: Unit) -> bool:
    """Whether a number or a symbol marks a heading line as a crosshead."""
    return heading.rule == "crosshead mark"


def _joins_on(line: Unit) -> bool:
    """Whether a line is in the same block as the line above it."""
    return line.lines[0].after_blank == 0


def _is_lower(choice: Choice) -> bool:
    """Whether the Markdown level of its first crosshead is below that of headlines."""
    level = choice.crossheads[0].level if choice.crossheads else 0
    return 0 < choice.page.headline_level < level


def _is_headline(choice: Choice) -> bool:
    level = choice.crossheads[0].level if choice.crossheads else 0
    return 0 < level <= choice.page.headline_level


def _is_other_region(after: Unit) -> bool:
    """Whether extraction started a new frame there without a blank line."""
    return after.frame and _joins_on(after) and after.rule != STAND_IN


def _blocks(headings: Sequence[Unit]) -> int:
    """The number of blocks, separated by blank lines, in some heading lines."""
    return sum(at == 0 or not _joins_on(h) for at, h in enumerate(headings))


# Points for two paragraphs belonging to one story, apart from headings between them.
CONTINUITY: tuple[Term[Gap], ...] = (
    Term("any two", 2.0, lambda g: 1),
    Term("lead", -12.0, lambda g: g.after.has_lead or STAND_IN in (g.before.rule, g.after.rule)),
    Term("new frame", -4.0, lambda g: g.after.frame or any(u.frame for u in g.units)),
    Term("closing line", -4.0, lambda g: any(u.kind in ("source", "jump", "credit") for u in g.units)),
    Term("other measure", -0.7, lambda g: g.other_measure),
    Term(
        "other measure under a heading",
        -2.3,
        lambda g: g.other_measure and g.has_heading and g.before.rule != LEAD_ACROSS,
    ),
)

# Points for the assignment of the heading lines.
HEADINGS: tuple[Term[Choice], ...] = (
    Term("fit above", 1.0, lambda c: c.fit_above.score),
    Term("split inside a block", -1.0, lambda c: sum(_joins_on(below) for _, below in c.cuts)),
    Term("crosshead mark", -5.0, lambda c: any(map(is_marked, c.above + c.below))),
)

# Points for a story continuing across a gap.
GOING_ON: tuple[Term[Choice], ...] = (
    Term("continuity", 1.0, lambda c: continuity(c.gap)),
    Term("its heading in mid-story", -2.0, lambda c: bool(c.above)),
    Term("opens with a day", -3.5, lambda c: c.gap.anew),
)

# Points for headings being crossheads inside a story.
CROSSHEADS: tuple[Term[Choice], ...] = (
    Term("fit below", 1.0, lambda c: max(0.0, c.fit_below.score)),
    Term("page with leads", 0.8, lambda c: c.page.leads >= 2),
    Term("further line", -1.3, lambda c: len(c.crossheads) - 1),
    Term("byline below", -5.0, lambda c: any(u.kind == "credit" for u in c.gap.units)),
    Term("dateline below", -4.0, lambda c: c.marks != {True} and has_day(c.gap.after.text[:_DATELINE])),
    Term("long", -0.7, lambda c: c.longest > _LONG),
    Term(
        "no word of the story above",
        -2.5,
        lambda c: c.longest >= _SHORT and c.known < _KNOWN and c.marks != {True},
    ),
    Term("level of headlines", -4.5, _is_headline),
)

# Points for a story ending at a gap and another beginning.
BORDER: tuple[Term[Choice], ...] = (
    Term("fit below", 1.0, lambda c: c.fit_below.score),
    Term("orphan block", -0.8, lambda c: _blocks(c.orphans)),
    Term("orphan with a heading mark", -3.0, lambda c: any(u.level for u in c.orphans)),
    Term(
        "text below in another region",
        -6.0,
        lambda c: bool(c.below) and _is_other_region(c.gap.after),
    ),
)

# Points for a story's first paragraph having a crosshead, below the headline.
FIRST_CROSSHEAD: tuple[Term[Choice], ...] = (
    Term("any", -1.0, lambda c: bool(c.crossheads)),
    Term("marked", 4.0, lambda c: bool(c.crossheads) and is_marked(c.crossheads[0])),
    Term("lower level", 3.0, _is_lower),
)


class Step(NamedTuple):
    """A choice in context: its effect, and whether the story so far has a heading and crossheads."""

    outcome: Outcome
    headed: bool
    crossed: Crossed


def _mixes(step: Step) -> bool:
    kinds = {step.crossed == "marked", step.outcome.crossed == "marked"}
    return not step.outcome.new and bool(step.crossed and step.outcome.crossed) and len(kinds) > 1


# Points for whole stories: one heading, crossheads of one kind, and more than one of them.
STORY: tuple[Term[Step], ...] = (
    Term("two headings", -4.0, lambda s: s.headed and s.outcome.above),
    Term("no heading", -1.0, lambda s: s.outcome.new and not s.headed and not s.outcome.above),
    Term("lone crosshead", -1.2, lambda s: s.outcome.new and s.crossed == "one"),
    Term("crossheads of two kinds", -4.0, _mixes),
)


@cache
def story_points(step: Step) -> float:
    return total(STORY, step)


def continuity(gap: Gap) -> float:
    """The score for the two paragraphs at a gap belonging to one story, headings aside, in points."""
    return total(CONTINUITY, gap)


def is_sure_border(gap: Gap) -> bool:
    return continuity(gap) <= _SURE_BORDER


def opens_anew(after: Unit, bags: Bags, first: int, at: int) -> bool:
    """Whether paragraph `at`, which is `after`, begins as stories without a lead do: with a day, and sharing
    few words with the paragraphs from `first` on."""
    if not _OPENING_DAY.match(after.text):
        return False
    return bags.coverage(pairs_of(after.text[:_OPENING]), first, at) < _LITTLE
