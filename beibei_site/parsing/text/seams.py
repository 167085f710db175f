"""How well the end of one line and the beginning of another read on: by the words at the seam.

A line of type ends where the measure does, so that about half of all seams lie inside a word. Four things
tell: how much more probable the letters are if words may cross the seam (a unigram model: jieba's
dictionary), how often letters follow each other so in news (`neighbours`), whether the texts are about the
same (`continuation`), and, if no word crosses, whether a letter is left over at its edge that seldom is a
word.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from beibei_site.chinese.segmenter import dictionary
from beibei_site.parsing.language.continuation import continuation
from beibei_site.parsing.language.neighbours import Floats, Ids, neighbours
from beibei_site.parsing.text.latin import SIGN

_MOST = 8.0  # no gain counts for more
_REACH = 4  # letters on each side
# Fitted on 9,000 seams of articles that were neither counted nor learned from, and as many drawn at random.
_OF_NEIGHBOURS, _OF_WORDS, _OF_NETWORKS, _OFFSET = 0.39, 0.37, 0.71, -0.40
_GAINS = ((6.0, "6"), (3.0, "3"), (0.5, "1"))  # least gain in the logarithm of probability, and its name
_RARE, _COMMON = 3_000, 20_000  # times in jieba's dictionary that a letter is a word by itself


@lru_cache(maxsize=65536)
def describe_seam(above: str, below: str) -> str:
    """What the seam is between a line that ends like `above` and one that begins like `below`: `crossed` by a
    word, with how much is gained, or what its two edges are."""
    if SIGN.search(above + below):
        return "crossed 3" if above.endswith(("-", "\u2010")) else "word word"  # no line ends inside a word
    tail, head = _tail(above), _head(below)
    crossed = next((name for least, name in _GAINS if _gain(tail, head) > least), "")
    return (
        f"crossed {crossed}" if crossed else f"{_edge(_segment(tail)[1][-1:])} {_edge(_segment(head)[1][:1])}"
    )


@lru_cache(maxsize=65536)
def _gain(tail: str, head: str) -> float:
    return _segment(tail + head)[0] - _segment(tail)[0] - _segment(head)[0]


class Seams:
    """The ends and beginnings of texts, any two of which may meet."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._letters, networks = neighbours(), continuation()
        self._last, self._first = self._letters.ends(texts), self._letters.starts(texts)
        self._ends, self._starts = networks.ends(texts), networks.starts(texts)
        self._ends_latin = np.array([bool(SIGN.search(text[-1:])) for text in texts], bool)
        self._starts_latin = np.array([bool(SIGN.search(text[:1])) for text in texts], bool)

    def some(self, numbers: Sequence[int]) -> Seams:
        """Those of the texts with these numbers alone."""
        found, own = copy(self), np.array(numbers, int)
        found._texts = [self._texts[at] for at in numbers]
        found._last, found._first = self._last[own], self._first[own]
        found._ends, found._starts = self._ends[own], self._starts[own]
        found._ends_latin, found._starts_latin = self._ends_latin[own], self._starts_latin[own]
        return found

    def vectors(self) -> NDArray[np.float32]:
        """What the networks see at the end and at the beginning of each text, a row each."""
        return np.concatenate([self._ends, self._starts], 1)

    def go_on(self) -> Floats:
        """How well every text goes on from every other, by the networks alone: a row for each text above (0:
        Latin letters at the seam)."""
        products = self._ends @ self._starts.T
        latin = self._ends_latin[:, None] | self._starts_latin
        return np.where(latin, 0.0, np.round(products.astype(np.float64), 2))

    def gains(self, upper: Ids, lower: Ids, words: bool = True) -> Floats:
        """How well the texts with the numbers `lower` read on from those with the numbers `upper`: the
        logarithm of the odds that they belong together, by neighbours, networks and, if wanted, the `words`
        of the dictionary (0: Latin letters at the seam)."""
        found = _OF_NEIGHBOURS * self._letters.gains(self._last[upper], self._first[lower])
        products = np.einsum("ij,ij->i", self._ends[upper], self._starts[lower])
        found += _OF_NETWORKS * np.round(products.astype(np.float64), 2) + _OFFSET
        if words:
            pairs = zip(upper.tolist(), lower.tolist(), strict=True)
            found += _OF_WORDS * np.array([gain_of(self._texts[a], self._texts[b]) for a, b in pairs])
        latin = self._ends_latin[upper] | self._starts_latin[lower]
        return np.where(latin, 0.0, found)


def gain_of(above: str, below: str) -> float:
    """How much more probable the letters are if a word may cross the seam (a logarithm; 0: no letters)."""
    tail, head = _tail(above), _head(below)
    if not tail or not head or SIGN.search(tail + head):
        return 0.0
    return max(-_MOST, min(_gain(tail, head), _MOST))


def _head(text: str) -> str:
    found = ""
    for sign in text[:_REACH]:
        if not sign.isalnum():
            break
        found += sign
    return found


def _tail(text: str) -> str:
    return _head(text[: -_REACH - 1 : -1])[::-1]


def _edge(words: list[str]) -> str:
    """What the word at an edge is: several letters, one that is often or seldom a word, or none."""
    if not words:
        return "none"
    word = words[0]
    if len(word) > 1:
        return "word"
    count = dictionary().frequency_of(word)
    return "rare" if count < _RARE else "common" if count > _COMMON else "single"


@lru_cache(maxsize=65536)
def _segment(text: str) -> tuple[float, list[str]]:
    """The most probable segmentation of `text`, with the logarithm of its probability."""
    score, ends = dictionary().best_way(text)
    words, at = [], 0
    while at < len(text):
        words.append(text[at : ends[at]])
        at = ends[at]
    return score[0], words
