"""English newspaper pages of invented articles, printed by a real browser: split, headed, dated and bylined."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from beibei_site.parsing.sources.layout import order_columns
from tests.english.compose import Page, pages, print_page, to_text
from tests.english.score import Read, read, score, score_issue

Printed = list[tuple[Page, Path]]


@pytest.fixture(scope="module")
def printed(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    """Each page, and its PDF."""
    folder = tmp_path_factory.mktemp("english")
    opened = browser.new_page()
    found = []
    for page in pages():
        path = folder / f"{page.setting.name}.pdf"
        path.write_bytes(print_page(page, opened))
        found.append((page, path))
    opened.close()
    return found


def test_nine_in_ten_articles_of_a_pdf_are_headed_dated_and_bylined(printed: Printed) -> None:
    whole: Counter[str] = Counter()
    for page, path in printed:
        whole += score(page.articles, read(path.name, path.read_bytes()))
    shares = {aspect: whole[aspect] / whole["articles"] for aspect in ("split", "headline", "byline", "date")}
    assert shares["split"] >= 0.8, shares
    assert min(shares["headline"], shares["byline"], shares["date"]) >= 0.9, shares


def test_the_folio_gives_day_page_and_paper(printed: Printed) -> None:
    for page, path in printed:
        assert score_issue(page.setting, read(path.name, path.read_bytes())) == {
            "day": 1,
            "page": 1,
            "paper": 1,
        }


@pytest.mark.parametrize("options", [(), ("-raw",), ("-layout",)])
def test_every_line_of_a_text_is_accounted_for(printed: Printed, options: tuple[str, ...]) -> None:
    for page, path in printed:
        text = to_text(path, *options)
        assert _numbers(read("page.txt", text.encode())) == _shown(text), page.setting.name


def _numbers(found: Read) -> list[int]:
    reading = found.reading
    spans = [span for story in reading.stories for span in story.spans]
    return sorted(n for span in (*spans, *reading.furniture, *reading.orphans) for n in span)


def _shown(text: str) -> list[int]:
    lines = order_columns(text)[0].split("\n")
    return [number for number, line in enumerate(lines, 1) if line.strip()]
