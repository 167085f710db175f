"""No two tokens share an address."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beibei_site.search.browser.address import ROUNDS, WIDTH, next_bits, pair_bits

CHARS = st.characters(min_codepoint=1, exclude_categories=["Cs"])


def pair_at(bits: str) -> str:
    """The opposite of `pair_bits`: the rounds backwards."""
    left, right = int(bits[:WIDTH], 2), int(bits[WIDTH:], 2)
    for factor in reversed(ROUNDS):
        left, right = right ^ (left * factor & 0xFFFFFFFF) >> 11, left
    return (chr(left) + chr(right)).rstrip("\0")


def char_at(bits: str) -> str:
    """The opposite of `next_bits`."""
    return chr(int(bits, 2) * pow(ROUNDS[0], -1, 1 << WIDTH) % (1 << WIDTH)).rstrip("\0")


@given(st.text(CHARS, min_size=1, max_size=2))
def test_a_pair_can_be_read_from_its_bits(pair: str) -> None:
    bits = pair_bits(pair)
    assert len(bits) == 42 and set(bits) <= {"0", "1"}
    assert pair_at(bits) == pair


@given(st.text(CHARS, max_size=1))
def test_a_following_character_can_be_read_from_its_bits(char: str) -> None:
    bits = next_bits(char)
    assert len(bits) == 21 and char_at(bits) == char


def test_the_first_bits_spread_neighbouring_code_points_evenly() -> None:
    chars = [chr(code) for code in range(0x4E00, 0x4F00)]
    counts = dict.fromkeys((format(n, "06b") for n in range(64)), 0)
    for first in chars:
        for second in chars:
            counts[pair_bits(first + second)[:6]] += 1
    assert all(900 < count < 1150 for count in counts.values())  # 1,024 if quite even
