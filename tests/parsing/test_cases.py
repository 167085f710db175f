"""Whole pages that an editor could write down: `tests/cases/pages.txt`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from beibei_site.domain.model import PageReading, Span
from beibei_site.parsing.reader import read_page

CASES = Path(__file__).parent.parent / "cases" / "pages.txt"


def load() -> list[tuple[str, str, list[str]]]:
    text = re.sub(
        r"^#(?!#).*\n", "", CASES.read_text(encoding="utf-8").split("\nheadline before")[0] + "\n", flags=re.M
    )
    whole = text + "headline before" + CASES.read_text(encoding="utf-8").split("\nheadline before", 1)[1]
    cases = []
    for case in re.split(r"^====\n", whole, flags=re.M):
        title, page, expected = re.split(r"^\.\.\.\.\n", case.strip() + "\n", flags=re.M)
        cases.append((title.strip(), page.replace("␣", " "), expected.strip().split("\n")))
    return cases


def numbers(spans: tuple[Span, ...]) -> str:
    return ",".join(str(s.first) if s.first == s.last else f"{s.first}-{s.last}" for s in spans)


def describe(reading: PageReading) -> list[str]:
    rows = []
    for story in reading.stories:
        heading = story.heading
        names = " ".join(c.name for c in story.credits)
        cells = (numbers(story.spans), heading.kicker, heading.headline, " ".join(heading.deck), names)
        rows.append(" | ".join(cell or "-" for cell in cells))
    rows += [f"furniture: {numbers(reading.furniture)}"] if reading.furniture else []
    rows += [f"orphans: {numbers(reading.orphans)}"] if reading.orphans else []
    return rows


@pytest.mark.parametrize(("page", "expected"), [c[1:] for c in load()], ids=[c[0] for c in load()])
def test_a_page_is_read_as_written_down(page: str, expected: list[str]) -> None:
    assert describe(read_page(page, "page.txt")) == expected
