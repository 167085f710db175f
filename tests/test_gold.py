"""The five pages, exactly."""

import pytest

from tests.conftest import Built
from tests.score import Score, score


@pytest.fixture(scope="module")
def figures(built: Built) -> Score:
    return score(built.archive, built.folders.seeds)


@pytest.mark.parametrize(
    "what",
    ["count", "lines", "paragraphs", "title", "kicker", "deck", "byline", "date", "crossheads"],
)
def test_every_article_is_read_as_a_person_reads_it(figures: Score, what: str) -> None:
    wrong = [line for line in figures.wrong if f" {what}:" in line]
    assert figures.share(what) == 1.0, wrong


def test_people(figures: Score) -> None:
    assert figures.f1("people") >= 0.98, figures.right


def test_topics(figures: Score) -> None:
    assert figures.f1("topics") >= 0.97


def test_numbered_sections_stand_in_order(built: Built) -> None:
    graphic = next(a for a in built.archive.articles if a.kind == "infographic")
    heads = [line[3:] for line in graphic.body.split("\n") if line.startswith("## ")]
    assert [head[0] for head in heads] == list("12345678")
