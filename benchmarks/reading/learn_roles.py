"""Learns the networks that tell what each line of bare text does (`parsing.bare.roles`), with jax.

They are learned from stretches of pages: the loss is the negative logarithm of the probability of all their
roles (Lafferty, McCallum and Pereira 2001). A share of what is said of a line, and of what the networks
remember, is left out at random (dropout, Srivastava et al. 2014).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from beibei_site.parsing.bare.features import Described
from beibei_site.parsing.bare.weights import ROLES
from benchmarks.reading.recurrent import next_state

_LEAST = 5  # lines of which a feature must be true
_INPUTS, _UNITS = 128, 96
_STRETCHES = ((64, 75), (160, 30))  # lines of a stretch, stretches in a step
_EPOCHS, _RATE, _WARM, _DECAY = 10, 4e-3, 100, 1e-4
_SAID, _REMEMBERED = 0.8, 0.7  # shares that are kept
_SPARE = 1.02  # steps that are planned for: how many an epoch has depends on where pages are cut
_TOLD = 200  # steps after which the loss is told

Arrays = dict[str, Any]
_Stretch = tuple[int, int, int]  # a page, its first line, and one past the last
_Job = tuple[int, int, list[_Stretch]]  # lines of the longest stretch, stretches of a full step, its own


class Example(Protocol):
    """A page to learn from."""

    @property
    def described(self) -> Described: ...
    @property
    def roles(self) -> Sequence[str]: ...


class Step(NamedTuple):
    """What is learned from at once: stretches × lines × features, vectors, or the role (-1: no line)."""

    features: NDArray[np.uint8]
    vectors: NDArray[np.float16]
    roles: NDArray[np.int32]


def network_file(numbers: dict[str, int], held: dict[str, NDArray[np.float32]]) -> bytes:
    """Networks as `read_network` reads them."""
    names = np.array("\n".join(sorted(numbers, key=numbers.__getitem__)))
    file = BytesIO()
    np.savez_compressed(file, names=names, **{k: v.astype(np.float16) for k, v in held.items()})  # type: ignore[arg-type]
    return file.getvalue()


def fit(
    examples: Sequence[Example], epochs: int = _EPOCHS
) -> tuple[dict[str, int], dict[str, NDArray[np.float32]]]:
    """The numbers of the features and the arrays of the networks (see `make_network`), learned from pages,
    each read so many times, by Adam with decay (Loshchilov and Hutter 2019)."""
    counts = Counter(name for one in examples for names in one.described.names for name in set(names))
    numbers = {name: at for at, name in enumerate(sorted(n for n, c in counts.items() if c >= _LEAST))}
    pages = _Pages(examples, numbers)
    count = round(_SPARE * len(_draw_jobs(pages, np.random.default_rng(0))) * epochs)
    rate = optax.warmup_cosine_decay_schedule(0.0, _RATE, min(_WARM, count // 10), count, 1e-5)
    adam = optax.chain(optax.clip_by_global_norm(1.0), optax.adamw(rate, weight_decay=_DECAY))
    weights = _begin(len(numbers), examples[0].described.vectors.shape[1])
    state = adam.init(weights)

    @jax.jit
    def improve(weights: Arrays, state: Any, step: Step, key: jax.Array) -> tuple[Arrays, Any, jax.Array]:
        loss, slopes = jax.value_and_grad(_loss)(weights, step, key)
        changes, state = adam.update(slopes, state, weights)
        return optax.apply_updates(weights, changes), state, loss

    draw = np.random.default_rng(1)
    losses: list[float] = []
    for _ in range(epochs):
        for job in _draw_jobs(pages, draw):
            step, key = _step_of(pages, job), jax.random.PRNGKey(len(losses))
            weights, state, loss = improve(weights, state, step, key)
            losses.append(float(loss))
            if len(losses) % _TOLD == 0:
                print(f"step {len(losses)}: loss {np.mean(losses[-_TOLD:]):.3f}", flush=True)
    return numbers, {name: np.asarray(values) for name, values in weights.items()}


class _Pages:
    """Pages as numbers: for each the features of its lines, their vectors and roles."""

    def __init__(self, examples: Sequence[Example], numbers: dict[str, int]) -> None:
        self.width = len(numbers)
        self.lines = [
            (
                [[numbers[name] for name in names if name in numbers] for names in one.described.names],
                one.described.vectors.astype(np.float16),
                np.array([ROLES.index(role) for role in one.roles], np.int32),
            )
            for one in examples
        ]


def _draw_jobs(pages: _Pages, draw: np.random.Generator) -> list[_Job]:
    """The stretches of all pages, shuffled, as those of each step, which are about as long."""
    longest = _STRETCHES[-1][0]
    of_length: dict[int, list[_Stretch]] = {length: [] for length, _ in _STRETCHES}
    for page, (_, _, roles) in enumerate(pages.lines):
        first = int(draw.integers(1, longest + 1)) if len(roles) > longest else longest
        cuts = [0, *range(first, len(roles), longest), len(roles)]
        for start, end in pairwise(cuts):
            length = next(length for length, _ in _STRETCHES if end - start <= length)
            of_length[length].append((page, start, end))
    jobs: list[_Job] = []
    for length, size in _STRETCHES:
        found = [of_length[length][at] for at in draw.permutation(len(of_length[length])).tolist()]
        jobs += [(length, size, found[at : at + size]) for at in range(0, len(found), size)]
    return [jobs[at] for at in draw.permutation(len(jobs)).tolist()]


def _step_of(pages: _Pages, job: _Job) -> Step:
    length, size, stretches = job
    vectors_of_one = pages.lines[0][1].shape[1]
    features = np.zeros((size, length, pages.width), np.uint8)
    vectors = np.zeros((size, length, vectors_of_one), np.float16)
    roles = np.full((size, length), -1, np.int32)
    for row, (page, start, end) in enumerate(stretches):
        names, seen, told = pages.lines[page]
        for at, numbers in enumerate(names[start:end]):
            features[row, at, numbers] = 1
        vectors[row, : end - start] = seen[start:end]
        roles[row, : end - start] = told[start:end]
    return Step(features, vectors, roles)


def _begin(features: int, vectors: int) -> Arrays:
    keys = iter(jax.random.split(jax.random.PRNGKey(0), 8))

    def drawn(*shape: int) -> jax.Array:
        return jax.random.normal(next(keys), shape) / np.sqrt(shape[-2])

    return {
        "features": 0.1 * jax.random.normal(next(keys), (features, _INPUTS)),
        "vectors": 0.3 * drawn(vectors, _INPUTS),
        "bias": jnp.zeros(_INPUTS),
        "into": drawn(2, _INPUTS, 3 * _UNITS),
        "unit_bias": jnp.zeros((2, 3 * _UNITS)),
        "state": drawn(2, _UNITS, 3 * _UNITS),
        "out": drawn(2 * _UNITS + _INPUTS, len(ROLES)),
        "out_bias": jnp.zeros(len(ROLES)),
        "after": jnp.zeros((len(ROLES), len(ROLES))),
    }


def _loss(weights: Arrays, step: Step, key: jax.Array) -> jax.Array:
    """The negative logarithm of the probability of the roles, for each line."""
    is_line = step.roles >= 0
    own = _scores(weights, step, is_line, key)
    roles, after = jnp.maximum(step.roles, 0), weights["after"]
    right = (jnp.take_along_axis(own, roles[..., None], 2)[..., 0] * is_line).sum()
    right += (after[roles[:, :-1], roles[:, 1:]] * is_line[:, 1:]).sum()

    def go_on(sums: jax.Array, now: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, None]:
        line, is_one = now
        grown = jax.nn.logsumexp(sums[:, :, None] + after, 1) + line
        return jnp.where(is_one[:, None], grown, sums), None

    sums = jax.lax.scan(go_on, own[:, 0], (own[:, 1:].swapaxes(0, 1), is_line[:, 1:].T))[0]
    ways = jnp.where(is_line[:, 0], jax.nn.logsumexp(sums, 1), 0.0).sum()
    return (ways - right) / is_line.sum()


def _scores(weights: Arrays, step: Step, is_line: jax.Array, key: jax.Array) -> jax.Array:
    """The score of each role of each line: stretches × lines × roles."""
    keys = jax.random.split(key, 4)

    def some(values: jax.Array, share: float, key: jax.Array) -> jax.Array:
        return values * jax.random.bernoulli(key, share, values.shape) / share

    features = some(step.features.astype(jnp.float32), _SAID, keys[0])
    vectors = some(step.vectors.astype(jnp.float32), _SAID, keys[1])
    given = jnp.tanh(features @ weights["features"] + vectors @ weights["vectors"] + weights["bias"])
    given = some(given, _SAID, keys[2])
    down = _read(weights, 0, given, is_line)
    up = _read(weights, 1, given[:, ::-1], is_line[:, ::-1])[:, ::-1]
    known = some(jnp.concatenate([down, up, given], -1), _REMEMBERED, keys[3])
    return known @ weights["out"] + weights["out_bias"]


def _read(weights: Arrays, way: int, given: jax.Array, is_line: jax.Array) -> jax.Array:
    """The states after each line: stretches × lines × states."""
    new = (given @ weights["into"][way] + weights["unit_bias"][way]).swapaxes(0, 1)

    def read(state: jax.Array, now: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
        line, is_one = now
        state = jnp.where(is_one[:, None], next_state(state, line, weights["state"][way]), state)
        return state, state

    begin = jnp.zeros((len(given), _UNITS))
    states: jax.Array = jax.lax.scan(read, begin, (new, is_line.T))[1]
    return states.swapaxes(0, 1)
