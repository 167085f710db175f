"""The most probable sequences of roles down a chain of lines (Viterbi 1967)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """Other roles for some lines from line `first` on, as in the best sequence in which one of them has its
    role; how much `less` probable than the best of all that is, as a difference of scores."""

    less: float
    first: int
    roles: tuple[int, ...]


def most_probable(own: Scores, after: Scores) -> list[int]:
    """The roles, one a line, with the greatest sum of scores; of equal ones the first role wins.

    `own[line, role]` is what a line says of its role, `after[role, next role]` what two neighbours say.
    """
    scores, came = _passes(own, after)
    return _follow(came, int(scores[-1].argmax()))[::-1]


def next_best(own: Scores, after: Scores, within: float, alike: Sequence[int]) -> list[Change]:
    """What sequences of roles are less probable than the best by `within` at most, as changes of it, the most
    probable first: for each line and role, the best sequence in which the line has that role (max-marginals).
    Roles with the same number in `alike` count as one."""
    best = most_probable(own, after)
    down, came = _passes(own, after)
    up, goes = _passes(own[::-1], after.T)
    whole = down + up[::-1] - own
    most = whole[0].max()
    found: dict[tuple[int, tuple[int, ...]], float] = {}
    for at, role in zip(*map(np.ndarray.tolist, np.nonzero(whole > most - within)), strict=True):
        if alike[role] != alike[best[at]]:
            before = _follow(came[:at], role)[::-1]
            path = before + _follow(goes[: len(own) - 1 - at], role)[1:]
            differ = [n for n, (one, other) in enumerate(zip(path, best, strict=True)) if one != other]
            key = differ[0], tuple(path[differ[0] : differ[-1] + 1])
            found[key] = min(float(most - whole[at, role]), found.get(key, within))
    return sorted(Change(less, *key) for key, less in found.items())


def _passes(own: Scores, after: Scores) -> tuple[Scores, list[NDArray[np.intp]]]:
    """For each line and role, the score of the best sequence down to it; for each line but the first and each
    role, the role above."""
    scores, came = [own[0]], []
    for line in own[1:]:
        ways = scores[-1][:, None] + after
        came.append(ways.argmax(0))
        scores.append(ways.max(0) + line)
    return np.array(scores), came


def _follow(came: Sequence[NDArray[np.intp]], role: int) -> list[int]:
    """The roles from a line with this one back to the first."""
    found = [role]
    for back in reversed(came):
        found.append(int(back[found[-1]]))
    return found
