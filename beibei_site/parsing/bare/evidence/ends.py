"""How well the end of one run of text and the beginning of another read on, beside other runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from beibei_site.parsing.bare.evidence.words import best_other, best_two
from beibei_site.parsing.bare.runs import Run
from beibei_site.parsing.bare.weights import Array
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.seams import Seams
from beibei_site.parsing.text.wording import JUMP_FROM, MARK

_LEAD = re.compile(r"^[〔【（(\[]?(?:本报|记者|新华社|中新|中央社|据|综合|[一-龥]{2,6}[讯电])")
_LEAST = 0.02  # no paragraph begins with less probability, nor with more than what is left
_FIRST = ("，。、；：！？”’）》」』%", "“‘（《「『【〔(")  # signs that close and open
_LAST = ("。！？!?…", "，、；,;", "：:", "”’）》」』)")  # that end a sentence, part it, announce, close
_LETTER = 9.0
_FARTHEST, _AROUND, _FADES = 12, 12, 5.0  # runs
_NEVER = -6.0

Ids = NDArray[np.intp]


def begins_story(run: Run) -> bool:
    """Whether a run begins as stories do: with a lead, a mark or a jump line."""
    return any(found(run.first) for found in (grammar.has_lead, _LEAD.match, MARK.match, JUMP_FROM.match))


class Ends:
    """The ends of the runs of a page. For a run (column) and each that may come before it (`before`, row):
    `gain`, how well the letters read on from one to the other, and `reads_on`, the same with how probable it
    is that a paragraph begins where a sentence has ended, and only there; both logarithms, NaN for other
    runs."""

    def __init__(self, runs: Sequence[Run], before: Sequence[Iterable[int]], seams: Seams) -> None:
        count = len(runs)
        self.first = [_kind(run.first[0], _FIRST) for run in runs]
        self.last = [_kind(run.last[-1], _LAST) for run in runs]
        pairs = np.array([(other, at) for at, others in enumerate(before) for other in others], int)
        above, below = pairs.reshape(-1, 2).T
        self.gain: Array = np.full((count, count), np.nan)
        self.gain[above, below] = seams.gains(above, below)
        finished = np.array([grammar.is_finished(run.last) for run in runs], bool)[:, None]
        opens = [min(max(run.opens, _LEAST), 1 - _LEAST) for run in runs]
        begins, goes_on = np.array([[log(odds), log(1 - odds)] for odds in opens]).reshape(-1, 2).T
        self.reads_on: Array = self.gain + np.where(finished, begins, goes_on)
        best = best_two(self.reads_on)
        self.best = best[0]
        # how much better a run reads on from one run than from any other
        self.more_than_above: Array = self.reads_on - best_other(best, self.reads_on)
        # how much better a run reads on than any other does from the same run
        self.more_than_below: Array = self.reads_on - best_other(best_two(self.reads_on.T), self.reads_on.T).T
        self._around = self._neighbours(count)
        least = np.full((2, count), _NEVER)
        self._best_around: Array = np.sort(np.concatenate([least, self._around[1:]]), axis=0)[:-3:-1]

    def around(self, before: Ids, at: Ids) -> tuple[Array, Array]:
        """How well the runs around read on at the same distance, and how much better than at any other (0:
        too far): where lines of several columns alternate, the distance is the number of columns."""
        distance = at - before
        near = (distance > 0) & (distance < len(self._around))
        own = self._around[np.where(near, distance, 0), at]
        more = own - best_other(self._best_around[:, at], own)
        return np.where(near, own, 0.0), np.where(near, more, 0.0)

    def _neighbours(self, count: int) -> Array:
        """For each distance and run, the mean of `reads_on` at that distance among the runs around it."""
        farthest = min(_FARTHEST, count - 1)
        found = np.full((farthest + 1, count), _NEVER)
        weights = np.exp(-np.abs(np.arange(-_AROUND, _AROUND + 1)) / _FADES)
        weights[_AROUND] = 0.0
        for distance in range(1, farthest + 1):
            values = np.concatenate([np.full(distance, np.nan), self.reads_on.diagonal(distance)])
            known = ~np.isnan(values)
            sums, whole = (
                np.convolve(v, weights)[_AROUND : _AROUND + count]
                for v in (np.where(known, values, 0.0), known.astype(float))
            )
            found[distance] = np.where(whole > 0, sums / np.maximum(whole, 1e-9), _NEVER)
        return found


def _kind(sign: str, kinds: Sequence[str]) -> float:
    """The number of the kind that a sign is of; a letter is of none."""
    found = (float(at) for at, signs in enumerate(kinds) if sign in signs)
    return next(found, _LETTER)
