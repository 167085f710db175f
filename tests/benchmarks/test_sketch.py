"""Pages as text, without printing them: no letter is lost; the rewrite desk keeps the text of an article."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.domain.text import letters
from benchmarks.reading.compose.articles import Article, read_articles
from benchmarks.reading.compose.rewrite import rewrite
from benchmarks.reading.lines import read_texts
from benchmarks.reading.sketch import Drawn, draw_composed, draw_gazette, lines_of, write_sketch
from tests.benchmarks.drawn import words

seeds = st.integers(min_value=0, max_value=10**6)


@pytest.mark.parametrize("draw", [draw_composed, draw_gazette])
@settings(max_examples=8)
@given(seeds)
def test_every_letter_of_the_gold_stands_in_the_text_once(draw: type[Drawn], seed: int) -> None:
    page = draw(seed, 0)
    gold = "".join(map(words, page.gold["articles"])) + "".join(page.gold["furniture"])
    assert Counter(letters(lines_of(page))) == Counter(letters(gold))


@settings(max_examples=60)
@given(st.sampled_from(read_articles()), seeds)
def test_a_rewritten_article_keeps_its_text(article: Article, seed: int) -> None:
    new = rewrite(article, Random(seed))
    assert new == rewrite(article, Random(seed))
    assert paragraphs(new) == paragraphs(article)
    assert letters(new.headline) and not new.body[-1].startswith("## ")
    assert article.body[0].startswith("## ") or not new.body[0].startswith("## ")
    assert not re.search("[\n{}]", re.sub(r"\{\d+\}", "", new.headline + new.kicker)), "but for days"


def paragraphs(article: Article) -> str:
    return "".join(text for text in article.body if not text.startswith("## "))


def test_what_is_written_is_read_with_its_gold(tmp_path: Path) -> None:
    for number in range(4):
        write_sketch(draw_composed(5, number), f"s{number}", tmp_path)
    read = list(read_texts([tmp_path]))
    assert {page.extractor for page in read} == {"sketch", "ocr-md"}
    for page in read:
        placed = [place.article for place in page.places]
        assert len(set(placed) - {-1}) == len(page.gold["articles"]), (page.name, page.extractor)
