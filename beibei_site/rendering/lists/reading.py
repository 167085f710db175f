"""Reading on inside the list of a topic, person, place or body.

The address of an article carries the page of the list that the reader came from, without its `.html`
(`articles/000-112.html#in=topics/railways`). If that list is short, the address has its articles as well
(`…#in=people/zhou-xu&hits=…`). Else a script of the same name lies beside that page, with its articles and
the one before and after them. From these the pager of the article is made. Without JavaScript an article
leads on in the first of its topics.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from beibei_site.content.output import OutputFile
from beibei_site.content.settings import Books
from beibei_site.domain.model import Article, Facet
from beibei_site.rendering import urls
from beibei_site.rendering.components import Link
from beibei_site.rendering.context import EntryKey, SiteContext, article_link
from beibei_site.rendering.lists.paging import PAGE, Pages, page_of, paged

_LEAST = 2  # stories: one alone leads nowhere
# A dossier is for what a reader would want as a book; it holds every text twice more. A topic was chosen by a
# curator; an archive of 25,000 articles has some 20,000 people, most with very few. More stories than the
# most are no book any more.
_DOSSIER: dict[Facet, int] = {"topics": 2, "people": 5}
_BOOKS: dict[Books, tuple[Facet, ...]] = {"all": ("topics", "people"), "topics": ("topics",), "none": ()}
_LONGEST_DOSSIER = 500


@dataclass(frozen=True, slots=True)
class Series:
    """The story before and the story after an article in the list of an entry; the `note` of each link is the
    page of the list on which it stands, for its address."""

    entry: Link
    before: Link | None
    after: Link | None


def is_series(context: SiteContext, key: EntryKey) -> bool:
    """Whether the list of an entry is long enough to read on in it."""
    return len(context.listed(key)) >= _LEAST


def has_script(context: SiteContext, key: EntryKey) -> bool:
    """Whether the list of an entry has scripts: if it is too long for the address of an article, or of a
    topic, in which articles lead on from one to the next without the list."""
    return key[0] == "topics" or len(context.listed(key)) > PAGE


def has_dossier(context: SiteContext, key: EntryKey) -> bool:
    """Whether an entry can be had as a book."""
    facet = key[0]
    return (
        facet in _BOOKS[context.settings.books]
        and _DOSSIER[facet] <= len(context.listed(key)) <= _LONGEST_DOSSIER
    )


def list_files(context: SiteContext, shown: Callable[[str], str]) -> Iterator[OutputFile]:
    """A script for every page of such a list; `shown` gives titles the typography of the site."""
    for key in context.records:
        stories = context.listed(key)
        if is_series(context, key) and has_script(context, key):
            for path, _, pages in paged(urls.facet(*key), stories):
                data = _list_data(context, key, pages, stories, shown)
                text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
                yield OutputFile(f"{urls.list_page(path)}.js", f"beibeiList({text})\n".encode())


def _list_data(
    context: SiteContext,
    key: EntryKey,
    pages: Pages,
    stories: Sequence[Article],
    shown: Callable[[str], str],
) -> dict[str, object]:
    """What the pager needs: rows of an id, a title and the page of the list on which it stands."""

    def row(at: int) -> tuple[str, str, str]:
        article = stories[at]
        page = urls.list_page(urls.numbered(urls.facet(*key), page_of(at)))
        return article.id, shown(context.marked_title(article)), page

    places = range(max(0, pages.start - 1), min(len(stories), pages.start + pages.size + 1))
    return {
        "name": context.links[key].text,
        "page": pages.targets[pages.number - 1],
        "first": places.start + 1,
        "total": len(stories),
        "articles": [row(at) for at in places],
    }


def series_of(context: SiteContext, article: Article) -> Series | None:
    """The place of an article in the first of its topics that has other stories."""
    topics = (key for key in context.keys(article) if key[0] == "topics" and is_series(context, key))
    key = next(topics, None)
    if key is None:
        return None
    stories = context.listed(key)
    at = context.position(key, article)

    def link(neighbour: int) -> Link | None:
        if not 0 <= neighbour < len(stories):
            return None
        page = urls.numbered(urls.facet(*key), page_of(neighbour))
        return article_link(stories[neighbour], note=urls.list_page(page))

    return Series(context.links[key], link(at - 1), link(at + 1))
