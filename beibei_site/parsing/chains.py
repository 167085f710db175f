"""Which run of text goes on where, and which heading is whose: one assignment for the whole page.

Every run gets exactly one thing that comes before it: another run, a heading group, or nothing; every run and
every group comes before one run at most. The assignment with the greatest sum of log-probabilities is exact
(linear sum assignment, Jonker and Volgenant 1987, through scipy).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np

from beibei_site.parsing.assignment import assign
from beibei_site.parsing.trees import Trees, score_rows

Link = tuple[str, int]  # what comes before a run: "run", "group" or "none", and its number
Candidate = tuple[Link, str, float]  # with how the two stand to each other, and the log-odds

_NEVER = 1e4
_NONE: Link = ("none", -1)
_HEADED = 1.5  # what a heading gains by having a text


Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A link that was not chosen: what could have come before a run, and how probable that is."""

    run: int
    before: Link
    probability: float


@dataclass(frozen=True, slots=True)
class Chain:
    """A story as a chain: its heading group (-1: none), its runs in reading order, how probable each link is,
    how the heading stands to the first run, the second best choice for its weakest link, and the run of
    another story that is most likely to belong to this one."""

    group: int
    runs: tuple[int, ...]
    links: tuple[float, ...]
    kind: str
    second: Doubt | None = None
    claim: Doubt | None = None


def score_links(
    trees: Trees, options: Sequence[Sequence[tuple[Link, str, Features]]]
) -> list[list[Candidate]]:
    """What may come before each run, with the log-odds that the trees give its features."""
    scores = iter(score_rows(trees, [row for found in options for *_, row in found])[:, 0])
    return [[(link, kind, float(next(scores))) for link, kind, _ in found] for found in options]


def plan_chains(candidates: Sequence[Iterable[Candidate]], groups: int) -> list[Chain]:
    """The chains of a page with that many heading `groups`, in the order of their first runs; `candidates`
    holds what may come before each run."""
    options = [_probabilities(list(found)) for found in candidates]
    chosen = _assign(options, groups)
    after = {link[1]: at for at, link in enumerate(chosen) if link[0] == "run"}
    found = []
    for at, link in enumerate(chosen):
        if link[0] == "run":
            continue
        runs = [at]
        while runs[-1] in after:
            runs.append(after[runs[-1]])
        links = tuple(options[run][chosen[run]][0] for run in runs)
        weakest = runs[links.index(min(links))]
        doubts = (Doubt(weakest, other, odds) for other, (odds, _) in options[weakest].items())
        found.append(
            Chain(
                link[1],
                tuple(runs),
                links,
                options[at][link][1],
                _likeliest(doubt for doubt in doubts if doubt.before != chosen[weakest]),
                _likeliest(_claims({link, *(("run", run) for run in runs)} - {_NONE}, runs, options)),
            )
        )
    return found


def _likeliest(doubts: Iterable[Doubt]) -> Doubt | None:
    return max(doubts, key=lambda doubt: doubt.probability, default=None)


def _claims(own: set[Link], runs: Sequence[int], options: Sequence[Options]) -> Iterator[Doubt]:
    """The links from a story's heading and runs to the runs of other stories."""
    for at in sorted(set(range(len(options))).difference(runs)):
        for link in sorted(own & options[at].keys()):
            yield Doubt(at, link, options[at][link][0])


Options = dict[Link, tuple[float, str]]  # what may come before a run: its probability, and how the two stand


def _probabilities(found: Sequence[Candidate]) -> Options:
    most = max(score for _, _, score in found)
    whole = sum(exp(score - most) for _, _, score in found)
    return {link: (max(exp(score - most) / whole, 1e-9), kind) for link, kind, score in found}


def _assign(options: Sequence[Options], groups: int) -> list[Link]:
    count = len(options)
    cost = np.full((count, 2 * count + groups), _NEVER)
    for at, found in enumerate(options):
        for (what, number), (probability, _) in found.items():
            column = number if what == "run" else count + number if what == "group" else count + groups + at
            cost[at, column] = -log(probability) - _HEADED * (what == "group")
    columns = assign(cost)
    chosen: list[Link] = [
        ("run", int(c)) if c < count else ("group", int(c) - count) if c < count + groups else ("none", -1)
        for c in columns
    ]
    return _without_rings(chosen)


def _without_rings(chosen: list[Link]) -> list[Link]:
    """`chosen` with every ring of runs opened at the run that stands first."""
    opened = list(chosen)
    for at in range(len(chosen)):
        seen = {at}
        link = opened[at]
        while link[0] == "run" and link[1] not in seen:
            seen.add(link[1])
            link = opened[link[1]]
        if link == ("run", at):
            opened[at] = ("none", -1)
    return opened
