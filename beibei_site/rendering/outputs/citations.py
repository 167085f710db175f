"""How to cite an article: GB/T 7714-2015, BibTeX, RIS, CSL-JSON; and what machines read in its head.

The printed newspaper is cited, with the site's address if it has one. A day that is not printed as the
day of issue (but read from a dateline or a text) stands in square brackets, as the standard asks of what
the cataloguer has inferred.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from beibei_site.domain.model import Facet
from beibei_site.rendering.language import TEXT_LANGUAGE

_MOST_AUTHORS, _MOST_MENTIONS = 3, 10
_TEX = {char: f"\\{char}" for char in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SCHEMA_TYPES: dict[Facet, str] = {"people": "Person", "places": "Place", "bodies": "Organization"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a citation is made of.

    `title` is marked and `note` says why if the page did not print the title, both in the interface's
    words. `date` is empty or of any precision; `printed_date`: it is known to be the day of issue.
    """

    id: str
    title: str
    authors: tuple[str, ...]
    paper: str
    place: str
    date: str
    printed_date: bool
    page: int | None
    address: str
    note: str


@dataclass(frozen=True, slots=True)
class FormattedCitation:
    """A citation as reference managers import it: a short id, the name of the format, the text."""

    id: str
    format: str
    text: str


@dataclass(frozen=True, slots=True)
class HeadTag:
    """A `meta` element."""

    name: str
    content: str


def is_picture(role: str) -> bool:
    """Whether a credit is for pictures or charts, not for the text."""
    return bool(re.search("[摄图影]", role)) and "文" not in role


def gbt7714(c: Citation, undated: str) -> str:
    """The reference as GB/T 7714-2015 has it for a newspaper article; `undated` stands for no date."""
    authors = ", ".join(c.authors[:_MOST_AUTHORS]) + (", 等" if len(c.authors) > _MOST_AUTHORS else "")
    date = c.date if c.printed_date else f"[{c.date}]" if c.date else f"[{undated}]"
    source = ", ".join(filter(None, [c.paper, date])) + (f"({c.page})" if c.page else "")
    kind = "N/OL" if c.address else "N"
    reference = ". ".join(filter(None, [authors, f"{c.title}[{kind}]", source]))
    return f"{reference}. {c.address}" if c.address else f"{reference}."


def reference_formats(c: Citation) -> tuple[FormattedCitation, ...]:
    """The citation in every format for reference managers."""
    return (
        FormattedCitation("bibtex", "BibTeX", bibtex(c)),
        FormattedCitation("ris", "RIS", ris(c)),
        FormattedCitation("csl", "CSL-JSON", csl_json(c)),
    )


def bibtex(c: Citation) -> str:
    """A BibTeX entry; its key is the article's id."""
    fields = {
        "author": " and ".join(f"{{{_tex(a)}}}" for a in c.authors),
        "title": f"{{{_tex(c.title)}}}",
        "journal": _tex(c.paper),
        "year": c.date[:4],
        "month": c.date[5:7].lstrip("0"),
        "date": c.date,
        "pages": str(c.page or ""),
        "address": _tex(c.place),
        "url": c.address,
        "note": _tex(c.note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{{c.id},", *lines, "}"])


def _tex(text: str) -> str:
    r"""`text` so that TeX prints it as it is.

    >>> print(_tex(r"50% of C:\~"))
    50\% of C:\textbackslash{}\textasciitilde{}
    """
    return "".join(_TEX.get(char, char) for char in text)


def ris(c: Citation) -> str:
    """An RIS record."""
    fields = [
        ("TY", "NEWS"),
        ("TI", c.title),
        *(("AU", author) for author in c.authors),
        ("T2", c.paper),
        ("PY", c.date[:4]),
        ("DA", c.date.replace("-", "/")),
        ("SP", str(c.page or "")),
        ("PP", c.place),
        ("UR", c.address),
        ("N1", c.note),
        ("ID", c.id),
    ]
    return "\n".join(f"{tag}  - {value}" for tag, value in fields if value) + "\nER  - "


def csl_json(c: Citation) -> str:
    """A list of one CSL-JSON item."""
    item: dict[str, object] = {
        "id": c.id,
        "type": "article-newspaper",
        "title": c.title,
        "author": [{"literal": author} for author in c.authors],
        "container-title": c.paper,
        "issued": {"date-parts": [[int(part) for part in c.date.split("-")]]} if c.date else None,
        "page": str(c.page or ""),
        "publisher-place": c.place,
        "URL": c.address,
        "note": c.note,
        "language": TEXT_LANGUAGE,
    }
    return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=1)


def head_tags(c: Citation) -> tuple[HeadTag, ...]:
    """Highwire and Dublin Core tags."""
    tags = [
        ("citation_title", c.title),
        *(("citation_author", author) for author in c.authors),
        ("citation_journal_title", c.paper),
        ("citation_publication_date", c.date.replace("-", "/")),
        ("citation_firstpage", str(c.page or "")),
        ("citation_language", TEXT_LANGUAGE),
        ("DC.title", c.title),
        *(("DC.creator", author) for author in c.authors),
        ("DC.publisher", c.paper),
        ("DC.date", c.date),
        ("DC.type", "newspaperArticle"),
        ("DC.identifier", c.address),
    ]
    return tuple(HeadTag(name, content) for name, content in tags if content)


def json_ld(c: Citation, names: Mapping[Facet, Sequence[str]]) -> str:
    """A NewsArticle for search engines, safe inside a script element.

    `names` are those of the article's entries: it is about its topics and mentions the first of the others.
    """
    mentions = [
        {"@type": t, "name": name} for facet, t in _SCHEMA_TYPES.items() for name in names.get(facet, ())
    ]
    item: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": c.title,
        "inLanguage": TEXT_LANGUAGE,
        "datePublished": c.date,
        "author": [{"@type": "Person", "name": author} for author in c.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": c.paper} if c.paper else None,
        "printPage": str(c.page or ""),
        "identifier": c.id,
        "url": c.address,
        "about": list(names.get("topics", ())),
        "mentions": mentions[:_MOST_MENTIONS],
    }
    text = json.dumps({k: v for k, v in item.items() if v}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
