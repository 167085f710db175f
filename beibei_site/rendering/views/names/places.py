"""Places by what they lie in, and the map of those that have coordinates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass

from beibei_site.rendering import urls
from beibei_site.rendering.components import Link
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.views.names.maps import PlaceMap, draw_map
from beibei_site.rendering.views.view import View


@dataclass(frozen=True, slots=True)
class Branch:
    """A place and the places in it."""

    link: Link
    within: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """A place with its coordinates in degrees, for the table below the map."""

    link: Link
    north: float
    east: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesView(View):
    """The places that lie in others, below these; the map and its table."""

    template: str = "places.html"
    section: str = "places"
    branches: tuple[Branch, ...]
    map: PlaceMap | None
    located: tuple[Located, ...]


def places_view(context: SiteContext) -> PlacesView:
    places = [key[1] for key in context.records if key[0] == "places"]
    ranked = sorted(places, key=lambda i: (-context.counts["places", i], i))
    within: defaultdict[str, list[str]] = defaultdict(list)
    for place in ranked:
        within[context.parent_of(("places", place))].append(place)

    def branch(place: str, above: Set[str]) -> Branch:
        inner = (branch(i, above | {place}) for i in within[place] if i not in above | {place})
        return Branch(context.counted(("places", place)), tuple(inner))

    located = [
        Located(context.counted(("places", i)), *at)
        for i in ranked
        if (at := context.records["places", i].at) is not None
    ]
    return PlacesView(
        path=urls.PLACES_WITHIN,
        branches=tuple(branch(place, frozenset()) for place in within[""] if within[place]),
        map=draw_map([(p.link, (p.north, p.east)) for p in located]),
        located=tuple(located),
    )
