"""The archive as data: CSV, JSON Lines, a Frictionless data package, Markdown, sitemap, OpenSearch."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from jinja2 import Environment

from beibei_site.content.body import plain
from beibei_site.content.cache import Remember, anew, digest, digests_of, in_groups, key_of
from beibei_site.content.disk.files import sha256
from beibei_site.content.frontmatter import render_article
from beibei_site.content.output import AnyFile, KeyedFile, OutputFile
from beibei_site.content.settings import Settings
from beibei_site.content.site.spool import Spool
from beibei_site.domain.archive import Archive
from beibei_site.domain.dates import is_exact
from beibei_site.domain.issue import value_of
from beibei_site.domain.model import FACETS, Article
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import line_text
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.keyed import Keyed
from beibei_site.rendering.outline import Told
from beibei_site.rendering.outputs.resources import (
    Resource,
    Row,
    csv_parts,
    in_chunks,
    in_parts,
    make_part,
    table_of,
)
from beibei_site.rendering.outputs.sitemaps import Listed, sitemaps
from beibei_site.rendering.outputs.tables import key_of_told, tables
from beibei_site.rendering.outputs.zipped import Packed, pack, zipped

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
    ("date", "string", "what day, month or year the story tells of (EDTF); empty: unknown"),
    ("date_from", "string", "how it is known: dateline, text, page, curator, unknown"),
    ("issued", "string", "day of the issue that printed it (EDTF); empty: unknown"),
    (
        "issued_from",
        "string",
        "how it is known: folio, masthead, file, metadata, page-record, curator; empty: unknown",
    ),
    ("paper", "string", "name of the newspaper"),
    ("kind", "string", "report, sidebar, infographic, photo, document, notice"),
    ("byline", "string", "names as printed, each with its role"),
    ("people", "string", "ids of persons"),
    ("topics", "string", "ids of topics"),
    ("places", "string", "ids of places"),
    ("bodies", "string", "ids of institutions"),
    ("keywords", "string", "words that are frequent here and rare elsewhere"),
    ("page", "string", "page of the newspaper as printed: 2, A06"),
    ("section", "string", "section of the newspaper"),
    ("twins", "string", "ids of the same story on other pages"),
    ("source_file", "string", "file of the source page"),
    ("source_lines", "string", "its lines"),
    ("confidence", "number", "how sure the reader is, 0 to 1"),
    ("reviewed", "boolean", "whether a person has confirmed it"),
    ("path", "string", "page of the site"),
    ("text", "string", "the words, paragraphs parted by line breaks"),
)


def data_resources(
    outline: Keyed[SiteContext], told: Sequence[Keyed[Told]], remember: Remember = anew
) -> tuple[Resource, ...]:
    """The files of the data package: the articles as CSV and as JSON Lines, and the tables of names."""
    settings = outline.value.settings
    chunks = in_chunks(told, partial(key_of_told, key_of(settings)), partial(_rows, settings))
    both = zip(  # the two files of some rows, before the next rows are asked for
        csv_parts("articles", _FIELDS, chunks, remember),
        in_parts("articles.jsonl", chunks, _lines, remember),
        strict=True,
    )
    sheets, lines = zip(*both, strict=True)
    return (
        table_of("articles", "one article a row, with its text", _FIELDS, sheets, ["id"]),
        Resource("articles-jsonl", lines, "the same, one JSON object a line"),
        *tables(outline, told, remember),
    )


def _rows(settings: Settings, told: Iterable[Keyed[Told]]) -> list[Row]:
    return [_row(settings, one.value) for one in told]


def _lines(rows: Sequence[Row]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def markdown_archives(archive: Archive, remember: Remember = anew) -> Iterator[Resource]:
    """For each year the articles that tell of it as they are kept, Markdown files in a ZIP archive. They are
    no part of the data package, whose readers would look for a table in them."""
    digests, spool = digests_of(archive), Spool()
    packed = cache(partial(_pack_all, archive, digests, remember, spool))
    years: dict[str, list[Article]] = {}
    for article in archive.articles:
        years.setdefault(article.begins[:4] or "undated", []).append(article)
    for year, found in sorted(years.items()):
        key = digest(*(digests[article.id] for article in found))
        part = make_part(f"data/markdown-{year}.zip", key, partial(_zip, found, packed), remember, spool)
        yield Resource(f"markdown-{year}", (part,), "the articles of a year as Markdown files")


def _packed(archive: Archive, article_id: str) -> Packed:
    return pack(render_article(archive.by_id[article_id]))


def _pack_all(
    archive: Archive, digests: Mapping[str, str], remember: Remember, spool: Spool
) -> dict[str, Callable[[], Packed]]:
    every = in_groups("markdown", list[Packed], digests, partial(_packed, archive), remember)
    return {article_id: _spooled(one, spool) for article_id, one in every}


def _spooled(packed: Packed, spool: Spool) -> Callable[[], Packed]:
    """Reads it again: until then its bytes lie in a temporary file."""
    crc, size, data = packed.crc, packed.size, spool.keep(packed.data)
    return lambda: Packed(crc, size, data())


def _zip(
    articles: Sequence[Article], packed: Callable[[], Mapping[str, Callable[[], Packed]]]
) -> tuple[int, bytes]:
    return len(articles), zipped((f"{article.id}.md", packed()[article.id]()) for article in articles)


def data_files(
    context: SiteContext,
    told: Iterable[Keyed[Told]],
    resources: Sequence[Resource],
    archives: Sequence[Resource],
) -> Iterator[AnyFile]:
    """The data of the whole archive, and the Markdown of each article if the settings ask for it."""
    yield from (part.file for resource in (*resources, *archives) for part in resource.parts)
    yield OutputFile("data/datapackage.json", _package(context, resources).encode())
    for one in told if context.settings.markdown else ():
        yield KeyedFile(urls.markdown(one.value.article.id), one.key, partial(_markdown, one.value.article))


def _markdown(article: Article) -> bytes:
    return render_article(article).encode()


def _row(settings: Settings, told: Told) -> dict[str, object]:
    article, issue = told.article, told.around.issue
    records = [entry.record for entry in told.around.entries]
    values: dict[str, object] = {name: getattr(article, name, None) for name, *_ in _FIELDS}
    values |= {facet: [r.id for r in records if r.facet == facet] for facet in FACETS}
    printed = {name: getattr(issue, name) for name in ("issued", "paper", "page", "section")}
    values |= {name: value_of(read) for name, read in printed.items()}
    values |= {
        "issued_from": issue.issued.origin if issue.issued else "",
        "paper": values["paper"] or settings.paper,
    }
    return values | {
        "kicker": article.kicker or "",
        "deck": list(article.deck),
        "byline": [f"{c.role} {c.name}" for c in article.byline],
        "keywords": list(told.keywords),
        "twins": list(article.twins),
        "source_file": article.source_file or "",
        "source_lines": line_text(article.source),
        "path": urls.article(article.id),
        "text": plain(article.body),
    }


def _package(context: SiteContext, resources: Sequence[Resource]) -> str:
    """The descriptor of the data package."""
    settings = context.settings
    package = {
        "profile": "data-package",
        "name": "newspaper-archive",
        "title": settings.name,
        "description": settings.description,
        "version": version_of(resources),
        "homepage": settings.base_url,
        "licenses": [{"name": "custom", "title": settings.license}] if settings.license else [],
        "citation": citation(context, resources),
        "resources": [resource.descriptor() for resource in resources],
    }
    return json.dumps({k: v for k, v in package.items() if v}, ensure_ascii=False, indent=1) + "\n"


def version_of(resources: Sequence[Resource]) -> str:
    """A short name for the state of the data: the same data have the same, on any day."""
    return sha256("".join(part.sha256 for r in resources for part in r.parts).encode())[:12]


def citation(context: SiteContext, resources: Sequence[Resource]) -> str:
    """How to cite the data, after GB/T 7714; the day of access is the reader's to add."""
    address = context.absolute(urls.DATA)
    kind = "DS/OL" if address else "DS"
    parts = (f"{context.settings.name}[{kind}]", version_of(resources), address)
    return ". ".join(filter(None, parts)) + "."


def _listed(context: SiteContext, article: Article) -> Listed:
    issued = value_of(context.archive.issue_of(article).issued)
    return Listed(context.absolute(urls.article(article.id)), issued if is_exact(issued) else "")


def machine_files(context: SiteContext, environment: Environment) -> Iterator[OutputFile]:
    """Sitemaps, robots.txt and OpenSearch: none without a `base_url`, for they need full addresses."""
    if not context.settings.base_url:
        return
    paths = [urls.HOME, urls.dates(), *(urls.facet(f) for f in FACETS), urls.source(), urls.SEARCH]
    paths += context.shelf.addresses
    paths += [urls.facet(*key) for key in context.records if context.counts[key]]
    pages = [Listed(context.absolute(path)) for path in paths]
    pages += [_listed(context, article) for article in context.archive.articles]
    yield from sitemaps(pages, context.absolute, environment)
    robots = f"User-agent: *\nAllow: /\nSitemap: {context.absolute('sitemap.xml')}\n"
    yield OutputFile("robots.txt", robots.encode())
    search, icon = context.absolute(urls.SEARCH), context.absolute("assets/icon.svg")
    text = environment.get_template("opensearch.xml").render(search=search, icon=icon)
    yield OutputFile(urls.OPENSEARCH, text.encode())
