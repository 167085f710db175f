"""Which run of text goes on where, and which heading is whose: one assignment for the whole page.

Every run gets exactly one thing that comes before it: another run, a heading group, or nothing; every run and
every group comes before one run at most. The assignment with the greatest sum of log-probabilities is exact
(linear sum assignment, Jonker and Volgenant 1987, through scipy).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

import numpy as np
from numpy.typing import NDArray

from beibei_site.parsing.assignment import assign
from beibei_site.parsing.trees import Trees, score_rows

Link = tuple[str, int]  # what comes before a run: "run", "group" or "none", and its number
Candidate = tuple[Link, str, float]  # with how the two stand to each other, and the log-odds

_NEVER = 1e4
_NONE: Link = ("none", -1)
_HEADED = 1.5  # what a heading gains by having a text


_WORTH_A_TRY, _TRIES = 0.08, 16  # the least probability of another link; links tried at a time

Features = Mapping[str, float]
Options = dict[Link, tuple[float, str]]  # what may come before a run: its probability, and how the two stand
Costs = NDArray[np.float64]
_Runs = list[tuple[float, int]]  # minus how probable each is, and its number
_Takers = Mapping[Link, _Runs]


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


def plan_chains(options: Sequence[Options], groups: int) -> list[Chain]:
    """The chains of a page with that many heading `groups`, in the order of their first runs."""
    return _join(_choose(_costs(options, groups), groups), options, _takers(options))


def improve_chains(
    chains: Sequence[Chain],
    options: Sequence[Options],
    groups: int,
    confidence: Callable[[Chain], float],
    least: float,
) -> list[Chain]:
    """`chains`, of which one link at a time is exchanged if more stories are then likely to be right: if the
    sum of confidences grows by more than `least`.

    A link is as probable as the two ends of text make it; the `confidence` in a story knows the whole of it.
    Each round forces every link that is worth a try, solves the assignment anew around it, and keeps the plan
    with the greatest sum of confidences (hill climbing).
    """
    known = cache(confidence)
    costs, best = _costs(options, groups), list(chains)
    worth = sum(map(known, best))
    while True:
        tried = _others(best, options, costs, groups)
        plans = [(sum(map(known, plan)), forced, plan) for forced, plan in tried]
        if not plans:
            return best
        gained, forced, plan = max(plans, key=lambda one: one[0])
        if gained <= worth + least:
            return best
        worth, costs, best = gained, forced, plan


def other_chains(chains: Sequence[Chain], options: Sequence[Options], groups: int) -> list[list[Chain]]:
    """The plans that are first tried in place of `chains`, each with another link."""
    return [plan for _, plan in _others(chains, options, _costs(options, groups), groups)]


def _others(
    chains: Sequence[Chain], options: Sequence[Options], costs: Costs, groups: int
) -> Iterator[tuple[Costs, list[Chain]]]:
    """The plans around every link that is worth a try, with the costs that force it."""
    takers = _takers(options)
    for run, link in _second_thoughts(chains, options):
        forced = _forced(costs, run, link, groups)
        chosen = _choose(forced, groups)
        if all(before in found for before, found in zip(chosen, options, strict=True)):
            yield forced, _join(chosen, options, takers)


def _second_thoughts(chains: Sequence[Chain], options: Sequence[Options]) -> list[tuple[int, Link]]:
    """The most probable links that are not chosen, with their runs."""
    chosen = {
        (run, link)
        for chain in chains
        for run, link in zip(
            chain.runs, (_start(chain), *(("run", before) for before in chain.runs)), strict=False
        )
    }
    others = [
        (-odds, run, link)
        for run, found in enumerate(options)
        for link, (odds, _) in found.items()
        if odds > _WORTH_A_TRY and (run, link) not in chosen
    ]
    return [(run, link) for _, run, link in sorted(others)[:_TRIES]]


def _start(chain: Chain) -> Link:
    return ("group", chain.group) if chain.group >= 0 else _NONE


def _join(chosen: Sequence[Link], options: Sequence[Options], takers: _Takers) -> list[Chain]:
    """The chains that these links make, one a run."""
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
        own = [("run", run) for run in runs] + ([link] if link != _NONE else [])
        second = _second(weakest, chosen[weakest], options[weakest])
        found.append(
            Chain(link[1], tuple(runs), links, options[at][link][1], second, _claim(own, runs, takers))
        )
    return found


def _second(run: int, chosen: Link, options: Options) -> Doubt | None:
    """What else is most likely to come before a run."""
    others = (Doubt(run, link, odds) for link, (odds, _) in options.items() if link != chosen)
    return max(others, key=lambda doubt: doubt.probability, default=None)


def _takers(options: Sequence[Options]) -> _Takers:
    """The runs that may come after each run or heading, the most probable first."""
    found: defaultdict[Link, _Runs] = defaultdict(list)
    for at, before in enumerate(options):
        for link, (odds, _) in before.items():
            found[link].append((-odds, at))
    for runs in found.values():
        runs.sort()
    return found


def _claim(own: Iterable[Link], runs: Collection[int], takers: _Takers) -> Doubt | None:
    """The most probable link from a story's heading or runs (`own`) to a run of another story."""
    first = ((link, next((one for one in takers.get(link, ()) if one[1] not in runs), None)) for link in own)
    claims = ((*one, link) for link, one in first if one)
    odds, at, link = min(claims, default=(0.0, -1, _NONE))
    return Doubt(at, link, -odds) if at >= 0 else None


def weigh(candidates: Sequence[Iterable[Candidate]]) -> list[Options]:
    """What may come before each run with its probability, from log-odds."""
    return [_probabilities(list(found)) for found in candidates]


def _probabilities(found: Sequence[Candidate]) -> Options:
    most = max(score for _, _, score in found)
    whole = sum(exp(score - most) for _, _, score in found)
    return {link: (max(exp(score - most) / whole, 1e-9), kind) for link, kind, score in found}


def _costs(options: Sequence[Options], groups: int) -> Costs:
    """What each link of each run costs; a column is what comes before it: a run, a group, or nothing."""
    count = len(options)
    costs = np.full((count, 2 * count + groups), _NEVER)
    for at, found in enumerate(options):
        for link, (probability, _) in found.items():
            costs[at, _column(link, at, count, groups)] = -log(probability) - _HEADED * (link[0] == "group")
    return costs


def _column(link: Link, at: int, count: int, groups: int) -> int:
    what, number = link
    return number if what == "run" else count + number if what == "group" else count + groups + at


def _forced(costs: Costs, run: int, link: Link, groups: int) -> Costs:
    """Costs by which only one link may come before a run."""
    own, column = costs.copy(), _column(link, run, len(costs), groups)
    own[run] = _NEVER
    own[run, column] = costs[run, column]
    return own


def _choose(costs: Costs, groups: int) -> list[Link]:
    count = len(costs)
    chosen: list[Link] = [
        ("run", int(c)) if c < count else ("group", int(c) - count) if c < count + groups else _NONE
        for c in assign(costs)
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
            opened[at] = _NONE
    return opened
