"""People, topics, places, bodies, offices and mentions as tables: CSV with a Frictionless table schema.

A value that a spreadsheet would take for a formula has an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from beibei_site.content.body import plain
from beibei_site.content.disk.files import sha256
from beibei_site.content.output import OutputFile
from beibei_site.domain.dates import first_and_last
from beibei_site.domain.findings import OfficeHeld
from beibei_site.domain.model import FACETS, Article, AuthorityRecord, Facet
from beibei_site.domain.text import occurrences
from beibei_site.rendering import urls
from beibei_site.rendering.context import SiteContext

PART = 5000  # rows of a file: some hosts take none of more than 25 MB
MANY = ";"  # between the values of one cell
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
Field = tuple[str, str, str]  # name, type and description in the table schema
Row = Mapping[str, object]

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


@dataclass(frozen=True, slots=True)
class Part:
    """A file with some of the rows."""

    file: OutputFile
    rows: int


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of the data package, in one file or, if it is long, in several: its description in English,
    its schema if it is a table."""

    name: str
    parts: tuple[Part, ...]
    description: str
    schema: Mapping[str, object] | None = None

    def descriptor(self) -> dict[str, object]:
        """What `datapackage.json` says of it."""
        paths = [part.file.path.rpartition("/")[2] for part in self.parts]
        kind = paths[0].rpartition(".")[2]
        table: dict[str, object] = {"profile": "tabular-data-resource"} if self.schema else {}
        described = {
            "name": self.name,
            "path": paths,
            "description": self.description,
            **table,
            "format": kind,
            "mediatype": "text/csv" if kind == "csv" else "application/jsonl",
            "encoding": "utf-8",
            **({"schema": self.schema} if self.schema else {}),
        }
        if len(paths) == 1:
            data = self.parts[0].file.data
            described |= {"path": paths[0], "bytes": len(data), "hash": f"sha256:{sha256(data)}"}
        return described


def in_parts(name: str, rows: Sequence[Row], render: Callable[[Sequence[Row]], str]) -> tuple[Part, ...]:
    """The files of `name` (`articles.csv`, `articles.2.csv` …), each as `render` makes it of its rows."""
    stem, _, kind = name.partition(".")
    parts = [rows[at : at + PART] for at in range(0, len(rows), PART)] or [rows]
    return tuple(
        Part(
            OutputFile(f"data/{stem}.{f'{number}.' if number > 1 else ''}{kind}", render(part).encode()),
            len(part),
        )
        for number, part in enumerate(parts, 1)
    )


def table(
    name: str,
    description: str,
    fields: Sequence[Field],
    rows: Sequence[Row],
    key: Sequence[str],
    references: Mapping[str, str] | None = None,
) -> Resource:
    """A table of the data package. `references`: field → the table whose `id` it holds."""
    schema: dict[str, object] = {
        "fields": [dict(zip(("name", "type", "description"), field, strict=True)) for field in fields],
        "primaryKey": list(key),
        "missingValues": [""],
    }
    if references:
        schema["foreignKeys"] = [
            {"fields": [field], "reference": {"resource": resource, "fields": ["id"]}}
            for field, resource in references.items()
        ]
    names = [field[0] for field in fields]
    parts = in_parts(f"{name}.csv", rows, partial(csv_text, names))
    return Resource(name, parts, description, schema)


def csv_text(names: Sequence[str], rows: Iterable[Row]) -> str:
    """The CSV of `rows`, with a head."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(row[name]) for name in names] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    """A value in a cell; text that a spreadsheet would take for a formula is guarded.

    >>> cell(["a", "b"]), cell(None), cell(True), cell("=1+1"), cell(-1.5)
    ('a;b', '', 'true', "'=1+1", '-1.5')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = MANY.join(value) if isinstance(value, list | tuple) else "" if value is None else str(value)
    if "\r" in text:
        text = re.sub("\r\n?", "\n", text)  # the csv module does not quote a bare carriage return
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith("\t") else text


def tables(context: SiteContext) -> Iterator[Resource]:
    """The tables of all entries, of offices and their holders, and of which article names what."""
    for facet in FACETS:
        rows = [_entry(context, facet, r) for r in context.archive.entries(facet)]
        references = {"parent": ""} if facet != "people" else None
        yield table(facet, _SAYS[facet], _FIELDS[facet], rows, ["id"], references)
    yield table(
        "offices",
        "offices with their holders, as articles name them",
        _OFFICES,
        list(_offices(context)),
        ["office", "person"],
        {"person": "people", "body": "bodies"},
    )
    yield table(
        "mentions",
        "which article has which entry, by which name",
        _MENTIONS,
        [row for article in context.archive.articles for row in _mentions(context, article)],
        ["article", "facet", "entry", "name"],
        {"article": "articles"},
    )


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


def _offices(context: SiteContext) -> Iterator[Row]:
    for office in context.offices.values():
        for holder in office.holders:
            yield {
                "office": office.id,
                "name": office.title,
                "body": office.body,
                "person": holder.person,
                "person_name": context.records["people", holder.person].preferred,
                "first": holder.first,
                "last": holder.last,
                "articles": holder.articles,
            }


def _mentions(context: SiteContext, article: Article) -> Iterator[Row]:
    """The entries of an article, each with the forms of its name that are printed in it."""
    text = f"{article.printed_heading}\n{plain(article.body)}"
    for facet, entry in context.keys[article.id]:
        forms = context.records[facet, entry].forms if facet != "topics" else ()
        printed = Counter(form for _, form in occurrences(forms, text))
        for name, count in sorted(printed.items(), key=itemgetter(0)) or [("", 0)]:
            yield {"article": article.id, "facet": facet, "entry": entry, "name": name, "occurrences": count}
