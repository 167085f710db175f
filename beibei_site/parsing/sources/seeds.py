"""Seeds → page texts: a text file is one page, a PDF has as many as it has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from beibei_site.content.cache import Cache, digest
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.sources.layout import put_columns_in_order
from beibei_site.parsing.sources.pdf import read_pdf

PAGE = "#"


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page: the name of its seed (`paper.pdf`, from its second page on `paper.pdf#2`)."""

    name: str
    text: str
    encoding: str


def read_pages(name: str, data: bytes, cache: Cache | None = None) -> tuple[PageText, ...]:
    """The pages of the seed `name`; raises ValueError with a sentence for people if it cannot be read."""
    if not name.lower().endswith(".pdf"):
        text, encoding = decode(data)
        return (PageText(name, put_columns_in_order(text), encoding),)
    read = partial(read_pdf, data)
    texts = cache.remember("pdf", digest(data), tuple[str, ...], read) if cache else read()
    return tuple(PageText(_page_name(name, at), text, "pdf") for at, text in enumerate(texts, 1))


def _page_name(name: str, number: int) -> str:
    return name if number == 1 else f"{name}{PAGE}{number}"


def seed_of(page_name: str) -> str:
    """The file that a page comes from."""
    return page_name.partition(PAGE)[0]
