"""The browser's index: script files that need no server, read by `static/search.js`.

Every pair of neighbouring characters has a posting list (articles and positions), every single character
a list of articles. A posting list is a run of numbers in base-64 digits, five bits each, as in source
maps; lists lie in shards by a hash of their pair, so that a query loads one small file for every two
characters. What is shown of a hit lies in small files by article number.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from beibei_site.archive import Archive
from beibei_site.model import Article, OutputFile
from beibei_site.search.grams import BREAK, fold, grams
from beibei_site.search.schema import body_text, heading_text, searched_text

BODY_AT = 4096  # positions below are the heading's
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SHARD_BYTES = 8192
_METAS = 200
_TEXTS = 4


def encode(numbers: Iterable[int]) -> str:
    """Whole numbers as base-64 digits, the low five bits first, the sixth telling that more follow.

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


def shard_of(token: str, shards: int) -> int:
    """The shard that holds a pair: its CRC-32 (over UTF-8) modulo the number of shards."""
    return zlib.crc32(token.encode()) % shards


def export_search(archive: Archive) -> Iterator[OutputFile]:
    """The script files below `search/`, the same for the same archive."""
    articles = sorted(archive.articles, key=lambda a: a.id)
    lists = _posting_lists(articles)
    size = sum(len(token) + len(postings) + 6 for token, postings in lists.items())
    shards = _power_of_two(size / _SHARD_BYTES)
    yield _script(
        "manifest",
        "manifest",
        {"articles": len(articles), "shards": shards, "metas": _METAS, "texts": _TEXTS},
    )
    held: dict[int, dict[str, str]] = defaultdict(dict)
    for token in sorted(lists):
        held[shard_of(token, shards)][token] = lists[token]
    for number in range(shards):
        yield _script(f"i/{number}", "shard", number, held[number])
    for at in range(0, len(articles), _METAS):
        yield _script(
            f"m/{at // _METAS}", "metas", at, [_meta(archive, a) for a in articles[at : at + _METAS]]
        )
    for at in range(0, len(articles), _TEXTS):
        yield _script(f"t/{at // _TEXTS}", "texts", at, [body_text(a) for a in articles[at : at + _TEXTS]])


def _script(name: str, call: str, *arguments: object) -> OutputFile:
    written = ",".join(json.dumps(a, ensure_ascii=False, separators=(",", ":")) for a in arguments)
    safe = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return OutputFile(f"search/{name}.js", f"beibei.{call}({safe})\n".encode())


def _power_of_two(least: float) -> int:
    count = 1
    while count < least:
        count *= 2
    return count


def _positions(article: Article) -> Iterator[tuple[int, str]]:
    heading = heading_text(article)
    yield from grams(heading)
    for position, pair in grams(body_text(article)):
        yield BODY_AT + position, pair


def _posting_lists(articles: Sequence[Article]) -> dict[str, str]:
    """Every pair with its articles and positions, every character with its articles; both as deltas."""
    postings: dict[str, list[int]] = defaultdict(list)
    last: dict[str, int] = {}
    for number, article in enumerate(articles):
        here: dict[str, list[int]] = defaultdict(list)
        for position, pair in _positions(article):
            if len(pair) == 2:
                here[pair].append(position)
        for pair, found in here.items():
            postings[pair] += [number - last.get(pair, 0), len(found), *_deltas(found)]
            last[pair] = number
        for char in set(fold(searched_text(article))) - {BREAK}:
            postings[char].append(number - last.get(char, 0))
            last[char] = number
    return {token: encode(numbers) for token, numbers in postings.items()}


def _deltas(numbers: Sequence[int]) -> Iterator[int]:
    before = 0
    for number in numbers:
        yield number - before
        before = number


def _meta(archive: Archive, article: Article) -> list[object]:
    """What a list of hits shows: id, title, how the title is known, date, heading, and the facets."""
    facets = [
        [[r.id, r.preferred] for r in archive.entries_of(article, facet)]
        for facet in ("people", "topics", "places", "bodies")
    ]
    names = [c.name for c in article.byline]
    return [
        article.id,
        article.title,
        article.title_from,
        article.date,
        heading_text(article),
        *facets,
        names,
    ]
