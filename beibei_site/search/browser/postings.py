"""Postings lists as text: every trigram with its articles and positions, every character with its articles.

A posting is: twice the delta from the previous article, plus one if there are several positions; then their
number, if so; then the deltas between positions. The list of a single character has only the deltas between
articles. Numbers are encoded as in `varint`.

The lists of a bigram are packed into one value: ` ` + following character + list, for each character that
follows it (a line break at the end of a text). If that value would be long, the bigram is split: each of its
lists becomes a token of its own. So a query of three or more characters reads only short lists.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate, pairwise

from beibei_site.domain.model import Article
from beibei_site.search.browser.trigrams import tokens_of
from beibei_site.search.browser.varint import DIGITS_OF, NUMBER, NUMBER_OF, deltas, encode

SPLIT_ABOVE = 1024  # characters: a bigram with a longer value is split

Positions = Mapping[int, Sequence[int]]  # article → positions, both ascending


def posting_lists(numbered: Mapping[int, Article]) -> dict[str, str]:
    """The list of every trigram and every single character; `numbered` holds the articles by ascending
    number."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    last: defaultdict[str, int] = defaultdict(int)
    digits_of = DIGITS_OF
    for number, article in numbered.items():
        for token, positions in tokens_of(article).items():
            step = number - last[token]
            if len(positions) == 1:  # the usual case, millions of times
                parts[token].append(digits_of[2 * step] + digits_of[positions[0]])
            else:
                parts[token].append(_posting(step, positions))
            last[token] = number
    return {token: "".join(list_) for token, list_ in parts.items()}


def pack_bigrams(lists: Mapping[str, str]) -> tuple[dict[str, str], dict[str, int]]:
    """`lists` as stored in the shards, those of a rare bigram packed together; and the sizes of the split
    bigrams."""
    values = {token: digits for token, digits in lists.items() if len(token) == 1}
    pairs: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for token in sorted(lists):
        if len(token) == 3:
            pairs[token[:2]][token[2]] = lists[token]
    split: dict[str, int] = {}
    for pair, following in pairs.items():
        size = packed_size(following)
        if size > SPLIT_ABOVE:
            split[pair] = size
            values |= {pair + char: digits for char, digits in following.items()}
        else:
            values[pair] = pack(following)
    return values, split


def packed_size(following: Mapping[str, str]) -> int:
    """The length of a bigram's packed value."""
    return sum(2 + len(digits) for digits in following.values())


def pack(following: Mapping[str, str]) -> str:
    """The value of a bigram, from its list for each following character."""
    return "".join(f" {char}{following[char]}" for char in sorted(following))


def unpack(value: str) -> dict[str, str]:
    """The inverse of `pack`."""
    return {part[0]: part[1:] for part in value.split(" ")[1:]}


def _posting(step: int, positions: Sequence[int]) -> str:
    if not positions:
        return DIGITS_OF[step]
    if len(positions) == 1:
        return DIGITS_OF[2 * step] + DIGITS_OF[positions[0]]
    return DIGITS_OF[2 * step + 1] + encode((len(positions), *deltas(positions)))


def change_list(token: str, digits: str, gone: Collection[int], added: Positions) -> str:
    """The postings list `digits` of `token`, with the articles `gone` removed and those in `added` inserted.

    Only postings next to a change are re-encoded: a list may hold thousands of articles.
    """
    written = NUMBER.findall(digits)
    articles, starts = _find_postings(token, written)
    parts: list[str] = []
    last = at = 0

    def copy(end: int) -> int:
        """Copy the postings from `at` to `end`, the first with its delta from `last`; returns their last
        article."""
        if at == end:
            return last
        step = articles[at] - last
        flag = NUMBER_OF[written[starts[at]]] % 2
        parts.append(DIGITS_OF[step if len(token) == 1 else 2 * step + flag])
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
    """The articles of a list and the offset of each posting, followed by the end offset."""
    if len(token) == 1:
        return list(accumulate(NUMBER_OF[step] for step in written)), list(range(len(written) + 1))
    articles, starts = [], []
    at = article = 0
    while at < len(written):
        step = NUMBER_OF[written[at]]
        articles.append(article := article + step // 2)
        starts.append(at)
        at += 2 + NUMBER_OF[written[at + 1]] if step % 2 else 2
    return articles, [*starts, at]


def read_list(token: str, digits: str) -> dict[int, list[int]]:
    """The articles that contain `token` and its positions in them, decoded from a postings list."""
    written = NUMBER.findall(digits)
    articles, starts = _find_postings(token, written)
    found: dict[int, list[int]] = {}
    for article, (start, end) in zip(articles, pairwise(starts), strict=True):
        many = end - start > 2
        found[article] = list(accumulate(NUMBER_OF[step] for step in written[start + 1 + many : end]))
    return found
