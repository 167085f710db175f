"""Seeds → pages: a text, web page or Word file is one page; a PDF has as many as it contains, unless a single
column of text runs through all of them.

The libraries that open web pages, Word files and PDFs take a fifth of the start of every command, and most
builds open none: so each is imported with the first file that needs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from beibei_site.content.cache import Cache, digest
from beibei_site.content.disk.paths import PAGE
from beibei_site.domain.issue import NO_ISSUE, FileKind, IssueData
from beibei_site.parsing.folio.names import issue_in_words
from beibei_site.parsing.sheet.model import PdfText, Sheet
from beibei_site.parsing.sheet.reading import in_order, to_text
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.sources.flow import is_flowing, to_flow
from beibei_site.parsing.sources.layout import put_columns_in_order


@dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """The text of one page: the name of its seed (`paper.pdf`; from its second page on, `paper.pdf#2`).

    `sheet` is set for the page of a PDF: its lines are those of `text`, in order. `flowing` text is not set
    in newspaper columns; `furniture` are line numbers that its source knows to be outside any article;
    `issue` comes from the metadata.
    """

    name: str
    text: str
    encoding: str
    sheet: Sheet | None = None
    flowing: bool = False
    furniture: frozenset[int] = frozenset()
    issue: IssueData = NO_ISSUE


def read_pages(
    name: str, data: bytes, cache: Cache | None = None, kind: FileKind | None = None
) -> tuple[PageText, ...]:
    """The pages of the seed `name`; raises ValueError with a message for users if it cannot be read.

    `kind` is the one set by its curator (None: detect it); it decides whether a PDF is one text.
    """
    suffix = name.lower().rsplit(".", 1)[-1]
    if suffix in ("html", "htm"):
        return (_web_page(name, data),)
    if suffix == "docx":
        return (_word_file(name, data),)
    if suffix != "pdf":
        text, encoding = decode(data)
        return (PageText(name=name, text=put_columns_in_order(text), encoding=encoding),)
    read = partial(_pdf, data)
    pdf = cache.remember("pdf", digest(data), PdfText, read) if cache else read()
    issue = issue_in_words(pdf.title, "metadata")
    if kind in ("article", "collection") or (kind is None and is_flowing(pdf.sheets)):
        text, furniture = to_flow(pdf.sheets)
        return (
            PageText(name=name, text=text, encoding="pdf", flowing=True, furniture=furniture, issue=issue),
        )
    order = partial(_in_order, pdf)
    sheets = cache.remember("sheets", digest(data), tuple[Sheet, ...], order) if cache else order()
    return tuple(
        PageText(name=_page_name(name, at), text=to_text(sheet), encoding="pdf", sheet=sheet, issue=issue)
        for at, sheet in enumerate(sheets, 1)
    )


def _web_page(name: str, data: bytes) -> PageText:
    from beibei_site.parsing.sources.html import read_html

    web = read_html(data)
    return PageText(
        name=name,
        text=web.text,
        encoding=web.encoding,
        flowing=True,
        furniture=web.furniture,
        issue=web.issue,
    )


def _word_file(name: str, data: bytes) -> PageText:
    from beibei_site.parsing.sources.word import read_word

    return PageText(name=name, text=read_word(data), encoding="docx", flowing=True)


def _pdf(data: bytes) -> PdfText:
    from beibei_site.parsing.sources.pdf import read_pdf

    return read_pdf(data)


def _in_order(pdf: PdfText) -> tuple[Sheet, ...]:
    return tuple(in_order(sheet) for sheet in pdf.sheets)


def _page_name(name: str, number: int) -> str:
    return name if number == 1 else f"{name}{PAGE}{number}"
