"""The words that tell one article from the others: term frequency by inverse document frequency."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

_KINDS = frozenset(("n", "nz", "ns", "nt", "vn", "l", "j", "i"))
_MOST = 6


def countable(words: Sequence[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    """The nouns of a text, two characters or more, with their counts, sorted."""
    counts = Counter(word for word, tag in words if len(word) >= 2 and tag in _KINDS)
    return tuple(sorted(counts.items()))


def choose_keywords(counts: Sequence[Sequence[tuple[str, int]]]) -> list[tuple[str, ...]]:
    """For each article (its words with counts) the words that mark it out in the archive, best first."""
    frequency = Counter(word for article in counts for word, _ in article)
    total = len(counts)
    chosen = []
    for article in counts:
        weighed = [(-n * math.log((total + 1) / (frequency[w] + 0.5)), w) for w, n in article if n >= 2]
        chosen.append(tuple(w for score, w in sorted(weighed)[:_MOST] if score < 0))
    return chosen
