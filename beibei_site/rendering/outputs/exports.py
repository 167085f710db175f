"""The archive as data: CSV, JSON Lines, a Frictionless data package, Markdown, sitemap, OpenSearch."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from jinja2 import Environment

from beibei_site.content.frontmatter import render_article
from beibei_site.domain.model import FACETS, Article, OutputFile
from beibei_site.domain.text import plain
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import line_text
from beibei_site.rendering.context import SiteContext

_MANY = ";"


@dataclass(frozen=True, slots=True)
class DataField:
    """A column of the data, as a Frictionless table schema describes it."""

    name: str
    type: str
    description: str


_FIELDS = (
    DataField("id", "string", "permanent id of the article"),
    DataField("title", "string", "headline, or a title given by the archive: see title_from"),
    DataField(
        "title_from",
        "string",
        "headline (printed), twin (printed on another page), supplied (by the archive)",
    ),
    DataField("kicker", "string", "the line above the headline"),
    DataField("deck", "string", "the lines below the headline"),
    DataField("date", "string", "2020-04-02, 2020-04, 2020 or empty"),
    DataField("date_from", "string", "how the date is known: dateline, text, page, curator, unknown"),
    DataField("kind", "string", "report, sidebar, infographic, photo, document, notice"),
    DataField("byline", "string", "names as printed, each with its role"),
    DataField("people", "string", "ids of persons"),
    DataField("topics", "string", "ids of topics"),
    DataField("places", "string", "ids of places"),
    DataField("bodies", "string", "ids of institutions"),
    DataField("keywords", "string", "words that are frequent here and rare elsewhere"),
    DataField("page", "integer", "page of the newspaper"),
    DataField("twins", "string", "ids of the same story on other pages"),
    DataField("source_file", "string", "file of the source page"),
    DataField("source_lines", "string", "its lines"),
    DataField("confidence", "number", "how sure the reader is, 0 to 1"),
    DataField("reviewed", "boolean", "whether a person has confirmed it"),
    DataField("path", "string", "page of the site"),
    DataField("text", "string", "the words, paragraphs parted by line breaks"),
)


def data_files(context: SiteContext, environment: Environment) -> Iterator[OutputFile]:
    """The data of the whole archive, the Markdown of each article, and what machines look for."""
    rows = [_row(context, a) for a in context.archive.articles]
    csv_file = OutputFile("data/articles.csv", _csv(rows).encode())
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    jsonl_file = OutputFile("data/articles.jsonl", lines.encode())
    yield csv_file
    yield jsonl_file
    yield OutputFile("data/datapackage.json", _package(context, csv_file, jsonl_file).encode())
    for article in context.archive.articles:
        yield OutputFile(urls.markdown(article.id), render_article(article).encode())
    if context.settings.base_url:
        yield from _for_machines(context, environment)


def _row(context: SiteContext, article: Article) -> dict[str, object]:
    keys = context.keys[article.id]
    values: dict[str, object] = {f.name: getattr(article, f.name, None) for f in _FIELDS}
    values |= {facet: [i for f, i in keys if f == facet] for facet in FACETS}
    return values | {
        "kicker": article.kicker or "",
        "deck": list(article.deck),
        "byline": [f"{c.role} {c.name}" for c in article.byline],
        "keywords": list(article.keywords),
        "twins": list(article.twins),
        "source_file": article.source_file or "",
        "source_lines": line_text(article.source),
        "path": urls.article(article.id),
        "text": plain(article.body),
    }


def _csv(rows: list[dict[str, object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(f.name for f in _FIELDS)
    for row in rows:
        writer.writerow(_cell(row[f.name]) for f in _FIELDS)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return _MANY.join(value) if isinstance(value, list) else "" if value is None else str(value)


def _package(context: SiteContext, csv_file: OutputFile, jsonl_file: OutputFile) -> str:
    """The descriptor of the data package."""
    settings = context.settings
    package = {
        "profile": "data-package",
        "name": "newspaper-archive",
        "title": settings.name,
        "description": settings.description,
        "homepage": settings.base_url,
        "licenses": [{"name": "custom", "title": settings.license}] if settings.license else [],
        "resources": [
            {
                "name": "articles",
                "path": "articles.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                **_measure(csv_file),
                "schema": {
                    "fields": [asdict(f) for f in _FIELDS],
                    "primaryKey": ["id"],
                    "missingValues": [""],
                },
            },
            {
                "name": "articles-jsonl",
                "path": "articles.jsonl",
                "format": "jsonl",
                "mediatype": "application/jsonl",
                "encoding": "utf-8",
                **_measure(jsonl_file),
            },
        ],
    }
    return json.dumps({k: v for k, v in package.items() if v}, ensure_ascii=False, indent=1) + "\n"


def _measure(file: OutputFile) -> dict[str, object]:
    return {"bytes": len(file.data), "hash": f"sha256:{hashlib.sha256(file.data).hexdigest()}"}


def _for_machines(context: SiteContext, environment: Environment) -> Iterator[OutputFile]:
    """Sitemap, robots.txt and OpenSearch: they need full addresses."""
    paths = [urls.HOME, urls.dates(), *(urls.facet(f) for f in FACETS), urls.source(), urls.SEARCH]
    paths += [urls.article(a.id) for a in context.archive.articles]
    paths += [urls.facet(*key) for key in context.records if context.counts[key]]
    pages = [context.absolute(path) for path in paths]
    yield OutputFile("sitemap.xml", environment.get_template("sitemap.xml").render(pages=pages).encode())
    robots = f"User-agent: *\nAllow: /\nSitemap: {context.absolute('sitemap.xml')}\n"
    yield OutputFile("robots.txt", robots.encode())
    search, icon = context.absolute(urls.SEARCH), context.absolute("assets/icon.svg")
    text = environment.get_template("opensearch.xml").render(search=search, icon=icon)
    yield OutputFile(urls.OPENSEARCH, text.encode())
