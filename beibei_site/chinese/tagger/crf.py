"""A conditional random field: the probability of each span over all taggings of a sentence.

Uses the scaled forward-backward algorithm (Rabiner 1989); the probability of a whole span is the product
along it (Culotta and McCallum 2004, "Confidence estimation for information extraction").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Scores = NDArray[np.float32]
Key = tuple[str, int, int]  # a kind of name, and the characters from the first to one past the last

FLOOR = 0.03  # less probable spans are dropped at once
_LONGEST = 24  # characters of a span
LIMIT = 30.0  # scores are clipped to this range


@dataclass(frozen=True, slots=True)
class Crf:
    """Factors between neighbouring tags: `step[a, b]` for b after a, `start` and `stop` for the first and
    last in a sentence; `kinds` has the tags that begin and continue each kind of name."""

    start: Floats
    stop: Floats
    step: Floats
    kinds: Mapping[str, Sequence[tuple[int, int]]]

    @classmethod
    def of(cls, scores: tuple[Scores, Scores, Scores], kinds: Mapping[str, Sequence[tuple[int, int]]]) -> Crf:
        """The field with these scores (the logarithms of its factors) for start, stop and step."""
        start, stop, step = (np.exp(np.clip(s.astype(np.float64), -LIMIT, LIMIT)) for s in scores)
        return cls(start, stop, step, kinds)

    def spans(self, scores: Scores, lengths: Sequence[int]) -> list[dict[Key, float]]:
        """The spans of each sentence with their probabilities, if above `FLOOR`.

        `scores[t, s, tag]` is the network's score for a tag at character t of sentence s.
        """
        passes = _Passes.over(self, scores, np.asarray(lengths))
        found: list[dict[Key, float]] = [{} for _ in lengths]
        for kind, pairs in self.kinds.items():
            for pair in pairs:
                for sentence, start, end, p in passes.spans(self.step, *pair):
                    key = kind, start, end
                    found[sentence][key] = found[sentence].get(key, 0.0) + p
        return found


@dataclass(frozen=True, slots=True)
class _Passes:
    """A batch after both passes; every array is indexed [character, sentence, tag].

    `before`: the share of all paths to a character that end in each tag (sums to 1). `onward`: the weight of
    all paths on from a tag, scaled so that `before * onward` is the tag's probability. `own`: the network's
    factors, scaled. `future`: `own * onward`, with one extra row; 0 beyond the end of a sentence.
    """

    before: Floats
    onward: Floats
    own: Floats
    future: Floats

    @classmethod
    def over(cls, crf: Crf, scores: Scores, lengths: NDArray[np.int_]) -> _Passes:
        """Both passes over a batch of sentences with these lengths."""
        raw = scores.astype(np.float64)
        own = np.exp(raw - raw.max(2, keepdims=True))
        before, onward = np.empty_like(own), np.empty_like(own)
        for t in range(len(own)):
            before[t] = own[t] * (before[t - 1] @ crf.step if t else crf.start)
            total = before[t].sum(1, keepdims=True)
            before[t] /= total
            own[t] /= total
        future = np.zeros((len(own) + 1, *own.shape[1:]))
        for t in range(len(own) - 1, -1, -1):
            last, inside = (lengths == t + 1)[:, None], (lengths > t)[:, None]
            stop = crf.stop / (before[t] @ crf.stop)[:, None]
            onward[t] = np.where(last, stop, future[t + 1] @ crf.step.T)
            future[t] = np.where(inside, own[t] * onward[t], 0.0)
        return cls(before, onward, own, future)

    def spans(self, step: Floats, begin: int, inner: int) -> Iterator[tuple[int, int, int, float]]:
        """Every span above the floor that begins with one tag and continues with another: sentence, start,
        end, probability."""
        so_far = self.before[:, :, begin] * (self.future[:-1, :, begin] > 0)
        tag = begin
        for length in range(1, min(_LONGEST, len(so_far)) + 1):
            if length > 1:
                at = length - 1
                so_far = so_far[:-1] * step[tag, inner] * self.own[at:, :, inner]
                tag = inner
            if (so_far * self.onward[length - 1 :, :, tag]).max(initial=0.0) <= FLOOR:
                return  # a longer span is less probable still
            leaving = self.onward[:, :, tag] - step[tag, inner] * self.future[1:, :, inner]
            found = so_far * leaving[length - 1 :]
            for start, sentence in zip(*np.nonzero(found > FLOOR), strict=True):
                yield int(sentence), int(start), int(start) + length, float(found[start, sentence])
