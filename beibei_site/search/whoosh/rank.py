"""How well articles fit a query: by how much what is found of it says, beyond what chance would give.

Every part of a score is the logarithm of how unlikely it is by chance, so the parts add up and need no
weights (for rare words: Sparck Jones 1972). To stand in the title is worth as much as to be repeated twenty
times. How long an article is does not count: the browser would have to load the lengths of all.
`static/search/rank.mjs` is the twin; `tests/search/ranks.json` has the cases for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, log
from typing import TypeAlias

HEADING_AT = 2**32  # positions from here on are the heading's
_TEXT, _HEADING = 500, 25  # characters of an ordinary news item

Positions: TypeAlias = Mapping[int, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Fit:
    """How an article fits: its score, and where it holds what was sought."""

    score: float
    positions: Sequence[int] = ()


Fits: TypeAlias = dict[int, Fit]  # by the article's number


def _weigh(positions: Sequence[int], found: int, articles: int) -> float:
    """How rare the string is, how often it stands here, and whether in the heading."""
    in_heading = bool(positions) and positions[-1] >= HEADING_AT
    often = len(positions) or 1
    return log((articles + 1) / (found + 0.5)) + log(often) + (log(_TEXT / _HEADING) if in_heading else 0)


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


def _nearness(some: Sequence[int], others: Sequence[int]) -> float:
    """Two places strewn over a text are as near to each other as these with a probability of about
    2 * gap / length."""
    return log(1 + _TEXT / (2 * max(1, gap_between(some, others))))


def _merge(fits: Sequence[Fit]) -> Fit:
    lists = [fit.positions for fit in fits if fit.positions]
    near = sum(_nearness(*pair) for pair in pairwise(lists))
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
    """The articles, best first; of equal ones the one whose id is first. Logarithms differ in their last bits
    from one machine to the next."""
    return sorted(fits, key=lambda number: (-round(fits[number].score, 9), ids[number]))
