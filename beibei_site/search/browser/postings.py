"""Postings lists as text: every trigram with its articles and positions, every character with its articles.

A list tells for each article: twice the step from the article before, plus one if there are several
positions; then how many, if so; then the steps from position to position. A single character's list has the
articles' steps only. Numbers are written as `varint` says.

The lists of a bigram are packed into one value: ` ` + following character + list, for each character that
follows it (a line break at the end of a text). The value of a frequent bigram would be long; such a bigram
is split, and each of its lists is a token of its own. So a query of three characters or more reads short
lists only.
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
    """The list of every three characters and every single one; `numbered` holds the articles by ascending
    number."""
    parts: defaultdict[str, list[str]] = defaultdict(list)
    last: defaultdict[str, int] = defaultdict(int)
    digits_of = DIGITS_OF
    for number, article in numbered.items():
        for token, positions in tokens_of(article).items():
            step = number - last[token]
            if len(positions) == 1:  # most of them, and there are millions
                parts[token].append(digits_of[2 * step] + digits_of[positions[0]])
            else:
                parts[token].append(_posting(step, positions))
            last[token] = number
    return {token: "".join(list_) for token, list_ in parts.items()}


def pack_bigrams(lists: Mapping[str, str]) -> tuple[dict[str, str], dict[str, int]]:
    """`lists` as the shards hold them, the lists of a pair together where they are short; and the sizes of
    the pairs that are split."""
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
    """The length of a pair's value."""
    return sum(2 + len(digits) for digits in following.values())


def pack(following: Mapping[str, str]) -> str:
    """The value of a pair from the list for each character that follows it."""
    return "".join(f" {char}{following[char]}" for char in sorted(following))


def unpack(value: str) -> dict[str, str]:
    """The opposite of `pack`."""
    return {part[0]: part[1:] for part in value.split(" ")[1:]}


def _posting(step: int, positions: Sequence[int]) -> str:
    if not positions:
        return DIGITS_OF[step]
    if len(positions) == 1:
        return DIGITS_OF[2 * step] + DIGITS_OF[positions[0]]
    return DIGITS_OF[2 * step + 1] + encode((len(positions), *deltas(positions)))


def change_list(token: str, digits: str, gone: Collection[int], added: Positions) -> str:
    """The posting list `digits` of `token` without the articles `gone` and with those `added`.

    Only what stands next to these is written anew: a list may hold thousands of articles.
    """
    written = NUMBER.findall(digits)
    articles, starts = _find_postings(token, written)
    parts: list[str] = []
    last = at = 0

    def copy(end: int) -> int:
        """Copy the postings from `at` to `end`, the first with its step from `last`; their last article."""
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
    """The articles of a list, and where in it the posting of each begins; at last, where it ends."""
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
    """The articles of `token` and its positions in them, as a posting list tells them."""
    written = NUMBER.findall(digits)
    articles, starts = _find_postings(token, written)
    found: dict[int, list[int]] = {}
    for article, (start, end) in zip(articles, pairwise(starts), strict=True):
        many = end - start > 2
        found[article] = list(accumulate(NUMBER_OF[step] for step in written[start + 1 + many : end]))
    return found
