"""The searchable parts of an article: its heading, its text, and the names of its entries."""

from __future__ import annotations

from functools import lru_cache

from beibei_site.content.body import plain
from beibei_site.content.cache import key_of
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS, Article, Facet


def body_text(article: Article) -> str:
    """The plain text of an article, and the names credited for it."""
    return "\n".join(filter(None, [plain(article.body), " ".join(c.name for c in article.byline)]))


def byline_text(article: Article) -> str:
    """The names credited for an article, one per line."""
    return "\n".join(c.name for c in article.byline)


def searched_text(article: Article) -> str:
    """All searchable text of an article, in reading order."""
    return f"{article.heading}\n{body_text(article)}"


def facet_text(archive: Archive, article: Article, facet: Facet) -> str:
    """All forms of an article's entries in a facet: preferred, variants, ids, one per line."""
    records = archive.entries_of(article, facet)
    return "\n".join(
        form for r in records for form in (r.preferred, r.id, *r.variants, *dict(r.names).values())
    )


def digest_article(archive: Archive, article: Article) -> str:
    """The digest of everything indexed for an article."""
    return key_of((article, [facet_text(archive, article, facet) for facet in FACETS]))[:32]


@lru_cache(maxsize=1)  # both indexes ask for them
def digest_articles(archive: Archive) -> dict[str, str]:
    """The digests of all articles, by their ids."""
    return {a.id: digest_article(archive, a) for a in archive.articles}
