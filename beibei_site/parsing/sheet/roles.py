"""What each line of a sheet is: the most probable roles down every chain of lines (Viterbi 1967)."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log

import numpy as np

from beibei_site.parsing.sheet.features import measure_lines
from beibei_site.parsing.sheet.layout import Layout
from beibei_site.parsing.sheet.pieces import chains
from beibei_site.parsing.sheet.weights import ROLES, Weights, score_roles
from beibei_site.parsing.viterbi import most_probable

_LEAST = -12.0  # a role is never less probable than this, as a logarithm
_SHARE = 0.6  # of the weight of neighbours: they are measured in the features of a line already


def find_roles(layout: Layout, weights: Weights) -> tuple[list[str], list[float]]:
    """The role of each line, and how probable it is by the line's own features."""
    own = np.array([_logarithms(score_roles(features, weights)) for features in measure_lines(layout)])
    after = _SHARE * np.array(weights.after)
    roles = [0] * len(own)
    for chain in chains(layout):
        for at, role in zip(chain, most_probable(own[list(chain)], after), strict=True):
            roles[at] = role
    return [ROLES[role] for role in roles], [exp(own[at, role]) for at, role in enumerate(roles)]


def _logarithms(scores: Sequence[float]) -> list[float]:
    """Log-odds as logarithms of probabilities."""
    most = max(scores)
    whole = most + log(sum(exp(score - most) for score in scores))
    return [max(score - whole, _LEAST) for score in scores]
