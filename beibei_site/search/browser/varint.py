"""Whole numbers as text: base-64 digits of five bits, lowest first, with the sixth bit set if more follow, as
in source maps (base-64 VLQ without a sign)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
NUMBER = re.compile(r"[g-z0-9_-]*[A-Za-f]")  # the digits of one number


class _Digits(dict[int, str]):
    """Number → its digits, filled on demand: most numbers are small and frequent."""

    def __missing__(self, number: int) -> str:
        digits, rest = "", number
        while rest > 31:
            digits += DIGITS[32 | rest & 31]
            rest >>= 5
        self[number] = digits + DIGITS[rest]
        return self[number]


class _Numbers(dict[str, int]):
    """Digits → the number, filled on demand."""

    def __missing__(self, digits: str) -> int:
        self[digits] = sum((DIGITS.index(digit) & 31) << 5 * at for at, digit in enumerate(digits))
        return self[digits]


DIGITS_OF, NUMBER_OF = _Digits(), _Numbers()


def encode(numbers: Iterable[int]) -> str:
    """`numbers` as digits.

    >>> encode([0, 1, 31, 32])
    'ABfgB'
    """
    return "".join([DIGITS_OF[number] for number in numbers])


def deltas(numbers: Iterable[int]) -> Iterator[int]:
    """Deltas: each number minus the one before it."""
    before = 0
    for number in numbers:
        yield number - before
        before = number
