"""What is measured of a story, from which its confidence is made: its links and roles, how its heading reads
and fits, how its texts go on, what stands around it, and what is left over on the page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from math import log

from beibei_site.parsing.bare.candidates import KINDS
from beibei_site.parsing.bare.evidence.ends import begins_story
from beibei_site.parsing.bare.lines import BareLine
from beibei_site.parsing.bare.links import BarePage
from beibei_site.parsing.bare.weights import HEADING, ROLES, TEXT, Array
from beibei_site.parsing.certainty import Measures, measure_chain
from beibei_site.parsing.chains import Chain
from beibei_site.parsing.language.phrasing import measure_phrasing
from beibei_site.parsing.text.grammar import is_closed
from beibei_site.parsing.trees import ABSENT

_LEAST_ROLES = -20.0  # as the sum of logarithms of probabilities
_HEADING = [at for at, role in enumerate(ROLES) if role in HEADING]
_TEXT = [at for at, role in enumerate(ROLES) if role in TEXT]
_START = ROLES.index("start")
_BESIDE = ("byline", "caption", "quote", "jump")  # roles of lines beside the text
_FAR, _LONG = 40, 3000  # parts of the page, letters: more make no difference


class StoryMeasures:
    """Measures the stories of a page whose lines have these `roles`; `odds` holds how probable every role of
    each line is."""

    def __init__(self, page: BarePage, lines: Sequence[BareLine], roles: Sequence[str], odds: Array) -> None:
        self._page, self._lines, self._roles = page, lines, roles
        self.sure = [float(odds[at, ROLES.index(role)]) for at, role in enumerate(roles)]
        self._headings = odds[:, _HEADING].sum(1).tolist()
        self._texts = odds[:, _TEXT].sum(1).tolist()
        self._starts = odds[:, _START].tolist()
        self._of_page = page.of_page | {
            "mixed on page": sum(role == "mixed" for role in roles) / max(len(roles), 1),
            "marked": any(line.level for line in lines),
        }

    def of_story(self, chain: Chain, lines: Sequence[int], free: Collection[int]) -> Measures:
        """What is measured of a chain that has these `lines`, if the headings `free` have no text."""
        found = self._of_page | measure_chain(chain, self.sure, lines, _LEAST_ROLES)
        found["second"] = chain.second.probability if chain.second else 0.0
        found |= self._of_roles(lines)
        found |= self._of_text(chain.runs)
        found |= self._of_seams(chain.runs)
        found |= dict(self._of_headings(chain.runs[0], free))
        found |= self._of_edges(chain)
        return found | (self._of_heading(chain) if chain.group >= 0 else {})

    def _of_roles(self, lines: Sequence[int]) -> Measures:
        own = [self._roles[at] for at in lines]
        return {f"{role}s": own.count(role) for role in (*_BESIDE, "crosshead", "paragraph", "mixed")}

    def _of_text(self, numbers: Sequence[int]) -> Measures:
        """What the texts of a story say by themselves."""
        runs = [self._page.runs[n] for n in numbers]
        text = [at for run in runs for at in run.lines]
        inside = [at for run in runs for at in run.lines[1:]]
        heading, opening = measure_phrasing(runs[0].first)
        return {
            "lines": log(len(text)),
            "letters": min(sum(len(run.text) for run in runs), _LONG),
            "letters of first line": len(runs[0].first),
            "first line like a heading": heading,
            "first line like an opening": opening,
            "story begins": begins_story(runs[0]),
            "stories begin inside": sum(map(begins_story, runs[1:])),
            "opens": runs[0].opens,
            "finished": is_closed(runs[-1].last),
            "short": runs[-1].short,
            "likeliest heading": max(self._headings[at] for at in text),
            "likeliest start": max((self._starts[at] for at in inside), default=0.0),
            "above": self._page.part(self._page.place["run", numbers[0]] - 1),
            "below": self._page.part(self._page.place["run", numbers[-1]] + 1),
        }

    def _of_edges(self, chain: Chain) -> Measures:
        """What the lines right above and below a story could be of it."""
        runs, lines = self._page.runs, self._lines
        over, first = runs[chain.runs[0]].lines[0] - 1, runs[chain.runs[0]].lines[0]
        top = self._page.groups[chain.group].lines[0] if chain.group >= 0 else first
        below = runs[chain.runs[-1]].lines[-1] + 1
        return {
            "heading over text": self._headings[over] if over >= 0 else ABSENT,
            "heading over story": self._headings[top - 1] if top else ABSENT,
            "line over story like a heading": measure_phrasing(lines[top - 1].folded)[0] if top else ABSENT,
            "text below": self._texts[below] if below < len(lines) else ABSENT,
            "heading below": self._headings[below] if below < len(lines) else ABSENT,
            "blanks over story": lines[top].blanks,
            "blanks over text": lines[first].blanks,
            "blanks below": lines[below].blanks if below < len(lines) else ABSENT,
            "indent of first line": lines[first].indent,
            "measure": runs[chain.runs[0]].measure,
        }

    def _of_seams(self, numbers: Sequence[int]) -> Measures:
        """What the texts of a story say where one goes on from another."""
        pairs = list(pairwise(numbers))
        closed = sum(is_closed(self._page.runs[n].last) for n in numbers[:-1])
        return {
            "closed inside": closed,
            "open inside": len(pairs) - closed,
            "back": sum(after < before for before, after in pairs),
            "far": sum(abs(after - before) > 1 for before, after in pairs),
            "least kin": min((float(self._page.words.kinship[pair]) for pair in pairs), default=ABSENT),
            "worst reading on": min(
                (float(self._page.ends.reads_on[pair]) for pair in pairs), default=ABSENT
            ),
        }

    def _of_headings(self, run: int, free: Collection[int]) -> Iterator[tuple[str, float]]:
        """What the headings without a text leave to be asked of a story that begins with `run`."""
        yield "free headings", len(free)
        yield "letters of free headings", sum(len(self._page.groups[n].text) for n in free)
        yield "best free heading", max((float(self._page.words.fits[n, run]) for n in free), default=ABSENT)
        yield "nearest free heading", min((abs(self._distance(n, run)) for n in free), default=_FAR)

    def _distance(self, group: int, run: int) -> int:
        """How many parts of the page a heading stands over a text."""
        place = self._page.place
        return max(-_FAR, min(place["run", run] - place["group", group], _FAR))

    def _of_heading(self, chain: Chain) -> Measures:
        group, run = self._page.groups[chain.group], chain.runs[0]
        main = [at for at in group.lines if self._roles[at].startswith("headline")]
        texts = [self._lines[at].folded for at in main or group.lines[:1]]
        phrasing = [measure_phrasing(text)[0] for text in texts]
        place, words = self._page.place["group", chain.group], self._page.words
        return {
            "kind": KINDS.index(chain.kind),
            "distance": self._distance(chain.group, run),
            "lines of heading": len(group.lines),
            "letters of heading": len(group.text),
            "lines of headline": len(main),
            "letters of headline": sum(map(len, texts)),
            "level of headline": max(self._lines[at].level for at in main or group.lines),
            "width of headline": max(self._lines[at].width for at in main or group.lines),
            "headline like a heading": measure_phrasing("".join(texts))[0],
            "best line of headline": max(phrasing),
            "worst line of headline": min(phrasing),
            "kickers": sum(self._roles[at] == "kicker" for at in group.lines),
            "decks": sum(self._roles[at] == "deck" for at in group.lines),
            "weakest role of heading": log(max(min(self.sure[at] for at in group.lines), 1e-4)),
            "words of heading": float(words.fits[chain.group, run]),
            "more than other texts": float(words.margins_of_runs[chain.group, run]),
            "more than other headings": float(words.margins_of_heads[chain.group, run]),
            "above heading": self._page.part(place - 1),
            "below heading": self._page.part(place + 1),
        }
