"""How to cite an article: GB/T 7714-2015, BibTeX, RIS, CSL-JSON; and what machines read in its head.

The printed newspaper is cited, with the site's address if it has one. A day that is not printed as the
day of issue (but read from a dateline or a text) stands in square brackets, as the standard asks of what
the cataloguer has inferred. `title` is the title with a note if it was not printed on the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from beibei_site.content.settings import Settings
from beibei_site.rendering import urls
from beibei_site.rendering.views.parts import Mention
from beibei_site.rendering.views.types import ArticleView

LANGUAGE = "zh-CN"  # of the texts; that of the interface is a setting
_MOST_AUTHORS, _MOST_MENTIONS = 3, 10


def is_picture(role: str) -> bool:
    """Whether a credit is for pictures or charts, not for the text."""
    return bool(re.search("[摄图影]", role)) and "文" not in role


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation is made of."""

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


def cited(view: ArticleView, settings: Settings, title: str, note: str) -> Cited:
    """The facts of an article's page; `title` and `note` come in the interface's words."""
    article = view.article
    return Cited(
        id=article.id,
        title=title,
        authors=view.authors,
        paper=view.paper,
        place=settings.publisher_place,
        date=view.issued or article.date,
        printed_date=bool(view.issued) or article.date_from == "curator",
        page=view.page,
        address=absolute(settings, urls.article(article.id)),
        note=note,
    )


def absolute(settings: Settings, path: str) -> str:
    """The full address of a path of the site; empty if nobody has said where the site stands."""
    return f"{settings.base_url.rstrip('/')}/{path}" if settings.base_url else ""


def gbt7714(c: Cited, undated: str) -> str:
    """The reference as GB/T 7714-2015 has it for a newspaper article; `undated` stands for no date."""
    authors = ", ".join(c.authors[:_MOST_AUTHORS]) + (", 等" if len(c.authors) > _MOST_AUTHORS else "")
    date = c.date if c.printed_date else f"[{c.date}]" if c.date else f"[{undated}]"
    source = ", ".join(filter(None, [c.paper, date])) + (f"({c.page})" if c.page else "")
    kind = "N/OL" if c.address else "N"
    reference = ". ".join(filter(None, [authors, f"{c.title}[{kind}]", source]))
    return f"{reference}. {c.address}" if c.address else f"{reference}."


def bibtex(c: Cited) -> str:
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
    return re.sub(r"([&%$#_{}])", r"\\\1", text.replace("\\", "/"))


def ris(c: Cited) -> str:
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


def csl_json(c: Cited) -> str:
    """A list of one CSL-JSON item."""
    item: dict[str, Any] = {
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
        "language": LANGUAGE,
    }
    return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=1)


def head_tags(c: Cited) -> tuple[tuple[str, str], ...]:
    """Highwire and Dublin Core tags, as (name, content)."""
    tags = [
        ("citation_title", c.title),
        *(("citation_author", author) for author in c.authors),
        ("citation_journal_title", c.paper),
        ("citation_publication_date", c.date.replace("-", "/")),
        ("citation_firstpage", str(c.page or "")),
        ("citation_language", LANGUAGE),
        ("DC.title", c.title),
        *(("DC.creator", author) for author in c.authors),
        ("DC.publisher", c.paper),
        ("DC.date", c.date),
        ("DC.type", "newspaperArticle"),
        ("DC.identifier", c.address),
    ]
    return tuple((name, content) for name, content in tags if content)


def mentioned(mentions: Sequence[Mention]) -> tuple[tuple[str, str], ...]:
    """The first persons, places and bodies of an article as schema.org types and names."""
    types = {"people": "Person", "places": "Place", "bodies": "Organization"}
    return tuple((types[m.facet], m.link.text) for m in mentions if m.facet in types)[:_MOST_MENTIONS]


def json_ld(c: Cited, about: Sequence[str], mentions: Sequence[tuple[str, str]]) -> str:
    """A NewsArticle for search engines, safe inside a script element.

    `about` are topics, `mentions` pairs of a schema.org type and a name.
    """
    item: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": c.title,
        "inLanguage": LANGUAGE,
        "datePublished": c.date,
        "author": [{"@type": "Person", "name": author} for author in c.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": c.paper} if c.paper else None,
        "printPage": str(c.page or ""),
        "identifier": c.id,
        "url": c.address,
        "about": list(about),
        "mentions": [{"@type": kind, "name": name} for kind, name in mentions],
    }
    text = json.dumps({k: v for k, v in item.items() if v}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
