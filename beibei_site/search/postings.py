"""Posting lists as text: every pair of neighbouring characters with its articles and positions.

Numbers are written in base-64 digits, five bits each, the sixth telling that more follow, as in source maps.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from beibei_site.model import Article
from beibei_site.search.grams import BREAK, fold, grams
from beibei_site.search.schema import body_text, heading_text, searched_text

BODY_AT = 4096  # positions below are the heading's
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def encode(numbers: Iterable[int]) -> str:
    """Whole numbers as base-64 digits, the low five bits first.

    >>> encode([0, 1, 31, 32])
    'ABfgB'
    """
    digits: list[str] = []
    for number in numbers:
        while number > 31:
            digits.append(DIGITS[32 | number & 31])
            number >>= 5
        digits.append(DIGITS[number])
    return "".join(digits)


def decode(digits: str) -> list[int]:
    """The opposite of `encode`.

    >>> decode('ABfgB')
    [0, 1, 31, 32]
    """
    numbers: list[int] = []
    value = shift = 0
    for digit in digits:
        bits = DIGITS.index(digit)
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            numbers.append(value)
            value = shift = 0
    return numbers


def deltas(numbers: Iterable[int]) -> Iterator[int]:
    """Each number less the one before it."""
    before = 0
    for number in numbers:
        yield number - before
        before = number


def posting_lists(numbered: Mapping[int, Article]) -> dict[str, str]:
    """Every pair with its articles and positions, every character with its articles, both as deltas.

    `numbered` holds the articles by ascending number.
    """
    postings: dict[str, list[str]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, article in numbered.items():
        here: dict[str, list[int]] = defaultdict(list)
        for position, pair in _positions(article):
            if len(pair) == 2:
                here[pair].append(position)
        for pair, found in here.items():
            postings[pair].append(encode((number - last.get(pair, 0), len(found), *deltas(found))))
            last[pair] = number
        for char in set(fold(searched_text(article))) - {BREAK}:
            postings[char].append(encode((number - last.get(char, 0),)))
            last[char] = number
    return {token: "".join(parts) for token, parts in postings.items()}


def _positions(article: Article) -> Iterator[tuple[int, str]]:
    yield from grams(heading_text(article))
    for position, pair in grams(body_text(article)):
        yield BODY_AT + position, pair


def decode_postings(digits: str) -> list[tuple[int, int]]:
    """The (article, position) pairs of a posting list; a position from BODY_AT on is in the text."""
    numbers: Sequence[int] = decode(digits)
    places: list[tuple[int, int]] = []
    at = article = 0
    while at < len(numbers):
        article += numbers[at]
        count, position = numbers[at + 1], 0
        for delta in numbers[at + 2 : at + 2 + count]:
            position += delta
            places.append((article, position))
        at += 2 + count
    return places
