"""The searchable parts of an article: its heading, its text, and the names of its entries."""

from __future__ import annotations

from functools import cache, lru_cache, partial

from beibei_site.content.body import plain
from beibei_site.content.cache import digest, digests_of
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS, Article, AuthorityRecord, Facet


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
    return "\n".join(form for record in archive.entries_of(article, facet) for form in sought_forms(record))


@lru_cache(maxsize=1)  # both indexes ask for them
def digest_articles(archive: Archive) -> dict[str, str]:
    """The digests of everything indexed for each article, by its id."""
    own = digests_of(archive)
    forms = cache(partial(_forms_of, archive))

    def digest_one(article: Article) -> str:
        named = (forms(facet, value) for facet in FACETS for value in ("", *article.facet(facet)))
        return digest(own[article.id], *named)[:32]

    return {article.id: digest_one(article) for article in archive.articles}


def _forms_of(archive: Archive, facet: Facet, value: str) -> str:
    record = archive.entry(facet, value)
    return "\n".join(sought_forms(record)) if record else ""


def sought_forms(record: AuthorityRecord) -> tuple[str, ...]:
    """All that an entry is found by in a field."""
    return (record.preferred, record.id, *record.variants, *dict(record.names).values())
