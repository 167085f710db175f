"""A dead search must not go unseen: strings of the archive are sought in the finished index."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from beibei_site.archive import Archive
from beibei_site.model import Article, Problem
from beibei_site.search.export import DIGITS, shard_of
from beibei_site.search.grams import BREAK, fold
from beibei_site.search.schema import body_text, heading_text

_SAMPLE = 20
_LENGTH = 4


def check_search(archive: Archive, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Problems for strings from the middle of titles and texts that the files at `files` do not find."""
    if not archive.articles:
        return ()
    articles = sorted(archive.articles, key=lambda a: a.id)
    step = max(1, len(articles) // _SAMPLE)
    missing = [
        f"{article.id}: “{string}”"
        for number, article in enumerate(articles)
        if number % step == 0
        for string in _samples(article)
        if number not in find_exact(string, files)
    ]
    if not missing:
        return ()
    return (Problem("search-broken", "error", "the search does not find " + ", ".join(missing[:5])),)


def _samples(article: Article) -> list[str]:
    """One string from the middle of the heading, one from the middle of the text."""
    pieces = [
        piece for text in (heading_text(article), body_text(article)) for piece in [_middle(fold(text))]
    ]
    return [piece for piece in pieces if len(piece) == _LENGTH]


def _middle(text: str) -> str:
    longest = max(text.split(BREAK), key=len)
    start = max(0, len(longest) // 2 - _LENGTH // 2)
    return longest[start : start + _LENGTH]


def find_exact(string: str, files: Mapping[str, bytes]) -> set[int]:
    """The numbers of the articles that hold the folded `string` (two characters or more): the same
    steps as in the browser, on the files themselves."""
    shards = json.loads(_arguments(files["search/manifest.js"]))[0]["shards"]
    offsets = [*range(0, len(string) - 1, 2), *([len(string) - 2] if len(string) % 2 else [])]
    found: set[tuple[int, int]] | None = None
    for offset in offsets:
        pair = string[offset : offset + 2]
        held = json.loads(_arguments(files[f"search/i/{shard_of(pair, shards)}.js"]))[1]
        places = {(article, at - offset) for article, at in decode_postings(held.get(pair, ""))}
        found = places if found is None else found & places
    return {article for article, _ in found or ()}


def _arguments(script: bytes) -> str:
    return "[" + re.sub(r"^beibei\.\w+\(|\)\n?$", "", script.decode()) + "]"


def decode_postings(digits: str) -> list[tuple[int, int]]:
    """The (article, position) pairs of a posting list; a position from BODY_AT on is in the text."""
    numbers: list[int] = []
    value = shift = 0
    for digit in digits:
        bits = DIGITS.index(digit)
        value |= (bits & 31) << shift
        shift += 5
        if bits < 32:
            numbers.append(value)
            value = shift = 0
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
