"""Gated recurrent units (Cho et al. 2014): how a letter of a text, or a line of a page, changes what is
remembered of those before it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]


def on_one_core() -> AbstractContextManager[object]:
    """While it is open, numpy's matrix products use one core: the same sums every time, and faster for
    matrices as small as ours, all the more while other programs run."""
    return _blas().limit(limits=1)  # type: ignore[no-any-return]


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")


def next_state(
    state: Floats, given: Floats, gates: Floats, candidate: Floats, reset_bias: Floats | None
) -> Floats:
    """The state after an item that gives `given` [..., 3 * units]: for the update gate (the share of the
    candidate that is taken), the reset gate and the candidate, biases added.

    `gates` [..., units, 2 * units] and `candidate` [..., units, units] are the weights of the state before.
    If `reset_bias` is None, the reset gate is applied to that state before the matrix product, as in Cho et
    al.; otherwise to the product plus this bias, as in cuDNN.
    """
    units = state.shape[-1]
    opened = _sigmoid(state @ gates + given[..., : 2 * units])
    update, reset = opened[..., :units], opened[..., units:]
    kept = reset * state @ candidate if reset_bias is None else reset * (state @ candidate + reset_bias)
    found: Floats = state + (np.tanh(kept + given[..., 2 * units :]) - state) * update
    return found


def _sigmoid(values: Floats) -> Floats:
    """The logistic function, in place."""
    np.negative(values, out=values)
    np.exp(values, out=values)
    values += 1
    return np.reciprocal(values, out=values)


@dataclass(frozen=True, slots=True)
class Layer:
    """The weights of one layer, as `next_state` takes them; the first axis is the direction: forwards,
    backwards."""

    into: Floats  # [2, inputs, 3 * units]: update gate, reset gate, candidate
    bias: Floats  # [2, 1, 3 * units]
    gates: Floats  # [2, units, 2 * units]
    candidate: Floats  # [2, units, units]
    reset_bias: Floats | None  # [2, 1, units]


@dataclass(frozen=True, slots=True)
class Batch:
    """The items of sequences, the longest first, without padding: all first ones, all second ones, and so on.
    `step` and `sequence` tell of each which it is; `starts`: where the items of each step begin, and the end;
    `mirror`: for each item the one as far from the end as it is from the beginning."""

    step: Ids
    sequence: Ids
    starts: Ids
    mirror: Ids

    @classmethod
    def of(cls, lengths: Ids) -> Batch:
        """That of sequences with these lengths, which fall."""
        step, sequence = np.nonzero(np.arange(lengths[0])[:, None] < lengths)
        starts = np.searchsorted(step, np.arange(lengths[0] + 1))
        return cls(step, sequence, starts, starts[lengths[sequence] - 1 - step] + sequence)


def read_both_ways(layer: Layer, values: Floats, batch: Batch) -> Floats:
    """The states of a layer's units at each item of a batch, both directions concatenated."""
    units = layer.candidate.shape[1]
    given = np.stack([values, values[batch.mirror]]) @ layer.into + layer.bias
    states = np.empty((2, len(values), units), np.float32)
    state = np.zeros((2, batch.starts[1], units), np.float32)
    for start, end in pairwise(batch.starts.tolist()):
        state, new = state[:, : end - start], given[:, start:end]
        state = next_state(state, new, layer.gates, layer.candidate, layer.reset_bias)
        states[:, start:end] = state
    return np.concatenate([states[0], states[1, batch.mirror]], axis=1)
