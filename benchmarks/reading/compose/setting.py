"""Type set solid, one square per character: breaks text into the free lines of the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.reading.compose.house import House, Rect

NOT_FIRST = frozenset("，。、；：？！）」』》〉】〕”’…—％%·")
NOT_LAST = frozenset("（「『《〈【〔“‘")
_HANGS = NOT_FIRST - set("…—")
_NARROWEST = 6  # characters: the narrowest line


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters on one line: what they are, how they are set and where, and whose they are (-1:
    furniture's).

    What is in one `frame` of one article forms one region of the gold.
    """

    text: str
    rect: Rect
    size: float
    role: str
    frame: str
    face: str = "Serif"
    weight: int = 400
    align: str = "left"
    spacing: float = 0.0
    vertical: bool = False
    colour: str = "#111"
    owner: int = -1


@dataclass(frozen=True, slots=True)
class Shape:
    """A rule, a frame, a tint or (`picture`: its seed) a picture."""

    rect: Rect
    fill: str = "none"
    border: str = "none"
    picture: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Characters to be set, and how."""

    text: str
    role: str = "body"
    indent: float = 0.0  # characters
    align: str = "justify"
    weight: int = 400
    size: float = 1.0  # times the body
    rows: int = 1
    bold: int = 0  # characters at its beginning that are the headline


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one line."""

    rect: Rect
    column: int


def width_of(text: str) -> float:
    """In characters: narrow characters take a little over half a square."""
    return sum(0.3 if char == " " else 0.58 if char < "\u2000" else 1.0 for char in text)


def find_slots(columns: Sequence[Rect], taken: Sequence[Rect], house: House) -> list[Slot]:
    """The free lines of `columns`, in reading order; the wider part of a line that is interrupted."""
    return [
        Slot(Rect(x0, y, x1, y + house.line), number)
        for number, column in enumerate(columns)
        for y in _rows(column, house.line)
        for x0, x1 in [max(_free(column, y, taken, house), key=lambda gap: gap[1] - gap[0])]
        if x1 - x0 >= min(_NARROWEST * house.body, column.width) - 0.1
    ]


def _rows(column: Rect, line: float) -> Iterator[float]:
    for number in range(int((column.height + 0.1) / line)):
        yield round(column.y0 + number * line, 2)


def _free(column: Rect, y: float, taken: Sequence[Rect], house: House) -> list[tuple[float, float]]:
    """The gaps between occupied parts, rounded down to whole characters."""
    row = Rect(column.x0, y, column.x1, y + house.line)
    gaps, start = [], column.x0
    for box in sorted(box for box in taken if box.meets(row)):
        gaps.append((start, start + int(max(0.0, box.x0 - start) / house.body) * house.body))
        start = max(start, column.x0 + -(int((column.x0 - box.x1) // house.body)) * house.body)
    return [*gaps, (start, column.x1)]


def find_break(text: str, room: float, overhang: str) -> int:
    """The number of characters of `text` that fit on a line of `room` characters."""
    end, used = 0, 0.0
    while end < len(text) and used + width_of(text[end]) <= room + 0.01:
        used += width_of(text[end])
        end += 1
    if end >= len(text):
        return end
    if overhang != "push" and text[end] in _HANGS and text[end + 1 : end + 2] not in NOT_FIRST:
        return end + 1
    while end > 1 and not _may_break(text, end):
        end -= 1
    return max(end, 1)


def _may_break(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    word = before < "\u2000" and after < "\u2000" and not (before.isspace() or after.isspace())
    return not (word or after in NOT_FIRST or before in NOT_LAST)


def set_text(paragraphs: Sequence[Paragraph], slots: Sequence[Slot], house: House) -> list[Mark] | None:
    """All lines of a text; None if they do not fit. A crosshead is never at the foot of a column."""
    marks: list[Mark] = []
    at = 0
    for text in paragraphs:
        if text.role == "crosshead":
            at = _past_foot(slots, at, text.rows + 1)
        found = _set_paragraph(text, slots[at:], house)
        if not found:
            return None
        marks += [mark for line in found for mark in line]
        at += text.rows * len(found)
    return marks


def _set_paragraph(text: Paragraph, slots: Sequence[Slot], house: House) -> list[list[Mark]]:
    """The lines of a paragraph in the first of `slots`, with their marks; none if they do not fit."""
    lines: list[list[Mark]] = []
    rest = text.text
    while rest:
        at = text.rows * len(lines)
        if at + text.rows > len(slots):
            return []
        rect = slots[at].rect
        left = rect.x0 + (0.0 if lines else text.indent * house.body)
        end = find_break(rest, (rect.x1 - left) / (house.body * text.size), house.overhang)
        room = rect._replace(x0=left, y1=rect.y0 + text.rows * house.line)
        bold = 0 if lines else text.bold
        lines.append(_set_line(text, rest[:end], bold, room, len(rest) == end, house, f"{slots[at].column}"))
        rest = rest[end:].lstrip()
    return lines


def _set_line(
    text: Paragraph, line: str, bold: int, rect: Rect, last: bool, house: House, frame: str
) -> list[Mark]:
    """A line, spread or squeezed to its measure; its first `bold` characters are a run-in headline."""
    size = house.body * text.size
    full = text.align == "justify" and house.justified and not last
    over = width_of(line) - rect.width / size
    spacing = 0.0
    if full and over > 0.01 and house.overhang == "squeeze":
        spacing = round(-over * size / len(line), 3)
    elif full and over > 0.01:
        rect = rect._replace(x1=rect.x1 + size)
    align = "justify" if full else "left" if text.align == "justify" else text.align
    edge = rect.x0 + width_of(line[:bold]) * size
    head = Mark(line[:bold], rect._replace(x1=edge), size, "headline", frame, house.head_face, 700)
    rest = rect._replace(x0=edge)
    body = Mark(line[bold:], rest, size, text.role, frame, house.face, text.weight, align, spacing)
    return [mark for mark in (head, body) if mark.text]


def _past_foot(slots: Sequence[Slot], at: int, rows: int) -> int:
    """The first slot from `at` on that is followed by enough slots in its column to make `rows`."""
    while at + rows <= len(slots) and slots[at].column != slots[at + rows - 1].column:
        at += 1
    return at
