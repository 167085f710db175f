"""The linear assignment: each row gets a column of its own, so that their sum is least, or greatest.

scipy takes a third of a second to load, and most builds read no page anew.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def assign(values: ArrayLike, *, maximize: bool = False) -> list[int]:
    """The column of each row of `values`, of which no column has two (Jonker and Volgenant 1987).

    >>> assign([[4.0, 1.0, 3.0], [2.0, 0.0, 5.0]])
    [1, 0]
    """
    from scipy.optimize import linear_sum_assignment

    _, columns = linear_sum_assignment(np.asarray(values), maximize=maximize)
    return [int(column) for column in columns]
