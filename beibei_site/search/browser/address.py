"""Which of several files holds a list: a hash of up to three UTF-16 units chooses it.

`static/search/lists.mjs` computes the same. The hash decides nothing else: every list bears the characters
it belongs to.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beibei_site.search.browser.folding import Units

_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D], np.uint32)  # odd, irregular: primes from xxHash


def file_of(count: int, *units: Units) -> NDArray[np.int64]:
    """For each string of units, given as arrays of its first, second and third, the one of `count` files that
    holds its list.

    >>> file_of(1000, np.array([0x5317], np.uint16), np.array([0x789A], np.uint16)).tolist()
    [761]
    """
    mixed = np.zeros(len(units[0]), np.uint32)
    for nth, unit in enumerate(units):
        mixed ^= unit.astype(np.uint32) * _FACTORS[nth : nth + 1]
    mixed ^= mixed >> 15
    mixed *= _FACTORS[:1]
    mixed ^= mixed >> 13
    return (mixed.astype(np.uint64) * np.uint64(count) >> np.uint64(32)).astype(np.int64)


def names_to_units(names: list[str]) -> list[Units]:
    """Strings of one length as arrays of their first units, their second ones, and so on."""
    return [np.array([ord(unit) for unit in column], np.uint16) for column in zip(*names, strict=True)]
