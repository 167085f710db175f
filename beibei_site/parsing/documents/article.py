"""The rows of one article → a story: every row has a role, and is part of the story or furniture."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from beibei_site.domain.issue import IssueData, Printed
from beibei_site.domain.model import Block, Credit, Heading, Story
from beibei_site.domain.reasons import Reason
from beibei_site.domain.spans import to_spans
from beibei_site.domain.text import HAN
from beibei_site.parsing.documents.chrome import is_chrome
from beibei_site.parsing.documents.head import Head, split_head
from beibei_site.parsing.documents.rows import INDENT, Row, begins_paragraph, is_caption
from beibei_site.parsing.documents.source_line import read_source_line
from beibei_site.parsing.stories.assembly import KINDS
from beibei_site.parsing.tables import first_match
from beibei_site.parsing.text.credits import each_once, is_byline, read_byline
from beibei_site.parsing.text.grammar import find_jump, is_closed
from beibei_site.parsing.text.signatures import closing_credits, lead_credits
from beibei_site.parsing.text.spacing import join_lines

Role = Literal["heading", "source", "byline", "text", "crosshead", "caption", "furniture"]
_SIGNED = re.compile(rf"[{HAN}\d]{{2,16}} [{HAN}]{{2,3}}(?:等[{HAN}\d]{{1,4}}人)?")  # 曙光里小区居民 甄淑芬
_UNSIGNED = frozenset("未完待续 待续 未完 完 续完 全文完 图略 下略".split())
_CROSSHEAD = 26.0  # characters of a crosshead


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article and the role of each of its rows."""

    story: Story
    roles: tuple[tuple[Row, Role], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of the body that form one block."""

    role: Role
    rows: tuple[Row, ...]

    @property
    def text(self) -> str:
        return join_lines(row.text for row in self.rows)


def read_article(
    rows: Sequence[Row], file: str, reason: Reason, *, measure: float, title: str = ""
) -> ReadArticle:
    """The article made up of all `rows`. `reason` says why they are one article; `measure` is the width at
    which the lines of the file are broken; `title` is set if known from the front matter."""
    head, body = split_head(rows, measure, title)
    pieces = _pieces(body, measure)
    roles = sorted(
        [*_head_roles(head), *((r, p.role) for p in pieces for r in p.rows)], key=lambda r: r[0].number
    )
    return ReadArticle(_story(head, pieces, roles, file, reason), tuple(roles))


_TOLD_BY_WORDS: tuple[tuple[Role, Callable[[str], object]], ...] = (
    ("caption", is_caption),
    ("byline", is_byline),
    ("source", read_source_line),
)


def _head_roles(head: Head) -> list[tuple[Row, Role]]:
    return [
        *((row, "heading") for row in head.headings),
        *((row, "source") for row in head.sources),
        *((row, "byline") for row in head.bylines),
        *((row, "furniture") for row in head.chrome),
    ]


def _pieces(rows: Sequence[Row], measure: float) -> list[Piece]:
    """The body as blocks, with paragraphs rejoined and everything but text labelled."""
    found: list[Piece] = []
    indented = sum(row.indent >= INDENT for row in rows) * 2 > len(rows) and not measure
    for at, row in enumerate(rows):
        before = rows[at - 1] if at else None
        role = _role(rows, at, measure, indented)
        goes_on = found and role == "text" == found[-1].role and not begins_paragraph(before, row, measure)
        if goes_on:
            found[-1] = Piece(role, (*found[-1].rows, row))
        else:
            found.append(Piece(role, (row,)))
    return found


def _role(rows: Sequence[Row], at: int, measure: float, indented: bool) -> Role:
    row, before, after = rows[at], rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None
    if is_chrome(row.text):
        return "furniture"
    if measure and not begins_paragraph(before, row, measure):
        return "text"
    if row.level:
        return "crosshead" if after else "text"
    told = next((role for role, holds in _TOLD_BY_WORDS if holds(row.text)), None)
    if told or before is None or after is None or (indented and row.indent >= INDENT):
        return told or "text"
    return "crosshead" if _is_crosshead(before, row, after, measure) else "text"


def _is_crosshead(before: Row, row: Row, after: Row, measure: float) -> bool:
    """Whether a short line is alone between a finished paragraph and one that it may head."""
    alone = begins_paragraph(row, after, measure) and is_closed(before.text) and not is_closed(row.text)
    headed = is_closed(after.text) or after.width > _CROSSHEAD
    return alone and headed and row.width <= _CROSSHEAD and not _SIGNED.fullmatch(row.text)


def _story(
    head: Head, pieces: Sequence[Piece], roles: Sequence[tuple[Row, Role]], file: str, reason: Reason
) -> Story:
    blocks = [
        *(_block(piece, file) for piece in pieces if piece.role != "furniture"),
        *_head_notes(head, file),
    ]
    jumps = [find_jump(piece.text)[1] for piece in pieces if piece.role == "text"]
    story = Story(
        heading=head.heading,
        blocks=tuple(blocks),
        spans=to_spans((row.number for row, role in roles if role != "furniture"), file),
        heading_spans=to_spans((row.number for row in head.headings), file),
        credits=_credits(head, pieces),
        jump=next(filter(None, jumps), None),
        confidence=_confidence(head.heading, pieces),
        reasons=(reason,),
        issue=_issue(head, pieces, file),
    )
    texts = [block for block in blocks if block.kind == "paragraph"]
    return (
        replace(story, kind=first_match(KINDS, replace(story, blocks=tuple(texts))).verdict)
        if texts
        else story
    )


def _block(piece: Piece, file: str) -> Block:
    spans = to_spans((row.number for row in piece.rows), file)
    if piece.role == "crosshead":
        return Block("crosshead", piece.text, spans)
    if piece.role == "text":
        return Block("paragraph", find_jump(piece.text)[0], spans)
    return Block(
        "caption" if piece.role == "caption" else "credit" if piece.role == "byline" else "note",
        piece.text,
        spans,
    )


def _head_notes(head: Head, file: str) -> Iterable[Block]:
    """The source line and the byline, kept below the text as printed."""
    for row in head.sources:
        yield Block("note", row.text, to_spans([row.number], file))
    for row in head.bylines:
        yield Block("credit", row.text, to_spans([row.number], file))


def _credits(head: Head, pieces: Sequence[Piece]) -> tuple[Credit, ...]:
    """The names in the lead or at the end, in the byline and in the source line, without duplicates."""
    texts = [piece.text for piece in pieces if piece.role == "text"]
    found = (lead_credits(texts[0]) or closing_credits(texts[-1]) or _signed(texts[-1])) if texts else ()
    lines = [credit for piece in pieces if piece.role == "byline" for credit in read_byline(piece.text)]
    return each_once((*found, *head.credits, *lines, *head.source.credits))


def _signed(text: str) -> tuple[Credit, ...]:
    """The names in brackets at the end of a text, with or without their roles."""
    opened = max(text.rfind("（"), text.rfind("("))
    inner = text[opened + 1 : -1].strip() if opened >= 0 and text.endswith(("）", ")")) else ""
    return read_byline(inner, known=inner not in _UNSIGNED)


def _issue(head: Head, pieces: Sequence[Piece], file: str) -> IssueData:
    """The issue given in the source line, above the text or else below it."""
    rows, source = head.sources, head.source
    if not rows and pieces and pieces[-1].role == "source":
        rows, source = pieces[-1].rows, read_source_line(pieces[-1].text) or source
    spans = to_spans((row.number for row in rows), file)
    day, paper, page = (
        Printed(value, "metadata", spans) if value else None
        for value in (source.day, source.paper, source.page)
    )
    return IssueData(issued=day, paper=paper, page=page)


def _confidence(heading: Heading, pieces: Sequence[Piece]) -> float:
    """The confidence: lower if the headline is missing or on several lines, or if the text does not end."""
    texts = [piece.text for piece in pieces if piece.role == "text"]
    points = 0.97
    points -= (
        0.35 * (heading.headline is None) + 0.12 * (heading.kicker is not None) + 0.04 * bool(heading.deck)
    )
    points -= 0.2 * (not texts) + 0.05 * bool(
        texts and not is_closed(texts[-1]) and not texts[-1].endswith(("）", ")"))
    )
    return round(max(points, 0.1), 2)
