"""Texts folded for matching, all at once: arrays of UTF-16 units, by which JavaScript counts positions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from beibei_site.search.bigrams import fold_char, to_units

Units: TypeAlias = NDArray[np.uint16]
_CODES = 0x110000


class FoldTable:
    """What each character is folded to (see `bigrams.fold_char`), asked for once."""

    def __init__(self) -> None:
        self._rows = np.full(_CODES, -1, np.int32)  # the row of a code point in `_pieces`
        self._widths = np.zeros(0, np.int64)
        self._pieces = np.zeros((0, 1), np.uint16)

    @property
    def chars(self) -> list[str]:
        """The characters met so far, in order."""
        return [chr(code) for code in np.flatnonzero(self._rows >= 0).tolist()]

    def fold(self, texts: Sequence[str]) -> tuple[Units, NDArray[np.int64]]:
        """The units of all texts in a row, and where each text begins; at last, where they end."""
        codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4")
        self._learn(codes)
        rows = self._rows[codes]
        widths = self._widths[rows]
        ends = np.concatenate(([0], np.cumsum(widths)))
        units = np.empty(int(ends[-1]), np.uint16)
        for nth in range(self._pieces.shape[1]):
            held = np.flatnonzero(widths > nth)
            units[ends[held] + nth] = self._pieces[rows[held], nth]
        sizes = np.fromiter(map(len, texts), np.int64, len(texts))
        return units, ends[np.concatenate(([0], np.cumsum(sizes)))]

    def _learn(self, codes: NDArray[np.uint32]) -> None:
        seen = np.zeros(_CODES, bool)
        seen[codes] = True
        new = np.flatnonzero(seen & (self._rows < 0))
        pieces = [to_units(fold_char(chr(code))) for code in new.tolist()]
        widest = max(map(len, pieces), default=0)
        known, width = self._pieces.shape
        table = np.zeros((known + len(new), max(width, widest)), np.uint16)
        table[:known, :width] = self._pieces
        for row, piece in enumerate(pieces, known):
            table[row, : len(piece)] = [ord(unit) for unit in piece]
        self._rows[new] = np.arange(known, known + len(new))
        self._widths = np.concatenate((self._widths, np.fromiter(map(len, pieces), np.int64, len(pieces))))
        self._pieces = table
