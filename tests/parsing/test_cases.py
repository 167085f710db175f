"""Whole pages that an editor could write down, read by tables: `tests/cases/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from beibei_site.domain.model import PageReading
from beibei_site.domain.spans import Span
from beibei_site.parsing.reader import trace_tables
from beibei_site.parsing.text.lines import read_lines

CASES = Path(__file__).parent.parent / "cases"


def load(name: str) -> list[tuple[str, str, list[str]]]:
    """The cases of a file: title, page, what is expected. What stands before the first is a comment."""
    _, *cases = (CASES / name).read_text(encoding="utf-8").split("\n====\n")
    parts = [case.strip("\n").split("\n....\n") for case in cases]
    return [(title, page.replace("␣", " ") + "\n", wanted.split("\n")) for title, page, wanted in parts]


PAGES, KNOWN_FAILURES = load("pages.txt"), load("known_failures.txt")


def numbers(spans: tuple[Span, ...]) -> str:
    return ",".join(str(s.first) if s.first == s.last else f"{s.first}-{s.last}" for s in spans)


def by_tables(page: str) -> PageReading:
    return trace_tables(read_lines(page), "page.txt").reading


def describe(reading: PageReading) -> list[str]:
    rows = []
    for story in reading.stories:
        heading = story.heading
        names = " ".join(c.name for c in story.credits)
        cells = (numbers(story.spans), heading.kicker, heading.headline, " ".join(heading.deck), names)
        rows.append(" | ".join(cell or "-" for cell in cells))
    crossheads = [
        s for story in reading.stories for b in story.blocks if b.kind == "crosshead" for s in b.spans
    ]
    rows += [f"crossheads: {numbers(tuple(crossheads))}"] if crossheads else []
    rows += [f"furniture: {numbers(reading.furniture)}"] if reading.furniture else []
    rows += [f"orphans: {numbers(reading.orphans)}"] if reading.orphans else []
    return rows


@pytest.mark.parametrize(("page", "expected"), [c[1:] for c in PAGES], ids=[c[0] for c in PAGES])
def test_a_page_is_read_as_written_down(page: str, expected: list[str]) -> None:
    assert describe(by_tables(page)) == expected


@pytest.mark.xfail(strict=True, reason="docs/reading.md: What holds it")
@pytest.mark.parametrize(
    ("page", "expected"), [c[1:] for c in KNOWN_FAILURES], ids=[c[0] for c in KNOWN_FAILURES]
)
def test_a_page_that_is_read_wrong(page: str, expected: list[str]) -> None:
    assert describe(by_tables(page)) == expected
