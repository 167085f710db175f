"""The browser's index: script files that need no server, read by `static/search.js`.

Posting lists lie in shards by a hash of their pair, so that a query loads one small file for every two
characters; with them lie the dictionary's words that begin with that pair. What is shown of a hit lies in
a file of its own. Facets and dates are columns, loaded once the hits are shown.

An article keeps its number from one build to the next: only the files of what has changed change.
"""

from __future__ import annotations

import json
import math
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from beibei_site.archive import Archive
from beibei_site.model import Article, OutputFile
from beibei_site.search.columns import date_column, facet_columns
from beibei_site.search.offers import find_offers
from beibei_site.search.postings import posting_lists
from beibei_site.search.schema import body_text, heading_text, searched_text
from beibei_site.search.variants import variants_among, variants_of
from beibei_site.search.vocabulary import find_vocabulary

_SHARD_BYTES = 8192
_MOST_GONE = 0.2

FindWords = Callable[[Sequence[str]], Mapping[str, int]]


def shard_of(token: str, shards: int) -> int:
    """The shard that holds a pair: its CRC-32 (over UTF-8) modulo the number of shards."""
    return zlib.crc32(token.encode()) % shards


def number_articles(ids: Sequence[str], previous: Mapping[str, int]) -> dict[str, int]:
    """A number for each id: the previous one, or the next free. When a fifth of all numbers belongs to
    articles that are gone, all are given anew.

    >>> number_articles(["b", "a", "c"], {"c": 0, "b": 1})
    {'c': 0, 'b': 1, 'a': 2}
    """
    kept = {i: previous[i] for i in ids if i in previous}
    following = max(previous.values(), default=-1) + 1
    fresh = sorted(set(ids) - set(kept))
    if following - len(kept) > _MOST_GONE * following:
        return {i: at for at, i in enumerate(sorted(ids))}
    numbers = kept | {i: following + at for at, i in enumerate(fresh)}
    return dict(sorted(numbers.items(), key=lambda item: item[1]))


def export_search(
    archive: Archive, numbers: Mapping[str, int] | None = None, find_words: FindWords = find_vocabulary
) -> Iterator[OutputFile]:
    """The script files below `search/`, the same for the same archive and the same numbers.

    `numbers` (see `number_articles`) must name every article; without it they are numbered by id.
    """
    given = numbers or number_articles(sorted(archive.by_id), {})
    numbered = {n: archive.by_id[i] for i, n in sorted(given.items(), key=lambda item: item[1])}
    lists = posting_lists(numbered)
    words = find_words(sorted(lists))
    shards = _count_shards(lists)
    yield _script("manifest", "manifest", _manifest(numbered, shards))
    yield from _shards(lists, words, shards)
    yield _script("c/chars", "chars", {c: n for c, n in sorted(words.items()) if len(c) == 1}, words[""])
    yield _script("c/date", "dates", *date_column(numbered))
    for facet, entries in facet_columns(archive, numbered):
        yield _script(f"c/{facet}", "column", facet, entries)
    yield _script("c/variants", "variants", variants_of(lists))
    yield _script("c/offers", "offers", find_offers(archive))
    for number, article in numbered.items():
        yield _script(f"d/{number}", "document", number, _document(archive, article))


def _manifest(numbered: Mapping[int, Article], shards: int) -> dict[str, Any]:
    """`printed` are the variant characters that the articles show, needed to mark them."""
    chars = {c for a in numbered.values() for c in searched_text(a)}
    return {"articles": len(numbered), "shards": shards, "printed": variants_among(chars)}


def _count_shards(lists: Mapping[str, str]) -> int:
    """A power of two, so that most builds leave it as it is."""
    size = sum(len(token) + len(postings) + 6 for token, postings in lists.items())
    return 1 << max(0, math.ceil(math.log2(max(1.0, size / _SHARD_BYTES))))


def _shards(lists: Mapping[str, str], words: Mapping[str, int], shards: int) -> Iterator[OutputFile]:
    held: dict[int, dict[str, str]] = defaultdict(dict)
    for token in sorted(lists):
        held[shard_of(token, shards)][token] = lists[token]
    begun: dict[int, dict[str, list[Any]]] = defaultdict(dict)
    for word in sorted(words):
        if len(word) > 1:
            pair = word[:2]
            begun[shard_of(pair, shards)].setdefault(pair, []).extend((word[2:], words[word]))
    for number in range(shards):
        yield _script(f"i/{number}", "shard", number, held[number], begun[number])


def _document(archive: Archive, article: Article) -> list[Any]:
    """What the list of hits shows: id, title, how the title is known, date, names of people and topics,
    heading, text."""
    names = [[r.preferred for r in archive.entries_of(article, facet)] for facet in ("people", "topics")]
    about = [article.id, article.title, article.title_from, article.date, *names]
    return [*about, heading_text(article), body_text(article)]


def _script(name: str, call: str, *arguments: object) -> OutputFile:
    written = ",".join(json.dumps(a, ensure_ascii=False, separators=(",", ":")) for a in arguments)
    safe = written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return OutputFile(f"search/{name}.js", f"beibei.{call}({safe})\n".encode())
