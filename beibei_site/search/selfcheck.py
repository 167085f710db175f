"""A dead search must not go unseen: strings of the archive are sought in the finished index."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from beibei_site.archive import Archive
from beibei_site.model import Article, Problem
from beibei_site.search.export import shard_of
from beibei_site.search.grams import BREAK, fold
from beibei_site.search.postings import decode_postings
from beibei_site.search.schema import body_text, heading_text

_SAMPLE = 20
_LENGTH = 4


def check_search(
    archive: Archive, files: Mapping[str, bytes], numbers: Mapping[str, int] | None = None
) -> tuple[Problem, ...]:
    """Problems for strings from the middle of titles and texts that the files at `files` do not find.

    `numbers` are those that the files were made with."""
    if not archive.articles:
        return ()
    articles = sorted(archive.articles, key=lambda a: a.id)
    given = numbers or {a.id: at for at, a in enumerate(articles)}
    step = max(1, len(articles) // _SAMPLE)
    missing = [
        f"{article.id}: “{string}”"
        for number, article in enumerate(articles)
        if number % step == 0
        for string in _samples(article)
        if given[article.id] not in find_exact(string, files)
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
