"""The archive as data: CSV, JSON Lines, a Frictionless data package, Markdown, sitemap, OpenSearch."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from jinja2 import Environment

from beibei_site.content.body import plain
from beibei_site.content.disk.files import sha256
from beibei_site.content.frontmatter import render_article
from beibei_site.content.output import OutputFile
from beibei_site.domain.model import FACETS, Article
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import line_text
from beibei_site.rendering.context import SiteContext

_MANY = ";"

_FIELDS = (  # name, type and description in the table schema
    ("id", "string", "permanent id of the article"),
    ("title", "string", "headline, or a title given by the archive: see title_from"),
    (
        "title_from",
        "string",
        "headline (printed), twin (on another page), supplied (by the program) or curator",
    ),
    ("kicker", "string", "the line above the headline"),
    ("deck", "string", "the lines below the headline"),
    ("date", "string", "2020-04-02, 2020-04, 2020 or empty"),
    ("date_from", "string", "how the date is known: dateline, text, page, curator, unknown"),
    ("kind", "string", "report, sidebar, infographic, photo, document, notice"),
    ("byline", "string", "names as printed, each with its role"),
    ("people", "string", "ids of persons"),
    ("topics", "string", "ids of topics"),
    ("places", "string", "ids of places"),
    ("bodies", "string", "ids of institutions"),
    ("keywords", "string", "words that are frequent here and rare elsewhere"),
    ("page", "integer", "page of the newspaper"),
    ("twins", "string", "ids of the same story on other pages"),
    ("source_file", "string", "file of the source page"),
    ("source_lines", "string", "its lines"),
    ("confidence", "number", "how sure the reader is, 0 to 1"),
    ("reviewed", "boolean", "whether a person has confirmed it"),
    ("path", "string", "page of the site"),
    ("text", "string", "the words, paragraphs parted by line breaks"),
)


def data_files(context: SiteContext, environment: Environment) -> Iterator[OutputFile]:
    """The data of the whole archive, the Markdown of each article, sitemap, robots.txt and OpenSearch."""
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
    values: dict[str, object] = {name: getattr(article, name, None) for name, *_ in _FIELDS}
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
    writer.writerow(name for name, *_ in _FIELDS)
    for row in rows:
        writer.writerow(_cell(row[name]) for name, *_ in _FIELDS)
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
                    "fields": [dict(zip(("name", "type", "description"), f, strict=True)) for f in _FIELDS],
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
    return {"bytes": len(file.data), "hash": f"sha256:{sha256(file.data)}"}


def _for_machines(context: SiteContext, environment: Environment) -> Iterator[OutputFile]:
    """Sitemap, robots.txt and OpenSearch: they need full addresses."""
    paths = [urls.HOME, urls.dates(), *(urls.facet(f) for f in FACETS), urls.source(), urls.SEARCH]
    paths += context.shelf.addresses
    paths += [urls.article(a.id) for a in context.archive.articles]
    paths += [urls.facet(*key) for key in context.records if context.counts[key]]
    pages = [context.absolute(path) for path in paths]
    yield OutputFile("sitemap.xml", environment.get_template("sitemap.xml").render(pages=pages).encode())
    robots = f"User-agent: *\nAllow: /\nSitemap: {context.absolute('sitemap.xml')}\n"
    yield OutputFile("robots.txt", robots.encode())
    search, icon = context.absolute(urls.SEARCH), context.absolute("assets/icon.svg")
    text = environment.get_template("opensearch.xml").render(search=search, icon=icon)
    yield OutputFile(urls.OPENSEARCH, text.encode())
