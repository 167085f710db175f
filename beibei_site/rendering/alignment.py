"""The lines of a source page and what became of each; an article's paragraphs beside their lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from beibei_site.content.body import parse_body
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, SourcePage, Span
from beibei_site.domain.text import letters
from beibei_site.rendering import urls
from beibei_site.rendering.views.parts import Link, Shares, SourceLine

HEADING, BODY, FURNITURE, ORPHAN, REMOVED = "heading", "body", "furniture", "orphan", "removed"


def source_lines(archive: Archive, page: SourcePage) -> tuple[SourceLine, ...]:
    """Every line of a source page with the article it went to, or what else it is."""
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
    record = page.record
    roles: dict[int, tuple[Link | None, str]] = {}
    for article in archive.of_page(record.file):
        link = Link(urls.article(article.id), article.title, origin=article.title_from)
        roles |= {n: (link, BODY) for s in article.source if s.file == record.file for n in s}
    for n in (n for entry in record.articles for s in entry.heading for n in s):
        if n in roles:
            roles[n] = (roles[n][0], HEADING)
    removed = tuple(s for e in record.removed for s in e.spans)
    for role, spans in ((FURNITURE, record.furniture), (ORPHAN, record.orphans), (REMOVED, removed)):
        roles |= {n: (None, role) for s in spans for n in s if n not in roles}
    return roles


def shares(lines: Iterable[SourceLine]) -> Shares:
    """How many of the lines with text went where."""
    roles = [line.role for line in lines if line.text.strip()]
    return Shares(
        total=len(roles),
        article=roles.count(BODY) + roles.count(HEADING),
        furniture=roles.count(FURNITURE),
        orphan=roles.count(ORPHAN),
        removed=roles.count(REMOVED),
    )


def line_text(spans: Sequence[Span]) -> str:
    """Spans in figures: `1–7、9`."""
    return "、".join(str(s.first) if s.first == s.last else f"{s.first}–{s.last}" for s in spans)


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of an article (`head`, or a paragraph) and the lines it was read from."""

    text: str
    lines: tuple[SourceLine, ...]
    is_head: bool = False


def align(article: Article, lines: Sequence[SourceLine]) -> Iterator[Passage]:
    """The article's heading and paragraphs in order, each with the raw lines whose letters it holds.

    A line goes to the passage that holds all its letters, the nearest one after the last line's; a line
    that no passage holds stays with the line before it.
    """
    head = [article.kicker or "", article.title, *article.deck]
    texts = ["\n".join(filter(None, head)), *(part.text for part in parse_body(article.body).parts)]
    held = [letters(text) for text in texts]
    found: list[list[SourceLine]] = [[] for _ in texts]
    last = 0
    for line in lines:
        sought = letters(line.text)
        if not sought:
            continue
        at = [n for n, passage in enumerate(held) if sought in passage and (n == 0) == (line.role == HEADING)]
        at = at or [n for n, passage in enumerate(held) if sought in passage]
        last = min(at, key=lambda n: (n < last and n > 0, abs(n - last)), default=last)
        found[last].append(line)
    for number, text in enumerate(texts):
        yield Passage(text, tuple(found[number]), is_head=number == 0)
