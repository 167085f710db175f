"""How well the end of one run of text and the beginning of another read on, beside other runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import log

import numpy as np

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

Pair = tuple[int, int]


def begins_story(run: Run) -> bool:
    """Whether a run begins as stories do: with a lead, a mark or a jump line."""
    return any(found(run.first) for found in (grammar.has_lead, _LEAD.match, MARK.match, JUMP_FROM.match))


class Ends:
    """The ends of the runs of a page. For a run and each that may come before it (`before`): `gain`, how well
    the letters read on from one to the other, and `reads_on`, the same with
    how probable it is that a paragraph begins where a sentence has ended, and only there; both logarithms."""

    def __init__(self, runs: Sequence[Run], before: Sequence[Iterable[int]], seams: Seams) -> None:
        self.first = [_kind(run.first[0], _FIRST) for run in runs]
        self.last = [_kind(run.last[-1], _LAST) for run in runs]
        finished = [grammar.is_finished(run.last) for run in runs]
        self.gain: dict[Pair, float] = {}
        self.reads_on: dict[Pair, float] = {}
        pairs = [(other, at) for at, others in enumerate(before) for other in others]
        gains = seams.gains(*np.array(pairs, int).reshape(-1, 2).T)
        for (other, at), gain in zip(pairs, gains.tolist(), strict=True):
            opens = min(max(runs[at].opens, _LEAST), 1 - _LEAST)
            self.gain[other, at] = gain
            self.reads_on[other, at] = gain + log(opens if finished[other] else 1 - opens)
        self._above = [best_two(self.reads_on[n, at] for n in before[at]) for at in range(len(runs))]
        below: list[list[float]] = [[] for _ in runs]
        for (other, _), value in self.reads_on.items():
            below[other].append(value)
        self._below = [best_two(values) for values in below]
        self.best = [best for best, _ in self._above]
        self._around = self._neighbours(len(runs))
        self._best_around = [
            sorted((_NEVER, _NEVER, *column))[:-3:-1] for column in self._around[1:].T.tolist()
        ]

    def more_than_above(self, before: int, at: int) -> float:
        """How much better a run reads on from one run than from any other."""
        own = self.reads_on[before, at]
        return own - best_other(self._above[at], own)

    def more_than_below(self, before: int, at: int) -> float:
        """How much better a run reads on than any other does from the same run."""
        own = self.reads_on[before, at]
        return own - best_other(self._below[before], own)

    def around(self, before: int, at: int) -> tuple[float, float]:
        """How well the runs around read on at the same distance, and how much better than at any other: where
        lines of several columns alternate, the distance is the number of columns."""
        distance = at - before
        if not 0 < distance < len(self._around):
            return 0.0, 0.0
        own = float(self._around[distance, at])
        return own, own - best_other(self._best_around[at], own)

    def _neighbours(self, count: int) -> Array:
        """For each distance and run, the mean of `reads_on` at that distance among the runs around it."""
        farthest = min(_FARTHEST, count - 1)
        found = np.full((farthest + 1, count), _NEVER)
        weights = np.exp(-np.abs(np.arange(-_AROUND, _AROUND + 1)) / _FADES)
        weights[_AROUND] = 0.0
        for distance in range(1, farthest + 1):
            pairs = [self.reads_on.get((at - distance, at)) for at in range(count)]
            known = np.array([pair is not None for pair in pairs], float)
            values = np.array([pair or 0.0 for pair in pairs])
            sums, whole = (np.convolve(v, weights)[_AROUND : _AROUND + count] for v in (values, known))
            found[distance] = np.where(whole > 0, sums / np.maximum(whole, 1e-9), _NEVER)
        return found


def _kind(sign: str, kinds: Sequence[str]) -> float:
    """The number of the kind that a sign is of; a letter is of none."""
    found = (float(at) for at, signs in enumerate(kinds) if sign in signs)
    return next(found, _LETTER)
