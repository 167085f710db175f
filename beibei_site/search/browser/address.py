"""The address of a token: bits that look random and that no other token has.

A pair's two code points go through a Feistel network of three rounds. That is a bijection whatever its round
function does (Luby and Rackoff 1988), so that no two pairs share an address; a hash could only make that
unlikely. Its multiplications mix the bits, so that the first few of them spread the pairs evenly.
Multiplication by an odd number, again a bijection, does the same for the character that follows a pair.
`static/search/shards.mjs` finds the same addresses.
"""

from __future__ import annotations

from functools import lru_cache

WIDTH = 21  # bits of a code point
ROUNDS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)  # odd, and without a pattern in their bits: primes of xxHash


@lru_cache(1 << 12)  # tokens come sorted, those of one pair together
def pair_bits(pair: str) -> str:
    """The 42 bits of a pair; of a single character, as if U+0000 followed, which no folded text holds."""
    left, right = ord(pair[0]), ord(pair[1:] or "\0")
    for factor in ROUNDS:
        left, right = right, left ^ (right * factor & 0xFFFFFFFF) >> 32 - WIDTH
    return f"{left:0{WIDTH}b}{right:0{WIDTH}b}"


@lru_cache(1 << 15)
def next_bits(char: str) -> str:
    """The 21 bits of the character that follows a pair; of '', as if it were U+0000."""
    product = ord(char or "\0") * ROUNDS[0]
    return f"{product & (1 << WIDTH) - 1:0{WIDTH}b}"
