"""What each line of a sheet is: the most probable roles down every chain of lines (Viterbi 1967)."""

from __future__ import annotations

import numpy as np

from beibei_site.parsing.sheet.features import measure_lines
from beibei_site.parsing.sheet.layout import Layout
from beibei_site.parsing.sheet.pieces import chains
from beibei_site.parsing.sheet.weights import ROLES, Weights
from beibei_site.parsing.trees import Numbers, score_rows
from beibei_site.parsing.viterbi import most_probable

_LEAST = -12.0  # a role is never less probable than this, as a logarithm
_SHARE = 0.6  # of the weight of neighbours: they are measured in the features of a line already


def find_roles(layout: Layout, weights: Weights) -> tuple[list[str], list[float]]:
    """The role of each line, and how probable it is by the line's own features."""
    own = _logarithms(score_rows(weights.roles, measure_lines(layout)))
    after = _SHARE * np.array(weights.after)
    roles = [0] * len(own)
    for chain in chains(layout):
        for at, role in zip(chain, most_probable(own[list(chain)], after), strict=True):
            roles[at] = role
    return [ROLES[role] for role in roles], [float(np.exp(own[at, role])) for at, role in enumerate(roles)]


def _logarithms(scores: Numbers) -> Numbers:
    """Log-odds as logarithms of probabilities."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    logarithms: Numbers = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logarithms.clip(min=_LEAST)
