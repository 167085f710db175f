"""What each line of a sheet is: the most probable roles down every chain of lines (Viterbi 1967)."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

from beibei_site.parsing.sheet.features import measure_lines
from beibei_site.parsing.sheet.layout import Layout
from beibei_site.parsing.sheet.pieces import chains
from beibei_site.parsing.sheet.weights import ROLES, Weights, score_roles

_LEAST = -12.0  # a role is never less probable than this, as a logarithm
_SHARE = 0.6  # of the weight of neighbours: they are measured in the features of a line already


def find_roles(layout: Layout, weights: Weights) -> tuple[list[str], list[float]]:
    """The role of each line, and how probable it is by the line's own features."""
    own = [_logarithms(score_roles(features, weights)) for features in measure_lines(layout)]
    roles = [0] * len(own)
    for chain in chains(layout):
        for at, role in zip(chain, _best(chain, own, weights.after), strict=True):
            roles[at] = role
    return [ROLES[role] for role in roles], [exp(own[at][role]) for at, role in enumerate(roles)]


def _logarithms(scores: Sequence[float]) -> list[float]:
    """Log-odds as logarithms of probabilities."""
    most = max(scores)
    whole = most + log(sum(exp(score - most) for score in scores))
    return [max(score - whole, _LEAST) for score in scores]


def _best(
    chain: Sequence[int], own: Sequence[Sequence[float]], after: Sequence[Sequence[float]]
) -> list[int]:
    scores = list(own[chain[0]])
    came: list[list[int]] = []
    every = range(len(ROLES))
    for at in chain[1:]:
        ways = [max((scores[role] + _SHARE * after[role][to], -role) for role in every) for to in every]
        scores = [best + own[at][to] for to, (best, _) in enumerate(ways)]
        came.append([-role for _, role in ways])
    found = [max(every, key=scores.__getitem__)]
    for before in reversed(came):
        found.append(before[found[-1]])
    return found[::-1]
