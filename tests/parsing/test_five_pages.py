"""The five pages read alone, line by line as a person reads them (`tests/gold`)."""

from __future__ import annotations

from typing import Any

import pytest

from beibei_site.domain.model import Story
from beibei_site.domain.text import letters
from beibei_site.parsing.reader import read_page, trace_tables
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.text.lines import read_lines
from tests.conftest import ROOT
from tests.score import all_lines, gold_pages, line_numbers

GOLD = gold_pages()


@pytest.mark.parametrize("file", GOLD)
def test_a_page_is_read_as_a_person_reads_it(file: str) -> None:
    text = decode((ROOT / "seeds" / file).read_bytes()).text
    lines = text.split("\n")
    stories = read_page(text, file).stories
    assert stories == trace_tables(read_lines(text), file).reading.stories
    articles = {
        frozenset(n for n in all_lines(gold) if lines[n - 1].strip()): gold for gold in GOLD[file]["articles"]
    }
    read = {frozenset(n for span in story.spans for n in span): story for story in stories}
    assert set(read) == set(articles), "which lines make a story"
    for own, story in read.items():
        compare(story, articles[own], lines)


def compare(story: Story, gold: dict[str, Any], lines: list[str]) -> None:
    def words(ranges: list[Any]) -> str:
        return letters("".join(lines[n - 1] for n in line_numbers(ranges)))

    heading = story.heading
    kicker = words(gold.get("kicker", []))
    if gold.get("title") or not kicker:
        titles = (gold.get("title") or "", *gold.get("title_ok", []))
        assert letters(heading.headline or "") in {letters(title) for title in titles}
        assert letters(heading.kicker or "") == kicker
    else:  # the headline is on another page: what is left of the heading comes first
        assert letters(heading.headline or "") == kicker
    assert letters("".join(heading.deck)) in {words(gold.get(key, [])) for key in ("deck", "head_other")}
    paragraphs = [letters(b.text) for b in story.blocks if b.kind == "paragraph"]
    assert paragraphs == [words(p).replace("下转3版", "") for p in gold["paragraphs"]]
    crossheads = {letters(b.text) for b in story.blocks if b.kind == "crosshead"}
    assert crossheads == {words([n]) for n in gold.get("subheads", [])}
    assert {c.name for c in story.credits} == set(gold["byline"])
