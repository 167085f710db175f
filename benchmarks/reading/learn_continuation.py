"""`python -m benchmarks.reading.learn_continuation`: learn how texts go on.

Writes `parsing/language/continuation.npz`, the networks of `continuation.py` there, from news of the web,
paragraphs of a newspaper and reviews that no composed page prints. In every stretch of text some cuts are
drawn; the networks learn to tell the text that follows a cut from those that follow all other cuts of a step.
They forget now and then what they have read, so that they learn to read texts of any length (and cannot tell
by their lengths which two make up a stretch).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from beibei_site.parsing.language import continuation
from beibei_site.parsing.language.neighbours import DIGITS
from benchmarks.reading.compose.newspaper import is_heading, read_lines, read_reviews
from benchmarks.reading.compose.webnews import read_bodies
from benchmarks.reading.recurrent import next_state

TABLE = Path(continuation.__file__).with_suffix(".npz")
_LEAST = 5  # times that a letter must occur
_SHORTEST = 40  # letters of a review
_STRETCH, _CUTS = 64, 12  # letters, and cuts among them
_EDGE = 6  # letters between a cut and the ends of the stretch
_TEXTS, _OF_ONE, _REVIEWS = 56, 4, 32  # in a step: texts, stretches of each, stretches of reviews
_VECTOR, _STATES, _OUTPUTS = 96, 192, 128
_FORGETS = 1 / 32  # before a letter
_HIDDEN, _DROPPED = 0.04, 0.1  # letters made unknown, numbers of vectors left out
_UNKNOWN = 1  # the number of a letter that is not known
_TOLD = 100  # steps after which the loss is told
_SHRINK, _RATE, _WARM = 1e-4, 3e-3, 200

Arrays = dict[str, jax.Array]
Numbers = NDArray[np.int32]


class Step(NamedTuple):
    """What is learned from at once: stretches of text as numbers of letters, and where they are cut."""

    letters: Numbers
    cuts: Numbers


def main() -> None:
    name = "python -m benchmarks.reading.learn_continuation"
    parser = argparse.ArgumentParser(prog=name, description=__doc__)
    parser.add_argument("--steps", type=int, default=2400)
    options = parser.parse_args()
    news = [_plain(text) for text in read_news()]
    reviews = [_plain(text) for text in read_reviews() if len(text) > _SHORTEST]
    counts = Counter(letter for text in (*news, *reviews) for letter in text)
    known = sorted((c for c, n in counts.items() if n >= _LEAST), key=lambda c: (-counts[c], c))
    numbers = {letter: at + 2 for at, letter in enumerate(known)}  # 0 is none
    texts, others = (
        [_numbered(text, numbers) for text in kind if len(text) > _STRETCH] for kind in (news, reviews)
    )
    learned = learn(draw_steps(texts, others, options.steps), len(known) + 2, options.steps)
    held = {name: np.asarray(values, np.float16) for name, values in learned.items()}
    np.savez_compressed(TABLE, letters=np.array("".join(known)), **held)  # type: ignore[arg-type]
    print(f"{len(known)} letters: {TABLE.stat().st_size:,} bytes")


def read_news() -> Iterator[str]:
    """Texts of news that no composed page prints."""
    yield from read_bodies(without_articles=True)
    text = ""
    for line in read_lines(without_articles=True):
        if is_heading(line):
            yield text
            text = ""
        else:
            text += line
    yield text


def draw_steps(texts: Sequence[Numbers], reviews: Sequence[Numbers], count: int) -> Iterator[Step]:
    """Steps of stretches drawn from texts, longer ones more often, and from reviews."""
    draw = np.random.default_rng(1)
    lengths = np.array([len(text) - _STRETCH for text in texts], float)

    def cut(text: Numbers) -> Numbers:
        begin = draw.integers(len(text) - _STRETCH + 1)
        return text[begin : begin + _STRETCH]

    for _ in range(count):
        chosen = draw.choice(len(texts), _TEXTS, p=lengths / lengths.sum())
        own = [cut(texts[at]) for at in chosen for _ in range(_OF_ONE)]
        own += [cut(reviews[draw.integers(len(reviews))]) for _ in range(_REVIEWS)]
        letters = np.stack(own)
        letters[draw.random(letters.shape) < _HIDDEN] = _UNKNOWN
        places = np.argsort(draw.random((len(own), _STRETCH + 1 - 2 * _EDGE)), 1)[:, :_CUTS] + _EDGE
        yield Step(letters, places.astype(np.int32))


def learn(steps: Iterator[Step], letters: int, count: int) -> dict[str, Any]:
    """The weights of the networks after `count` steps, by Adam (Kingma and Ba 2015)."""
    rate = optax.warmup_cosine_decay_schedule(0.0, _RATE, _WARM, count, 1e-5)
    adam = optax.chain(optax.clip_by_global_norm(1.0), optax.adam(rate))
    weights = _begin(letters)
    state = adam.init(weights)

    @jax.jit
    def improve(weights: Arrays, state: Any, step: Step, key: jax.Array) -> tuple[Arrays, Any, jax.Array]:
        loss, slopes = jax.value_and_grad(_loss)(weights, step, key)
        changes, state = adam.update(slopes, state)
        return optax.apply_updates(weights, changes), state, loss

    losses = []
    for at, step in enumerate(steps, 1):
        weights, state, loss = improve(weights, state, step, jax.random.PRNGKey(at - 1))
        losses.append(float(loss))
        if at % _TOLD == 0:
            print(f"step {at}: loss {np.mean(losses[-_TOLD:]):.3f}", flush=True)
    return weights


def _begin(letters: int) -> Arrays:
    vectors, *sides = jax.random.split(jax.random.PRNGKey(0), 5)

    def drawn(key: jax.Array, rows: int, columns: int) -> jax.Array:
        return jax.random.normal(key, (rows, columns)) / np.sqrt(rows)

    found = {"vectors": 0.3 * jax.random.normal(vectors, (letters, _VECTOR))}
    for side, unit, out in zip(("above", "below"), sides[:2], sides[2:], strict=True):
        letter, state = jax.random.split(unit)
        found |= {
            f"{side}_letter": drawn(letter, _VECTOR, 3 * _STATES),
            f"{side}_bias": jnp.zeros(3 * _STATES),
            f"{side}_state": drawn(state, _STATES, 3 * _STATES),
            f"{side}_out": drawn(out, _STATES, _OUTPUTS),
        }
    return found


def _loss(weights: Arrays, step: Step, key: jax.Array) -> jax.Array:
    """How badly the text below each cut is found among all, and the text above it."""
    vectors = weights["vectors"][step.letters]
    vectors *= jax.random.bernoulli(key, 1 - _DROPPED, vectors.shape) / (1 - _DROPPED)
    kept = [
        jax.random.bernoulli(one, 1 - _FORGETS, step.letters.shape[::-1])
        for one in jax.random.split(jax.random.fold_in(key, 1))
    ]
    above = _read(weights, "above", vectors, kept[0])
    below = _read(weights, "below", vectors[:, ::-1], kept[1])[:, ::-1]
    ends = _at(above, step.cuts - 1) @ weights["above_out"]
    starts = _at(below, step.cuts) @ weights["below_out"]
    products = ends @ starts.T
    right = jnp.arange(len(products))
    wrong = optax.softmax_cross_entropy_with_integer_labels
    size = (ends**2 + starts**2).sum(1).mean()
    found: jax.Array = (wrong(products, right) + wrong(products.T, right)).mean() / 2 + _SHRINK * size
    return found


def _read(weights: Arrays, side: str, vectors: jax.Array, kept: jax.Array) -> jax.Array:
    """The states of a network after each letter: stretches × letters × states. `kept`: letters × stretches,
    whether what was read is kept before a letter."""
    letters = vectors @ weights[f"{side}_letter"] + weights[f"{side}_bias"]

    def read(state: jax.Array, now: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
        letter, keeps = now
        state = jnp.where(keeps[:, None], state, 0.0)
        state = next_state(state, letter, weights[f"{side}_state"])
        return state, state

    begin = jnp.zeros((len(letters), _STATES))
    states: jax.Array = jax.lax.scan(read, begin, (letters.swapaxes(0, 1), kept))[1]
    return states.swapaxes(0, 1)


def _at(states: jax.Array, places: jax.Array | Numbers) -> jax.Array:
    """The states at some places of each stretch, one below the other."""
    found = jnp.take_along_axis(states, jnp.asarray(places)[:, :, None], 1)
    return found.reshape(-1, states.shape[-1])


def _numbered(text: str, numbers: dict[str, int]) -> Numbers:
    return np.array([numbers.get(letter, _UNKNOWN) for letter in text], np.int32)


def _plain(text: str) -> str:
    return text.lower().translate(dict.fromkeys(map(ord, DIGITS), "0"))


if __name__ == "__main__":
    main()
