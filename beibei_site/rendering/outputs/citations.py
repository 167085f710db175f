"""How to cite an article: GB/T 7714-2015, BibTeX, RIS, CSL-JSON.

The printed newspaper is cited, with the site's address if it has one. Only the day of the issue that printed
the article is a date of publication; where it is unknown, the citation says so. The day that the story tells
of is never put in its place: it stands in the note.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import quote

from beibei_site.domain import dates

_MOST_AUTHORS = 3
_IN_ADDRESS = "%/:?#[]@!$&'()*+,;=~"  # what an address may hold, but braces
_TEX = {char: f"\\{char}" for char in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a citation is made of.

    `issued`, the day of the issue, and `date`, the day that the story tells of, are EDTF, or empty if
    unknown; `issue` names the issue in words. `title` is marked if the page did not print it, and `note` says
    why, when the issue appeared or that this is unknown, and what the story tells of. Words are the
    interface's.
    """

    id: str
    title: str
    authors: tuple[str, ...]
    paper: str
    place: str
    issued: str
    issue: str
    date: str
    page: str | None
    section: str
    address: str
    note: str
    language: str

    @property
    def issued_exactly(self) -> str:
        """The day, month or year of the issue, for formats that know no doubt; empty if there is some."""
        return self.issued if dates.is_exact(self.issued) else ""

    @property
    def issued_year(self) -> str:
        """The year of the issue; empty if it is in doubt."""
        (first, last), doubts = dates.bounds(self.issued), [p.doubt for p in dates.points(self.issued)]
        return first[:4] if first[:4] == last[:4] and not any(doubts) else ""

    def gbt7714(self, undated: str) -> tuple[str, str]:
        """The reference as GB/T 7714-2015 has it for a newspaper article, in two parts: between them stands
        the day of access of an article online, which only its reader knows.

        `undated` stands for a day of issue that is unknown; one in doubt is in square brackets.
        """
        others = ["等"] if len(self.authors) > _MOST_AUTHORS else []
        authors = ", ".join([*self.authors[:_MOST_AUTHORS], *others])
        date = self._bracketed_day() if self.issued else f"[{undated}]"
        source = ", ".join(filter(None, [self.paper, date])) + (f"({self.page})" if self.page else "")
        kind = "N/OL" if self.address else "N"
        reference = ". ".join(filter(None, [authors, f"{self.title}[{kind}]", source]))
        return reference, f". {self.address}." if self.address else "."

    def _bracketed_day(self) -> str:
        ends = dates.points(self.issued)
        day = "/".join(point.date for point in ends)
        return day if all(point.is_known and not point.doubt for point in ends) else f"[{day}]"

    def bibtex(self) -> str:
        """A BibTeX entry; its key is the article's id, its `date` EDTF as biblatex reads it."""
        fields = {
            "author": " and ".join(f"{{{_tex(a)}}}" for a in self.authors),
            "title": f"{{{_tex(self.title)}}}",
            "journal": _tex(self.paper),
            "year": self.issued_year,
            "month": self.issued_exactly[5:7].lstrip("0"),
            "date": self.issued,
            "pages": _tex(self.page or ""),
            "address": _tex(self.place),
            "url": quote(self.address, safe=_IN_ADDRESS),
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
            ("PY", self.issued_year),
            ("DA", self.issued_exactly.replace("-", "/")),
            ("SP", self.page or ""),
            ("PP", self.place),
            ("UR", self.address),
            ("N1", self.note),
            ("ID", self.id),
        ]
        return "\n".join(f"{tag}  - {_on_one_line(value)}" for tag, value in fields if value) + "\nER  - "

    def csl_json(self) -> str:
        """A list of one CSL-JSON item."""
        item: dict[str, object] = {
            "id": self.id,
            "type": "article-newspaper",
            "title": self.title,
            "author": [{"literal": author} for author in self.authors],
            "container-title": self.paper,
            "issued": self._csl_date(),
            "page": self.page or "",
            "section": self.section,
            "publisher-place": self.place,
            "URL": self.address,
            "note": self.note,
            "language": self.language,
        }
        return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=1)

    def _csl_date(self) -> dict[str, object]:
        """The day of issue as CSL has it: one or two dates, `circa` if they are in doubt; words for what has
        no end."""
        ends = dates.points(self.issued)
        if not all(point.is_known for point in ends):
            return {"literal": self.issued}
        parts = [[int(part) for part in point.date.split("-")] for point in ends]
        doubt = {"circa": True} if any(point.doubt for point in ends) else {}
        return {"date-parts": parts, **doubt} if parts else {}


def is_picture(role: str) -> bool:
    """Whether a credit is for pictures or charts, not for the text."""
    return bool(re.search("[摄图影]", role)) and "文" not in role


def _tex(text: str) -> str:
    r"""`text` so that TeX prints it as it is.

    >>> print(_tex(r"50% of C:\~"))
    50\% of C:\textbackslash{}\textasciitilde{}
    """
    return "".join(_TEX.get(char, char) for char in _on_one_line(text))


def _on_one_line(text: str) -> str:
    """`text` with its line ends as blanks: they would begin another field, or another record.

    >>> _on_one_line("题\\nER  - \\u2028TY  - NEWS")
    '题 ER - TY - NEWS'
    """
    return " ".join(text.split())
