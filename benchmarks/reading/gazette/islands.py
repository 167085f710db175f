"""What the text of a story flows around: its heading, pictures, notes, pull quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from benchmarks.reading.compose.copydesk import Copy
from benchmarks.reading.gazette.block import Block, Shape, Told
from benchmarks.reading.gazette.desk import Plan
from benchmarks.reading.gazette.letterpress import Mark, Piece, advance, break_lines, single
from benchmarks.reading.gazette.style import Rect, Style

_LINE = 1.18  # of the size: from line to line of a heading


@dataclass(frozen=True, slots=True)
class Island:
    x0: float
    x1: float
    block: Block
    at: float = 0.0  # how far down: 0 at the top, 1 at the bottom
    whole: bool = False  # nothing stands below it


def draw_islands(
    told: Told, plan: Plan, style: Style, edges: Sequence[tuple[float, float]], guest: Block | None
) -> Iterator[Island]:
    """All islands of a story, its heading first; `guest` is another story in a corner of it."""
    last = len(edges) - 1
    right = edges[last][1]
    middle = {"waist": (1, last), "centre": (1, last - 1), "span": (0, max(0, (last + 1) * 2 // 3 - 1))}
    first, final = middle.get(plan.head, (0, 0) if plan.head in ("first", "side") else (0, last))
    x0, x1 = edges[first][0], edges[final][1]
    if plan.head == "down":
        strip = strip_width(told.copy, plan, style)
        yield Island(right + style.gutter / 2, right + strip, _head_down(told.copy, plan, style))
    elif plan.has_head:
        at = 0.4 if plan.head == "waist" else 0.0
        yield Island(x0, x1, _head(told.copy, plan, style, x1 - x0), at, plan.head == "side")
    if told.note:
        yield Island(x0, x1, _note(told.note, style, x1 - x0))
    if guest:
        yield Island(*edges[last], guest)
    if plan.picture:
        count, ratio, at = plan.picture
        if style.vertical:  # its height runs along the lines
            count, ratio = min(count, (last + 2) // 2), 1 / ratio
        left = edges[last + 1 - min(count, last + 1)][0]
        if plan.narrow and right - left > 16 * style.size:
            left += 6 * style.size
        yield Island(left, right, _picture(told.caption, style, right - left, ratio), at)
    if told.quote:
        a, b = edges[(last + 1) // 2]
        yield Island(a, b, _pull(told.quote, style, b - a), 0.6)


class _Column:
    """Lines of a heading below each other."""

    def __init__(self, width: float, pad: float, grey: float, style: Style) -> None:
        self.width, self.pad, self.grey, self.style = width - 2 * pad, pad, grey, style
        self.marks: list[Mark] = []
        self.shapes: list[Shape] = []
        self.y = pad

    def add(self, text: str, size: float, role: str, face: str, align: str, lean: float = 0.0) -> None:
        large = role == "headline"
        mark = single(
            text,
            Rect(self.pad, self.y, self.pad + self.width, self.y + size),
            size,
            face,
            self.style,
            role=role,
            align=align,
            grey=self.grey,
            spacing=self.style.head_spacing if large else 0.0,
            stretch=self.style.head_stretch if large else 1.0,
            lean=lean,
        )
        self.marks.append(mark)
        self.y += mark.size * _LINE

    def rule(self) -> None:
        self.shapes.append(Shape(Rect(self.pad, self.y, self.pad + self.width, self.y + 0.6), self.grey))
        self.y += 3


def _head(copy: Copy, plan: Plan, style: Style, width: float) -> Block:
    """Kicker, headline, deck and byline above each other, `width` wide."""
    pad = style.size * 0.5 if plan.ground != "none" else 0.0
    dark = plan.ground == "reversed"
    column = _Column(width, pad, 1.0 if dark else 0.0, style)
    most = style.size * (1.1 if plan.head == "small" else 3.6 * plan.scale)
    if copy.kicker:
        _add_kicker(column, copy.kicker, max(style.size * 1.1, most * 0.42), plan, style)
    size = _add_headline(column, copy.headline, most, plan, style)
    if copy.deck:
        for deck in copy.deck.split("\n"):
            _add_deck(column, deck, max(style.size * 1.15, size * 0.5), plan, style)
    if copy.byline_at == "line" and style.byline == "column":
        column.add(copy.byline_text, style.size, "byline", style.second_face, plan.align)
    bottom = column.y + pad
    grounds = [Shape(Rect(0, 0, width, bottom), 0.15 if dark else 0.85)] if pad else []
    return Block(tuple(column.marks), (*grounds, *column.shapes), bottom)


def _add_kicker(column: _Column, text: str, size: float, plan: Plan, style: Style) -> None:
    ruled = style.kicker == "ruled"
    column.add(text, size, "kicker", style.second_face, "left" if ruled else plan.align)
    if ruled:
        column.rule()


def _add_headline(column: _Column, text: str, most: float, plan: Plan, style: Style) -> float:
    """The lines of a headline; gives their size, but the second of two parts may be larger."""
    small = plan.head == "small"
    face = style.bold_face if small else style.head_face
    lines = _parted(text, column.width, 1 if small else plan.lines, style.size * 1.25)
    longest = max(sum(advance(c, face, style) for c in line) for line in lines)
    size = min(most, column.width / longest / style.head_stretch / (1 + max(0.0, style.head_spacing)))
    for at, line in enumerate(lines):
        larger = style.two_sizes and " ".join(lines) == text and at == 1
        column.add(line, size * (1.3 if larger else 1.0), "headline", face, plan.align, plan.lean)
    return size


def _add_deck(column: _Column, text: str, size: float, plan: Plan, style: Style) -> None:
    each = ceil(len(text) / ceil(len(text) * style.size * 1.2 / column.width))
    deck = ("——" if style.deck_dashes and text[0] != "—" else "") + text
    for at in range(0, len(deck), each):
        column.add(deck[at : at + each], size, "deck", style.second_face, plan.align)


def _parted(text: str, width: float, lines: int, least: float) -> list[str]:
    """A headline parted at its blanks or into equal lines; more lines if type would become small."""
    lines = max(lines, ceil(len(text) * least / width))
    parts = text.split(" ")
    if len(parts) > 1 and lines > 1 and max(map(len, parts)) * least <= width:
        return parts
    text = text if lines == 1 else text.replace(" ", "　")
    found = []
    for left in range(lines, 0, -1):
        each = ceil(len(text) / left)
        while each < len(text) and (text[each] in "，。、：；？！”」》" or text[each - 1] in "“「『《"):
            each += 1
        found.append(text[:each].strip("　"))
        text = text[each:]
    return [line for line in found if line]


def _strip(copy: Copy, plan: Plan, style: Style) -> list[tuple[str, float, str, str]]:
    """The lines of a heading down the page, the one to be read first at the front: text, size, role, face."""
    size = style.size * plan.scale * (2.2 if len(copy.headline) < 12 else 1.8)
    headline = _parted(copy.headline, 1e4, 2, 1.0) if len(copy.headline) > 9 else [copy.headline]
    lines = [(line, size, "headline", style.head_face) for line in headline]
    small = size * 0.55
    before = [(copy.kicker, small, "kicker", style.second_face)] if copy.kicker else []
    behind = [(text, small, "deck", style.second_face) for text in copy.deck.split("\n") if text]
    return [*before, *lines, *behind]


def strip_width(copy: Copy, plan: Plan, style: Style) -> float:
    """How much of a story's width a heading down the page takes."""
    if plan.head != "down":
        return 0.0
    return style.gutter / 2 + sum(_LINE * size for _, size, _, _ in _strip(copy, plan, style))


def _head_down(copy: Copy, plan: Plan, style: Style) -> Block:
    """A heading that runs across the direction of the text."""
    marks, x = [], 0.0
    lines = _strip(copy, plan, style)
    for text, size, role, face in lines if style.vertical else lines[::-1]:
        spacing = style.head_spacing if role == "headline" else 0.0
        rect = Rect(x, 0, x + size, size * (1 + abs(spacing)) * len(text) + 1)
        marks.append(single(text, rect, size, face, style, role=role, turned=True, spacing=spacing))
        x += size * _LINE
    return Block(tuple(marks), (), max(mark.rect.y1 for mark in marks))


def _slots(width: float, leading: float, x: float = 0.0, y: float = 0.0) -> Iterator[Rect]:
    while True:
        yield Rect(x, y, x + width, y + leading)
        y += leading


def _note(text: str, style: Style, width: float) -> Block:
    """An editor's note in a frame."""
    pad, size = 5.0, round(style.size * 1.05, 1)
    piece = Piece(text=text, face=style.second_face, size=size, indent=2 * size)
    marks = tuple(break_lines(piece, _slots(width - 2 * pad, size * 1.4, pad, pad), style))
    height = marks[-1].rect.y1 + pad
    return Block(marks, (Shape(Rect(0, 0, width, height), None, 0.3),), height)


def _picture(caption: str, style: Style, width: float, ratio: float) -> Block:
    """A picture with its caption below, above or beside it."""
    size = round(style.size * 0.9, 1)
    piece = Piece(text=caption, role="caption", face=style.second_face, size=size)
    beside = style.caption == "beside" and width > 24 * size
    wide = width - 7 * size if beside else width
    high = min(wide * ratio, 0.3 * style.height)
    below = 0.0 if beside or style.caption == "above" else high + 3
    left = width - 6 * size if beside else 0.0
    marks = tuple(break_lines(piece, _slots(width - left, size * 1.35, left, below), style))
    low = marks[-1].rect.y1
    top = low + 3 if style.caption == "above" else 0.0
    return Block(marks, (Shape(Rect(0, top, wide, top + high), picture=True),), max(low, top + high))


def _pull(text: str, style: Style, width: float) -> Block:
    """A pull quote between two rules."""
    size = min(round(style.size * 1.5, 1), width / 6)
    piece = Piece(text=text, role="quote", face=style.head_face, size=size)
    marks = tuple(break_lines(piece, _slots(width, size * 1.35, 0, 6), style))
    height = marks[-1].rect.y1 + 6
    rules = (Shape(Rect(0, 1, width, 2), 0.3), Shape(Rect(0, height - 1, width, height), 0.3))
    return Block(marks, rules, height)
