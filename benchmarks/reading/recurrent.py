"""Gated recurrent units (Cho et al. 2014) while they are learned, with jax; `chinese.recurrent` reads with
them."""

from __future__ import annotations

import jax
import jax.numpy as jnp


def next_state(state: jax.Array, given: jax.Array, weights: jax.Array) -> jax.Array:
    """The states (rows) after items that give `given` (3 * units: update gate, reset gate, candidate, biases
    added); `weights` are those of the states before, for the same three. The reset gate is applied to the
    product, as in cuDNN."""
    units = state.shape[-1]
    before = state @ weights
    update, reset = (
        jax.nn.sigmoid(given[:, part] + before[:, part]) for part in (slice(units), slice(units, 2 * units))
    )
    fresh = jnp.tanh(given[:, 2 * units :] + reset * before[:, 2 * units :])
    return (1 - update) * state + update * fresh
