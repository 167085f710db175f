"""The texts that the weights of the reader of bare text are learned from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from beibei_site.parsing.bare.features import Described, describe_lines
from benchmarks.reading.lines import WHOLE, TextPage, crop, read_texts, roles_of

FOLDS = 2
_IN_ORDER = ("ocr-md", "pymupdf", "pdfium", "pypdf", "pdftotext-raw", "sketch")  # that keep the file's order
_TURNS = (  # the tools that are learned from on every fourth page: many give a page alike
    ("ocr-md", "pymupdf", "pdfminer"),
    ("ocr-md", "pypdf", "pdftotext-layout", "pdftotext"),
    ("ocr-md", "pdftotext-raw", "pdftotext"),
    ("ocr-md", "pdfium", "pdftotext-layout"),
)


@dataclass
class Sample:
    page: TextPage
    described: Described
    roles: list[str]
    fold: int


def read_samples(folders: Sequence[Path], *, placed: bool = False) -> list[Sample]:
    """The texts to learn from, with parts of pages as small pages of their own; or those alone of which it is
    known where each line stood. Every other page of the composers prints articles as they were written, so
    folds change with every second."""
    pages = list(read_texts(folders))
    names = sorted({page.name for page in pages})
    if placed:
        pages = [page for page in pages if page.grid]
        return _sampled(pages, names)
    drawn = {name: _TURNS[at % len(_TURNS)] for at, name in enumerate(names)}
    pages = [p for p in pages if p.extractor in (*drawn[p.name], *WHOLE, "real_blank", "sketch")]
    pages += [small for page in pages for small in _parts_of(page)]
    return _sampled(pages, names)


def _sampled(pages: Sequence[TextPage], names: Sequence[str]) -> list[Sample]:
    """Pages, `names` being those of all, with what is said of their lines."""
    return [
        Sample(page, describe_lines(page.lines), roles_of(page), names.index(page.name) // 2 % FOLDS)
        for page in pages
    ]


def _parts_of(page: TextPage) -> Iterator[TextPage]:
    """One, two or three articles of a page in reading order."""
    count = len({place.article for place in page.places} - {-1})
    draw = Random(f"{page.name} {page.extractor}")
    if count and page.gold.get("layout", {}).get("stream") == "reading" and page.extractor in _IN_ORDER:
        for size in (1, 3):
            first = draw.randrange(max(1, count - size))
            yield crop(page, first, first + size - 1)
