"""Whether confidence separates right articles from wrong ones: AUC, calibration error, a diagram in text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.metrics import roc_auc_score

_BINS = 10


def auc(sure: Sequence[float], right: Sequence[bool]) -> float:
    """The chance that a right article has more confidence than a wrong one; NaN if all are right or wrong."""
    return float(roc_auc_score(right, sure)) if len(set(right)) == 2 else float("nan")


def _bins(sure: Sequence[float], right: Sequence[bool]) -> Iterator[tuple[int, int, float, float]]:
    """Index, size, mean confidence and share of right articles for each non-empty tenth."""
    values, truth = np.array(sure), np.array(right)
    place = np.minimum((values * _BINS).astype(int), _BINS - 1)
    for number in range(_BINS):
        here = place == number
        if here.any():
            yield number, int(here.sum()), float(values[here].mean()), float(truth[here].mean())


def calibration_error(sure: Sequence[float], right: Sequence[bool]) -> float:
    """The expected calibration error over ten bins of equal width (Guo and others 2017)."""
    return sum(size * abs(mean - share) for _, size, mean, share in _bins(sure, right)) / len(sure)


def diagram(sure: Sequence[float], right: Sequence[bool]) -> str:
    """A line for each tenth of confidence: `#` up to the share that is right, `|` at the mean confidence."""
    lines = []
    for number, size, mean, share in _bins(sure, right):
        bar = list(("#" * round(40 * share)).ljust(41))
        bar[round(40 * mean)] = "|"
        lines.append(
            f"{number / _BINS:.1f}-{(number + 1) / _BINS:.1f}  {''.join(bar)}  {share:.2f} of {size}"
        )
    return "\n".join(lines)
