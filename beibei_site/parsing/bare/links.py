"""What may come before each run of text: another run, a heading, or nothing; with what speaks for each.

Every feature is named `kind: what`, where the kind says how the two stand to each other in the text, so that
each kind has weights of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from beibei_site.parsing.bare.runs import Parts, Run
from beibei_site.parsing.bare.words import Words
from beibei_site.parsing.chains import Link
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.seams import describe_seam
from beibei_site.parsing.text.wording import CREDIT_END, JUMP_FROM, JUMP_TO, MARK

_NEAR = 5  # runs on each side that may always go before
_FEW = 8  # runs further away
_HEADS = 3  # heading groups above, below, and further away
_FAR = 40.0
_LEAD = re.compile(r"^[〔【（(\[]?(?:本报|记者|新华社|中新|中央社|据|综合|[一-龥]{2,6}[讯电])")
_CLOSED = "，。、；：！？”’）》」』%"

Features = dict[str, float]


def begins_story(run: Run) -> bool:
    return bool(
        grammar.has_lead(run.first)
        or _LEAD.match(run.first)
        or MARK.match(run.first)
        or JUMP_FROM.match(run.first)
    )


class BarePage:
    """A page, with all that may be linked on it."""

    def __init__(self, parts: Parts) -> None:
        self.runs, self.groups = parts.runs, parts.groups
        self._order = parts.order
        self._place = {part: at for at, part in enumerate(parts.order)}
        self._words = Words(parts)
        self._open = [not grammar.is_finished(run.last) for run in self.runs]
        self._heads_at = [self._place["group", n] for n in range(len(self.groups))]
        self._order_lost = sum(run.starts for run in self.runs) / max(len(self.runs), 1)
        self._habit = self._heads_over()

    def candidates(self, at: int) -> Iterator[tuple[Link, str, Features]]:
        """What may come right before run `at`: how the two stand to each other, and the features."""
        yield ("none", -1), "none", self._of_none(at)
        for other in self._runs_for(at):
            kind = "next" if other == at - 1 else "later" if other < at else "back"
            yield ("run", other), kind, self._of_runs(other, at, kind)
        for group in self._groups_for(at):
            kind = self._kind_of(group, at)
            yield ("group", group), kind, self._of_group(group, at, kind)

    def _runs_for(self, at: int) -> list[int]:
        """The runs near by, and of those further away the few that break off as if this one went on."""
        count = len(self.runs)
        near = [n for n in range(max(0, at - _NEAR), min(count, at + _NEAR + 1)) if n != at]
        if self.runs[at].opens > 0.9:
            return near
        far = [n for n in range(count) if abs(n - at) > _NEAR and self._open[n]]
        best = sorted(far, key=lambda n: (-self._words.kinship[n, at], abs(n - at)))[:_FEW]
        return near + best

    def _groups_for(self, at: int) -> list[int]:
        """The heading groups near by, and of those further away the few that share most words."""
        place = self._place["run", at]
        below = bisect_left(self._heads_at, place)
        near = set(range(max(0, below - _HEADS), min(len(self.groups), below + _HEADS)))
        far = [n for n in range(len(self.groups)) if n not in near and self._words.fits[n, at] > 0]
        return sorted(near | set(sorted(far, key=lambda n: -self._words.fits[n, at])[:_HEADS]))

    # ---- runs

    def _of_runs(self, before: int, at: int, kind: str) -> Features:
        a, b = self.runs[before], self.runs[at]
        found: Features = {
            f"{kind}: is": 1.0,
            f"{kind}: {_speech(a, b)}": 1.0,
            f"{kind}: measure": min(abs(a.measure - b.measure), _FAR) if a.measure and b.measure else -1.0,
            f"run: edges {describe_seam(a.last[-6:], b.first[:6])}": 1.0,
            f"{kind}: starts": b.starts,
            f"{kind}: opens": b.opens,
            "run: story begins": float(begins_story(b)),
            "run: story ends": float(bool(JUMP_TO.search(a.last))),
            f"{kind}: credit ends": float(bool(CREDIT_END.search(a.last))),
            f"{kind}: shared words": float(self._words.kinship[before, at]),
            f"{kind}: order lost": self._order_lost,
            f"{kind}: more kin than others": self._words.kin_margin(before, at),
        }
        if kind == "next":
            found |= {f"next: {role} between": 1.0 for role in self._between(before, at)}
        else:
            found[f"{kind}: distance"] = float(min(abs(at - before), _FAR))
            found[f"{kind}: open between"] = float(self._open_between(before, at))
        return found

    def _between(self, before: int, at: int) -> set[str]:
        first, last = self._place["run", before], self._place["run", at]
        return {what for what, _ in self._order[first + 1 : last]}

    def _open_between(self, before: int, at: int) -> int:
        """How many runs between the two break off in mid-sentence."""
        return min(sum(self._open[min(before, at) + 1 : max(before, at)]), 8)

    # ---- headings

    def _heads_over(self) -> float:
        """The share of headings right below which a paragraph begins."""
        over = 0
        for number in range(len(self.groups)):
            place = self._place["group", number]
            after = next((n for what, n in self._order[place + 1 : place + 3] if what == "run"), -1)
            over += after >= 0 and (self.runs[after].opens > 0.5 or begins_story(self.runs[after]))
        return over / len(self.groups) if self.groups else 0.0

    def _kind_of(self, group: int, at: int) -> str:
        head, run = self._place["group", group], self._place["run", at]
        if head < run:
            inside = {what for what, _ in self._order[head + 1 : run]}
            return "before" if "run" in inside else "over, more between" if "group" in inside else "over"
        inside = {what for what, _ in self._order[run + 1 : head]}
        return "after" if "run" in inside else "under, more between" if "group" in inside else "under"

    def _of_group(self, group: int, at: int, kind: str) -> Features:
        run = self.runs[at]
        head, place = self._place["group", group], self._place["run", at]
        more_than_runs, more_than_heads = self._words.fit_margins(group, at)
        shift = group / len(self.groups) - at / len(self.runs)
        between = {what for what, _ in self._order[min(head, place) + 1 : max(head, place)]}
        runs_between = sum(what == "run" for what, _ in self._order[min(head, place) + 1 : max(head, place)])
        found = {
            f"{kind}: is": 1.0,
            f"{kind}: habit": self._habit,
            f"{kind}: order lost": self._order_lost,
            f"{kind}: shared words": float(self._words.fits[group, at]),
            f"{kind}: more than others": more_than_runs,
            f"{kind}: more than other headings": more_than_heads,
            f"{kind}: starts": run.starts,
            f"{kind}: opens": run.opens,
            "head: story begins": float(begins_story(run)),
            "head: lead": float(grammar.has_lead(run.first)),
            "head: starts closed": float(run.first[0] in _CLOSED),
            f"{kind}: text above open": float(at > 0 and not grammar.is_finished(self.runs[at - 1].last)),
            f"{kind}: length": min(len(run.text), 400) / 40,
            f"{kind}: first": float(at == 0),
            f"{kind}: kin of text above": self._words.kin_margin(at - 1, at) if at else 0.0,
        }
        if kind in ("before", "after"):
            found[f"{kind}: distance"] = float(min(runs_between, _FAR))
            found[f"{kind}: shift"] = shift
        else:
            found |= {f"{kind}: {role} between": 1.0 for role in between - {"group"}}
        return found

    def _of_none(self, at: int) -> Features:
        run = self.runs[at]
        place = self._place["run", at]
        above = self._order[place - 1][0] if place else "nothing"
        return {
            "none: is": 1.0,
            "none: story begins": float(begins_story(run)),
            "none: lead": float(grammar.has_lead(run.first)),
            "none: mark": float(bool(MARK.match(run.first))),
            "none: from": float(bool(JUMP_FROM.match(run.first))),
            "none: starts": run.starts,
            "none: opens": run.opens,
            "none: starts closed": float(run.first[0] in _CLOSED),
            "none: length": min(len(run.text), 400) / 40,
            f"none: {above} above": 1.0,
            "none: text above open": float(at > 0 and not grammar.is_finished(self.runs[at - 1].last)),
            "none: kin of text above": self._words.kin_margin(at - 1, at) if at else 0.0,
            "none: order lost": self._order_lost,
            "none: habit": self._habit,
            "none: fit": self._words.best_heads[at][0],
            "none: measure": run.measure,
            "none: first": float(at == 0),
        }


def _speech(a: Run, b: Run) -> str:
    """How the end of one run and the beginning of the next go together."""
    if b.first[0] in _CLOSED:
        return "closes what was open" if not grammar.is_finished(a.last) else "begins closed"
    end = "finished" if grammar.is_finished(a.last) else "open"
    width = "full" if abs(a.short) < 1.2 else "short" if a.short >= 1.2 else "wide"
    begin = "paragraph" if b.opens > 0.5 else "flush" if b.opens < 0.1 else "either"
    return f"{end} and {width}, then {begin}"
