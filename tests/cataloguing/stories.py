"""Stories and pages for the tests of this folder."""

from __future__ import annotations

from beibei_site.cataloguing.dating import ReadPage
from beibei_site.domain.model import Block, Heading, Story
from beibei_site.domain.record import PageRecord
from beibei_site.domain.spans import Span


def story(*paragraphs: str, first: int = 1, file: str = "a.txt", cut: bool = False, **heading: str) -> Story:
    """A story whose paragraphs stand on a line each; `cut`: the page has lost the end of the last."""
    spans = [Span(file, first + at, first + at) for at in range(max(1, len(paragraphs)))]
    ends = [cut and at == len(paragraphs) - 1 for at in range(len(paragraphs))]
    blocks = (Block("paragraph", t, (s,), e) for t, s, e in zip(paragraphs, spans, ends, strict=False))
    made = Heading(heading.get("headline"), heading.get("kicker"))
    return Story(heading=made, blocks=tuple(blocks), spans=tuple(spans))


def page(*stories: Story, text: str = "", file: str = "a.txt", **record: str | int) -> ReadPage:
    """A page with these stories; `record` is what a curator has set."""
    kept = PageRecord(file=file, key="a", **record) if record else None  # type: ignore[arg-type]
    return ReadPage(file, text, stories, kept)
