"""Short cuts for the tests of this folder."""

from __future__ import annotations

from collections.abc import Iterable

from beibei_site.cataloguing.catalogue import assign_facets
from beibei_site.content.authority_file import parse_authority
from beibei_site.content.cache import each_anew
from beibei_site.domain.model import FACETS, Article, Authority, Facet


def authorities(**files: str) -> dict[Facet, Authority]:
    """The four authority files; those not given are empty."""
    return {facet: parse_authority(files.get(facet, ""), f"{facet}.yml", facet) for facet in FACETS}


def catalogue(*bodies: str, context: Iterable[Article] = (), **files: str) -> tuple[Article, ...]:
    """Articles with these bodies, catalogued together."""
    articles = [Article(id=f"a-{n}", title="", title_from="supplied", body=b) for n, b in enumerate(bodies)]
    return assign_facets(articles, authorities(**files), context=context, remember_each=each_anew)
