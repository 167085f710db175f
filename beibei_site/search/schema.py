"""What the Whoosh index holds of an article: jieba's words to rank by, pairs of characters to match by."""

from __future__ import annotations

import hashlib
from typing import Any

from whoosh.fields import ID, STORED, TEXT, Schema

from beibei_site.archive import Archive
from beibei_site.model import FACETS, Article, Facet
from beibei_site.search.formats import PairPositions, WordCounts
from beibei_site.text import plain

ALL = "all"  # pairs of the whole article
WORD_FIELDS = ("title", "deck", "body")
GRAM_FIELDS = (ALL, "heading", "people", "topics", "places", "bodies", "byline")


def build_schema() -> Schema:
    """The schema; an index with another one is made anew from `content/`."""
    words = {name: _words() for name in WORD_FIELDS}
    pairs = {name: _pairs() for name in GRAM_FIELDS}
    shown = {name: STORED() for name in ("title_from", "text", "path", "headline", "day")}
    return Schema(id=ID(unique=True, stored=True), date=ID(), **words, **pairs, **shown)


def _words() -> TEXT:
    field = TEXT(phrase=False)
    field.format = WordCounts()
    return field


def _pairs() -> TEXT:
    """Pairs match and do not rank, so that nobody needs to know how many a text holds."""
    field = TEXT(phrase=True)
    field.format = PairPositions()
    return field


def heading_text(article: Article) -> str:
    """Kicker, title and deck of an article, a line each."""
    return "\n".join(filter(None, [article.kicker, article.title, *article.deck]))


def body_text(article: Article) -> str:
    """The plain text of an article and the names credited for it."""
    return "\n".join(filter(None, [plain(article.body), " ".join(c.name for c in article.byline)]))


def searched_text(article: Article) -> str:
    """Everything of an article that a search may find, in the order that it is read."""
    return f"{heading_text(article)}\n{body_text(article)}"


def facet_text(archive: Archive, article: Article, facet: Facet) -> str:
    """All forms of an article's entries under a facet: preferred, variants, ids, a line each."""
    records = archive.entries_of(article, facet)
    return "\n".join(
        form for r in records for form in (r.preferred, r.id, *r.variants, *dict(r.names).values())
    )


def digest_article(archive: Archive, article: Article) -> str:
    """The digest of all that the search holds of an article."""
    facets = [facet_text(archive, article, facet) for facet in FACETS]
    return hashlib.sha256(repr((article, facets)).encode()).hexdigest()[:32]


def to_document(archive: Archive, article: Article, path: str) -> dict[str, Any]:
    """The fields of one article for the Whoosh writer."""
    facets: dict[str, str] = {facet: facet_text(archive, article, facet) for facet in FACETS}
    text = searched_text(article)
    return {
        "id": article.id,
        "date": article.date.replace("-", ""),
        "title": article.title,
        "deck": "\n".join(filter(None, [article.kicker, *article.deck])),
        "body": plain(article.body),
        "heading": heading_text(article),
        "byline": "\n".join(c.name for c in article.byline),
        ALL: text,
        **facets,
        "title_from": article.title_from,
        "headline": article.title,
        "text": text,
        "path": path,
        "day": article.date,
    }
