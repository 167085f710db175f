"""English articles, one a file, in the forms in which people keep them."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace

import pytest

from beibei_site.cataloguing.description import supply_title
from beibei_site.domain.model import Block, Heading, Story
from tests.english.compose import SETTINGS, Gold, compose, read_texts
from tests.english.score import read, score

Form = Callable[[Gold], str]
DAY = "June 14, 1923"


def _head(article: Gold) -> list[str]:
    return [line for line in (article.headline, *article.decks, article.byline_text) if line]


def _text(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def _broken(article: Gold, indent: str) -> list[str]:
    return ["\n".join(textwrap.wrap(p, 72, initial_indent=indent)) for p in article.paragraphs]


def _marked(article: Gold) -> str:
    decks = [f"## {deck}\n" for deck in article.decks]
    by = [f"*{article.byline_text}*\n"] if article.byline_text else []
    return _text(
        f"# {article.headline}\n", *decks, *by, f"Thursday, {DAY}\n", "\n\n".join(article.paragraphs)
    )


FORMS: dict[str, Form] = {
    "1923-06-14 paragraphs.txt": lambda a: _text(*_head(a), *a.paragraphs),
    "1923-06-14 blank lines.txt": lambda a: _text(*_head(a), "", "\n\n".join(a.paragraphs)),
    "1923-06-14 broken lines.txt": lambda a: _text(*_head(a), "", "\n\n".join(_broken(a, ""))),
    "1923-06-14 broken, indented.txt": lambda a: _text(*_head(a), "", *_broken(a, "    ")),
    "folio.txt": lambda a: _text(
        f"The Harbour Herald, Thursday, {DAY}, Page 3", "", *_head(a), "", *a.paragraphs
    ),
    "source line.txt": lambda a: _text(*_head(a), f"{DAY} | The Harbour Herald | Page 3", "", *a.paragraphs),
    "published.txt": lambda a: _text(*_head(a), f"Published: {DAY}", "Share Print", "", *a.paragraphs),
    "marked.md": _marked,
}


@pytest.mark.parametrize("name", FORMS)
def test_every_article_is_whole_headed_dated_and_bylined(name: str) -> None:
    texts = read_texts()
    setting = replace(SETTINGS[0], articles=tuple(range(len(texts))))
    for article in compose(setting, texts).articles:
        found = read(name, FORMS[name](article).encode())
        right = score([article], found)
        assert [found.reading.kind, len(found.reading.stories)] == ["article", 1], article.headline
        assert {"split", "headline", "byline", "date"} <= right.keys(), (article.headline, right)
        assert dict(found.reading.stories[0].extra) == {"lang": "en"}


def test_a_weekday_that_contradicts_the_calendar_is_reported() -> None:
    text = "THE HARBOUR HERALD, FRIDAY, JUNE 14, 1923, PAGE 3\n\nA Headline\n\nThe river rose four feet.\n"
    assert read("page.txt", text.encode()).reading.wrong_weekday


def test_articles_of_a_collection() -> None:
    texts = read_texts()
    articles = compose(replace(SETTINGS[0], articles=(0, 5, 12)), texts).articles
    text = "\n========\n".join(_text(*_head(article), "", *article.paragraphs) for article in articles)
    found = read("1923-06-14.txt", text.encode())
    assert found.reading.kind == "collection"
    assert score(articles, found) == dict.fromkeys(
        ("articles", "split", "word by word", "headline", "byline", "date"), 3
    )


def test_a_paragraph_may_end_in_a_number() -> None:
    text = (
        "The Old Pier Rebuilt\n\nThe storm had carried off the old pier in the spring of 1920.\n\n"
        "Work will begin in June, and it should be open again before the end of 1924.\n\n"
        "The harbour board will borrow most of the cost.\n"
    )
    reading = read("a.txt", text.encode()).reading
    (story,) = reading.stories
    assert reading.kind == "article" and not story.heading.deck and len(story.blocks) == 3


def test_without_a_headline_the_title_is_the_first_words_of_the_sentence() -> None:
    text = "GENEVA, June 13 (AP) — Delegates of seven countries met on Tuesday to discuss a treaty on grain. More."
    story = Story(heading=Heading(), blocks=(Block("paragraph", text, ()),), spans=())
    assert supply_title(story) == "Delegates of seven countries met on Tuesday to discuss a…"
