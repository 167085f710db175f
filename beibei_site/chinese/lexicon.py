"""A dictionary's file as arrays: `word frequency part-of-speech` in each line, sorted by first characters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Units = NDArray[np.uint32]  # of UTF-16, as JavaScript counts


class Lexicon:
    """The words of a dictionary. No word is read before it is asked for; `total`: the sum of all
    frequencies."""

    def __init__(self, text: str) -> None:
        self._data = (text.rstrip("\n") + "\n").encode("utf-16-le")
        units = np.frombuffer(self._data, "<u2").astype(np.uint32)
        spaces, breaks = np.flatnonzero(units == ord(" ")), np.flatnonzero(units == ord("\n"))
        self._units = units
        self._starts = np.concatenate([[0], breaks[:-1] + 1])
        self._ends = spaces[::2]  # of the words
        self._counts = _numbers(units, self._ends + 1, spaces[1::2])
        self.total = int(self._counts.sum())
        self._lines: defaultdict[int, list[slice]] = defaultdict(list)
        first = units[self._starts]
        runs = [0, *(np.flatnonzero(np.diff(first)) + 1).tolist()]
        places = [*self._starts[runs].tolist(), len(units)]
        for unit, start, end in zip(first[runs].tolist(), places, places[1:], strict=False):
            self._lines[unit].append(slice(2 * start, 2 * end))

    @property
    def first(self) -> str:
        """Characters with which all words begin, one for each first unit."""
        return "".join(_decode(self._data[lines[0]])[0] for lines in self._lines.values())

    def words(self, first: str) -> list[str]:
        """Of the words whose first unit is that of the character `first` in turn: each, its frequency, its
        part of speech."""
        unit = int.from_bytes(first.encode("utf-16-le", "surrogatepass")[:2], "little")
        return "".join(_decode(self._data[lines]) for lines in self._lines.get(unit, ())).split()

    def among(self, pairs: bytes, singles: str) -> Iterator[tuple[str, int]]:
        """Every word with a frequency whose pairs of units are all among `pairs` (sorted integers of four
        bytes: the first unit in the upper half) or which is a single unit among `singles`."""
        known, alone = np.frombuffer(pairs, "<u4"), np.array(sorted(map(ord, singles)), np.uint32)
        lengths = self._ends - self._starts
        inner = np.repeat(self._starts, lengths - 1)
        inner += np.arange(len(inner)) - np.repeat(np.cumsum(lengths - 1) - (lengths - 1), lengths - 1)
        unknown = ~_is_among(self._units[inner] << 16 | self._units[inner + 1], known)
        is_known = (lengths > 1) | _is_among(self._units[self._starts], alone)
        is_known[np.repeat(np.arange(len(lengths)), lengths - 1)[unknown]] = False
        found = np.flatnonzero(is_known & (self._counts > 0))
        starts, sizes = self._starts[found], lengths[found] + 1  # with the space behind the word
        units = np.repeat(starts - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
        words = _decode(self._units[units].astype("<u2").tobytes()).split(" ")
        return zip(words, self._counts[found].tolist(), strict=False)


def _decode(data: bytes) -> str:
    return data.decode("utf-16-le")


def _numbers(units: Units, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers whose digits stand from `starts` to `ends`."""
    found = np.zeros(len(starts), np.int64)
    for place in range(int((ends - starts).max(initial=0))):
        at = ends - 1 - place
        found += np.where(at >= starts, (units[at].astype(np.int64) - ord("0")) * 10**place, 0)
    return found


def _is_among(values: Units, known: Units) -> NDArray[np.bool_]:
    """For each of `values` whether it is one of the sorted `known`."""
    if not len(known):
        return np.zeros(len(values), np.bool_)
    found: NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, values), len(known) - 1)] == values
    return found
