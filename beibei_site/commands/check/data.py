"""Feeds, sitemap and pictures are well-formed; the data package holds what it says, and every article."""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress

import msgspec
from lxml import etree

from beibei_site.content.disk.files import sha256
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Problem
from beibei_site.rendering import urls

_PACKAGE = "data/datapackage.json"
_AGAIN = "Run beibei-site build."
_XML = (".xml", ".svg", ".xhtml", ".opf")
_DAMAGED = (  # what readers raise
    etree.XMLSyntaxError, ValueError, RuntimeError, EOFError, OSError, zipfile.BadZipFile, zlib.error
)  # fmt: skip


class _Resource(msgspec.Struct):
    """A table of the data package: one file, or several if it is large."""

    name: str
    path: str | list[str]
    hash: str = ""

    def paths(self) -> list[str]:
        return [f"data/{one}" for one in ([self.path] if isinstance(self.path, str) else self.path)]


class _Package(msgspec.Struct):
    resources: list[_Resource]


def check_data(site: Mapping[str, bytes], archive: Archive) -> Iterator[Problem]:
    """A problem for every file for machines that is not well-formed, or does not hold what it should."""
    for path, data in site.items():
        if why := _fault(path, data):
            yield Problem("broken-data", "error", f"{path}: {why}")
    try:
        package = msgspec.json.decode(site.get(_PACKAGE, b""), type=_Package)
    except _DAMAGED as error:
        message = f"{_PACKAGE}: does not say what the data are ({error})"
        yield Problem("broken-data", "error", message, _AGAIN)
    else:
        yield from _check_package(site, package)
        yield from _check_rows(site, package, archive)
    for article_id in archive.by_id:
        if urls.article(article_id) not in site:
            yield Problem("broken-data", "error", f"{article_id}: this article has no page", _AGAIN)


def _fault(path: str, data: bytes) -> str:
    """Why a file cannot be read; empty if it can."""
    try:
        if path.endswith(_XML):
            etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
        elif path.endswith(".json"):
            json.loads(data)
        elif path.endswith(".epub"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                inside = ((name, book.read(name)) for name in book.namelist())
                return next((f"{name}: {why}" for name, part in inside if (why := _fault(name, part))), "")
    except _DAMAGED as error:
        return f"is not well-formed ({error})"
    return ""


def _check_package(site: Mapping[str, bytes], package: _Package) -> Iterator[Problem]:
    """A problem for every file of the data package that differs from what its descriptor says."""
    for resource in package.resources:
        for path in resource.paths():
            data = site.get(path)
            if data is None or (resource.hash and resource.hash != f"sha256:{sha256(data)}"):
                yield Problem("broken-data", "error", f"{path}: is not what {_PACKAGE} says", _AGAIN)


def _check_rows(site: Mapping[str, bytes], package: _Package, archive: Archive) -> Iterator[Problem]:
    """A problem for every article that has no row, and for every row without an article."""
    paths = [
        path for resource in package.resources if resource.name == "articles" for path in resource.paths()
    ]
    listed = {article_id for path in paths for article_id in _ids(site.get(path, b""))}
    for article_id in sorted(listed ^ archive.by_id.keys()):
        where = "in the data, but not in content/" if article_id in listed else "not in the data"
        message = f"{article_id}: this article is {where}"
        yield Problem("broken-data", "error", message, _AGAIN)


def _ids(table: bytes) -> Iterator[str]:
    csv.field_size_limit(len(table) + 1)  # of a cell: the text of an article
    rows = csv.DictReader(io.StringIO(table.decode("utf-8", "replace")))
    with suppress(csv.Error):  # then the articles are missing
        yield from (row["id"] for row in rows if row.get("id"))
