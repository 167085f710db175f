"""Postings lists, made by sorting: the keys of all occurrences, parted by a hash, spilled, sorted, encoded.

A key is one integer of 64 bits: what occurs (two UTF-16 units, or one) above the place where it does. A part
is the text of an article (twice its number) or its heading (one more). Sorted keys are the inverted index.
Only one batch of articles and one partition of the keys are in memory at a time, besides two bytes a
character.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from beibei_site.search.browser.varint import encode_array, steps

Keys: TypeAlias = NDArray[np.uint64]
_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
LONGEST = 2**32  # units of all texts: what half a key can count
_IN_MEMORY = 1 << 24  # bytes: up to here, nothing is spilled to the disk


@dataclass(frozen=True, slots=True)
class Lists:
    """Tokens, ascending; their lists, one behind the other; where each begins, and at last where they end."""

    tokens: NDArray[np.int64]
    digits: str
    starts: list[int]

    def items(self) -> Iterator[tuple[int, str]]:
        """Each token with its list."""
        for nth, token in enumerate(self.tokens.tolist()):
            yield token, self.digits[self.starts[nth] : self.starts[nth + 1]]


def make_keys(tokens: NDArray[np.integer], places: NDArray[np.integer]) -> Keys:
    """A key for each token with its place."""
    return tokens.astype(np.uint64) << _HALF | places.astype(np.uint64)


def split_keys(keys: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tokens and places of `keys`."""
    return (keys >> _HALF).astype(np.int64), (keys & _LOW).astype(np.int64)


class Spill:
    """Keys by partition, of which there are at most 256, outside of memory if they are many."""

    def __init__(self, partitions: int) -> None:
        self._file = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        self._chunks: list[list[tuple[int, int]]] = [[] for _ in range(partitions)]
        self._end = 0

    def add(self, keys: Keys, partition: NDArray[np.int64]) -> None:
        """`partition` is that of each key."""
        self._file.seek(self._end)
        self._file.write(keys[np.argsort(partition.astype(np.uint8), kind="stable")].tobytes())
        for chunks, count in zip(
            self._chunks, np.bincount(partition, minlength=len(self._chunks)).tolist(), strict=True
        ):
            chunks.append((self._end, 8 * count))
            self._end += 8 * count

    def __iter__(self) -> Iterator[Keys]:
        """The keys of each partition, sorted."""
        for chunks in self._chunks:
            yield np.sort(np.frombuffer(b"".join(map(self._read, chunks)), np.uint64))

    def _read(self, chunk: tuple[int, int]) -> bytes:
        start, size = chunk
        self._file.seek(start)
        return self._file.read(size)

    def close(self) -> None:
        self._file.close()


def encode_places(keys: Keys, starts: NDArray[np.int64]) -> Lists:
    """The lists of sorted keys; `starts` is where each part begins among all places.

    A posting is twice the step from the part before it, plus one if the token occurs several times; then how
    often, if so; then the steps between its positions in the part.
    """
    tokens, places = split_keys(keys)
    parts = np.searchsorted(starts, places, "right") - 1
    is_first = changes(tokens)
    is_posting = is_first | changes(parts)
    postings = np.flatnonzero(is_posting)
    count = np.diff(postings, append=len(keys))
    many = count > 1
    part = parts[postings]
    step = steps(part)
    opens = is_first[postings]
    step[opens] = part[opens]
    position = places - starts[parts]
    position[1:] -= np.where(is_posting[1:], 0, position[:-1])
    before = np.cumsum(1 + many)  # numbers that are no positions, up to and with each posting
    numbers = np.empty(len(keys) + int(before[-1] if len(before) else 0), np.int64)
    numbers[np.arange(len(keys)) + np.repeat(before, count)] = position
    heads = postings + before - 1 - many
    numbers[heads] = 2 * step + many
    numbers[heads[many] + 1] = count[many]
    digits, offsets = encode_array(numbers)
    return Lists(tokens[is_first], digits, [*offsets[heads[opens]].tolist(), len(digits)])


def encode_parts(keys: Keys) -> Lists:
    """The lists of sorted keys whose places are parts: the steps between them, each part once."""
    tokens, parts = split_keys(keys)
    is_first = changes(tokens)
    held = np.flatnonzero(is_first | changes(parts))
    parts, opens = parts[held], is_first[held]
    step = steps(parts)
    step[opens] = parts[opens]
    digits, offsets = encode_array(step)
    return Lists(tokens[is_first], digits, [*offsets[:-1][opens].tolist(), len(digits)])


def changes(values: NDArray[np.generic]) -> NDArray[np.bool_]:
    """Whether each value differs from the one before it."""
    return np.concatenate((np.ones(min(1, len(values)), bool), values[1:] != values[:-1]))
