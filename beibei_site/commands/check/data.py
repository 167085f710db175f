"""Feeds, sitemap and pictures are well-formed; the data package holds what it says, and every article."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree

from beibei_site.content.disk.files import sha256
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Problem
from beibei_site.rendering import urls

_PACKAGE = "data/datapackage.json"
_AGAIN = "Run beibei-site build."
_XML = (".xml", ".svg", ".xhtml", ".opf")


def check_data(site: Mapping[str, bytes], archive: Archive) -> Iterator[Problem]:
    """A problem for every file for machines that is not well-formed, or does not hold what it should."""
    for path, data in site.items():
        if why := _fault(path, data):
            yield Problem("broken-data", "error", f"{path}: {why}")
    yield from _check_package(site)
    yield from _check_articles(site, archive)


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
    except (etree.XMLSyntaxError, ValueError, zipfile.BadZipFile) as error:
        return f"is not well-formed ({error})"
    return ""


def _check_package(site: Mapping[str, bytes]) -> Iterator[Problem]:
    """A problem for every file of the data package that differs from what its descriptor says."""
    try:
        package: dict[str, Any] = json.loads(site.get(_PACKAGE, b""))
    except ValueError:
        yield Problem("broken-data", "error", f"{_PACKAGE}: is missing or not well-formed")
        return
    for resource in package["resources"]:
        data = site.get(f"data/{resource['path']}")
        if data is None or resource["hash"] != f"sha256:{sha256(data)}" or resource["bytes"] != len(data):
            yield Problem("broken-data", "error", f"data/{resource['path']}: is not what {_PACKAGE} says")


def _check_articles(site: Mapping[str, bytes], archive: Archive) -> Iterator[Problem]:
    """A problem for every article that has no page or no row, and for every row without an article."""
    rows = csv.DictReader(io.StringIO(site.get("data/articles.csv", b"").decode("utf-8", "replace")))
    listed = {row["id"] for row in rows if "id" in row}
    for article_id in sorted(listed ^ archive.by_id.keys()):
        where = "in the data, but not in content/" if article_id in listed else "not in the data"
        message = f"{article_id}: this article is {where}"
        yield Problem("broken-data", "error", message, _AGAIN)
    for article_id in archive.by_id:
        if urls.article(article_id) not in site:
            yield Problem("broken-data", "error", f"{article_id}: this article has no page", _AGAIN)
