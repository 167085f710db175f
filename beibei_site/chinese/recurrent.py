"""Gated recurrent units (Cho et al. 2014): how a letter changes what is remembered of those before it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def next_state(
    state: Floats, given: Floats, gates: Floats, candidate: Floats, reset_bias: Floats | None
) -> Floats:
    """The state after a letter that gives `given` [..., 3 * units]: for the update gate (the share of the
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
