"""Whole numbers as text: base-64 digits of five bits, lowest first, with the sixth bit set if more follow, as
in source maps (base-64 VLQ without a sign)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_CODES = np.frombuffer(DIGITS.encode(), np.uint8)
_VALUES = np.full(128, -1, np.int64)
_VALUES[_CODES] = np.arange(64)
Numbers = NDArray[np.int64]


def encode_array(numbers: Numbers) -> tuple[str, Numbers]:
    """The digits of all `numbers`, and where those of each begin; at last, where they end."""
    widths = np.ones(len(numbers), np.int64)
    rest = numbers >> 5
    while rest.any():
        widths += rest > 0
        rest >>= 5
    starts = np.concatenate(([0], np.cumsum(widths)))
    digits = np.empty(int(starts[-1]), np.uint8)
    for nth in range(int(widths.max(initial=0))):
        held = np.flatnonzero(widths > nth)
        digits[starts[held] + nth] = numbers[held] >> 5 * nth & 31 | (widths[held] > nth + 1) << 5
    return _CODES[digits].tobytes().decode(), starts


def steps(numbers: Numbers) -> Numbers:
    """Each of `numbers` as its distance from the one before."""
    before = np.zeros_like(numbers)
    before[1:] = numbers[:-1]
    return numbers - before


def encode(numbers: Iterable[int]) -> str:
    """`numbers` as digits.

    >>> encode([0, 1, 31, 32])
    'ABfgB'
    """
    return encode_array(np.fromiter(numbers, np.int64))[0]


def encode_lists(lists: Sequence[Sequence[int]]) -> list[str]:
    """The digits of each list of ascending numbers: of the steps from one to the next.

    >>> encode_lists([[3, 4, 36], [], [1]])
    ['DBgB', '', 'B']
    """
    bounds = np.concatenate(([0], np.cumsum([len(numbers) for numbers in lists], dtype=np.int64)))
    flat = np.fromiter(chain.from_iterable(lists), np.int64, int(bounds[-1]))
    distances, firsts = steps(flat), bounds[:-1][np.diff(bounds) > 0]
    distances[firsts] = flat[firsts]
    digits, starts = encode_array(distances)
    return [digits[a:b] for a, b in pairwise(starts[bounds].tolist())]


def decode(digits: str) -> Numbers:
    """The numbers that `digits` stand for; raises IndexError for other characters than digits.

    >>> decode("ABfgB").tolist()
    [0, 1, 31, 32]
    """
    values = _VALUES[np.frombuffer(digits.encode(), np.uint8)]
    if (values < 0).any():
        raise IndexError("not a digit of a number")
    ends = np.flatnonzero(values < 32)
    starts = np.concatenate(([0], ends[:-1] + 1))[: len(ends)]
    number: Numbers = np.cumsum(values < 32) - (values < 32)  # the number that a digit belongs to
    found = np.zeros(len(ends), np.int64)
    whole = number < len(ends)
    at = np.arange(len(values))[whole] - starts[number[whole]]
    np.add.at(found, number[whole], (values[whole] & 31) << 5 * at)
    return found
