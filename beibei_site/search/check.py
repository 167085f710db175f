"""The self-check: a build fails if its finished index does not find known strings from the archive."""

from __future__ import annotations

from collections.abc import Mapping

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, Problem
from beibei_site.search.bigrams import BREAK, fold
from beibei_site.search.browser.inverted import Read
from beibei_site.search.browser.postings import read_list, unpack
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.browser.shards import Tree
from beibei_site.search.document import body_text

_SAMPLE = 20
_LENGTH = 4


def check_search(
    archive: Archive, read: Read, numbers: Mapping[str, int] | None = None
) -> tuple[Problem, ...]:
    """Problems for strings from the middle of titles and texts that are not found in the index files returned
    by `read`.

    `numbers` are those the files were made with.
    """
    if not archive.articles:
        return ()
    articles = sorted(archive.articles, key=lambda a: a.id)
    given = numbers or {a.id: at for at, a in enumerate(articles)}
    tree = Tree.parse(parse_script(read("search/manifest.js"))[1])
    step = max(1, len(articles) // _SAMPLE)
    missing = [
        f"{article.id}: “{string}”"
        for number, article in enumerate(articles)
        if number % step == 0
        for string in _samples(article)
        if given[article.id] not in find_exact(string, read, tree)
    ]
    if not missing:
        return ()
    return (Problem("search-broken", "error", "the search does not find " + ", ".join(missing[:5])),)


def _samples(article: Article) -> list[str]:
    """One string from the middle of the heading, one from the middle of the text."""
    pieces = [piece for text in (article.heading, body_text(article)) for piece in [_middle(fold(text))]]
    return [piece for piece in pieces if len(piece) == _LENGTH]


def _middle(text: str) -> str:
    longest = max(text.split(BREAK), key=len)
    start = max(0, len(longest) // 2 - _LENGTH // 2)
    return longest[start : start + _LENGTH]


def find_exact(string: str, read: Read, tree: Tree) -> set[int]:
    """The numbers of the articles that contain the folded `string` (three or more characters): the browser's
    algorithm, run on the files themselves."""
    offsets = [*range(0, len(string) - 2, 3), *([len(string) - 3] if len(string) % 3 else [])]
    found: set[tuple[int, int]] | None = None
    for offset in offsets:
        three = string[offset : offset + 3]
        shard = tree.shard_of(three)
        held = parse_script(read(f"search/i/{shard}.js"))[1] if shard is not None else {}
        digits = held.get(three) or unpack(held.get(three[:2], "")).get(three[2], "")
        places = {(n, at - offset) for n, starts in read_list(three, digits).items() for at in starts}
        found = places if found is None else found & places
    return {article for article, _ in found or ()}
