"""What is measured of a story, from which its confidence is made: its links and roles, how sure its headline
is, how its texts stand to each other and go on, and what stands around it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from math import log

from beibei_site.parsing.certainty import Measures, measure_chain
from beibei_site.parsing.chains import Chain
from beibei_site.parsing.language.phrasing import measure_phrasing
from beibei_site.parsing.sheet.heads import Headline, lines_of_group
from beibei_site.parsing.sheet.layout import FAR
from beibei_site.parsing.sheet.links import KINDS, SheetPage
from beibei_site.parsing.sheet.runs import Run, begins_story
from beibei_site.parsing.text import grammar
from beibei_site.parsing.trees import ABSENT

_LEAST_ROLES = -10.0  # as the sum of logarithms of probabilities
_LONG = 3000  # letters: more make no difference
_WIDEST = 60.0  # in sizes of type
_BESIDE = ("byline", "caption", "quote", "jump", "crosshead")  # roles of lines beside the text


class StoryMeasures:
    """Measures the stories of a page whose lines have these `roles`; `sure` holds how probable that of each
    line is, `headlines` where the headline of each heading is, `free` the headings that have no text."""

    def __init__(
        self,
        page: SheetPage,
        roles: Sequence[str],
        sure: Sequence[float],
        headlines: Sequence[Headline],
        free: Collection[int],
    ) -> None:
        self._page, self._roles, self._headlines, self._free = page, roles, headlines, free
        self._sure = sure
        self._odds = [log(max(odds, 1e-4)) for odds in sure]
        self._of_page = {
            "texts of page": len(page.runs),
            "headings of page": len(page.groups),
            "free headings": len(free),
            "roles of page": sum(self._odds) / max(len(sure), 1),
            "texts under headings": sum(at >= 0 for at in page.ceilings) / max(len(page.runs), 1),
        }

    def of_story(self, chain: Chain, lines: Sequence[int]) -> Measures:
        """What is measured of a chain that has these `lines`."""
        runs = [self._page.runs[n] for n in chain.runs]
        found = self._of_page | measure_chain(chain, self._sure, lines, _LEAST_ROLES)
        found["second"] = chain.second.probability if chain.second else 0.0
        own = [self._roles[at] for at in lines]
        found |= {f"{role}s": own.count(role) for role in _BESIDE}
        found |= self._of_text(runs)
        found |= self._of_seams(chain)
        found |= self._of_surroundings(chain)
        return found | (self._of_heading(chain) if chain.group >= 0 else {})

    def _of_text(self, runs: Sequence[Run]) -> Measures:
        """What the texts of a story say by themselves."""
        first, last = runs[0], runs[-1]
        text = [at for run in runs for at in run.lines]
        widths = [run.box.width / self._page.size for run in runs if len(run.lines) > 1]
        heading, opening = measure_phrasing(first.first)
        return {
            "lines": log(len(text)),
            "letters": min(sum(len(run.text) for run in runs), _LONG),
            "first line like a heading": heading,
            "first line like an opening": opening,
            "opens": bool(first.indented or first.heading or grammar.has_lead(first.first)),
            "story begins": begins_story(first),
            "stories begin inside": sum(map(begins_story, runs[1:])),
            "headings inside": sum(bool(run.heading) for run in runs[1:]),
            "indents inside": sum(run.indented for run in runs[1:]),
            "finished": grammar.is_closed(last.last),
            "short": max(-1.0, min(last.short, FAR)),
            "least sure of text": min(self._odds[at] for at in text),
            "sure of first line": self._odds[text[0]],
            "sure of last line": self._odds[text[-1]],
            "frames": len({run.frame for run in runs}),
            "framed": first.frame >= 0,
            "measure": max(widths, default=ABSENT),
            "measures apart": max(widths) - min(widths) if widths else ABSENT,
        }

    def _of_seams(self, chain: Chain) -> Measures:
        """What the texts of a story say where one goes on from another."""
        page, pairs = self._page, list(pairwise(chain.runs))
        down = [at for before, at in pairs if page.are_in_column(before, at)]
        closed = sum(grammar.is_closed(page.runs[n].last) for n in chain.runs[:-1])
        ceilings = {page.ceilings[n] for n in chain.runs}
        return {
            "least kin": min((page.kinship(*pair) for pair in pairs), default=ABSENT),
            "worst reading on": min((float(page.gains[pair]) for pair in pairs), default=ABSENT),
            "down": len(down),
            "aside": len(pairs) - len(down),
            "empty inside": max((page.empty_above(page.runs[at].box) for at in down), default=ABSENT),
            "closed inside": closed,
            "open inside": len(pairs) - closed,
            "other headings over it": len(ceilings - {chain.group, -1}),
        }

    def _of_surroundings(self, chain: Chain) -> Measures:
        """What stands around a story, of which it may have missed a part."""
        page, own = self._page, set(chain.runs)
        first, last = chain.runs[0], chain.runs[-1]
        found: Measures = {
            "empty above": page.empty_above(page.runs[first].box),
            "text on the left": page.text_left(first),
        }
        beside = (("below", page.next_below(last, own)), ("on the right", page.next_right(last, own)))
        for side, (gap, at) in ((side, nearest) for side, nearest in beside if nearest):
            found[f"gap to text {side}"] = min(gap, _WIDEST)
            found[f"reads on {side}"] = float(page.gains[last, at])
            found[f"under one heading with text {side}"] = page.ceilings[at] == page.ceilings[last]
            found[f"text {side} has a heading"] = page.heading_right_over(page.runs[at].box)
        found["best free heading"] = max((page.fits[n][first] for n in self._free), default=ABSENT)
        return found

    def _of_heading(self, chain: Chain) -> Measures:
        """How the heading of a story is set and reads, and how it stands to the text."""
        page, number, first = self._page, chain.group, chain.runs[0]
        group, text, headline = page.groups[number], page.runs[first].box, self._headlines[number]
        lines = lines_of_group(group)
        phrasing = [measure_phrasing(page.layout.sheet.lines[at].text)[0] for at in lines]
        printed = "".join(page.layout.sheet.lines[at].text for at in lines[headline.first : headline.end])
        fits = page.fits[number]
        rival = max((fit for n, fit in enumerate(fits) if n not in chain.runs), default=0.0)
        return {
            "kind": KINDS.index(chain.kind),
            "margin of headline": headline.margin,
            "lines of headline": headline.end - headline.first,
            "lines of kicker": headline.first,
            "lines of deck": len(lines) - headline.end,
            "letters of headline": len(printed),
            "headline like a heading": measure_phrasing(printed)[0],
            "worst line of heading": min(phrasing),
            "weakest role of heading": min(self._odds[at] for at in lines),
            "pieces of heading": len(group.pieces),
            "letters of heading": len(group.text),
            "size of heading": group.size / page.size,
            "larger headings": sum(other.size > group.size for other in page.groups) / len(page.groups),
            "upright heading": group.vertical,
            "same frame": group.frame == page.runs[first].frame,
            "words of heading": fits[first],
            "more than other texts": fits[first] - rival,
            "words in story": max(fits[n] for n in chain.runs),
            "width of heading": group.box.width / max(text.width, 1.0),
            "width of story": page.width_of(chain.runs) / max(group.box.width, 1.0),
            "rows down": max(-_WIDEST, min((text.y0 - group.box.y1) / page.size, _WIDEST)),
            "left edge": max(-_WIDEST, min((text.x0 - group.box.x0) / page.size, _WIDEST)),
            "first below": page.first_below(group, first),
            "others under heading": sum(
                at == number and n not in chain.runs for n, at in enumerate(page.ceilings)
            ),
        }
