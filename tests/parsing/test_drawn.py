"""Pages drawn by chance are read as they were drawn: their lines of type exactly, most of their stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from statistics import mean
from typing import Any

import pytest

from beibei_site.domain.model import PageReading
from beibei_site.domain.text import letters
from beibei_site.parsing.bare.reading import trace_bare
from beibei_site.parsing.pdf.typesetting import set_lines
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sheet.reading import to_text
from beibei_site.parsing.text.lines import read_lines
from benchmarks.reading.compose.page import Page, draw_page, to_gold
from benchmarks.reading.score import runs
from tests.parsing.drawn import chars_of, sheet_of, text_of

PAGES = range(12)


@cache
def drawn(number: int) -> Page:
    return draw_page(7, number)


@pytest.mark.parametrize("number", PAGES)
def test_the_lines_of_type_are_those_that_were_set(number: int) -> None:
    """Save one in fifty: headings with a printed blank, initials."""
    page = drawn(number)
    found = Counter(letters(line.text) for line in set_lines(chars_of(page)))
    missed = Counter(letters(mark.text) for mark in page.marks) - found
    assert missed.total() <= len(page.marks) / 30, missed


def compare(page: Page, reading: PageReading) -> Iterator[tuple[float, bool]]:
    """For each story drawn how much of its text the likest story read has (F1 of runs of letters), and whether
    its headline is right."""
    made = [(letters(s.heading.headline or ""), runs(paragraphs(s.blocks))) for s in reading.stories]
    for article in to_gold(page)["articles"]:
        own = runs("".join(article["paragraphs"]))
        alike, headline = max((2 * len(own & text) / (len(own) + len(text)), head) for head, text in made)
        yield alike, headline == letters(article["headline"] or "")


def paragraphs(blocks: Iterable[Any]) -> str:
    return "".join(block.text for block in blocks if block.kind == "paragraph")


def shares(compared: Iterable[tuple[float, bool]]) -> tuple[float, float]:
    texts, headlines = zip(*compared, strict=True)
    return mean(texts), mean(headlines)


def test_the_stories_of_pages_with_geometry() -> None:
    sheets = [(drawn(n), sheet_of(drawn(n))) for n in PAGES]
    read = [(page, read_page(to_text(sheet), "page.pdf", sheet=sheet)) for page, sheet in sheets]
    texts, headlines = shares(pair for page, reading in read for pair in compare(page, reading))
    assert texts > 0.8 and headlines > 0.6, (texts, headlines)


def test_the_stories_of_pages_without_geometry() -> None:
    in_order = [page for page in map(drawn, range(14)) if page.house.stream == "reading"]
    read = [(page, trace_bare(read_lines(text_of(page)), "page.txt").reading) for page in in_order]
    texts, headlines = shares(pair for page, reading in read for pair in compare(page, reading))
    assert texts > 0.89 and headlines > 0.6, (texts, headlines)
