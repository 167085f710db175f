"""Who appears with whom: the network of the archive's people, and the table behind it."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

from beibei_site.rendering import urls
from beibei_site.rendering.context import Holdings, article_link
from beibei_site.rendering.network import MOST_EDGES, draw_network
from beibei_site.rendering.views.types import ConnectionsView

_CROWD = 40  # a list of delegates says little about who knows whom


def connections_view(holdings: Holdings) -> ConnectionsView:
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for article in holdings.archive.articles:
        people = sorted(i for facet, i in holdings.keys[article.id] if facet == "people")
        if len(people) <= _CROWD:
            for pair in combinations(people, 2):
                together[pair].append(article.id)
    ranked = sorted(together, key=lambda p: (-len(together[p]), p))[:MOST_EDGES]
    links = {i: holdings.entry(("people", i)) for pair in ranked for i in pair}
    by_id = holdings.archive.by_id
    return ConnectionsView(
        path=urls.CONNECTIONS,
        template="connections.html",
        section="people",
        network=draw_network(
            {pair: len(together[pair]) for pair in ranked},
            {i: (link.text, link.target, link.count) for i, link in links.items()},
        ),
        pairs=tuple(
            (links[a], links[b], tuple(article_link(by_id[i]) for i in together[a, b])) for a, b in ranked
        ),
    )
