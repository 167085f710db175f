"""What speaks for a heading belonging to a body, and for a gap being the border of two stories.

Every term is named in `WEIGHTS`; the plan of a page (`plan`) is the one with the highest sum.
Words are compared as pairs of neighbouring characters, weighted by how rare they are on the page
(inverse document frequency, Sparck Jones 1972).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from beibei_site.domain.text import HAN
from beibei_site.parsing.blocks.leads import LEAD_ACROSS
from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.text.grammar import find_dateline

WEIGHTS = {
    # a heading and a body
    "shared words": 5.0,  # times the share of the heading's words in the body, less `expected share`
    "expected share": 0.35,
    "quoted words missing": -1.5,  # a headline quotes what its story says
    "against the page's habit": -1.2,  # headings stand before their bodies on a page, or after them
    "story has two headings": -4.0,
    "split inside a block": -1.0,
    "split inside brackets": -4.0,
    "heading torn": -2.0,  # some of its lines given to a story, the next to nobody
    "other region": -3.0,  # the body opens a frame that follows the heading without a blank line
    "line of the other story": -4.0,  # times how much more of its words stand in the other body
    "line too many": -0.8,  # beyond six lines
    # what has nobody
    "body without heading": -1.0,
    "orphan block": -0.8,
    "orphan with a heading mark": -3.0,
    "border without a mark": -3.0,  # no heading, frame, lead, closing line or other measure there
    # a gap between two paragraphs: one story going on
    "goes on": 2.0,
    "heading in mid-story": -2.0,  # below one part of a story and above the next
    "lead": -12.0,
    "new frame": -4.0,
    "closing line": -4.0,
    "opens with a day": -3.5,  # and with few words of the story above
    "other measure": -0.7,
    "other measure under a heading": -3.0,
    # headings in a gap as crossheads of one story
    "crosshead on a page with leads": 0.8,
    "crosshead mark": 4.0,
    "crosshead by level": 3.0,
    "headline by level": -4.5,
    "several lines": -1.3,
    "byline below": -5.0,
    "dateline below": -4.0,
    "long for a crosshead": -0.7,
    "short as crossheads are": 0.7,
    "no word of the story above": -2.5,  # of a heading as long as headlines are
    "headline before crosshead": -1.0,
    "lone crosshead": -1.2,
    "crossheads of two kinds": -4.0,
    "mark in a headline": -5.0,  # a number or a sign that crossheads have
}

STAND_IN = "infographic"  # the rule of the paragraph that stands for an infographic
_BIGRAM = re.compile(rf"(?=([{HAN}A-Za-z0-9]{{2}}))")
_OPENING_DAY = re.compile(r"(?:\d{1,2}月\d{1,2}日|近日|日前|昨日|昨天|今日|连日来)[，,上下]")
_OPENING, _LITTLE = 60, 0.2  # characters; the share of words that makes a story go on
_QUOTED = re.compile('[“‘"「]([^“”‘’"「」]{2,8})[”’"」]')


@dataclass(frozen=True, slots=True)
class Bags:
    """The word pairs of each paragraph of a page, and how much each pair weighs."""

    pairs: tuple[frozenset[str], ...]
    weights: dict[str, float]
    unseen: float

    def coverage(self, words: frozenset[str], first: int, last: int) -> float:
        """The weighted share of `words` that stand in paragraphs `first` to `last` (excluded)."""
        total = found = 0.0
        for word in sorted(words):
            weight = self.weights.get(word, self.unseen)
            total += weight
            if any(word in self.pairs[at] for at in range(first, last)):
                found += weight
        return found / total if total else 0.0

    def preference(self, words: frozenset[str], other: tuple[int, int], own: tuple[int, int]) -> float:
        """How much more of `words` stands in the paragraphs `other` than in `own`; 0 if little more."""
        more = self.coverage(words, *other) - self.coverage(words, *own)
        return more if more > 0.25 else 0.0

    def shared(self, words: frozenset[str], first: int, last: int) -> tuple[str, ...]:
        """The words of a heading that stand in those paragraphs, sorted."""
        return tuple(sorted(w for w in words if any(w in self.pairs[at] for at in range(first, last))))


@lru_cache(maxsize=4096)
def pairs_of(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters in `text`."""
    return frozenset(_BIGRAM.findall(text))


def build_bags(paragraphs: Sequence[Unit], groups: Sequence[int]) -> Bags:
    """The bags of `paragraphs`; `groups[i]` numbers the run (between sure borders) that holds each."""
    pairs = tuple(pairs_of(p.text) for p in paragraphs)
    seen = {(group, pair) for group, bag in zip(groups, pairs, strict=True) for pair in bag}
    count = len(set(groups)) or 1
    frequency = Counter(pair for _, pair in seen)
    weights = {pair: math.log((count + 1) / (n + 0.5)) + 0.1 for pair, n in frequency.items()}
    return Bags(pairs, weights, math.log(count + 1) + 0.5)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well some heading lines suit a body: the sum, and the words that made it."""

    score: float
    words: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


NO_FIT = Fit(0.0)


def fit_heading(lines: Sequence[Unit], bags: Bags, body: str, first: int, last: int) -> Fit:
    """The fit of heading `lines` to the paragraphs `first` to `last` (excluded), whose text is `body`.

    The best line counts whole, the others by half: a kicker or a deck may use words of its own.
    """
    if not lines or first >= last:
        return NO_FIT
    scores = sorted((_line_fit(line, bags, first, last) for line in lines), reverse=True)
    score = scores[0] + 0.5 * sum(max(-0.5, s) for s in scores[1:])
    quoted = {q for line in lines for q in _QUOTED.findall(line.text)}
    missing = tuple(sorted(q for q in quoted if q not in body))
    score += WEIGHTS["quoted words missing"] * bool(missing)
    score += WEIGHTS["line too many"] * max(0, len(lines) - 6)
    words = frozenset().union(*(pairs_of(line.text) for line in lines))
    return Fit(score, bags.shared(words, first, last), missing)


def _line_fit(line: Unit, bags: Bags, first: int, last: int) -> float:
    words = pairs_of(line.text)
    share = bags.coverage(words, first, last) - WEIGHTS["expected share"]
    return WEIGHTS["shared words"] * share * min(1.0, len(words) / 8)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's habits, as far as its units show them."""

    leads: int
    headline_level: int  # the deepest Markdown level that still marks headlines; 0: unmarked

    @classmethod
    def of(cls, units: Sequence[Unit]) -> Page:
        leads = sum(u.has_lead for u in units)
        levels = Counter(u.level for u, after in pairwise(units) if u.level and after.has_lead)
        deepest = max(levels, default=min((u.level for u in units if u.level), default=0))
        return cls(leads, deepest)


def continuity(gap: Sequence[Unit], before: Unit, after: Unit) -> float:
    """How much speaks for `before` and `after` being paragraphs of one story, headings in the gap aside."""
    score = WEIGHTS["goes on"]
    score += WEIGHTS["lead"] * (after.has_lead or STAND_IN in (before.rule, after.rule))
    score += WEIGHTS["new frame"] * (after.frame or any(u.frame for u in gap))
    score += WEIGHTS["closing line"] * any(u.kind in ("source", "jump", "credit") for u in gap)
    if is_other_measure(before, after):
        headed = any(u.kind == "heading" for u in gap) and before.rule != LEAD_ACROSS
        score += WEIGHTS["other measure under a heading" if headed else "other measure"]
    return score


def opens_anew(after: Unit, bags: Bags, first: int, at: int) -> bool:
    """Whether paragraph `at`, which is `after`, begins as stories without a lead do: with a day, and in few
    words of the paragraphs from `first` on."""
    if not _OPENING_DAY.match(after.text):
        return False
    return bags.coverage(pairs_of(after.text[:_OPENING]), first, at) < _LITTLE


def is_other_measure(before: Unit, after: Unit) -> bool:
    """Whether two paragraphs are set to different widths."""
    return bool(before.measure and after.measure and abs(before.measure - after.measure) >= 2.5)


def crossheads(
    headings: Sequence[Unit], gap: Sequence[Unit], after: Unit, page: Page, *, known: float
) -> float:
    """How much speaks for `headings` being crossheads over `after`, inside a story that holds the share
    `known` of their words above them."""
    longest = max(len(h.text.replace(" ", "")) for h in headings)
    marks = {is_marked(h) for h in headings}
    marked = marks == {True}
    score = WEIGHTS["crosshead mark"] * marked
    score += WEIGHTS["crossheads of two kinds"] * (len(marks) > 1)
    score += WEIGHTS["crosshead on a page with leads"] * (page.leads >= 2)
    score += WEIGHTS["several lines"] * (len(headings) - 1)
    score += WEIGHTS["byline below"] * any(u.kind == "credit" for u in gap)
    dateline = find_dateline(after.text[:16])
    score += WEIGHTS["dateline below"] * (dateline is not None and not marked)
    score += WEIGHTS["long for a crosshead"] * (longest > 14) + WEIGHTS["short as crossheads are"] * (
        longest < 10
    )
    score += WEIGHTS["no word of the story above"] * (longest >= 10 and known < 0.05 and not marked)
    return score + _level(headings[0], page)


def first_crosshead(headings: Sequence[Unit], page: Page) -> float:
    """How much speaks for a story's first paragraph standing under a crosshead, below the headline."""
    if not headings:
        return 0.0
    score = WEIGHTS["headline before crosshead"] + WEIGHTS["crosshead mark"] * is_marked(headings[0])
    return score + _level(headings[0], page)


def _level(heading: Unit, page: Page) -> float:
    """What its Markdown level says for a heading being a crosshead."""
    if not heading.level or not page.headline_level:
        return 0.0
    return WEIGHTS["crosshead by level" if heading.level > page.headline_level else "headline by level"]


def is_marked(heading: Unit) -> bool:
    """Whether a number or a sign marks a heading line as a crosshead."""
    return heading.rule == "crosshead mark"


def misused_marks(headings: Sequence[Unit]) -> float:
    """What it costs to make marked crossheads a story's headline."""
    return WEIGHTS["mark in a headline"] * any(is_marked(h) for h in headings)


def orphans(headings: Sequence[Unit]) -> float:
    """What it costs to give some heading lines to nobody."""
    marked = any(h.level for h in headings)
    score = WEIGHTS["orphan block"] * count_blocks(headings)
    return score + WEIGHTS["orphan with a heading mark"] * marked


def is_unmarked(gap: Sequence[Unit], before: Unit, after: Unit) -> bool:
    """Whether nothing on the page tells of a border between two paragraphs."""
    return (
        not any(u.kind != "furniture" for u in gap) and continuity(gap, before, after) >= WEIGHTS["goes on"]
    )


def is_other_region(after: Unit) -> bool:
    """Whether a paragraph opens a region of the page that the extraction put there without a blank line."""
    return after.frame and after.lines[0].after_blank == 0 and after.rule != STAND_IN


def split_cost(headings: Sequence[Unit], at: int) -> float:
    """What it costs to part heading lines before line `at`."""
    if not 0 < at < len(headings):
        return 0.0
    before = headings[at - 1].text
    if any(before.count(a) > before.count(b) for a, b in ("“”", "《》", "（）")):
        return WEIGHTS["split inside brackets"]
    return WEIGHTS["split inside a block"] if headings[at].lines[0].after_blank == 0 else 0.0


def count_blocks(headings: Sequence[Unit]) -> int:
    """How many blocks, parted by blank lines, some heading lines make."""
    return sum(1 for at, h in enumerate(headings) if at == 0 or h.lines[0].after_blank > 0)
