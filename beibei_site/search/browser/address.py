"""Addresses of tokens: unique, and with evenly distributed bits.

The two code points of a bigram go through a three-round Feistel network. It is a bijection whatever its round
function (Luby and Rackoff 1988), so no two bigrams share an address; a hash could only make collisions
unlikely. The multiplications mix the bits, so that the leading bits distribute the bigrams evenly.
Multiplication by an odd number, also a bijection, does the same for the character after a bigram.
`static/search/shards.mjs` computes the same addresses.
"""

from __future__ import annotations

from functools import lru_cache

WIDTH = 21  # bits of a code point
ROUNDS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)  # odd, with irregular bits: primes from xxHash


@lru_cache(1 << 12)  # tokens come sorted, so those of one bigram are adjacent
def pair_bits(pair: str) -> str:
    """The 42 bits of a bigram; a single character counts as if followed by U+0000, which no folded text
    contains."""
    left, right = ord(pair[0]), ord(pair[1:] or "\0")
    for factor in ROUNDS:
        left, right = right, left ^ (right * factor & 0xFFFFFFFF) >> 32 - WIDTH
    return f"{left:0{WIDTH}b}{right:0{WIDTH}b}"


@lru_cache(1 << 15)
def next_bits(char: str) -> str:
    """The 21 bits of the character after a bigram; '' counts as U+0000."""
    product = ord(char or "\0") * ROUNDS[0]
    return f"{product & (1 << WIDTH) - 1:0{WIDTH}b}"
