"""How well heading lines fit a body: the words they share.

Words are compared as bigrams, weighted by inverse document frequency on the page (Sparck Jones 1972).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from beibei_site.domain.text import bigrams_of
from beibei_site.parsing.blocks.units import Unit

_SHARED = 5.0  # points for a line whose words are all in the body
_EXPECTED = 0.35  # the share of a line's words that any body on the page contains
_WORDS = 8  # bigrams in a line that counts in full
_OTHER_LINES = 0.5  # weight of the lines besides the best one; a kicker or a deck may use words of its own
_LEAST = -0.5  # points of such a line
_MISSING = -1.5  # points if the body lacks what the heading quotes
_LINES, _LINE_TOO_MANY = 6, -0.8
_QUOTED = re.compile('[“‘"「]([^“”‘’"「」]{2,8})[”’"」]')
pairs_of = lru_cache(maxsize=4096)(bigrams_of)


@dataclass(frozen=True, slots=True)
class Bags:
    """The bigrams of each paragraph on a page, and the weight of each bigram."""

    pairs: tuple[frozenset[str], ...]
    weights: dict[str, float]
    unseen: float

    def coverage(self, words: frozenset[str], first: int, last: int) -> float:
        """The weighted share of `words` in paragraphs `first` to `last` (exclusive)."""
        total = found = 0.0
        for word in sorted(words):
            weight = self.weights.get(word, self.unseen)
            total += weight
            if any(word in self.pairs[at] for at in range(first, last)):
                found += weight
        return found / total if total else 0.0

    def shared(self, words: frozenset[str], first: int, last: int) -> tuple[str, ...]:
        """The words of a heading that occur in those paragraphs, sorted."""
        return tuple(sorted(w for w in words if any(w in self.pairs[at] for at in range(first, last))))


def build_bags(paragraphs: Sequence[Unit], groups: Sequence[int]) -> Bags:
    """The bigrams of `paragraphs`; `groups[i]` numbers the run (between certain boundaries) of each."""
    pairs = tuple(pairs_of(p.text) for p in paragraphs)
    seen = {(group, pair) for group, bag in zip(groups, pairs, strict=True) for pair in bag}
    count = len(set(groups)) or 1
    frequency = Counter(pair for _, pair in seen)
    weights = {pair: math.log((count + 1) / (n + 0.5)) + 0.1 for pair, n in frequency.items()}
    return Bags(pairs, weights, math.log(count + 1) + 0.5)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well heading lines fit a body, in points: shared words, less quotations missing from the body."""

    score: float
    words: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


NO_FIT = Fit(0.0)


def fit_heading(lines: Sequence[Unit], bags: Bags, body: str, first: int, last: int) -> Fit:
    """The fit of heading `lines` to the paragraphs `first` to `last` (exclusive), whose text is `body`."""
    if not lines or first >= last:
        return NO_FIT
    scores = sorted((_line_fit(line, bags, first, last) for line in lines), reverse=True)
    score = scores[0] + _OTHER_LINES * sum(max(_LEAST, s) for s in scores[1:])
    quoted = {q for line in lines for q in _QUOTED.findall(line.text)}
    missing = tuple(sorted(q for q in quoted if q not in body))
    score += _MISSING * bool(missing)
    score += _LINE_TOO_MANY * max(0, len(lines) - _LINES)
    words = frozenset().union(*(pairs_of(line.text) for line in lines))
    return Fit(score, bags.shared(words, first, last), missing)


def _line_fit(line: Unit, bags: Bags, first: int, last: int) -> float:
    words = pairs_of(line.text)
    return _SHARED * (bags.coverage(words, first, last) - _EXPECTED) * min(1.0, len(words) / _WORDS)
