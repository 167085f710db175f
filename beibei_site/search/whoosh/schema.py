"""The schema of the Whoosh index: jieba's words of title, deck and text, facets, and dates."""

from __future__ import annotations

from sys import intern

from whoosh.fields import ID, TEXT, Schema

from beibei_site.chinese.cutter import Cutter
from beibei_site.content.body import plain
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS, Article
from beibei_site.search.bigrams import fold
from beibei_site.search.document import byline_text, facet_text

WORD_FIELDS = ("title", "deck", "body")


def cut_words(text: str, cutter: Cutter) -> list[str]:
    """The words of a text, folded, in their order; punctuation and blanks are none."""
    words = map(intern, cutter.cut(fold(text)))  # every word once in memory
    return [word for word in words if word.isalnum() or any(map(str.isalnum, word))]


def build_schema() -> Schema:
    """Nothing in it is ours: an index is read by any Whoosh."""
    words = {name: TEXT(phrase=False) for name in WORD_FIELDS}
    forms = {name: ID() for name in ("byline", *FACETS)}
    return Schema(id=ID(unique=True, stored=True), date=ID(), **words, **forms)


def to_document(archive: Archive, article: Article, cutter: Cutter) -> dict[str, str | list[str]]:
    """The fields of one article: its id, and lists of terms."""
    facets: dict[str, str | list[str]] = {
        facet: _forms(facet_text(archive, article, facet)) for facet in FACETS
    }
    return {
        "id": article.id,
        "date": [article.begins.replace("-", "")] if article.begins else [],
        "title": cut_words(article.title, cutter),
        "deck": cut_words("\n".join(filter(None, [article.kicker, *article.deck])), cutter),
        "body": cut_words(plain(article.body), cutter),
        "byline": _forms(byline_text(article)),
        **facets,
    }


def _forms(text: str) -> list[str]:
    return sorted(filter(None, {fold(form) for form in text.split("\n")}))
