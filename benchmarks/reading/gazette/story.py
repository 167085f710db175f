"""A story set: its text flows through what its islands leave of its columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from benchmarks.reading.compose.copydesk import Copy
from benchmarks.reading.gazette.block import Block, Shape, Told
from benchmarks.reading.gazette.desk import Plan, fitting, quotation, traits_of
from benchmarks.reading.gazette.islands import Island, draw_islands, strip_width
from benchmarks.reading.gazette.letterpress import Mark, NoRoomError, Piece, break_lines, single
from benchmarks.reading.gazette.style import Rect, Style

Edges = Sequence[tuple[float, float]]
_NO_LINE = 4.5  # sizes: what is narrower takes no line of text
_MOST_ROWS = 500


def set_story(
    copy: Copy, plan: Plan, style: Style, width: float, owner: int, guest: Block | None = None
) -> Block:
    """The story in a rectangle of this width, as high as it must be.

    Raises NoRoomError if no sensible height is enough.
    """
    plan, copy = fitting(plan, copy, style)
    pad = 0.0 if plan.box == "none" else style.size * 0.8
    edges = _columns(plan, style, width - 2 * pad - strip_width(copy, plan, style))
    quote = quotation(copy) if plan.quote else ""
    caption = copy.caption if plan.picture else ""
    told = Told(copy, plan.note, caption, quote, traits_of(copy, plan, style, guest is not None))
    islands = list(draw_islands(told, plan, style, edges, guest))
    text = list(_flow(copy, plan, style))
    wide = sum(right - left for left, right in edges)
    rows = max(2, int(sum(len(piece.text) * piece.size for piece in text) / wide * 0.9))
    while rows < _MOST_ROWS:
        try:
            block = _pour(text, islands, edges, rows, copy.body[0][0] if plan.initial else "", plan, style)
        except NoRoomError:
            rows += 1 + rows // 30
            continue
        marks = tuple(replace(m, owner=owner) if m.owner < 0 else m for m in block.marks)
        stories = ((owner, told), *(guest.stories if guest else ()))
        return _boxed(replace(block, marks=marks, stories=stories), plan.box, pad, width)
    raise NoRoomError


def _columns(plan: Plan, style: Style, width: float) -> Edges:
    free, x, edges = width - style.gutter * (len(plan.shares) - 1), 0.0, []
    for share in plan.shares:
        edges.append((x, x + free * share))
        x += free * share + style.gutter
    return edges


def _boxed(block: Block, box: str, pad: float, width: float) -> Block:
    """The block in its frame or on its tint."""
    if not pad:
        return block
    rect = Rect(0, 0, width, block.height + 2 * pad)
    ground = Shape(rect, 0.93) if box == "tint" else Shape(rect, None, 0.0)
    inner = block.moved(pad, pad)
    return replace(inner, shapes=(ground, *inner.shapes), height=rect.y1)


def _flow(copy: Copy, plan: Plan, style: Style) -> Iterator[Piece]:
    """What is set line by line, in order."""
    indent = style.indent * style.size
    if copy.byline_at == "line" and not (style.byline == "column" and plan.has_head):
        align = style.byline if style.byline in ("center", "right") else "left"
        yield _aside(copy.byline_text, "byline", align, style, 0.0 if style.byline == "left" else indent)
        if style.byline == "inset":
            yield _aside("", "byline", "left", style)
    if copy.jump_from:
        yield _aside(copy.jump_from, "jump", "left", style)
    for at, text in enumerate(copy.body):
        if text.startswith("## "):
            yield from _crosshead(text[3:], style, indent)
        else:
            yield _paragraph(text, copy, plan, style, at)
    if copy.byline_at == "end" and plan.sign_apart:
        yield _aside(copy.byline_text, "byline", "right", style)
    if copy.jump_to:
        yield _aside(copy.jump_to, "jump", "right", style)


def _paragraph(text: str, copy: Copy, plan: Plan, style: Style, at: int) -> Piece:
    """A paragraph; the first may have a heading that runs in or a drop cap, the last the byline."""
    initial = plan.initial > 0 and at == 0
    sign = copy.byline_at == "end" and at == len(copy.body) - 1 and not plan.sign_apart
    return Piece(
        text=text[1 if initial else 0 :] + (copy.byline_text if sign else ""),
        face=style.text_face,
        size=style.size,
        indent=0.0 if initial else style.indent * style.size,
        opening=f"{style.mark}{copy.headline}　" if plan.head == "run-in" and at == 0 else "",
        opening_face=style.bold_face,
    )


def _aside(text: str, role: str, align: str, style: Style, indent: float = 0.0) -> Piece:
    return Piece(text=text, role=role, face=style.second_face, size=style.size, align=align, indent=indent)


def _crosshead(text: str, style: Style, indent: float) -> Iterator[Piece]:
    kind, face = style.crosshead, style.bold_face
    size = round(style.size * (1.3 if kind == "large" else 1.0), 1)
    if kind in ("lined", "large", "center"):
        yield _aside("", "crosshead", "left", style)
    yield Piece(
        text=(style.mark if kind == "marked" else "") + text,
        role="crosshead",
        face=face,
        size=size,
        align="center" if kind in ("center", "lined") else "left",
        indent=indent if kind == "indent" else 0.0,
    )
    if kind == "lined":
        yield _aside("", "crosshead", "left", style)


def _pour(
    text: Sequence[Piece],
    islands: Sequence[Island],
    edges: Edges,
    rows: int,
    initial: str,
    plan: Plan,
    style: Style,
) -> Block:
    """The text in so many rows; raises NoRoomError if it needs more."""
    bottom = rows * style.leading
    places = _places(islands, bottom, style)
    slots = list(_free(edges, places, rows, style))
    marks: list[Mark] = []
    if initial:
        slots, cap = _initial(slots, initial, plan.initial, style)
        marks.append(cap)
    free = iter(slots)
    for piece in text:
        if not piece.text and next(free, None) is None:
            raise NoRoomError
        marks += break_lines(piece, free, style)
    inner = [island.block.moved(at.x0, at.y0) for island, at in zip(islands, places, strict=True)]
    heads = [mark for block in inner[:1] for mark in block.marks]
    others = [mark for block in inner[1:] for mark in block.marks]
    shapes = [shape for block in inner for shape in block.shapes]
    low = max([mark.rect.y1 for mark in (*marks, *heads, *others)] + [shape.rect.y1 for shape in shapes])
    rules = _column_rules(edges, places, slots, bottom, style) if style.column_rules else ()
    return Block((*heads, *marks, *others), (*shapes, *rules), low)


def _places(islands: Sequence[Island], bottom: float, style: Style) -> list[Rect]:
    """Where the islands stand: as far down as each wants, but below those before it; in whole rows."""
    placed: list[Rect] = []
    for island in islands:
        high = ceil((island.block.height + 0.5 * style.size) / style.leading) * style.leading
        y = max(0.0, (bottom - high) * island.at // style.leading * style.leading)
        for rect in placed:
            if rect.meets(Rect(island.x0, y, island.x1, y + high)):
                y = rect.y1
        placed.append(Rect(island.x0, y, island.x1, max(y + high, bottom if island.whole else 0.0)))
    return placed


def _free(edges: Edges, places: Sequence[Rect], rows: int, style: Style) -> Iterator[Rect]:
    """The lines of the columns that are free, each at its widest gap."""
    beside = 0.9 * style.size
    for column in edges:
        for row in range(rows):
            y = row * style.leading
            gaps = [column]
            for rect in places:
                if rect.y0 - 0.1 < y + style.size and y < rect.y1 - 0.1:
                    x0, x1 = rect.x0 - beside, rect.x1 + beside
                    gaps = [gap for a, b in gaps for gap in ((a, min(b, x0)), (max(a, x1), b))]
            left, right = max(gaps, key=lambda gap: gap[1] - gap[0])
            if right - left >= _NO_LINE * style.size:
                yield Rect(left, y, right, y + style.leading)


def _initial(slots: list[Rect], letter: str, rows: int, style: Style) -> tuple[list[Rect], Mark]:
    """A drop cap at the head of the first lines, which make room for it."""
    if len(slots) < rows or slots[rows - 1].y0 - slots[0].y0 > rows * style.leading:
        raise NoRoomError
    size = (rows - 1) * style.leading + style.size
    x, y = slots[0].x0, slots[0].y0
    cap = single(letter, Rect(x, y, x + size + 0.1, y + size), size, style.head_face, style, role="body")
    return [slot._replace(x0=slot.x0 + size + 2) for slot in slots[:rows]] + slots[rows:], cap


def _column_rules(
    edges: Edges, places: Sequence[Rect], slots: Sequence[Rect], bottom: float, style: Style
) -> Iterator[Shape]:
    """Hairlines between columns, where nothing stands in their way."""
    for left, right in edges[:-1]:
        top = next((slot.y0 for slot in slots if slot.x0 == left), bottom)
        x = right + style.gutter / 2
        rule = Rect(x, top, x + 0.5, bottom)
        if top < bottom and not any(rule.meets(rect) for rect in places):
            yield Shape(rule, 0.4)
