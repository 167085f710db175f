"""What machines read in the head of an article's page: Highwire and Dublin Core tags, JSON-LD.

A date of publication is that of the issue, or it is left out; the story's own is its temporal coverage.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from beibei_site.domain.model import Facet
from beibei_site.rendering.outputs.citations import Citation
from beibei_site.rendering.outputs.linked import TYPES, as_json_ld, filled

_MOST_MENTIONS = 10


def head_tags(cited: Citation) -> tuple[tuple[str, str], ...]:
    """Highwire and Dublin Core tags, as (name, content)."""
    tags = [
        ("citation_title", cited.title),
        *(("citation_author", author) for author in cited.authors),
        ("citation_journal_title", cited.paper),
        ("citation_publication_date", cited.issued_exactly.replace("-", "/")),
        ("citation_firstpage", cited.page or ""),
        ("citation_language", cited.language),
        ("DC.title", cited.title),
        *(("DC.creator", author) for author in cited.authors),
        ("DC.publisher", cited.paper),
        ("DC.date", cited.issued),
        ("DC.coverage", cited.date),
        ("DC.type", "newspaperArticle"),
        ("DC.identifier", cited.address),
    ]
    return tuple((name, content) for name, content in tags if content)


def json_ld(cited: Citation, names: Mapping[Facet, Sequence[str]]) -> str:
    """A NewsArticle for search engines, part of an issue of its paper, safe inside a script element.

    `names` are those of its entries: it is about its topics and mentions the first of the others.
    """
    mentions = [{"@type": t, "name": name} for facet, t in TYPES.items() for name in names.get(facet, ())]
    item: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": cited.title,
        "inLanguage": cited.language,
        "datePublished": cited.issued_exactly,
        "temporalCoverage": cited.date,
        "author": [{"@type": "Person", "name": author} for author in cited.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": cited.paper} if cited.paper else None,
        "isPartOf": _issue(cited),
        "printPage": cited.page or "",
        "printSection": cited.section,
        "identifier": cited.id,
        "url": cited.address,
        "about": list(names.get("topics", ())),
        "mentions": mentions[:_MOST_MENTIONS],
    }
    return as_json_ld(item)


def _issue(cited: Citation) -> dict[str, object]:
    """The issue of the paper; the paper alone if it is unknown which issue."""
    paper = {"@type": "Newspaper", "name": cited.paper} if cited.paper else {}
    if not cited.issued:
        return dict(paper)
    return filled(
        {
            "@type": "PublicationIssue",
            "name": cited.issue,
            "datePublished": cited.issued_exactly,
            "isPartOf": paper,
        }
    )
