"""People, topics, places, bodies, offices and mentions as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from operator import itemgetter

from beibei_site.content.body import plain
from beibei_site.content.cache import Remember, anew, digest
from beibei_site.domain.dates import first_and_last
from beibei_site.domain.findings import Office, OfficeHeld
from beibei_site.domain.model import FACETS, AuthorityRecord, Facet
from beibei_site.domain.text import occurrences
from beibei_site.rendering import urls
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.keyed import Keyed
from beibei_site.rendering.outline import Told
from beibei_site.rendering.outputs.resources import Field, Resource, Row, Rows, in_chunks, table

_ENTRY: tuple[Field, ...] = (
    ("id", "string", "permanent id, part of the address of its page"),
    ("preferred", "string", "the name under which it stands"),
    ("variants", "string", "other names for it"),
    ("former_ids", "string", "ids that lead to this entry too"),
    ("description", "string", "what the curator says of it"),
)
_PARENT = ("parent", "string", "id of the wider entry")
_COURSE: tuple[Field, ...] = (
    ("articles", "integer", "number of articles that have it"),
    ("first", "string", "date of the first of them: 2020-04-02, 2020-04, 2020 or empty"),
    ("last", "string", "date of the last"),
    ("same_as", "string", "the same entry elsewhere: Wikidata, VIAF"),
    ("path", "string", "page of the site"),
)
_FIELDS: dict[Facet, tuple[Field, ...]] = {
    "people": (
        *_ENTRY,
        ("offices", "string", "each as: office, first/last date of an article that says so, [ids of all]"),
        *_COURSE,
    ),
    "topics": (*_ENTRY, _PARENT, *_COURSE),
    "places": (
        *_ENTRY,
        _PARENT,
        ("latitude", "number", "degrees north"),
        ("longitude", "number", "degrees east"),
        *_COURSE,
    ),
    "bodies": (*_ENTRY, _PARENT, *_COURSE),
}
_OFFICES: tuple[Field, ...] = (
    ("office", "string", "id of the office"),
    ("name", "string", "its name, with the place or body that it leaves out in brackets"),
    ("body", "string", "id of the body that it belongs to"),
    ("person", "string", "id of the holder"),
    ("person_name", "string", "name of the holder"),
    ("first", "string", "date of the first article that names the person so; not of taking office"),
    ("last", "string", "date of the last"),
    ("articles", "string", "ids of these articles"),
)
_MENTIONS: tuple[Field, ...] = (
    ("article", "string", "id of the article"),
    ("facet", "string", "people, topics, places or bodies"),
    ("entry", "string", "id of the entry, in the table of that name"),
    ("name", "string", "the name as printed; empty for a topic, and if a curator supplied the entry"),
    ("occurrences", "integer", "how often this form stands in heading and text"),
)
_SAYS: dict[Facet, str] = {
    "people": "the persons named in the articles, with their offices",
    "topics": "the topics of the articles",
    "places": "the places named in the articles",
    "bodies": "the institutions named in the articles",
}


def tables(
    outline: Keyed[SiteContext], told: Sequence[Keyed[Told]], remember: Remember = anew
) -> Iterator[Resource]:
    """The tables of all entries, of offices and their holders, and of which article names what."""
    context = outline.value
    for facet in FACETS:
        yield table(
            facet,
            _SAYS[facet],
            _FIELDS[facet],
            in_chunks(
                context.archive.entries(facet), lambda _: outline.key, partial(_entries, context, facet)
            ),
            ["id"],
            {"parent": ""} if facet != "people" else None,
            remember,
        )
    yield table(
        "offices",
        "offices with their holders, as articles name them",
        _OFFICES,
        in_chunks(tuple(context.offices.values()), lambda _: outline.key, _offices(context)),
        ["office", "person"],
        {"person": "people", "body": "bodies"},
        remember,
    )
    yield table(
        "mentions",
        "which article has which entry, by which name",
        _MENTIONS,
        in_chunks(told, partial(key_of_told, ""), _all_mentions),
        ["article", "facet", "entry", "name"],
        {"article": "articles"},
        remember,
    )


def key_of_told(common: str, told: Iterable[Keyed[Told]]) -> str:
    """The digest of what is told of some articles and of what they have in common."""
    return digest(common, *(one.key for one in told))


def _entries(context: SiteContext, facet: Facet, records: Iterable[AuthorityRecord]) -> list[Row]:
    return [_entry(context, facet, record) for record in records]


def _entry(context: SiteContext, facet: Facet, record: AuthorityRecord) -> Row:
    first, last = first_and_last(a.begins for a in context.archive.with_entry(facet, record.id))
    latitude, longitude = record.at or (None, None)
    held = context.findings.offices.get(record.id, ()) if facet == "people" else ()
    return {
        "id": record.id,
        "preferred": record.preferred,
        "variants": record.variants,
        "former_ids": record.aliases,
        "description": record.description,
        "parent": context.parent_of((facet, record.id)),
        "latitude": latitude,
        "longitude": longitude,
        "offices": [_held(office) for office in held],
        "articles": context.counts[facet, record.id],
        "first": first,
        "last": last,
        "same_as": [urls.same_as(link) for link in record.same_as],
        "path": urls.facet(facet, record.id),
    }


def _held(office: OfficeHeld) -> str:
    dates = "/".join(dict.fromkeys(filter(None, (office.first, office.last))))
    return " ".join(filter(None, (office.office, dates, f"[{' '.join(office.articles)}]")))


def _offices(context: SiteContext) -> Rows[Office]:
    return lambda offices: [
        {
            "office": office.id,
            "name": office.title,
            "body": office.body,
            "person": holder.person,
            "person_name": context.records["people", holder.person].preferred,
            "first": holder.first,
            "last": holder.last,
            "articles": holder.articles,
        }
        for office in offices
        for holder in office.holders
    ]


def _all_mentions(told: Iterable[Keyed[Told]]) -> list[Row]:
    return [row for one in told for row in _mentions(one.value)]


def _mentions(told: Told) -> Iterator[Row]:
    """The entries of an article, each with the forms of its name that are printed in it."""
    article = told.article
    text = f"{article.printed_heading}\n{plain(article.body)}"
    for record in (entry.record for entry in told.around.entries):
        row = {"article": article.id, "facet": record.facet, "entry": record.id}
        forms = record.forms if record.facet != "topics" else ()
        printed = Counter(form for _, form in occurrences(forms, text))
        for name, count in sorted(printed.items(), key=itemgetter(0)) or [("", 0)]:
            yield {**row, "name": name, "occurrences": count}
