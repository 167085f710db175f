"""What may come before each run of text: another run, a heading, or nothing; with what speaks for each.

A feature is given where it can be measured. Distances are in sizes of the page's usual type.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from beibei_site.chinese.variants import simplify
from beibei_site.parsing.chains import Link, Options, score_links, weigh
from beibei_site.parsing.language.neighbours import Floats, neighbours
from beibei_site.parsing.language.phrasing import measure_phrasing
from beibei_site.parsing.sheet.evidence.styles import measure_ceilings
from beibei_site.parsing.sheet.evidence.surroundings import Surroundings
from beibei_site.parsing.sheet.layout import FAR
from beibei_site.parsing.sheet.model import Box
from beibei_site.parsing.sheet.runs import FROM, LEAD, Run, begins_story, ends_story, rule_between
from beibei_site.parsing.sheet.weights import Weights
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.wording import CREDIT_END, mark_of, share_held

_ROLES = ("heading", "crosshead", "byline", "caption", "quote", "furniture", "body")
_BETWEEN = (*(f"{role} between" for role in _ROLES), "picture between")
_WIDEST = 60.0
_LONG = 400  # letters: more make no difference
KINDS = ("none", "up", "left", "wrap", "over", "under", "leftof", "rightof", "besides")

Features = dict[str, float]


class SheetPage(Surroundings):
    """A page, with all that may be linked on it."""

    def candidates(self, at: int) -> Iterator[tuple[Link, str, Features]]:
        """What may come right before run `at`: how the two stand to each other, and the features."""
        own = self._of_run(at)
        yield ("none", -1), "none", own | {"kind": 0.0}
        for other, kind in self._runs_before(at):
            yield ("run", other), kind, own | {"kind": _number(kind)} | self._of_runs(other, at, kind)
        for group, kind in self._groups_near(self.runs[at]):
            yield ("group", group), kind, own | {"kind": _number(kind)} | self._of_group(group, at, kind)

    @cached_property
    def gains(self) -> Floats:
        """How well every run (a row each) would read on in every other."""
        known, count = neighbours(), len(self.runs)
        ends, starts = (
            known.ends([simplify(run.last) for run in self.runs]),
            known.starts([simplify(run.first) for run in self.runs]),
        )
        gains = known.gains(ends.repeat(count, 0), np.tile(starts, (count, 1)))
        return gains.reshape(count, count)

    @cached_property
    def _marks(self) -> list[str]:
        """The mark with which each run begins."""
        return [mark_of(run.first) for run in self.runs]

    @cached_property
    def _over(self) -> list[Features]:
        """The larger type over each line."""
        return measure_ceilings(self.layout)

    # ---- runs

    def _runs_before(self, at: int) -> list[tuple[int, str]]:
        run, size = self.runs[at], self.size
        up: list[tuple[float, int]] = []
        left: list[tuple[float, int]] = []
        level: list[tuple[float, int]] = []
        wrap: list[tuple[float, int]] = []
        for number, other in enumerate(self.runs):
            if number == at:
                continue
            a, b = other.box, run.box
            if self.are_in_column(number, at):
                if a.centre[1] < b.centre[1] and b.y0 - a.y1 > -1.5 * size:
                    up.append((b.y0 - a.y1, number))
            elif a.x1 <= b.x0 + size:
                if a.y1 > b.y0 - 3 * size:
                    gap = max(b.x0 - a.x1, 0.0)
                    left.append((gap / size - 0.15 * min(a.y1 - b.y0, 40 * size) / size, number))
                    level.append((gap + abs(self._stacks[number].y0 - b.y0), number))
                elif b.x0 - a.x1 < 4 * size:
                    wrap.append((b.y0 - a.y1, number))
            elif a.x0 >= b.x1 - size and a.y1 <= b.y0 + 2 * size:
                wrap.append((b.y0 - a.y1 + 5 * size, number))
        found = [(n, "up") for _, n in sorted(up)[:2]]
        aside = dict.fromkeys(n for _, n in (*sorted(left)[:8], *sorted(level)[:4]))
        found += [(n, "left") for n in aside]
        return found + [(n, "wrap") for _, n in sorted(wrap)[:3]]

    def _of_runs(self, before: int, at: int, kind: str) -> Features:
        a, b, size = self.runs[before], self.runs[at], self.size
        found = {
            "finished above": float(grammar.is_finished(a.last)),
            "short above": max(-1.0, min(a.short, FAR)),
            "letters above": float(min(len(a.text), _LONG)),
            "same frame": float(a.frame == b.frame),
        }
        found["measure"] = (
            min(abs(a.box.width - b.box.width) / size, FAR) if min(len(a.lines), len(b.lines)) > 1 else 0.0
        )
        found["story ends"] = float(ends_story(a))
        found["credit ends"] = float(bool(CREDIT_END.search(a.last)))
        found["same mark"] = float(bool(self._marks[at]) and self._marks[before] == self._marks[at])
        found["shared words"] = min(self.kinship(before, at), 1.0)
        found["gain"] = float(self.gains[before, at])
        found["same ceiling"] = float(self.ceilings[before] == self.ceilings[at] and self.ceilings[at] >= 0)
        return found | (self._above(a, b) if kind == "up" else self._aside(before, at))

    def _above(self, a: Run, b: Run) -> Features:
        """What stands between a run and one below it."""
        size = self.size
        found: Features = {}
        found["gap"] = min((b.box.y0 - a.box.y1) / size - self.layout.gap, FAR)
        for role in _ROLES:
            found[f"{role} between"] = float(self._between(a.box, b.box, role))
        found["picture between"] = float(self._picture_between(a.box, b.box))
        found["empty gap"] = 0.0 if any(found[n] for n in _BETWEEN) else found["gap"]
        found["rule between"] = float(rule_between(self.layout, a.box, b.box))
        found["other edge"] = min(abs(a.box.x0 - b.box.x0) / size, FAR)
        return found

    def _aside(self, before: int, at: int) -> Features:
        """How a run stands to one in another column."""
        a, b, size = self.runs[before], self.runs[at], self.size
        found: Features = {}
        found["gap"] = min(max(b.box.x0 - a.box.x1, 0.0) / size, _WIDEST)
        found["wider gutter"] = max(-FAR, min((b.box.x0 - a.box.x1 - self._gutter) / size, _WIDEST))
        found["standing rule"] = float(self._standing_rule(a.box, b.box))
        one, other = self._stacks[before], self._stacks[at]
        found["tops level"] = min(abs(one.y0 - b.box.y0) / size, FAR)
        found["bottoms level"] = min(abs(other.y1 - a.box.y1) / size, FAR)
        found["stack wider"] = min(abs(one.width - other.width) / size, FAR)
        found["top"] = max(-_WIDEST, min((b.box.y0 - a.box.y0) / size, _WIDEST))
        found["bottom"] = max(-_WIDEST, min((a.box.y1 - b.box.y1) / size, _WIDEST))
        found["reach"] = max(-FAR, min((a.box.y1 - b.box.y0) / size, _WIDEST))
        found["columns between"] = float(self._columns_between(a.box, b.box))
        found["more below"] = float(self.more_below(before))
        found["rule between"] = float(self._lying_rule(a.box, b.box))
        return found

    # ---- headings

    @cached_property
    def fits(self) -> list[list[float]]:
        """For each heading the share of its bigrams that each run holds."""
        return [[share_held(group.text, run.text) for run in self.runs] for group in self.groups]

    def _groups_near(self, run: Run) -> list[tuple[int, str]]:
        size, b = self.size, run.box
        found: list[tuple[float, int, str]] = []
        for number, group in enumerate(self.groups):
            h = group.box
            across, along = h.across(b), h.along(b)
            if across > 0.25 * min(h.width, b.width) and h.centre[1] < b.centre[1] and h.y1 <= b.y0 + size:
                found.append(((b.y0 - h.y1) / size, number, "over"))
            elif across > 0.25 * min(h.width, b.width) and h.y0 >= b.y1 - size:
                found.append(((h.y0 - b.y1) / size + 12, number, "under"))
            elif along > 0 and h.x1 <= b.x0 + size:
                found.append(((b.x0 - h.x1) / size, number, "leftof"))
            elif along > 0 and h.x0 >= b.x1 - size:
                found.append(((h.x0 - b.x1) / size, number, "rightof"))
            elif (away := max(-across, 0.0) + max(-along, 0.0)) < 25 * size:
                found.append((away / size + 4, number, "besides"))
        return [(n, kind) for _, n, kind in sorted(found)[:9]]

    def _of_group(self, number: int, at: int, kind: str) -> Features:
        """How a run stands to a heading."""
        group, run, size = self.groups[number], self.runs[at], self.size
        h, b = group.box, run.box
        found: Features = {"same frame": float(group.frame == run.frame)}
        found["size"] = group.size / size
        found["vertical"] = float(group.vertical)
        found["heading letters"] = float(len(group.text))
        found["heading lines"] = float(sum(len(p.lines) for p in group.pieces))
        found["heading width"] = min(h.width / b.width, 9.0)
        fits = self.fits[number]
        rival = max((fit for n, fit in enumerate(fits) if n != at), default=0.0)
        found["shared words"] = min(fits[at], 1.0)
        found["more than others"] = max(-1.0, min(fits[at] - rival, 1.0))
        found["distance"] = min(max(_distance(kind, h, b) / size, -2.0), _WIDEST)
        found["left edge"] = max(-_WIDEST, min((b.x0 - h.x0) / size, _WIDEST))
        found["top edge"] = max(-_WIDEST, min((b.y0 - h.y0) / size, _WIDEST))
        found["nearest"] = float(self.ceilings[at] == number)
        found["text between"] = float(self._runs_between(h, b, at))
        found["first below"] = float(self.first_below(group, at))
        found["rule between"] = float(rule_between(self.layout, h, b))
        found["byline"] = float(
            any(
                p.role == "byline"
                and p.box.y1 <= b.y0 + size
                and p.box.across(b) > 0
                and b.y0 - p.box.y1 < 2 * size
                for p in self.others
            )
        )
        return found

    def _of_run(self, at: int) -> Features:
        """What is measured of a run by itself."""
        run = self.runs[at]
        heading, opening = measure_phrasing(run.first)
        return {
            "empty above": self.empty_above(run.box),
            "story begins": float(begins_story(run)),
            "opens with a heading": float(bool(run.heading)),
            "lead": float(grammar.has_lead(run.first) or bool(LEAD.match(run.first))),
            "reads like a heading": heading,
            "reads like an opening": opening,
            "mark": float(bool(self._marks[at])),
            "marked alike": float(self._marks.count(self._marks[at])) if self._marks[at] else 0.0,
            "from": float(bool(FROM.match(run.first))),
            "indented": float(run.indented),
            "starts closed": float(run.first[0] in "，。、；：！？”’）》」』"),
            "length": float(min(len(run.text), _LONG)),
            "ceiling": float(self.ceilings[at] >= 0),
            "heading over": float(self.heading_right_over(run.box)),
            "more above": float(self._more_above(at)),
            "text on the left": float(self.text_left(at)),
            "first in frame": float(run.frame >= 0 and self._first_in_frame(at)),
        } | {f"{name} over": value for name, value in self._over[run.lines[0]].items()}


def weigh_links(page: SheetPage, weights: Weights) -> list[Options]:
    """What may come before each run of a page, with its probability."""
    found = [list(page.candidates(at)) for at in range(len(page.runs))]
    return weigh(score_links(weights.links, found))


def _number(kind: str) -> float:
    return float(KINDS.index(kind))


def _distance(kind: str, heading: Box, text: Box) -> float:
    """How far a heading stands from a text, in the direction of their kind."""
    ways = {
        "over": text.y0 - heading.y1,
        "under": heading.y0 - text.y1,
        "leftof": text.x0 - heading.x1,
        "rightof": heading.x0 - text.x1,
    }
    return ways.get(kind, max(-heading.across(text), 0.0) + max(-heading.along(text), 0.0))
