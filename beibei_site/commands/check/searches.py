"""Both searches, held against a plain scan of the texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from beibei_site.content.store import Folders
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS, Article, Problem
from beibei_site.domain.problems import SetupError
from beibei_site.search.bigrams import fold
from beibei_site.search.check import check_search
from beibei_site.search.document import facet_text, searched_text
from beibei_site.search.whoosh.search import search

_SAMPLE = 100  # articles from which a string is searched for
_STRING = re.compile("[一-鿿]{4}")
_NUMBERS = re.compile("[〇一二三四五六七八九十百千年月日]")  # may be dates, which the search reads
_AGAIN = "Delete .cache/ and run beibei-site build."


def check_searches(folders: Folders, site: Mapping[str, bytes], archive: Archive) -> Iterator[Problem]:
    """A problem for every sample that a search does not find where it stands, or finds where it does not;
    `site` are the files by their paths."""
    yield from _check_terminal(folders, archive)
    yield from _check_browser(site, archive)


def _check_terminal(folders: Folders, archive: Archive) -> Iterator[Problem]:
    texts = {article.id: fold(_text(archive, article)) for article in archive.articles}
    for string in _samples(texts):
        standing = {article_id for article_id, text in texts.items() if string in text}
        try:
            hits = search(folders.index, f'"{string}"', limit=len(texts)).hits
        except SetupError as error:
            yield Problem("search-differs", "error", str(error))
            return
        if wrong := {hit.id for hit in hits} ^ standing:
            found = ", ".join(sorted(wrong)[:5])
            message = f"the terminal's search and the texts differ on “{string}”: {found}"
            yield Problem("search-differs", "error", message, _AGAIN)


def _text(archive: Archive, article: Article) -> str:
    """All in which a string without a field is searched for."""
    return "\n".join([searched_text(article), *(facet_text(archive, article, facet) for facet in FACETS)])


def _samples(texts: Mapping[str, str]) -> Iterator[str]:
    """A string from the middle of each of some articles."""
    step = max(1, len(texts) // _SAMPLE)
    for text in list(texts.values())[::step]:
        found = [s for s in _STRING.findall(text) if not _NUMBERS.search(s)]
        yield from found[len(found) // 2 :][:1]


def _check_browser(site: Mapping[str, bytes], archive: Archive) -> Iterator[Problem]:
    try:
        found = check_search(archive, site.__getitem__)
    except (OSError, ValueError, LookupError, TypeError) as error:
        yield Problem("search-differs", "error", f"the browser's index cannot be read ({error})", _AGAIN)
        return
    for problem in found:
        yield Problem("search-differs", "error", f"the browser's index: {problem.message}", _AGAIN)
