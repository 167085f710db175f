"""Posting lists as text: every pair of neighbouring characters with its articles and positions.

Numbers are written in base-64 digits, five bits each, the sixth telling that more follow, as in source maps.
A list tells for each article: twice the step from the article before, plus one if the pair stands there more
than once; then how often, if so; then the steps from position to position. A single character's list tells
the articles alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from beibei_site.model import Article
from beibei_site.search.grams import BREAK, fold, places_of_pairs
from beibei_site.search.schema import body_text, heading_text

HEADING_AT = 1 << 20  # positions from here on are the heading's; those of the text are shorter to write
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_NUMBER = re.compile(r"[g-z0-9_-]*[A-Za-f]")

Places = Mapping[int, Sequence[int]]  # article → positions, both ascending


class _Written(dict[int, str]):
    """Number → digits, filled as they come: most numbers are small and come often."""

    def __missing__(self, number: int) -> str:
        digits, rest = "", number
        while rest > 31:
            digits += DIGITS[32 | rest & 31]
            rest >>= 5
        self[number] = digits + DIGITS[rest]
        return self[number]


class _Read(dict[str, int]):
    """The opposite of `_Written`."""

    def __missing__(self, digits: str) -> int:
        self[digits] = sum((DIGITS.index(digit) & 31) << 5 * at for at, digit in enumerate(digits))
        return self[digits]


_WRITTEN, _READ = _Written(), _Read()


def encode(numbers: Iterable[int]) -> str:
    """Whole numbers as base-64 digits, the low five bits first.

    >>> encode([0, 1, 31, 32])
    'ABfgB'
    """
    return "".join([_WRITTEN[number] for number in numbers])


def decode(digits: str) -> list[int]:
    """The opposite of `encode`.

    >>> decode('ABfgB')
    [0, 1, 31, 32]
    """
    return [_READ[number] for number in _NUMBER.findall(digits)]


def deltas(numbers: Iterable[int]) -> Iterator[int]:
    """Each number less the one before it."""
    before = 0
    for number in numbers:
        yield number - before
        before = number


def tokens_of(article: Article) -> dict[str, Sequence[int]]:
    """The pairs of an article with their positions, and its characters, folded, with none."""
    return tokens_of_texts(heading_text(article), body_text(article))


def tokens_of_texts(heading: str, body: str) -> dict[str, Sequence[int]]:
    """The tokens of an article with this heading and this text."""
    found = {pair: places for pair, places in places_of_pairs(body).items() if len(pair) == 2}
    for pair, places in places_of_pairs(heading).items():
        if len(pair) == 2:
            found.setdefault(pair, []).extend([HEADING_AT + place for place in places])
    return found | {char: () for char in set(fold(heading + body)) if char != BREAK}


def posting_lists(numbered: Mapping[int, Article]) -> dict[str, str]:
    """The list of every pair and every character; `numbered` holds the articles by ascending number."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    last: defaultdict[str, int] = defaultdict(int)
    written = _WRITTEN
    for number, article in numbered.items():
        for token, places in tokens_of(article).items():
            step = number - last[token]
            if len(places) == 1:  # most of them, and there are millions
                parts[token].append(written[2 * step] + written[places[0]])
            else:
                parts[token].append(_posting(step, places))
            last[token] = number
    return {token: "".join(list_) for token, list_ in parts.items()}


def _posting(step: int, places: Sequence[int]) -> str:
    if not places:
        return _WRITTEN[step]
    if len(places) == 1:
        return _WRITTEN[2 * step] + _WRITTEN[places[0]]
    return _WRITTEN[2 * step + 1] + encode((len(places), *deltas(places)))


def write_list(found: Places) -> str:
    """The posting list of one pair, or of one character if there are no positions."""
    steps = deltas(found)
    return "".join([_posting(step, places) for step, places in zip(steps, found.values(), strict=True)])


def read_list(token: str, digits: str) -> dict[int, list[int]]:
    """The opposite of `write_list`: the articles of `token` and its positions in them."""
    numbers = decode(digits)
    found: dict[int, list[int]] = {}
    at = article = 0
    while at < len(numbers):
        step, at = numbers[at], at + 1
        if len(token) == 1:
            found[article := article + step] = []
            continue
        count, at = (numbers[at], at + 1) if step % 2 else (1, at)
        article += step // 2
        places, place = [], 0
        for delta in numbers[at : at + count]:
            places.append(place := place + delta)
        found[article] = places
        at += count
    return found
