"""What may come before each run of text: another run, a heading or nothing, with what is measured of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from beibei_site.parsing.bare.evidence.ends import Ends, begins_story
from beibei_site.parsing.bare.evidence.positions import OF_PLACE, OF_PLACES, Positions
from beibei_site.parsing.bare.evidence.words import Words
from beibei_site.parsing.bare.runs import Parts
from beibei_site.parsing.chains import Link
from beibei_site.parsing.language.phrasing import measure_phrasing
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.grammar import is_closed
from beibei_site.parsing.text.places import Grid
from beibei_site.parsing.text.seams import Seams
from beibei_site.parsing.text.wording import CREDIT_END, JUMP_TO
from beibei_site.parsing.trees import ABSENT

_NEAR = 5  # runs on each side that may always go before
_WOVEN, _COLUMNS = 0.3, 12  # share of runs that begin anew: columns alternate, so many runs above are near
_FEW = 8  # runs further away that share most words, and that go on best
_HEADS = 3  # heading groups above, below, and further away
_FAR, _LONG = 40, 600  # runs, letters: more make no difference
_OPENS = 0.9  # a run that so probably begins a paragraph goes on from none further away
KINDS = (
    "none", "next", "later", "back",
    "over", "over, more between", "under", "under, more between", "before", "after",
)  # fmt: skip
_PARTS = ("run", "group", "byline", "caption", "crosshead", "crosshead+", "quote", "jump", "furniture")
_BETWEEN = ("group", *_PARTS[2:])
OF_RUNS = (
    "distance", "gain", "goes on", "reads on", "more than other runs above", "more than other runs below",
    "last sign", "finished above", "closed above", "short above", "letters above", "lines above",
    "measures differ", "neighbours read on", "more than at other distances",
    "shared words", "more kin than others", "story ends", "credit ends", "below the run above",
    "open between", *(f"{role} between" for role in _BETWEEN),
)  # fmt: skip
OF_GROUPS = (
    "distance", "words of heading", "more than other runs", "more than other headings", "lines of heading",
    "letters of heading", "words like a heading", "shift", "runs between", "above heading", "below heading",
    "place of heading",
)  # fmt: skip
OF_PAGES = (
    "runs", "headings", "order lost", "headings over text", "runs that break off", "lines of a run",
)  # fmt: skip
OF_RUN = (
    "letters", "lines", "letters of first line", "first line like a heading", "first line like an opening",
    "starts", "opens", "story begins", "lead", "first sign", "above", "above that", "place", "number",
    "best reading on", "best heading", "text above reads on", "text above open", "text above closed",
    "text above short", "text above more kin", "text above of other measure",
)  # fmt: skip
FEATURES = tuple(sorted({"kind", *OF_PAGES, *OF_RUN, *OF_RUNS, *OF_GROUPS}))  # of every candidate
PLACES = tuple(sorted({"kind", *OF_PLACE, *OF_PLACES}))  # of every candidate, where lines have a place

Features = dict[str, float]


class BarePage:
    """A page, with all that may be linked on it; with the `grid` of its lines, also by where they stood."""

    def __init__(self, parts: Parts, seams: Seams | None = None, grid: Grid | None = None) -> None:
        self.positions = Positions(parts, grid) if grid else None
        self.runs, self.groups = parts.runs, parts.groups
        self._order = parts.order
        self.place = {part: at for at, part in enumerate(parts.order)}
        self.words = Words(parts)
        seams = seams or Seams([run.text for run in self.runs])
        self._goes_on = seams.go_on()
        self._open = [not grammar.is_finished(run.last) for run in self.runs]
        self._heads_at = [self.place["group", n] for n in range(len(self.groups))]
        self._lost = sum(run.starts for run in self.runs) / max(len(self.runs), 1)
        self._before = [self._runs_for(at) for at in range(len(self.runs))]
        self.ends = Ends(self.runs, self._before, seams)
        self._ends_of = [self._of_end(at) for at in range(len(self.runs))]
        self.of_page = self._of_page()

    def candidates(self, at: int) -> Iterator[tuple[Link, str, Features]]:
        """What may come right before run `at`: how the two stand to each other, and what is measured."""
        where = self.positions
        own = self.of_page | self._of_run(at) | (where.of_run(at) if where else {})
        yield ("none", -1), "none", own | {"kind": 0.0}
        for other in self._before[at]:
            kind = "next" if other == at - 1 else "later" if other < at else "back"
            found = self._of_runs(other, at, kind) | (where.of_runs(other, at) if where else {})
            yield ("run", other), kind, own | {"kind": _kind(kind)} | found
        for group in self._groups_for(at):
            kind = self._kind_of(group, at)
            found = self._of_group(group, at) | (where.of_group(group, at) if where else {})
            yield ("group", group), kind, own | {"kind": _kind(kind)} | found

    def _runs_for(self, at: int) -> list[int]:
        """The runs near by, and of those further away the few that break off as if this one went on, or that
        stood next to it."""
        count = len(self.runs)
        above = _COLUMNS if self._lost > _WOVEN else _NEAR
        near = [n for n in range(max(0, at - above), min(count, at + _NEAR + 1)) if n != at]
        beside = self.positions.runs_for(at) if self.positions else set()
        if self.runs[at].opens > _OPENS:
            return near + sorted(beside.difference(near))
        kin, goes_on = self.words.kinship[:, at].tolist(), self._goes_on[:, at].tolist()
        far = [n for n in range(count) if n not in near and self._open[n]]
        far.sort(key=lambda n: abs(n - at))
        most_kin = sorted(far, key=lambda n: -kin[n])[:_FEW]
        best = sorted(far, key=lambda n: -goes_on[n])[:_FEW]
        return near + sorted({*most_kin, *best, *beside}.difference(near))

    def _groups_for(self, at: int) -> list[int]:
        """The heading groups near by, and of those further away the few that share most words, or that stood
        over the run or beside it."""
        place = self.place["run", at]
        below = bisect_left(self._heads_at, place)
        near = set(range(max(0, below - _HEADS), min(len(self.groups), below + _HEADS)))
        near |= self.positions.groups_for(at) if self.positions else set()
        far = [n for n in range(len(self.groups)) if n not in near and self.words.fits[n, at] > 0]
        return sorted(near | set(sorted(far, key=lambda n: -self.words.fits[n, at])[:_HEADS]))

    # ---- a page and a run

    def _of_page(self) -> Features:
        """What is measured of the whole page."""
        count = max(len(self.runs), 1)
        return {
            "runs": len(self.runs),
            "headings": len(self.groups),
            "order lost": self._lost,
            "headings over text": self._heads_over(),
            "runs that break off": sum(self._open) / count,
            "lines of a run": sum(len(run.lines) for run in self.runs) / count,
        }

    def _heads_over(self) -> float:
        """The share of headings right below which a paragraph begins."""
        over = 0
        for number in range(len(self.groups)):
            place = self.place["group", number]
            after = next((n for what, n in self._order[place + 1 : place + 3] if what == "run"), -1)
            over += after >= 0 and (self.runs[after].opens > 0.5 or begins_story(self.runs[after]))
        return over / len(self.groups) if self.groups else 0.0

    def _of_run(self, at: int) -> Features:
        """What is measured of a run and of the text above it."""
        run, place = self.runs[at], self.place["run", at]
        heading, opening = measure_phrasing(run.first)
        found = {
            "letters": min(len(run.text), _LONG),
            "lines": len(run.lines),
            "letters of first line": len(run.first),
            "first line like a heading": heading,
            "first line like an opening": opening,
            "starts": run.starts,
            "opens": run.opens,
            "story begins": begins_story(run),
            "lead": grammar.has_lead(run.first),
            "first sign": self.ends.first[at],
            "above": self.part(place - 1),
            "above that": self.part(place - 2),
            "place": at / len(self.runs),
            "number": min(at, 30),
            "best reading on": self.ends.best[at],
            "best heading": self.words.best_heads[at][0],
        }
        above = self.runs[at - 1] if at else None
        return found | {
            "text above reads on": self.ends.reads_on[at - 1, at] if above else ABSENT,
            "text above open": self._open[at - 1] if above else ABSENT,
            "text above closed": is_closed(above.last) if above else ABSENT,
            "text above short": above.short if above else ABSENT,
            "text above more kin": self.words.kin_margin(at - 1, at) if above else ABSENT,
            "text above of other measure": abs(above.measure - run.measure) if above else ABSENT,
        }

    def _of_end(self, at: int) -> Features:
        """What is measured of a run that another may go on from."""
        run = self.runs[at]
        return {
            "last sign": self.ends.last[at],
            "finished above": not self._open[at],
            "closed above": is_closed(run.last),
            "short above": run.short,
            "letters above": min(len(run.text), _LONG),
            "lines above": len(run.lines),
            "story ends": bool(JUMP_TO.search(run.last)),
            "credit ends": bool(CREDIT_END.search(run.last)),
            "below the run above": self.part(self.place["run", at] + 1),
        }

    def part(self, place: int) -> float:
        """What stands at a place of the page: the number of its kind."""
        return float(_PARTS.index(self._order[place][0])) if 0 <= place < len(self._order) else -1.0

    # ---- two runs

    def _of_runs(self, before: int, at: int, kind: str) -> Features:
        a, b = self.runs[before], self.runs[at]
        around, more_around = self.ends.around(before, at)
        found = self._ends_of[before] | {
            "distance": max(-_FAR, min(at - before, _FAR)),
            "gain": self.ends.gain[before, at],
            "goes on": float(self._goes_on[before, at]),
            "reads on": self.ends.reads_on[before, at],
            "more than other runs above": self.ends.more_than_above(before, at),
            "more than other runs below": self.ends.more_than_below(before, at),
            "neighbours read on": around,
            "more than at other distances": more_around,
            "measures differ": min(abs(a.measure - b.measure), _FAR),
            "shared words": float(self.words.kinship[before, at]),
            "more kin than others": self.words.kin_margin(before, at),
            "open between": min(sum(self._open[min(before, at) + 1 : max(before, at)]), 8),
        }
        if kind == "next":
            between = {what for what, _ in self._between(before, at)}
            found |= {f"{role} between": role in between for role in _BETWEEN}
        return found

    def _between(self, before: int, at: int) -> list[tuple[str, int]]:
        return self._order[self.place["run", before] + 1 : self.place["run", at]]

    # ---- a heading and a run

    def _kind_of(self, group: int, at: int) -> str:
        head, run = self.place["group", group], self.place["run", at]
        if head < run:
            inside = {what for what, _ in self._order[head + 1 : run]}
            return "before" if "run" in inside else "over, more between" if "group" in inside else "over"
        inside = {what for what, _ in self._order[run + 1 : head]}
        return "after" if "run" in inside else "under, more between" if "group" in inside else "under"

    def _of_group(self, group: int, at: int) -> Features:
        heading = self.groups[group]
        head, run = self.place["group", group], self.place["run", at]
        more_than_runs, more_than_heads = self.words.fit_margins(group, at)
        between = self._order[min(head, run) + 1 : max(head, run)]
        return {
            "distance": max(-_FAR, min(run - head, _FAR)),
            "words of heading": float(self.words.fits[group, at]),
            "more than other runs": more_than_runs,
            "more than other headings": more_than_heads,
            "lines of heading": len(heading.lines),
            "letters of heading": len(heading.text),
            "words like a heading": measure_phrasing(heading.text)[0],
            "shift": group / len(self.groups) - at / len(self.runs),
            "runs between": min(sum(what == "run" for what, _ in between), _FAR),
            "above heading": self.part(head - 1),
            "below heading": self.part(head + 1),
            "place of heading": head / len(self._order),
        }


def _kind(name: str) -> float:
    return float(KINDS.index(name))
