"""Addresses inside the site: permanent, ASCII, relative, with `index.html` written out.

Every address here is a path below the output folder (`articles/000-112/index.html`);
`relative` turns it into a link from another such path, which works on any host and by file://.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata

HOME = "index.html"
SEARCH = "search/index.html"
ABOUT = "about/index.html"
REVIEW = "review/index.html"
NOT_FOUND = "404.html"


def article(article_id: str) -> str:
    return f"articles/{article_id}/index.html"


def dates(date: str = "") -> str:
    """The page of a year, month or day (`2020`, `2020-04`, `2020-04-02`), or of all dates."""
    return "/".join(["dates", *filter(None, date.split("-")), "index.html"])


def undated() -> str:
    return "dates/undated/index.html"


def facet(name: str, entry_id: str = "") -> str:
    """The index of a facet (`people`, `topics`, `places`, `bodies`), or the page of one entry."""
    return "/".join(filter(None, [name, entry_id, "index.html"]))


def source(key: str = "") -> str:
    """The page of one seed by its record's key, or the list of all."""
    return "/".join(filter(None, ["sources", key, "index.html"]))


def line_anchor(number: int) -> str:
    return f"L{number}"


def relative(target: str, start: str) -> str:
    """The link from page `start` to page `target`, both below the output folder; keeps `#fragment`."""
    path, hash_, fragment = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(start) or ".") + hash_ + fragment


def slug(text: str) -> str:
    """`text` as an ASCII name: lower case letters, digits and hyphens; empty if nothing is left."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_text).strip("-")
