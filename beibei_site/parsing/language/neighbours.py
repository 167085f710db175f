"""How probable letters are after each other: a trigram model with the smoothing of Witten and Bell (1991).

`neighbours.npz` holds it, counted by `benchmarks/reading/count_letters.py` in news, a month of a daily
newspaper and reviews.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

STEP = -0.0625  # of the logarithm of a probability
DIGITS = "0123456789０１２３４５６７８９"  # all counted as one letter

Floats = NDArray[np.float64]
Ids = NDArray[np.int64]
Steps = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The model. Letters are numbered as in `letters`, from 1; 0 is one it does not know. All values are
    natural logarithms in steps of STEP: of the probability of a letter alone, after another, after two
    others; and of what is left for letters not seen after one (`left`) or two (`pair_left`) letters."""

    numbers: dict[str, int]
    alone: Steps
    left: Steps
    pairs: Ids  # sorted: first * letters + second
    after_one: Steps
    pair_left: Steps
    triples: Ids  # sorted: (first * letters + second) * letters + third
    after_two: Steps

    def ends(self, texts: Sequence[str]) -> Ids:
        """The numbers of the last two letters of each text, a row each (0 for one that is missing)."""
        return self._numbered(f"\0{text}"[-2:] for text in texts)

    def starts(self, texts: Sequence[str]) -> Ids:
        """The numbers of the first two letters of each text, a row each (0 for one that is missing)."""
        return self._numbered(f"{text}\0"[:2] for text in texts)

    def gains(self, ends: Ids, starts: Ids) -> Floats:
        """How much more probable each two letters of `starts` are after those of the same row of `ends` than
        by themselves."""
        second, last, first, following = ends[:, 0], ends[:, 1], starts[:, 0], starts[:, 1]
        found = self._after_two(second, last, first) - self.alone[first]
        more = self._after_two(last, first, following) - self._after_one(first, following)
        return STEP * (found + np.where(following > 0, more, 0)).astype(np.float64)

    def information(self, pairs: Iterable[str]) -> Floats:
        """How rare each pair of letters is in running text: minus the logarithm of its probability."""
        numbers = self._numbered(pairs)
        first, second = numbers[:, 0], numbers[:, 1]
        return -STEP * (self.alone[first] + self._after_one(first, second)).astype(np.float64)

    def _numbered(self, pairs: Iterable[str]) -> Ids:
        known = self.numbers.get
        return np.array([[known(pair[0], 0), known(pair[1], 0)] for pair in pairs], np.int64).reshape(-1, 2)

    def _after_one(self, first: Ids, second: Ids) -> Ids:
        at, known = _look_up(self.pairs, first * len(self.alone) + second)
        return np.where(known, self.after_one[at], self.left[first].astype(np.int64) + self.alone[second])

    def _after_two(self, first: Ids, second: Ids, third: Ids) -> Ids:
        pair = first * len(self.alone) + second
        at, known = _look_up(self.triples, pair * len(self.alone) + third)
        context, seen = _look_up(self.pairs, pair)
        less = np.where(seen, self.pair_left[context], 0) + self._after_one(second, third)
        return np.where(known, self.after_two[at], less)


def _look_up(keys: Ids, wanted: Ids) -> tuple[Ids, NDArray[np.bool_]]:
    """Where each wanted key stands, and whether it is there at all."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted


@cache
def neighbours() -> Neighbours:
    """The model that comes with the program."""
    with np.load(Path(__file__).with_suffix(".npz")) as file:
        letters = str(file["letters"])
        numbers = {letter: at + 1 for at, letter in enumerate(letters)}
        size = len(letters) + 1
        pairs = np.repeat(np.arange(size), file["kinds"]) * size + file["after"]
        return Neighbours(
            numbers=numbers | dict.fromkeys(DIGITS, numbers["0"]),
            alone=file["alone"],
            left=file["left"],
            pairs=pairs,
            after_one=file["after_one"],
            pair_left=file["pair_left"],
            triples=np.repeat(pairs, file["pair_kinds"]) * size + file["after_pair"],
            after_two=file["after_two"],
        )
