"""JSON-LD (schema.org): how it is written, and that of a person, place or body, with links to the same entry
elsewhere."""

from __future__ import annotations

import json
from collections.abc import Mapping

from beibei_site.domain.model import Facet
from beibei_site.rendering import urls
from beibei_site.rendering.context import EntryKey, SiteContext

TYPES: dict[Facet, str] = {"people": "Person", "places": "Place", "bodies": "Organization"}
_PARENT: dict[Facet, str] = {"places": "containedInPlace", "bodies": "parentOrganization"}


def entry_json_ld(context: SiteContext, key: EntryKey) -> str:
    """The entry for search engines, safe inside a script element; empty for a topic."""
    facet, entry_id = key
    if facet not in TYPES:
        return ""
    record = context.records[key]
    parent = (facet, context.parent_of(key))
    names = (*record.variants, *(name for _, name in record.names))
    item: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": TYPES[facet],
        "name": record.preferred,
        "alternateName": list(dict.fromkeys(names)),
        "description": record.description,
        "identifier": entry_id,
        "url": context.absolute(urls.facet(*key)),
        "sameAs": [urls.same_as(link) for link in record.same_as],
    }
    if parent in context.records and facet in _PARENT:
        item[_PARENT[facet]] = {"@type": TYPES[facet], "name": context.records[parent].preferred}
    if record.at:
        item["geo"] = {"@type": "GeoCoordinates", "latitude": record.at[0], "longitude": record.at[1]}
    return as_json_ld(item)


def filled(item: Mapping[str, object]) -> dict[str, object]:
    """`item` without what is empty."""
    return {key: value for key, value in item.items() if value}


def as_json_ld(item: Mapping[str, object]) -> str:
    """`item` as it stands in a page, safe inside a script element."""
    text = json.dumps(filled(item), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
