"""The plan of a page → its stories: texts, credits, captions and jump lines in their places, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from beibei_site.domain.model import ArticleKind, Block, Credit, Heading, Jump, Span, Story
from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.stories.confidence import judge_story
from beibei_site.parsing.stories.heads import build_heading
from beibei_site.parsing.stories.plan import Habit, Planned
from beibei_site.parsing.stories.scoring import pairs_of
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.lines import PageLine
from beibei_site.parsing.text.spacing import close_heading, close_sentence


@dataclass(frozen=True, slots=True)
class Draft:
    """A story in the making: its units in reading order, and its heading lines."""

    body: tuple[Unit, ...]
    headings: tuple[Unit, ...] = ()
    closings: tuple[Unit, ...] = ()
    kind: ArticleKind = "report"
    planned: Planned = field(kw_only=True)

    @property
    def text(self) -> str:
        return "".join(u.text for u in self.body if u.kind == "paragraph")

    @property
    def has_byline(self) -> bool:
        first = next((u for u in self.body if u.kind == "paragraph"), None)
        named = first is not None and bool(grammar.lead_credits(first.text))
        return named or any(grammar.line_credits(u.text) for u in self.closings if u.kind == "credit")


def to_spans(lines: Iterable[PageLine | int], file: str) -> tuple[Span, ...]:
    """Lines as the fewest spans, in order."""
    numbers = sorted({line if isinstance(line, int) else line.number for line in lines})
    spans: list[Span] = []
    for number in numbers:
        if spans and spans[-1].last == number - 1:
            spans[-1] = Span(file, spans[-1].first, number)
        else:
            spans.append(Span(file, number, number))
    return tuple(spans)


def attach_closings(drafts: Sequence[Draft], closings: Sequence[tuple[int, Unit]]) -> list[Draft]:
    """Captions, credits, source and jump lines given to the stories they belong to.

    `closings` are (number of stories begun before it, unit). A credit goes to the story above it, or,
    where that has a byline, to the nearest that has none; a caption to the one that shares most words.
    """
    found = list(drafts)
    for place, unit in closings:
        at = _owner(found, place, unit)
        found[at] = replace(found[at], closings=(*found[at].closings, unit))
    return found


def _owner(drafts: Sequence[Draft], place: int, unit: Unit) -> int:
    above = min(max(place - 1, 0), len(drafts) - 1)
    near = sorted(range(len(drafts)), key=lambda at: (abs(at - above), at))
    if unit.kind == "caption":
        words = pairs_of(unit.text)
        close = [at for at in near if abs(at - above) <= 1]
        return max(close, key=lambda at: len(words & pairs_of(drafts[at].text)) * (2 if at == above else 1))
    if unit.kind == "credit":
        drawn = any(c.role.startswith("制") for c in grammar.line_credits(unit.text))
        graphics = [at for at in near if drafts[at].kind == "infographic"]
        if drawn and graphics:
            return graphics[0]
        nameless = [at for at in near if not drafts[at].has_byline]
        if drafts[above].has_byline or drafts[above].kind == "sidebar":
            main = [at for at in nameless if drafts[at].kind != "sidebar"]
            return (main or nameless or [above])[0]
    return above


def build_story(draft: Draft, file: str, habit: Habit) -> Story:
    """The story of a draft; every line of its units stands in its spans."""
    blocks, jump = _body_blocks(draft.body, file)
    credits = _credits(draft)
    closing_blocks, closing_jump = _closing_blocks(draft.closings, file)
    heading = build_heading(draft.headings, draft.text)
    lines = [line for u in (*draft.body, *draft.headings, *draft.closings) for line in u.lines]
    judgement = judge_story(draft.planned, draft.body, habit, draft.kind)
    return Story(
        heading=heading,
        blocks=(*blocks, *closing_blocks),
        spans=to_spans(lines, file),
        heading_spans=to_spans((x for u in draft.headings for x in u.lines), file),
        kind=_kind(draft, heading, blocks),
        credits=credits,
        jump=jump or closing_jump,
        confidence=judgement.confidence,
        reasons=judgement.reasons,
        alternatives=judgement.alternatives,
    )


def _body_blocks(units: Sequence[Unit], file: str) -> tuple[list[Block], Jump | None]:
    blocks: list[Block] = []
    jump: Jump | None = None
    for unit in units:
        spans = to_spans(unit.lines, file)
        if unit.kind == "paragraph":
            text, found = grammar.find_jump(unit.text)
            jump = jump or found
            blocks.append(Block("paragraph", text, spans, cut=unit.cut and found is None))
        else:
            blocks.append(Block("crosshead", close_heading(unit.text), spans))
    return blocks, jump


def _closing_blocks(units: Sequence[Unit], file: str) -> tuple[list[Block], Jump | None]:
    blocks: list[Block] = []
    jump: Jump | None = None
    for unit in units:
        spans = to_spans(unit.lines, file)
        if unit.kind == "jump":
            _, jump = grammar.find_jump(unit.text)
        kind = unit.kind if unit.kind in ("caption", "credit") else "note"
        text = close_sentence(unit.text, wrapped=False) if kind == "note" else close_heading(unit.text)
        blocks.append(Block(kind, text, spans))
    return blocks, jump


def _credits(draft: Draft) -> tuple[Credit, ...]:
    paragraphs = [u.text for u in draft.body if u.kind == "paragraph"]
    found: list[Credit] = []
    if paragraphs:
        found += grammar.lead_credits(paragraphs[0])
        found += grammar.closing_credits(paragraphs[-1])[1] if not found else ()
    for unit in draft.closings:
        if unit.kind == "credit":
            found += grammar.line_credits(unit.text)
    return tuple({c.name: c for c in reversed(found)}.values())[::-1]


def _kind(draft: Draft, heading: Heading, blocks: Sequence[Block]) -> ArticleKind:
    paragraphs = sum(b.kind == "paragraph" for b in blocks)
    shot = any(
        c.role in ("摄", "摄影")
        for u in draft.closings
        if u.kind == "credit"
        for c in grammar.line_credits(u.text)
    )
    if draft.kind == "report" and shot and paragraphs <= 2 and not draft.body[0].has_lead:
        return "photo"
    if draft.kind == "report" and heading.headline and not draft.body[0].has_lead:
        if heading.headline.endswith(("公告", "通告", "公示", "启事", "声明")):
            return "notice"
        if heading.headline.endswith(
            ("决议", "决定", "条例", "意见", "办法", "方案", "讲话", "报告", "规划", "倡议书", "公开信")
        ):
            return "document"
    return draft.kind
