"""What may come before a run of text, and the names of what is measured of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.parsing.bare.evidence.ends import Ids
from beibei_site.parsing.bare.evidence.positions import OF_PLACE, OF_PLACES
from beibei_site.parsing.chains import Candidate, Link
from beibei_site.parsing.trees import Columns

KINDS = (
    "none", "next", "later", "back",
    "over", "over, more between", "under", "under, more between", "before", "after",
)  # fmt: skip
PARTS = ("run", "group", "byline", "caption", "crosshead", "crosshead+", "quote", "jump", "furniture")
BETWEEN = ("group", *PARTS[2:])
OF_PAGES = (
    "runs", "headings", "order lost", "headings over text", "runs that break off", "lines of a run",
)  # fmt: skip
OF_RUN = (
    "letters", "lines", "letters of first line", "first line like a heading", "first line like an opening",
    "starts", "opens", "story begins", "lead", "first sign", "above", "above that", "place", "number",
    "best reading on", "best heading", "text above reads on", "text above open", "text above closed",
    "text above short", "text above more kin", "text above of other measure",
)  # fmt: skip
OF_END = (  # of the run above
    "last sign", "finished above", "closed above", "short above", "letters above", "lines above",
    "story ends", "credit ends", "below the run above",
)  # fmt: skip
OF_HEADING = (
    "lines of heading", "letters of heading", "words like a heading", "above heading", "below heading",
    "place of heading",
)  # fmt: skip
OF_PAIR = (  # two runs, or a heading and a run
    "distance", "gain", "goes on", "reads on", "more than other runs above", "more than other runs below",
    "measures differ", "neighbours read on", "more than at other distances", "shared words",
    "more kin than others", "open between", *(f"{role} between" for role in BETWEEN),
    "words of heading", "more than other runs", "more than other headings", "shift", "runs between",
)  # fmt: skip
FEATURES = tuple(sorted(("kind", *OF_PAGES, *OF_RUN, *OF_END, *OF_HEADING, *OF_PAIR)))  # of every candidate
PLACES = tuple(sorted(("kind", *OF_PLACE, *OF_PLACES)))  # of every candidate, where lines have a place


@dataclass(frozen=True, slots=True)
class Candidates:
    """What may come before the runs of a page. For each candidate, those of a run side by side: the number of
    the run (`of`), what may come before it, how the two stand to each other, and in `columns` what is
    measured of it (FEATURES)."""

    count: int  # runs
    of: Ids
    links: Sequence[Link]
    kinds: Sequence[str]
    columns: Columns

    def of_runs(self, scores: Iterator[float]) -> list[list[Candidate]]:
        """The candidates of each run, with the next of these scores."""
        found: list[list[Candidate]] = [[] for _ in range(self.count)]
        for at, link, kind in zip(self.of.tolist(), self.links, self.kinds, strict=True):
            found[at].append((link, kind, next(scores)))
        return found
