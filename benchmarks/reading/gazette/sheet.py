"""A page: blocks stacked where it is lowest, until it is full."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from benchmarks.reading.compose.articles import Article, read_articles
from benchmarks.reading.compose.copydesk import Copy, cut_to
from benchmarks.reading.compose.dates import in_script
from benchmarks.reading.compose.folio import Issue, draw_issue
from benchmarks.reading.gazette.block import Block, Shape, Told
from benchmarks.reading.gazette.desk import Desk, draw_plan
from benchmarks.reading.gazette.furniture import draw_filler, draw_folio, draw_label
from benchmarks.reading.gazette.letterpress import Mark, NoRoomError
from benchmarks.reading.gazette.story import set_story
from benchmarks.reading.gazette.style import Rect, Style, draw_style

_FULL = 1e9


@dataclass(frozen=True, slots=True)
class Page:
    """A page in points from the upper left corner; a mark that is `turned` runs down."""

    name: str
    seed: str
    style: Style
    issue: Issue
    width: float
    height: float
    marks: tuple[Mark, ...]
    shapes: tuple[Shape, ...]
    stories: tuple[tuple[int, Told], ...]


def draw_page(seed: int, number: int, wide: bool = False, articles: Sequence[Article] = ()) -> Page:
    """Page `number` of a seed; `wide`: with articles rewritten; `articles`: those to choose from, if not the
    invented ones."""
    chance = Random(f"gazette-{seed}-{number}")
    style = draw_style(chance, wide)
    issue = draw_issue(chance, style.house)
    blocks = list(_stack(chance, style, Desk(chance, style, issue, articles or read_articles())))
    across, down = (style.height, style.width) if style.vertical else (style.width, style.height)
    folio = draw_folio(chance, issue, style, across)
    below = issue.number > 1 and chance.random() < 0.2
    top = style.margin + (0.0 if below else folio.height + 6)
    folio = folio.moved(style.margin, top + down + 8 if below else style.margin)
    placed = [_on_sheet(block, style, style.margin, top) for block in blocks]
    stories = tuple(story for block in blocks for story in block.stories)
    numbers = {old: new for new, (old, _) in enumerate(stories)} | {-1: -1}
    marks = [replace(m, owner=numbers[m.owner]) for block in (folio, *placed) for m in block.marks]
    return Page(
        name=f"g{number:04}-{seed}",
        seed=f"{seed}-{number}",
        style=style,
        issue=issue,
        width=round(across + 2 * style.margin, 1),
        height=round(down + folio.height + 14 + 2 * style.margin, 1),
        marks=tuple(_ordered(marks, style.order, chance)),
        shapes=tuple(shape for block in (folio, *placed) for shape in block.shapes),
        stories=tuple((numbers[old], told) for old, told in stories),
    )


def _ordered(marks: list[Mark], order: str, chance: Random) -> list[Mark]:
    """The marks as the file draws them."""
    if order == "heads last":
        return sorted(marks, key=lambda m: m.role in ("headline", "kicker", "deck"))
    if order == "rows":
        return sorted(marks, key=lambda m: (round(m.rect.y0 / 3), m.rect.x0))
    if order == "faces":
        return sorted(marks, key=lambda m: (m.face, m.size))
    if order == "shuffled":
        turn = {owner: chance.random() for owner in sorted({m.owner for m in marks})}
        return sorted(marks, key=lambda m: turn[m.owner])
    return marks


def _on_sheet(block: Block, style: Style, left: float, top: float) -> Block:
    """A block in points of the sheet: on vertical pages lines run down and follow each other to the left."""
    if not style.vertical:
        return block.moved(left, top)

    def turn(rect: Rect) -> Rect:
        return Rect(
            left + style.height - rect.y1, top + rect.x0, left + style.height - rect.y0, top + rect.x1
        )

    marks = tuple(replace(m, rect=turn(m.rect), turned=not m.turned) for m in block.marks)
    return replace(block, marks=marks, shapes=tuple(replace(s, rect=turn(s.rect)) for s in block.shapes))


@dataclass(frozen=True, slots=True)
class _Gap:
    """The lowest place of a page: so many columns wide, `step` points below what stands beside it, and
    `room` points above the foot of the page."""

    columns: int
    step: float
    room: float
    first: bool  # on the page

    def width(self, span: int, style: Style) -> float:
        column = (style.width + style.gutter) / style.columns
        return span * column - style.gutter


def _stack(chance: Random, style: Style, desk: Desk) -> Iterator[Block]:
    """Blocks side by side and above each other: the next always begins where the page is lowest."""
    tops = [0.0] * style.columns
    column = (style.width + style.gutter) / style.columns
    while (low := min(tops)) < _FULL:
        first = tops.index(low)
        end = next((at for at in range(first, style.columns) if tops[at] != low), style.columns)
        beside = [tops[at] for at in (first - 1, end) if 0 <= at < style.columns]
        step = min(*beside, style.height, _FULL) - low
        if step < 2.5 * style.leading:  # too little to see: white
            tops[first:end] = [low + step if low + step < style.height - 1 else _FULL] * (end - first)
            continue
        span, block = _fill(chance, style, desk, _Gap(end - first, step, style.height - low, not any(tops)))
        at = first if chance.random() < 0.5 else end - span
        placed = block.moved(at * column, low)
        yield _ruled(placed, style, low) if low else placed
        tops[at : at + span] = [low + block.height + style.space * style.leading] * span


def _ruled(block: Block, style: Style, low: float) -> Block:
    """The block with what parts it from the one above."""
    if style.rules == "none" or not block.stories:
        return block
    x0, x1 = min(m.rect.x0 for m in block.marks), max(m.rect.x1 for m in block.marks)
    y = low - style.space * style.leading / 2
    thick = 1.5 if style.rules == "heavy" else 0.5
    dots = range(int(x0), int(x1) - 2, 5) if style.rules == "dotted" else ()
    rules = [Shape(Rect(x, y, x + 2, y + 0.8), 0.2) for x in dots] or [Shape(Rect(x0, y, x1, y + thick), 0.1)]
    return replace(block, shapes=(*block.shapes, *rules))


def _fill(chance: Random, style: Style, desk: Desk, gap: _Gap) -> tuple[int, Block]:
    """A block for a gap, and how many of its columns it takes."""
    low, draw = gap.room < 7 * style.leading, chance.random()
    if not gap.first and (draw < 0.05 or low):
        high = min(gap.step, gap.room) if low or gap.step < 160 else chance.uniform(70, 150)
        return gap.columns, draw_filler(chance, style, gap.width(gap.columns, style), high)
    if draw < 0.11 and gap.room > 200:
        span = min(gap.columns, chance.choice((1, 1, 2)))
        if block := _briefs(chance, style, desk, gap.width(span, style), gap.room):
            return span, block
    span = max(1, gap.columns - chance.choice((0, 0, 1, 2))) if gap.first else chance.randint(1, gap.columns)
    area = gap.width(span, style) * min(gap.room, chance.uniform(80, 300)) / (style.size * style.leading)
    for least in (0.45 * area, 0.2 * area, 0.0):
        copy = desk.next(int(least), min(int(area * 1.6) + 60, 1300 if chance.random() < 0.3 else 420))
        if copy and (block := _story(chance, style, desk, copy, span, gap)):
            return span, block
    return gap.columns, draw_filler(
        chance, style, gap.width(gap.columns, style), min(gap.step, gap.room, 190.0)
    )


def _story(chance: Random, style: Style, desk: Desk, copy: Copy, span: int, gap: _Gap) -> Block | None:
    """The copy set, cut to the room if it is too long; None if it cannot be."""
    plan = draw_plan(chance, copy, style, span, gap.first)
    plan = replace(plan, note=in_script(plan.note, style.house))
    number, width, guest, count = next(desk.numbers), gap.width(span, style), None, len(plan.shares)
    if count > 2 and copy.length > 250 and chance.random() < 0.35 and (short := desk.next(60, 170)):
        head = "span" if plan.head == "down" else plan.head
        plan = replace(plan, shares=(1 / count,) * count, box="none", head=head)
        guest = _guest(chance, style, desk, short, (width + style.gutter) / count - style.gutter)
    for _ in range(6):
        try:
            block = set_story(copy, plan, style, width, number, guest)
        except NoRoomError:
            return None
        if guest and guest.height > 0.7 * block.height:
            guest = None
            continue
        if block.height <= gap.room:
            return block
        shorter = cut_to(copy, int(copy.length * min(0.93, 0.97 * gap.room / block.height)))
        copy = replace(shorter, jump_to="", jump=copy.jump if copy.jump_from else None)
        if copy.length < 40:
            return None
    return None


def _guest(chance: Random, style: Style, desk: Desk, copy: Copy, width: float) -> Block | None:
    """A short story in a frame, for the corner of a larger one."""
    plan = draw_plan(chance, copy, style, 1, False)
    plan = replace(plan, box=chance.choice(("frame", "tint")), shares=(1.0,))
    try:
        return set_story(copy, plan, style, width, next(desk.numbers))
    except NoRoomError:
        return None


def _briefs(chance: Random, style: Style, desk: Desk, width: float, room: float) -> Block | None:
    """Briefs below each other under a flag, in one form; None if there are none."""
    label = draw_label(chance, style, width)
    head = chance.choice(("run-in", "small", "across"))
    blocks, y = [label], label.height + 3
    while (copy := desk.next(20, 110)) and len(blocks) < 7:
        plan = replace(
            draw_plan(chance, copy, style, 1, False),
            head=head,
            box="none",
            ground="none",
            picture=None,
            shares=(1.0,),
            scale=0.5,
            lines=1,
        )
        block = set_story(copy, plan, style, width, next(desk.numbers))
        if y + block.height > room:
            break
        blocks.append(block.moved(0, y))
        y += block.height + style.leading * 0.5
    stories = [(n, replace(told, traits=(*told.traits, "briefs"))) for b in blocks for n, told in b.stories]
    marks, shapes = (mark for b in blocks for mark in b.marks), (shape for b in blocks for shape in b.shapes)
    return Block(tuple(marks), tuple(shapes), y, tuple(stories)) if stories else None
