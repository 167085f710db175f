"""Seeds → pages: a text file is one page, a PDF has as many as it has, with what is drawn on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from beibei_site.content.cache import Cache, digest
from beibei_site.content.disk.paths import PAGE
from beibei_site.parsing.sheet.model import Sheet
from beibei_site.parsing.sheet.reading import in_order, to_text
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.sources.layout import put_columns_in_order
from beibei_site.parsing.sources.pdf import read_pdf


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page: the name of its seed (`paper.pdf`, from its second page on `paper.pdf#2`)."""

    name: str
    text: str
    encoding: str
    sheet: Sheet | None = None  # of a PDF's page: its lines are those of `text`, in order


def read_pages(name: str, data: bytes, cache: Cache | None = None) -> tuple[PageText, ...]:
    """The pages of the seed `name`; raises ValueError with a sentence for people if it cannot be read."""
    if not name.lower().endswith(".pdf"):
        text, encoding = decode(data)
        return (PageText(name, put_columns_in_order(text), encoding),)
    read = partial(_read_sheets, data)
    sheets = cache.remember("pdf", digest(data), tuple[Sheet, ...], read) if cache else read()
    return tuple(
        PageText(_page_name(name, at), to_text(sheet), "pdf", sheet) for at, sheet in enumerate(sheets, 1)
    )


def _read_sheets(data: bytes) -> tuple[Sheet, ...]:
    return tuple(in_order(sheet) for sheet in read_pdf(data))


def _page_name(name: str, number: int) -> str:
    return name if number == 1 else f"{name}{PAGE}{number}"
