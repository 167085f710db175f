"""How well articles fit a query; `static/search/rank.mjs` is its twin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log
from typing import TypeAlias

HEADING_AT = 2**20  # positions from here on are the heading's
_NEARNESS = 100  # what two words side by side add
_NEAR = 20  # characters between them, where they add half of it
_HEADING = 3  # what a word in the heading adds

Positions: TypeAlias = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Fit:
    """How an article fits: its score, and where it holds what was sought."""

    score: float
    positions: Sequence[int] = ()


Fits: TypeAlias = dict[int, Fit]  # by the article's number


def _weigh(positions: Sequence[int], found: int, articles: int) -> float:
    in_heading = bool(positions) and positions[-1] >= HEADING_AT
    often = 1 + 0.3 * log(1 + len(positions)) + _HEADING * in_heading
    return (log(1 + articles / (found + 1)) + 0.1) * often


def score_lists(lists: Positions, articles: int) -> Fits:
    """The articles that hold a string, scored; `articles` is the number of all."""
    return {n: Fit(_weigh(places, len(lists), articles), places) for n, places in lists.items()}


def gap_between(some: Sequence[int], others: Sequence[int]) -> float:
    """Between the nearest of two sorted lists of positions."""
    least, i, j = inf, 0, 0
    while i < len(some) and j < len(others):
        least = min(least, abs(some[i] - others[j]))
        if some[i] < others[j]:
            i += 1
        else:
            j += 1
    return least


def _merge(fits: Sequence[Fit]) -> Fit:
    lists = [fit.positions for fit in fits if fit.positions]
    near = sum(_NEARNESS / (1 + gap_between(*pair) / _NEAR) for pair in pairwise(lists))
    return Fit(sum(fit.score for fit in fits) + near, lists[0] if lists else ())


def find_by_all(wanted: Sequence[Fits], unwanted: Sequence[Fits], every: Iterable[int]) -> Fits:
    """The articles that all of `wanted` find (`every` one, if there is none) and none of `unwanted`."""
    rarest = sorted(wanted, key=len)
    return {
        number: _merge([fits[number] for fits in rarest])
        for number in (rarest[0] if rarest else every)
        if all(number in fits for fits in rarest) and not any(number in fits for fits in unwanted)
    }


def find_by_any(clauses: Iterable[Fits]) -> Fits:
    """The articles that one of the clauses finds, each as the clause does that finds it best."""
    found: Fits = {}
    for number, fit in (item for fits in clauses for item in fits.items()):
        if number not in found or found[number].score < fit.score:
            found[number] = fit
    return found


def by_score(fits: Fits, ids: Sequence[str]) -> list[int]:
    """The articles, best first; of equal ones the one first whose id is."""
    return sorted(fits, key=lambda number: (-fits[number].score, ids[number]))
