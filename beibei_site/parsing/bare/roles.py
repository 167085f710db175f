"""What each line does: networks read the page downwards and upwards, and the most probable sequence of roles
is taken (BiGRU-CRF: Huang, Xu and Yu 2015; Lafferty, McCallum and Pereira 2001; Viterbi 1967)."""

from __future__ import annotations

import numpy as np

from beibei_site.chinese.recurrent import Batch, Floats, read_both_ways
from beibei_site.parsing.bare.features import Described
from beibei_site.parsing.bare.weights import ROLES, TEXT, Array, RoleNetwork
from beibei_site.parsing.viterbi import most_probable, next_best

_WITHIN, _MOST = (
    2.0,
    8,
)  # changes of roles that are tried: how much less probable (natural logarithm), how many
_ALIKE = [-1 if role in TEXT else at for at, role in enumerate(ROLES)]


Change = tuple[int, tuple[str, ...]]  # a line, and other roles from it on


def find_roles(lines: Described, network: RoleNetwork) -> tuple[list[str], Array, list[Change]]:
    """The role of each line; how probable every role of each is (forward and backward sums); and what other
    roles some lines may have, the most probable first, where those of text count as one."""
    if not lines.names:
        return [], np.zeros((0, len(ROLES))), []
    own = score_lines(lines, network)
    best = [ROLES[at] for at in most_probable(own, network.after)]
    others = next_best(own, network.after, _WITHIN, _ALIKE)[:_MOST]
    changes = [(other.first, tuple(ROLES[at] for at in other.roles)) for other in others]
    return best, _marginals(own, network.after), changes


def score_lines(lines: Described, network: RoleNetwork) -> Array:
    """The log-odds of every role of each line, but for what those beside it do."""
    numbers = network.numbers
    of_features = [
        network.features[[numbers[name] for name in names if name in numbers]].sum(0) for names in lines.names
    ]
    given: Floats = np.tanh(np.array(of_features) + lines.vectors @ network.vectors + network.bias)
    states = read_both_ways(network.layer, given, Batch.of(np.array([len(given)])))
    scores = np.concatenate([states, given], 1) @ network.out + network.out_bias
    return scores.astype(np.float64).round(3)  # further digits depend on the processor


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
