"""The schema of the Whoosh index: jieba's words for ranking, bigrams for matching."""

from __future__ import annotations

from whoosh.fields import ID, STORED, TEXT, Schema

from beibei_site.content.body import plain
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS, Article
from beibei_site.search.document import facet_text, searched_text
from beibei_site.search.whoosh.formats import PairPositions, WordCounts

ALL = "all"  # bigrams of the whole article
WORD_FIELDS = ("title", "deck", "body")
GRAM_FIELDS = (ALL, "heading", "people", "topics", "places", "bodies", "byline")


def build_schema() -> Schema:
    """The schema; an index with a different one is rebuilt from `content/`."""
    words = {name: _words() for name in WORD_FIELDS}
    pairs = {name: _pairs() for name in GRAM_FIELDS}
    shown = {name: STORED() for name in ("title_from", "text", "path", "headline", "day")}
    return Schema(id=ID(unique=True, stored=True), date=ID(), **words, **pairs, **shown)


def _words() -> TEXT:
    field = TEXT(phrase=False)
    field.format = WordCounts()
    return field


def _pairs() -> TEXT:
    """Bigrams are used for matching only, so document lengths are not stored."""
    field = TEXT(phrase=True)
    field.format = PairPositions()
    return field


def to_document(archive: Archive, article: Article, path: str) -> dict[str, str]:
    """The fields of one article for the Whoosh writer."""
    facets: dict[str, str] = {facet: facet_text(archive, article, facet) for facet in FACETS}
    text = searched_text(article)
    return {
        "id": article.id,
        "date": article.begins.replace("-", ""),
        "title": article.title,
        "deck": "\n".join(filter(None, [article.kicker, *article.deck])),
        "body": plain(article.body),
        "heading": article.heading,
        "byline": "\n".join(c.name for c in article.byline),
        ALL: text,
        **facets,
        "title_from": article.title_from,
        "headline": article.title,
        "text": text,
        "path": path,
        "day": article.begins,
    }
