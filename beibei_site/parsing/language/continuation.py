"""How probable it is that one text goes on with another: two small recurrent networks.

One reads the letters above a seam, the other those below it, backwards, both towards the seam (gated
recurrent units, Cho et al. 2014). The product of what they end with is the logarithm of how much more
probable the text below is after the one above than by itself (contrastive predictive coding, van den Oord et
al. 2018). Unlike `neighbours`, which knows three letters, they see what a text is about.

`continuation.npz` holds the networks, learned by `benchmarks/reading/learn_continuation.py` from news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from beibei_site.chinese.recurrent import Floats, next_state
from beibei_site.parsing.language.neighbours import DIGITS

REACH = 32  # letters on each side of a seam
_NONE, _UNKNOWN = 0, 1  # numbers of no letter and of one that is not known

_NO_BIAS = np.zeros(1, np.float32)

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Network:
    """A gated recurrent unit: the weights of a letter and of the state before it, each for update, reset and
    new state side by side; and those of what its last state becomes."""

    letter: Floats  # a letter's vector × 3 states
    bias: Floats  # 3 states
    state: Floats  # states × 3 states
    out: Floats  # states × outputs

    def read(self, vectors: Floats, texts: Numbers) -> Floats:
        """What the network ends with after each text, a row each; a text is a row of numbers of vectors,
        preceded by 0 where it is shorter than others."""
        size = len(self.state)
        gates, candidate = self.state[:, : 2 * size], self.state[:, 2 * size :]
        letters = vectors @ self.letter + self.bias
        state = np.zeros((len(texts), size), np.float32)
        for column in texts.T:
            rows = np.flatnonzero(column)
            state[rows] = next_state(state[rows], letters[column[rows]], gates, candidate, _NO_BIAS)
        found: Floats = state @ self.out
        return found


@dataclass(frozen=True, slots=True)
class Continuation:
    """The networks, and a vector for each letter. Letters are numbered as in `numbers`; 0 is none, 1 is one
    that they do not know."""

    numbers: dict[str, int]
    vectors: Floats
    above: Network
    below: Network

    def ends(self, texts: Sequence[str]) -> Floats:
        """What each text ends with, as a vector."""
        return self._read(self.above, [text[-REACH:] for text in texts])

    def starts(self, texts: Sequence[str]) -> Floats:
        """What each text begins with, as a vector."""
        return self._read(self.below, [text[:REACH][::-1] for text in texts])

    def _read(self, network: Network, texts: Sequence[str]) -> Floats:
        found = np.zeros((len(texts), max(map(len, texts), default=0)), int)
        own = {_NONE: 0}  # the letters of these texts, which are far fewer than all
        for row, text in zip(found, texts, strict=True):
            known = (self.numbers.get(letter, _UNKNOWN) for letter in _small(text))
            row[len(row) - len(text) :] = [own.setdefault(number, len(own)) for number in known]
        return network.read(self.vectors[list(own)], found)


def _small(text: str) -> str:
    """`text` in lower case, a letter for each: the lower case of İ is two."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(letter.lower()[0] for letter in text)


@cache
def continuation() -> Continuation:
    """The networks that come with the program."""
    with np.load(Path(__file__).with_suffix(".npz")) as file:
        numbers = {letter: at + _UNKNOWN + 1 for at, letter in enumerate(str(file["letters"]))}
        held = {name: file[name].astype(np.float32) for name in file.files if name != "letters"}
    above, below = (
        Network(*(held[f"{side}_{part}"] for part in ("letter", "bias", "state", "out")))
        for side in ("above", "below")
    )
    return Continuation(numbers | dict.fromkeys(DIGITS, numbers["0"]), held["vectors"], above, below)
