"""The lines of a source page and where each went; an article's paragraphs beside the lines they came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from beibei_site.content.body import parse_body
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.domain.record import SourcePage
from beibei_site.domain.spans import Span
from beibei_site.domain.text import letters
from beibei_site.rendering import urls
from beibei_site.rendering.components import Link, Shares, SourceLine
from beibei_site.rendering.language import translations

HEADING, BODY, FURNITURE, ORPHAN, REMOVED = "heading", "body", "furniture", "orphan", "removed"


def source_lines(archive: Archive, page: SourcePage) -> tuple[SourceLine, ...]:
    """Every line of a source page with the article it went to, or its role if it is in none."""
    roles = _roles(archive, page)
    lines: list[SourceLine] = []
    before: tuple[Link | None, str] = (None, "")
    for number, text in enumerate(page.lines, 1):
        here = roles.get(number, (None, ""))
        filled = bool(text.strip())
        lines.append(SourceLine(number, text, *here, first=filled and here != before))
        before = here if filled else before
    return tuple(lines)


def _roles(archive: Archive, page: SourcePage) -> dict[int, tuple[Link | None, str]]:
    """For each line number, the article the line is in and its role."""
    record = page.record
    headings = set(chain.from_iterable(span for entry in record.articles for span in entry.heading))
    roles: dict[int, tuple[Link | None, str]] = {}
    for article in archive.of_page(record.file):
        link = Link(urls.article(article.id), article.title, origin=article.title_from)
        own = chain.from_iterable(span for span in article.source if span.file == record.file)
        roles |= {n: (link, HEADING if n in headings else BODY) for n in own}
    removed = tuple(span for entry in record.removed for span in entry.spans)
    for role, spans in ((FURNITURE, record.furniture), (ORPHAN, record.orphans), (REMOVED, removed)):
        for number in chain.from_iterable(spans):
            roles.setdefault(number, (None, role))
    return roles


def shares(lines: Iterable[SourceLine]) -> Shares:
    """How many of the non-blank lines went where."""
    roles = [line.role for line in lines if line.text.strip()]
    return Shares(
        total=len(roles),
        article=roles.count(BODY) + roles.count(HEADING),
        furniture=roles.count(FURNITURE),
        orphan=roles.count(ORPHAN),
        removed=roles.count(REMOVED),
    )


def line_text(spans: Sequence[Span], language: str = "zh-CN") -> str:
    """Spans in figures, as they are listed in a language: `1–7、9`."""
    return translations(language).gettext("、").join(str(span).replace("-", "–") for span in spans)


@dataclass(frozen=True, slots=True)
class AlignedParagraph:
    """A paragraph of an article (or its heading, `is_head`) and the lines it was read from."""

    text: str
    lines: tuple[SourceLine, ...]
    is_head: bool = False


def align(article: Article, lines: Iterable[SourceLine]) -> tuple[AlignedParagraph, ...]:
    """The article's heading and paragraphs in order, each with the raw lines whose letters it holds.

    A line goes to the paragraph that holds all its letters, the nearest one after the last line's; a line
    that no paragraph holds stays with the line before it.
    """
    texts = [article.heading, *(part.text for part in parse_body(article.body).parts)]
    held = [letters(text) for text in texts]
    found: list[list[SourceLine]] = [[] for _ in texts]
    at = 0
    for line in lines:
        if sought := letters(line.text):
            at = _nearest(held, sought, at, is_heading=line.role == HEADING)
            found[at].append(line)
    return tuple(
        AlignedParagraph(text, tuple(own), is_head=number == 0)
        for number, (text, own) in enumerate(zip(texts, found, strict=True))
    )


def _nearest(held: Sequence[str], sought: str, last: int, *, is_heading: bool) -> int:
    """Which of `held` (the heading first) holds the letters `sought`; `last` if none does."""
    holding = [number for number, text in enumerate(held) if sought in text]
    fitting = [number for number in holding if (number == 0) == is_heading] or holding
    return min(fitting, key=lambda number: (0 < number < last, abs(number - last)), default=last)
