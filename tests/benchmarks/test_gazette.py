"""Pages of the composer `gazette`: what the gold says stands in the PDF, once, where it says."""

from __future__ import annotations

import json
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.domain.text import letters
from benchmarks.reading.gazette.golden import to_gold
from benchmarks.reading.gazette.ink import print_page
from benchmarks.reading.gazette.sheet import Page, draw_page
from benchmarks.reading.gold import read_pages
from tests.benchmarks.drawn import printed, words

seeds = st.integers(min_value=0, max_value=10**6)


def first(vertical: bool, scan: str) -> Page:
    """The first page of this kind whose headlines are printed once."""
    pages = (draw_page(3, number) for number in count())
    return next(
        p for p in pages if (p.style.vertical, p.style.scan) == (vertical, scan) and not p.style.fake_bold
    )


@pytest.mark.parametrize(("vertical", "scan"), [(False, "none"), (True, "none"), (False, "hidden")])
def test_every_letter_of_the_gold_stands_in_the_pdf_once(tmp_path: Path, vertical: bool, scan: str) -> None:
    pdf = print_page(first(vertical, scan), tmp_path)
    gold = json.loads(pdf.with_suffix(".gold.json").read_text("utf-8"))
    there = list(printed(pdf))
    whole = "".join(map(words, gold["articles"])) + "".join(gold["furniture"])
    assert Counter("".join(char for char, _, _ in there)) == Counter(letters(whole))
    for article in gold["articles"]:
        inside = [
            char
            for char, x, y in there
            if any(x0 - 2 <= x <= x1 + 2 and y0 - 2 <= y <= y1 + 2 for x0, y0, x1, y1 in article["regions"])
        ]
        assert Counter("".join(inside)) == Counter(letters(words(article))), article["headline"]


def test_nearly_all_lines_are_labelled(tmp_path: Path) -> None:
    print_page(draw_page(3, 0), tmp_path)
    for page in read_pages([tmp_path]):
        furniture = letters("".join(page.gold["furniture"]))
        lines = [letters(line.text) for line in page.sheet.lines]
        lost = [
            text
            for text, label in zip(lines, page.labels, strict=True)
            if label.article < 0 and text not in furniture
        ]
        assert len(lost) <= 0.1 * len(lines), page.name


@settings(max_examples=5)
@given(seeds)
def test_a_page_is_drawn_twice_alike_and_holds_all_of_its_stories(seed: int) -> None:
    page = draw_page(seed, 0)
    gold = to_gold(page)
    assert to_gold(draw_page(seed, 0)) == gold
    assert [article["id"] for article in gold["articles"]] == list(range(len(gold["articles"])))
    for article in gold["articles"]:
        own = "".join(mark.text for mark in page.marks if mark.owner == article["id"])
        assert Counter(letters(own)) == Counter(letters(words(article)))


@settings(max_examples=5)
@given(seeds)
def test_lines_stand_on_the_page(seed: int) -> None:
    page = draw_page(seed, 0)
    for mark in page.marks:
        assert 0 < mark.rect.x0 < mark.rect.x1 < page.width and 0 < mark.rect.y0 < mark.rect.y1 < page.height
