"""What each line does: the most probable sequence of roles down the page (Viterbi 1967), in a linear-chain
conditional random field (Lafferty, McCallum and Pereira 2001)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from beibei_site.parsing.bare.weights import ROLES, Array, Weights
from beibei_site.parsing.viterbi import most_probable


def find_roles(features: Sequence[Sequence[str]], kind: str, weights: Weights) -> tuple[list[str], Array]:
    """The role of each line, and for each line how probable every role is (forward and backward sums)."""
    if not features:
        return [], np.zeros((0, len(ROLES)))
    own = np.array([weights.score(names, kind) for names in features])
    after = weights.after[kind]
    return [ROLES[at] for at in most_probable(own, after)], _marginals(own, after)


def _marginals(own: Array, after: Array) -> Array:
    """The probability of every role of every line."""
    count = len(own)
    step = np.exp(after)
    most = own.max(1, keepdims=True)
    odds = np.exp(own - most)
    forth, back = np.empty_like(own), np.empty_like(own)
    forth[0] = odds[0] / odds[0].sum()
    for at in range(1, count):
        value = (forth[at - 1] @ step) * odds[at]
        forth[at] = value / value.sum()
    back[-1] = 1.0
    for at in range(count - 2, -1, -1):
        value = step @ (odds[at + 1] * back[at + 1])
        back[at] = value / value.sum()
    whole = forth * back
    found: Array = whole / whole.sum(1, keepdims=True)
    return found
