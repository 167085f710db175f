"""Postings lists as text: every pair of neighbouring characters, by the character that follows it, with its
articles and positions.

Numbers are written in base-64 digits, five bits each, the sixth telling that more follow, as in source maps.
A list tells for each article: twice the step from the article before, plus one if there are several places;
then how many, if so; then the steps from place to place. A single character's list tells the articles alone.

A pair's value is ` ` + following character + list, for each that follows it (a line break at the end of a
text). A pair that is so frequent that its value grows long is split: each of its lists is then a token
of its own, of three characters. So a query of three characters or more reads short lists only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from beibei_site.domain.model import Article
from beibei_site.search.bigrams import BREAK, fold
from beibei_site.search.document import body_text, heading_text

HEADING_AT = 1 << 20  # positions from here on are the heading's; those of the text are shorter to write
APART = 1024  # characters: a pair whose value is longer is split
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
    """The lists that an article stands in: three characters in a row (the last may be a break) with the
    positions of the first, and each character with none; all folded."""
    return tokens_of_texts(heading_text(article), body_text(article))


def tokens_of_texts(heading: str, body: str) -> dict[str, Sequence[int]]:
    """The same for an article with this heading and this text."""
    found: dict[str, list[int]] = {}
    folded = ((fold(body), 0), (fold(heading), HEADING_AT))
    for text, start in folded:
        padded = text + BREAK
        for at in range(len(text) - 1):
            three = padded[at : at + 3]
            if three in found:
                found[three].append(start + at)
            else:
                found[three] = [start + at]
    lists: dict[str, Sequence[int]] = {t: places for t, places in found.items() if BREAK not in t[:2]}
    return lists | dict.fromkeys({char for text, _ in folded for char in text} - {BREAK}, ())


def posting_lists(numbered: Mapping[int, Article]) -> dict[str, str]:
    """The list of every three characters and every single one; `numbered` holds the articles by ascending
    number."""
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


def join_pairs(lists: Mapping[str, str]) -> tuple[dict[str, str], dict[str, int]]:
    """`lists` as the shards hold them, the lists of a pair together where they are short; and the sizes of
    the pairs that are split."""
    values = {token: digits for token, digits in lists.items() if len(token) == 1}
    pairs: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for token in sorted(lists):
        if len(token) == 3:
            pairs[token[:2]][token[2]] = lists[token]
    apart: dict[str, int] = {}
    for pair, following in pairs.items():
        size = size_of_pair(following)
        if size > APART:
            apart[pair] = size
            values |= {pair + char: digits for char, digits in following.items()}
        else:
            values[pair] = join_lists(following)
    return values, apart


def size_of_pair(following: Mapping[str, str]) -> int:
    """The length of a pair's value."""
    return sum(2 + len(digits) for digits in following.values())


def join_lists(following: Mapping[str, str]) -> str:
    """The value of a pair from the list for each character that follows it."""
    return "".join(f" {char}{following[char]}" for char in sorted(following))


def part_lists(value: str) -> dict[str, str]:
    """The opposite of `join_lists`."""
    return {part[0]: part[1:] for part in value.split(" ")[1:]}


def _posting(step: int, places: Sequence[int]) -> str:
    if not places:
        return _WRITTEN[step]
    if len(places) == 1:
        return _WRITTEN[2 * step] + _WRITTEN[places[0]]
    return _WRITTEN[2 * step + 1] + encode((len(places), *deltas(places)))


def change_list(token: str, digits: str, gone: Collection[int], added: Places) -> str:
    """The posting list `digits` of `token` without the articles `gone` and with those `added`.

    Only what stands next to these is written anew: a list may hold thousands of articles.
    """
    written = _NUMBER.findall(digits)
    articles, starts = _find_postings(token, written)
    parts: list[str] = []
    last = at = 0

    def copy(end: int) -> int:
        """Copy the postings from `at` to `end`, the first with its step from `last`; their last article."""
        if at == end:
            return last
        step = articles[at] - last
        flag = _READ[written[starts[at]]] % 2
        parts.append(_WRITTEN[step if len(token) == 1 else 2 * step + flag])
        parts.extend(written[starts[at] + 1 : starts[end]])
        return articles[end - 1]

    for number in sorted({*gone, *added}):
        place = bisect_left(articles, number)
        last, at = copy(place), place + (articles[place : place + 1] == [number])
        if number in added:
            parts.append(_posting(number - last, added[number]))
            last = number
    copy(len(articles))
    return "".join(parts)


def _find_postings(token: str, written: Sequence[str]) -> tuple[list[int], list[int]]:
    """The articles of a list, and where in it the posting of each begins; at last, where it ends."""
    if len(token) == 1:
        return list(accumulate(_READ[step] for step in written)), list(range(len(written) + 1))
    articles, starts = [], []
    at = article = 0
    while at < len(written):
        step = _READ[written[at]]
        articles.append(article := article + step // 2)
        starts.append(at)
        at += 2 + _READ[written[at + 1]] if step % 2 else 2
    return articles, [*starts, at]


def read_list(token: str, digits: str) -> dict[int, list[int]]:
    """The articles of `token` and its positions in them, as a posting list tells them."""
    written = _NUMBER.findall(digits)
    articles, starts = _find_postings(token, written)
    found: dict[int, list[int]] = {}
    for article, (start, end) in zip(articles, pairwise(starts), strict=True):
        many = end - start > 2
        found[article] = list(accumulate(_READ[step] for step in written[start + 1 + many : end]))
    return found
