"""What may come before each run of text: another run, a heading or nothing, with what is measured of each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import numpy as np

from beibei_site.parsing.bare.candidates import (
    BETWEEN,
    FEATURES,
    KINDS,
    OF_END,
    OF_HEADING,
    OF_RUN,
    PARTS,
    Candidates,
)
from beibei_site.parsing.bare.evidence.ends import Ends, Ids, begins_story
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
from beibei_site.parsing.trees import ABSENT, Columns, tabulate

_NEAR = 5  # runs on each side that may always go before
_WOVEN, _COLUMNS = 0.3, 12  # share of runs that begin anew: columns alternate, so many runs above are near
_FEW = 8  # runs further away that share most words, and that go on best
_HEADS = 3  # heading groups above, below, and further away
_FAR, _LONG = 40, 600  # runs, letters: more make no difference
_MANY = 8  # runs that break off between two: more make no difference
_OPENS = 0.9  # a run that so probably begins a paragraph goes on from none further away
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
        self._runs_at = np.array([self.place["run", n] for n in range(len(self.runs))], int)
        self._above = {what: self._count(what) for what in ("run", "group")}
        self._lost = sum(run.starts for run in self.runs) / max(len(self.runs), 1)
        self._before = [self._runs_for(at) for at in range(len(self.runs))]
        self.ends = Ends(self.runs, self._before, seams)
        self.of_page = self._of_page()

    def _count(self, what: str) -> Ids:
        """How many runs or groups stand above each place of the page."""
        return np.cumsum([0, *(part == what for part, _ in self._order)])

    def candidates(self) -> Candidates:
        """All that may come before each run, with what is measured of it."""
        found = [(at, *one) for at in range(len(self.runs)) for one in self._links_for(at)]
        of, number = (
            np.array(values, int) for values in ([at for at, *_ in found], [n for _, (_, n), _ in found])
        )
        what = np.array([what for _, (what, _), _ in found], str)
        columns = {name: np.full(len(found), ABSENT) for name in FEATURES}
        columns |= {name: np.full(len(found), float(value)) for name, value in self.of_page.items()}
        columns["kind"] = np.array([float(KINDS.index(kind)) for *_, kind in found])
        own = tabulate(OF_RUN, [self._of_run(at) for at in range(len(self.runs))])
        columns |= {name: values[of] for name, values in own.items()}
        for kind, measure in (("run", self._of_runs), ("group", self._of_groups)):
            rows = np.flatnonzero(what == kind)
            for name, values in measure(number[rows], of[rows]).items():
                columns[name][rows] = values
        if self.positions:
            columns |= self._of_places([(at, link) for at, link, _ in found], self.positions)
        return Candidates(
            len(self.runs), of, [link for _, link, _ in found], [kind for *_, kind in found], columns
        )

    def _links_for(self, at: int) -> Iterator[tuple[Link, str]]:
        """What may come right before run `at`, and how the two stand to each other."""
        yield ("none", -1), "none"
        for other in self._before[at]:
            yield ("run", other), "next" if other == at - 1 else "later" if other < at else "back"
        for group in self._groups_for(at):
            yield ("group", group), self._kind_of(group, at)

    def _of_places(self, candidates: Iterable[tuple[int, Link]], where: Positions) -> Columns:
        """What is measured of where runs, and what may come before them, stood."""
        own = [where.of_run(at) for at in range(len(self.runs))]
        measures = {"run": where.of_runs, "group": where.of_group, "none": lambda *_: {}}
        rows = [own[at] | measures[what](number, at) for at, (what, number) in candidates]
        return tabulate((*OF_PLACE, *OF_PLACES), rows)

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
            "best heading": self.words.best_heads[0, at],
        }
        above = self.runs[at - 1] if at else None
        return found | {
            "text above reads on": self.ends.reads_on[at - 1, at] if above else ABSENT,
            "text above open": self._open[at - 1] if above else ABSENT,
            "text above closed": is_closed(above.last) if above else ABSENT,
            "text above short": above.short if above else ABSENT,
            "text above more kin": self.words.kin_margins[at - 1, at] if above else ABSENT,
            "text above of other measure": abs(above.measure - run.measure) if above else ABSENT,
        }

    def part(self, place: int) -> float:
        """What stands at a place of the page: the number of its kind."""
        return float(PARTS.index(self._order[place][0])) if 0 <= place < len(self._order) else -1.0

    # ---- two runs

    def _of_runs(self, above: Ids, at: Ids) -> Columns:
        """What is measured of runs (`at`), each of which may go on from another (`above`)."""
        around, more_around = self.ends.around(above, at)
        open_above = np.cumsum([0, *self._open])
        measures = np.array([run.measure for run in self.runs])
        between = tabulate(BETWEEN, [self._between(n) for n in range(len(self.runs))])
        ends = tabulate(OF_END, [self._of_end(n) for n in range(len(self.runs))])
        found = {name: values[above] for name, values in ends.items()}
        for role, values in between.items():
            found[f"{role} between"] = np.where(above == at - 1, values[at], ABSENT)
        return found | {
            "distance": np.clip(at - above, -_FAR, _FAR),
            "gain": self.ends.gain[above, at],
            "goes on": self._goes_on[above, at],
            "reads on": self.ends.reads_on[above, at],
            "more than other runs above": self.ends.more_than_above[above, at],
            "more than other runs below": self.ends.more_than_below[above, at],
            "neighbours read on": around,
            "more than at other distances": more_around,
            "measures differ": np.minimum(np.abs(measures[above] - measures[at]), _FAR),
            "shared words": self.words.kinship[above, at],
            "more kin than others": self.words.kin_margins[above, at],
            "open between": np.minimum(
                open_above[np.maximum(above, at)] - open_above[np.minimum(above, at) + 1], _MANY
            ),
        }

    def _between(self, at: int) -> Features:
        """What stands between a run and the one above it."""
        first = self.place["run", at - 1] + 1 if at else 0
        inside = {what for what, _ in self._order[first : self.place["run", at]]}
        return {role: float(role in inside) for role in BETWEEN}

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

    # ---- a heading and a run

    def _kind_of(self, group: int, at: int) -> str:
        head, run = self.place["group", group], self.place["run", at]
        first, last = min(head, run) + 1, max(head, run)
        runs, groups = (int(self._above[what][last] - self._above[what][first]) for what in ("run", "group"))
        if runs:
            return "before" if head < run else "after"
        return ("over" if head < run else "under") + (", more between" if groups else "")

    def _of_groups(self, group: Ids, at: Ids) -> Columns:
        """What is measured of runs (`at`), each of which may come after a heading (`group`)."""
        head, run = np.array(self._heads_at, int)[group], self._runs_at[at]
        between = self._above["run"][np.maximum(head, run)] - self._above["run"][np.minimum(head, run) + 1]
        own = tabulate(OF_HEADING, list(map(self._of_heading, range(len(self.groups)))))
        return {name: values[group] for name, values in own.items()} | {
            "distance": np.clip(run - head, -_FAR, _FAR),
            "words of heading": self.words.fits[group, at],
            "more than other runs": self.words.margins_of_runs[group, at],
            "more than other headings": self.words.margins_of_heads[group, at],
            "shift": group / max(len(self.groups), 1) - at / max(len(self.runs), 1),
            "runs between": np.minimum(between, _FAR),
        }

    def _of_heading(self, number: int) -> Features:
        heading, place = self.groups[number], self._heads_at[number]
        return {
            "lines of heading": len(heading.lines),
            "letters of heading": len(heading.text),
            "words like a heading": measure_phrasing(heading.text)[0],
            "above heading": self.part(place - 1),
            "below heading": self.part(place + 1),
            "place of heading": place / len(self._order),
        }
