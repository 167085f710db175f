"""Headings: kicker, headline, deck and byline as one block, above the text, beside it, or down the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from benchmarks.reading.compose.copydesk import Copy
from benchmarks.reading.compose.house import House, Rect
from benchmarks.reading.compose.setting import Mark, find_break, width_of

_SPANS = (1.75, 2.3, 2.9, 3.5, 4.2)  # times the body: headlines across one column, two …
_SMALLEST = 1.3  # times the body


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a heading, with its type size."""

    text: str
    role: str
    size: float
    weight: int
    face: str

    @property
    def height(self) -> float:
        return self.size * 1.3


def wrap(text: str, room: float) -> list[str]:
    """Lines of about equal length, at most `room` characters, broken at a blank if possible."""
    parts = text.split()
    text = "　".join(parts)
    if not text or width_of(text) <= room:
        return [text] if text else []
    if len(parts) == 2 and all(width_of(part) <= room for part in parts):
        return parts
    share = min(room, width_of(text) / ceil(width_of(text) / room) + 1)
    lines = []
    while text:
        end = find_break(text, share, "push")
        lines.append(text[:end].strip())
        text = text[end:].lstrip()
    return lines


def head_rows(copy: Copy, width: float, span: int, house: House) -> list[Row]:
    """The lines of a story's heading, across `span` columns with a total width of `width` points."""
    large = _headline_size(copy.headline, width, span, house)
    small = round(max(1.1 * house.body, min(0.52 * large, 2.2 * house.body)), 1)
    parts = (
        ("kicker", copy.kicker, small, house.kicker_weight, house.head_face),
        ("headline", copy.headline, large, house.head_weight, house.head_face),
        ("deck", copy.deck, small, 400, house.face),
        ("byline", copy.byline_text if copy.byline_at == "line" else "", house.body, 400, house.face),
    )
    return [
        Row(line, role, size, weight, face)
        for role, text, size, weight, face in parts
        for part in text.split("\n")
        for line in wrap(part, width / size)
    ]


def _headline_size(text: str, width: float, span: int, house: House) -> float:
    """The size at which a headline takes at most two lines, or three across one column."""
    size = _SPANS[min(span, len(_SPANS)) - 1] * house.head_scale * house.body
    while size > _SMALLEST * house.body and len(wrap(text, width / size)) > (3 if span == 1 else 2):
        size *= 0.93
    return round(max(size, _SMALLEST * house.body), 1)


def height_of(rows: list[Row], house: House) -> float:
    return round(sum(row.height for row in rows) + 0.5 * house.line, 2)


def place_rows(rows: list[Row], rect: Rect, house: House, colour: str) -> Iterator[Mark]:
    """The lines of a heading from the top of `rect` down."""
    y = rect.y0
    for row in rows:
        spread = row.role == "headline" and width_of(row.text) * row.size > 0.72 * rect.width
        align = house.head_align if house.head_align != "justify" or spread else "center"
        place = Rect(rect.x0, y, rect.x1, y + row.height)
        yield Mark(row.text, place, row.size, row.role, "head", row.face, row.weight, align, colour=colour)
        y += row.height


def vertical_strip(copy: Copy, height: float, house: House) -> tuple[list[Mark], float, float]:
    """A heading set vertically at (0, 0): its lines from right to left, and its width and height."""
    letters = width_of(copy.headline)
    size = round(min(2.4 * house.body * house.head_scale, height / (letters + 0.5)), 1)
    if size < _SMALLEST * house.body:
        size = round(min(2.2 * house.body, height / (letters / 2 + 2)), 1)
    small = round(max(house.body, 0.5 * size), 1)
    parts = (("kicker", copy.kicker, small), ("headline", copy.headline, size), ("deck", copy.deck, small))
    lines = [
        (line, role, each)
        for role, text, each in parts
        for part in text.split("\n")
        for line in wrap(part, height / each)
    ]
    width = sum(each * 1.35 for _, _, each in lines)
    marks, x = [], width
    for text, role, each in lines:
        x -= each * 1.35
        rect = Rect(x, 0, x + each * 1.35, width_of(text) * each * 1.02 + 1)
        marks.append(Mark(text, rect, each, role, "head", house.head_face, house.head_weight, vertical=True))
    return marks, width, max(mark.rect.y1 for mark in marks)
