"""Two layers of gated recurrent units, each read from both ends, as in LAC (Jiao et al. 2018, "Chinese
lexical analysis with deep Bi-GRU-CRF network")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from beibei_site.chinese.recurrent import Floats, next_state

Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layer:
    """The weights of one layer, as `next_state` takes them; the first axis is the direction: forwards,
    backwards."""

    into: (
        Floats  # [2, inputs, 3 * units]: update gate (share of the candidate that is taken), reset, candidate
    )
    bias: Floats  # [2, 1, 3 * units]
    gates: Floats  # [2, units, 2 * units]
    candidate: Floats  # [2, units, units]
    reset_bias: Floats | None  # [2, 1, units]


@dataclass(frozen=True, slots=True)
class Network:
    """From characters to a score for each tag."""

    characters: Floats  # [vocabulary, inputs]
    layers: tuple[Layer, ...]
    out: Floats  # [2 * units, tags]
    out_bias: Floats  # [tags]

    def scores(self, ids: Ids, lengths: Sequence[int]) -> Floats:
        """Scores indexed [character, sentence, tag]; `ids[t, s]` is character t of sentence s. They are 0
        beyond the end of a sentence."""
        longest = np.argsort(-np.asarray(lengths), kind="stable")
        batch = _Batch.of(np.asarray(lengths)[longest])
        places = batch.step, longest[batch.sentence]
        values = self.characters[ids[places]]
        for layer in self.layers:
            values = _read_both_ways(layer, values, batch)
        scores = np.zeros((*ids.shape, len(self.out_bias)), np.float32)
        scores[places] = values @ self.out + self.out_bias
        return scores


@dataclass(frozen=True, slots=True)
class _Batch:
    """The characters of sentences, the longest first, without padding: all first ones, all second ones, and
    so on. `step` and `sentence` tell of each which it is; `starts`: where the characters of each step begin,
    and the end; `mirror`: for each character the one as far from the end as it is from the beginning."""

    step: Ids
    sentence: Ids
    starts: Ids
    mirror: Ids

    @classmethod
    def of(cls, lengths: Ids) -> _Batch:
        """That of sentences with these lengths, which fall."""
        step, sentence = np.nonzero(np.arange(lengths[0])[:, None] < lengths)
        starts = np.searchsorted(step, np.arange(lengths[0] + 1))
        return cls(step, sentence, starts, starts[lengths[sentence] - 1 - step] + sentence)


def _read_both_ways(layer: Layer, values: Floats, batch: _Batch) -> Floats:
    """The states of a layer's units at each character, both directions concatenated."""
    units = layer.candidate.shape[1]
    given = np.stack([values, values[batch.mirror]]) @ layer.into + layer.bias
    states = np.empty((2, len(values), units), np.float32)
    state = np.zeros((2, batch.starts[1], units), np.float32)
    for start, end in pairwise(batch.starts.tolist()):
        state, new = state[:, : end - start], given[:, start:end]
        state = next_state(state, new, layer.gates, layer.candidate, layer.reset_bias)
        states[:, start:end] = state
    return np.concatenate([states[0], states[1, batch.mirror]], axis=1)
