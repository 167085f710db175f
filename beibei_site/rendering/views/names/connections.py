"""Who appears with whom: the pairs of people that articles name together, more than once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from beibei_site.rendering import urls
from beibei_site.rendering.components import Link
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.views.view import View

_CROWD = 40  # a list of delegates says little about who knows whom
_LEAST, _SHOWN = 2, 200


@dataclass(frozen=True, slots=True)
class Connection:
    """Two people and the articles that name both."""

    one: Link
    other: Link
    articles: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionsView(View):
    """The most frequent connections, and how many there are in all."""

    template: str = "connections.html"
    section: str = "people"
    connections: tuple[Connection, ...]
    total: int


def connections_view(context: SiteContext) -> ConnectionsView:
    together = _articles_together(context)
    found = [pair for pair, articles in together.items() if len(articles) >= _LEAST]
    ranked = sorted(found, key=lambda pair: (-len(together[pair]), pair))[:_SHOWN]
    by_id = context.archive.by_id

    def connection(one: str, other: str) -> Connection:
        articles = tuple(article_link(by_id[i]) for i in together[one, other])
        return Connection(context.links["people", one], context.links["people", other], articles)

    return ConnectionsView(
        path=urls.CONNECTIONS,
        connections=tuple(connection(*pair) for pair in ranked),
        total=len(found),
    )


def _articles_together(context: SiteContext) -> dict[tuple[str, str], list[str]]:
    """For each pair of ids of people the ids of the stories that name both."""
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for article in context.archive.stories:
        people = sorted(i for facet, i in context.keys(article) if facet == "people")
        if len(people) <= _CROWD:
            for pair in combinations(people, 2):
                together[pair].append(article.id)
    return together
