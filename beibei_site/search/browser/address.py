"""Which of several files holds a list: a hash of two UTF-16 units chooses it.

`static/search/lists.mjs` computes the same. The hash decides nothing else: every list bears the characters
it belongs to.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from beibei_site.search.browser.folding import Units

_FACTORS = np.array([0x9E3779B1, 0x85EBCA77], np.uint32)  # odd, with irregular bits: primes from xxHash


def file_of(first: Units, second: Units, count: int) -> NDArray[np.int64]:
    """For each pair of units, the one of `count` files that holds its list.

    >>> file_of(np.array([0x5317], np.uint16), np.array([0x789A], np.uint16), 1000).tolist()
    [917]
    """
    mixed = first.astype(np.uint32) * _FACTORS[:1] ^ second.astype(np.uint32) * _FACTORS[1:]
    mixed ^= mixed >> 15
    mixed *= _FACTORS[:1]
    mixed ^= mixed >> 13
    return (mixed.astype(np.uint64) * np.uint64(count) >> np.uint64(32)).astype(np.int64)
