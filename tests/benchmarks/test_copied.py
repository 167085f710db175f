"""Copied pages: what the gold says stands in the text, and the kinds of file tell the same."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.domain.text import letters
from benchmarks.reading.compose.articles import read_articles
from benchmarks.reading.copied import draw_copied, read, text_of


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=0, max_value=10**6))
def test_every_story_of_the_gold_stands_in_the_text_in_order(seed: int) -> None:
    page = draw_copied(seed, 0, read_articles(held_out=True))
    assert page == draw_copied(seed, 0, read_articles(held_out=True))
    at, text = 0, letters(text_of(page))
    for headline, _ in page.stories:
        at = text.index(headline, at) + len(headline)
    paragraphs = letters("".join(text for role, text in page.lines if role == "text"))
    assert paragraphs == "".join(body for _, body in page.stories)
    assert letters(text_of(replace(page, style="plain"))) == letters(text_of(replace(page, style="text")))


def test_a_curator_may_say_that_it_is_one_article() -> None:
    page = next(
        p for n in range(20) if len((p := draw_copied(1, n, read_articles(held_out=True))).stories) > 2
    )
    assert len(read(page, "article")) == 1
