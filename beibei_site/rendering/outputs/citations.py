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
    page: str | None
    address: str
    note: str

    def gbt7714(self, undated: str) -> str:
        """The reference as GB/T 7714-2015 has it for a newspaper article; `undated` stands for no date."""
        others = ["等"] if len(self.authors) > _MOST_AUTHORS else []
        authors = ", ".join([*self.authors[:_MOST_AUTHORS], *others])
        date = self.date if self.printed_date else f"[{self.date}]" if self.date else f"[{undated}]"
        source = ", ".join(filter(None, [self.paper, date])) + (f"({self.page})" if self.page else "")
        kind = "N/OL" if self.address else "N"
        reference = ". ".join(filter(None, [authors, f"{self.title}[{kind}]", source]))
        return f"{reference}. {self.address}" if self.address else f"{reference}."

    def bibtex(self) -> str:
        """A BibTeX entry; its key is the article's id."""
        fields = {
            "author": " and ".join(f"{{{_tex(a)}}}" for a in self.authors),
            "title": f"{{{_tex(self.title)}}}",
            "journal": _tex(self.paper),
            "year": self.date[:4],
            "month": self.date[5:7].lstrip("0"),
            "date": self.date,
            "pages": self.page or "",
            "address": _tex(self.place),
            "url": self.address,
            "note": _tex(self.note),
        }
        lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
        return "\n".join([f"@article{{{self.id},", *lines, "}"])

    def ris(self) -> str:
        """An RIS record."""
        fields = [
            ("TY", "NEWS"),
            ("TI", self.title),
            *(("AU", author) for author in self.authors),
            ("T2", self.paper),
            ("PY", self.date[:4]),
            ("DA", self.date.replace("-", "/")),
            ("SP", self.page or ""),
            ("PP", self.place),
            ("UR", self.address),
            ("N1", self.note),
            ("ID", self.id),
        ]
        return "\n".join(f"{tag}  - {value}" for tag, value in fields if value) + "\nER  - "

    def csl_json(self) -> str:
        """A list of one CSL-JSON item."""
        item: dict[str, object] = {
            "id": self.id,
            "type": "article-newspaper",
            "title": self.title,
            "author": [{"literal": author} for author in self.authors],
            "container-title": self.paper,
            "issued": {"date-parts": [[int(part) for part in self.date.split("-")]]} if self.date else None,
            "page": self.page or "",
            "publisher-place": self.place,
            "URL": self.address,
            "note": self.note,
            "language": TEXT_LANGUAGE,
        }
        return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=1)

    def head_tags(self) -> tuple[tuple[str, str], ...]:
        """Highwire and Dublin Core tags, as (name, content)."""
        tags = [
            ("citation_title", self.title),
            *(("citation_author", author) for author in self.authors),
            ("citation_journal_title", self.paper),
            ("citation_publication_date", self.date.replace("-", "/")),
            ("citation_firstpage", self.page or ""),
            ("citation_language", TEXT_LANGUAGE),
            ("DC.title", self.title),
            *(("DC.creator", author) for author in self.authors),
            ("DC.publisher", self.paper),
            ("DC.date", self.date),
            ("DC.type", "newspaperArticle"),
            ("DC.identifier", self.address),
        ]
        return tuple((name, content) for name, content in tags if content)

    def json_ld(self, names: Mapping[Facet, Sequence[str]]) -> str:
        """A NewsArticle for search engines, safe inside a script element.

        `names` are those of its entries: it is about its topics and mentions the first of the others.
        """
        mentions = [
            {"@type": t, "name": name} for facet, t in _SCHEMA_TYPES.items() for name in names.get(facet, ())
        ]
        item: dict[str, object] = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": self.title,
            "inLanguage": TEXT_LANGUAGE,
            "datePublished": self.date,
            "author": [{"@type": "Person", "name": author} for author in self.authors],
            "publisher": {"@type": "NewsMediaOrganization", "name": self.paper} if self.paper else None,
            "printPage": self.page or "",
            "identifier": self.id,
            "url": self.address,
            "about": list(names.get("topics", ())),
            "mentions": mentions[:_MOST_MENTIONS],
        }
        text = json.dumps({k: v for k, v in item.items() if v}, ensure_ascii=False, separators=(",", ":"))
        return text.replace("<", "\\u003c")


def is_picture(role: str) -> bool:
    """Whether a credit is for pictures or charts, not for the text."""
    return bool(re.search("[摄图影]", role)) and "文" not in role


def _tex(text: str) -> str:
    r"""`text` so that TeX prints it as it is.

    >>> print(_tex(r"50% of C:\~"))
    50\% of C:\textbackslash{}\textasciitilde{}
    """
    return "".join(_TEX.get(char, char) for char in text)
