"""Two layers of gated recurrent units, each read from both ends, as in LAC (Jiao et al. 2018, "Chinese
lexical analysis with deep Bi-GRU-CRF network")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layer:
    """The weights of one layer; the first axis is the direction: forwards, backwards.

    If `reset_bias` is None, the reset gate is applied to the old state before the matrix product, as in Cho
    et al. 2014; otherwise to the product plus this bias, as in cuDNN.
    """

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
        """Scores indexed [character, sentence, tag]; `ids[t, s]` is character t of sentence s."""
        inside = np.arange(len(ids))[:, None] < np.asarray(lengths)
        values = self.characters[ids]
        for layer in self.layers:
            values = _read_both_ways(layer, values, inside)
        return values @ self.out + self.out_bias


def _read_both_ways(layer: Layer, values: Floats, inside: NDArray[np.bool_]) -> Floats:
    """The states of a layer's units at each character, both directions concatenated."""
    steps, sentences, _ = values.shape
    units = layer.candidate.shape[1]
    both = np.stack([values, values[::-1]]).reshape(2, steps * sentences, -1)
    given = (both @ layer.into + layer.bias).reshape(2, steps, sentences, 3 * units)
    counts = np.stack([inside, inside[::-1]])[..., None].astype(np.float32)  # 0 blanks the state past the end
    states = np.empty((2, steps, sentences, units), np.float32)
    state = np.zeros((2, sentences, units), np.float32)
    for t in range(steps):
        gates = _sigmoid(state @ layer.gates + given[:, t, :, : 2 * units])
        update, reset = gates[..., :units], gates[..., units:]
        if layer.reset_bias is None:
            inner = (reset * state) @ layer.candidate
        else:
            inner = reset * (state @ layer.candidate + layer.reset_bias)
        candidate = np.tanh(inner + given[:, t, :, 2 * units :])
        state = state + (candidate - state) * update * counts[:, t]
        states[:, t] = state
    return np.concatenate([states[0], states[1, ::-1]], axis=2)


def _sigmoid(values: Floats) -> Floats:
    """The logistic function, in place."""
    np.negative(values, out=values)
    np.exp(values, out=values)
    values += 1
    return np.reciprocal(values, out=values)
