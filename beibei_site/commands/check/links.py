"""The pages of the site: every link leads to a file, and every anchor to a place in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from beibei_site.domain.model import Problem
from beibei_site.rendering import urls

_STATE = ("q=", "in=", ":~:", "from=", "to=", "topic=", "person=", "p=")  # fragments that scripts read


def check_links(site: Mapping[str, bytes], base_url: str) -> Iterator[Problem]:
    """A problem for every link of a page that leads nowhere; `site` are the files by their paths."""
    pages = {path: _read(site[path]) for path in site if path.endswith(".html")}
    anchors = {path: ids for path, (ids, _) in pages.items()}
    for path, (_, links) in pages.items():
        for link in links:
            if why := _fault(link, path, base_url, site, anchors):
                yield Problem("broken-link", "error", f"{path}: {link}: {why}")


def _read(data: bytes) -> tuple[frozenset[str], tuple[str, ...]]:
    """The anchors and the links of a page."""
    try:
        page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    except etree.ParserError:  # nothing, or nothing but a comment
        return frozenset(), ()
    return frozenset(map(str, page.xpath("//@id"))), tuple(dict.fromkeys(_links(page)))


def _links(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter(etree.Element):
        for name in ("href", "src", "action"):
            if link := element.get(name):
                yield link


def _fault(
    link: str, path: str, base_url: str, site: Mapping[str, bytes], anchors: Mapping[str, frozenset[str]]
) -> str:
    """Why a link of the page `path` leads nowhere; empty if it does not, or leads elsewhere."""
    if base_url and link.startswith(base_url.rstrip("/") + "/"):
        link, path = link.removeprefix(base_url.rstrip("/") + "/"), ""
    try:
        parts = urlsplit(link)
    except ValueError:  # half an IPv6 address
        return "this is no address"
    if parts.scheme or parts.netloc:
        return ""
    folder = posixpath.dirname(path)
    target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else path
    if target not in site:
        return "there is no such file"
    fragment = unquote(parts.fragment)
    if not fragment or fragment.startswith(_STATE) or target == urls.SEARCH or target not in anchors:
        return ""
    return "" if fragment in anchors[target] else "there is no such place in that page"
