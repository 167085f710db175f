"""Drawn pages: what the gold says stands on the page, once, where it says."""

from __future__ import annotations

import json
from collections import Counter
from itertools import combinations, count
from pathlib import Path
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from beibei_site.domain.text import letters
from benchmarks.reading.compose.page import Page, draw_page, to_gold
from benchmarks.reading.compose.setting import NOT_FIRST, Mark
from benchmarks.reading.printing import print_pages
from tests.benchmarks.drawn import printed, words

seeds = st.integers(min_value=0, max_value=10**6)


def test_every_letter_of_the_gold_stands_in_the_pdf_once(browser: Browser, tmp_path: Path) -> None:
    upright = next(page for n in count() if not (page := draw_page(1, n)).house.vertical)
    vertical = next(page for n in count() if (page := draw_page(1, n)).house.vertical)
    for pdf in print_pages((upright, vertical), tmp_path, browser):
        gold = json.loads(pdf.with_suffix(".gold.json").read_text("utf-8"))
        there = list(printed(pdf))
        whole = "".join(map(words, gold["articles"])) + "".join(gold["furniture"])
        assert Counter(char for char, _, _ in there if char) == Counter(letters(whole))
        for article in gold["articles"]:
            inside = [
                char
                for char, x, y in there
                if char and any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in article["regions"])
            ]
            assert Counter(inside) == Counter(letters(words(article))), article["headline"]


@settings(max_examples=12)
@given(seeds)
def test_a_page_is_drawn_twice_alike_and_holds_all_of_its_stories(seed: int) -> None:
    page = draw_page(seed, 0)
    assert draw_page(seed, 0) == page
    for article in to_gold(page)["articles"]:
        own = [mark for mark in page.marks if mark.owner == article["id"]]
        assert Counter(letters("".join(m.text for m in own))) == Counter(letters(words(article)))
        text = letters("".join(m.text for m in own if m.role == "body"))
        if page.house.stream == "reading" and "dropcap" not in article["traits"]:
            assert letters("".join(article["paragraphs"])) in text


@settings(max_examples=12)
@given(seeds)
def test_lines_stand_on_the_page_and_not_on_each_other(seed: int) -> None:
    page = draw_page(seed, 0)
    for mark in page.marks:
        assert 0 < mark.rect.x0 < mark.rect.x1 < page.width and 0 < mark.rect.y0 < mark.rect.y1 < page.height
    for one, other in combinations(page.marks, 2):
        assert not core(one, page).meets(core(other, page)), (one.text, other.text)


def core(mark: Mark, page: Page) -> Any:
    """The place of a line without the margin that leading and stops that hang leave around it."""
    return mark.rect.inset(0.51 * page.house.body) if mark.role != "furniture" else mark.rect.inset(3)


@settings(max_examples=12)
@example(510510)  # an initial before a stop: 一、问：…
@given(seeds)
def test_no_line_of_text_begins_with_a_stop(seed: int) -> None:
    page = draw_page(seed, 0)
    lines = [mark.text for mark in page.marks if mark.role == "body"]
    assert [line for line in lines if line[0] in NOT_FIRST] == []
