"""How well the end of one line and the beginning of another read on: by the words at the seam.

A line of type ends where the measure does, so that about half of all seams lie inside a word. Three things
tell: how much more probable the letters are if words may cross the seam (a unigram model: jieba's
dictionary), how often letters follow each other so in a newspaper (`neighbours`), and, if no word crosses,
whether a letter is left over at its edge that seldom is a word.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from beibei_site.chinese.segmenter import dictionary
from beibei_site.parsing.text.latin import SIGN
from beibei_site.parsing.text.neighbours import Floats, neighbours

_MOST = 8.0  # no gain counts for more
_REACH = 4  # letters on each side
_OF_NEIGHBOURS, _OF_WORDS = 0.70, 0.39  # fitted on 9,000 seams of articles that were not counted
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


def gains_of(above: Sequence[str], below: Sequence[str]) -> Floats:
    """For each text and the one that may go on from it how well the two read on: the logarithm of the odds
    that they belong together, by dictionary and neighbours (0: one of them ends in Latin letters there)."""
    if not above:
        return np.zeros(0)
    words = np.array([gain_of(a, b) for a, b in zip(above, below, strict=True)])
    latin = [bool(SIGN.search(a[-1:] + b[:1])) for a, b in zip(above, below, strict=True)]
    known = neighbours()
    found: Floats = _OF_NEIGHBOURS * known.gains(known.ends(above), known.starts(below)) + _OF_WORDS * words
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
