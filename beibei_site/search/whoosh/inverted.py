"""The postings of many articles at once: sorted by numpy instead of one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Inverted:
    """The terms of a field in order; where in `articles` and `counts` the postings of each begin, and the end
    of the last; which articles hold it, and how often."""

    terms: Sequence[str]
    starts: Sequence[int]
    articles: NDArray[np.int64]
    counts: NDArray[np.int64]

    def __iter__(self) -> Iterator[tuple[str, Sequence[int], Sequence[int]]]:
        """Each term with its articles and counts."""
        for nth, term in enumerate(self.terms):
            part = slice(self.starts[nth], self.starts[nth + 1])
            yield term, self.articles[part].tolist(), self.counts[part].tolist()


def invert(lists: Sequence[Sequence[str]]) -> Inverted:
    """`lists`: the terms of each article, in any order, as often as they occur.

    >>> list(invert([["合作", "大会"], [], ["大会", "大会"]]))
    [('合作', [0], [1]), ('大会', [0, 2], [1, 2])]
    """
    terms = sorted(set(chain.from_iterable(lists)))
    numbers = {term: number for number, term in enumerate(terms)}
    lengths = [len(one) for one in lists]
    held = np.fromiter(map(numbers.__getitem__, chain.from_iterable(lists)), np.int64, sum(lengths))
    keys = held * len(lists) + np.repeat(np.arange(len(lists)), lengths)
    keys.sort()
    firsts = np.flatnonzero(np.diff(keys, prepend=-1))
    counts = np.diff(firsts, append=len(keys))
    held, articles = np.divmod(keys[firsts], max(1, len(lists)))
    starts = np.flatnonzero(np.diff(held, prepend=-1, append=len(terms)))
    return Inverted(terms, starts.tolist(), articles, counts)
