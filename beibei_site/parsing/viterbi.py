"""The most probable sequence of roles down a chain of lines (Viterbi 1967)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]


def most_probable(own: Scores, after: Scores) -> list[int]:
    """The roles, one a line, with the greatest sum of scores; of equal ones the first role wins.

    `own[line, role]` is what a line says of its role, `after[role, next role]` what two neighbours say.
    """
    score = own[0]
    came = []
    for line in own[1:]:
        ways = score[:, None] + after
        back = ways.argmax(0)
        came.append(back)
        score = ways[back, np.arange(len(back))] + line
    found = [int(score.argmax())]
    for back in reversed(came):
        found.append(int(back[found[-1]]))
    return found[::-1]
