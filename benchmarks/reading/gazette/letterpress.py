"""Type: how wide letters are, and text broken into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pymupdf
from fontTools.ttLib import TTFont

from benchmarks.reading.gazette.style import Rect, Style

_FOLDER = "/usr/share/fonts/opentype/noto/Noto{}CJK-{}.ttc"
_WEIGHTS = {
    "200": "ExtraLight",
    "300": "Light",
    "400": "Regular",
    "500": "Medium",
    "700": "Bold",
    "900": "Black",
}
_NOT_FIRST = set("，。、；：？！）》」』”’〉】〕…—％%℃")
_NOT_LAST = set("（《「『“‘〈【〔")
_STOPS = set("，。、；：？！")
_WORDS = re.compile(r"[A-Za-z0-9]+(?:[.:/~-][A-Za-z0-9]+)*|.")
_PAIRS = re.compile(r"(?<!\d)\d\d(?!\d)|.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A line of type as it is placed. `steps` is how far along the line each part begins; `turned`: it runs
    across the direction of the page's lines."""

    parts: tuple[str, ...]
    steps: tuple[float, ...]
    rect: Rect
    size: float
    face: str
    role: str
    owner: int = -1  # the story; -1: furniture, or not yet known
    grey: float = 0.0
    turned: bool = False
    stretch: float = 1.0
    lean: float = 0.0

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A text to set: a paragraph, a crosshead, a byline."""

    text: str
    role: str = "body"
    face: str
    size: float
    align: str = "left"
    indent: float = 0.0  # points
    opening: str = ""  # what stands before the text, in another face
    opening_face: str = ""


def face_file(face: str) -> str:
    family, weight = face.split("-")
    return _FOLDER.format(family.title(), _WEIGHTS[weight])


@cache
def _narrow(face: str) -> dict[str, float]:
    """The letters of a face that do not fill a square, and how wide they are."""
    with TTFont(face_file(face), fontNumber=2, lazy=True) as font:
        widths = font["hmtx"].metrics
        return {
            chr(code): widths[name][0] / 1000
            for code, name in font.getBestCmap().items()
            if widths[name][0] != 1000
        }


@cache
def _latin(name: str) -> Any:
    return pymupdf.Font(name)


def advance(part: str, face: str, style: Style) -> float:
    """How far a part takes the line on, in sizes; on vertical pages every part stands in a square."""
    if style.vertical:
        return 0.5 if part == " " else 1.0
    return _advance(part, face, style.latin)


@cache
def _advance(part: str, face: str, latin: str) -> float:
    if latin != "own" and part.isascii():
        return float(sum(_latin(latin).glyph_advance(ord(char)) for char in part))
    return sum(_narrow(face).get(char, 1.0) for char in part)


def parts_of(text: str, style: Style) -> list[str]:
    """What no line break parts: words and numbers, or the pairs of digits that stand in one square."""
    if style.vertical:
        return _PAIRS.findall(text) if style.numerals == "paired" else list(text)
    return _WORDS.findall(text)


class NoRoomError(Exception):
    """The text is longer than the slots."""


def break_lines(piece: Piece, slots: Iterator[Rect], style: Style) -> Iterator[Mark]:
    """The lines of a text, each in the next slot; raises NoRoomError if there are too few."""
    opening = parts_of(piece.opening, style)
    parts = [*opening, *parts_of(piece.text, style)]
    faces = [piece.opening_face] * len(opening) + [piece.face] * (len(parts) - len(opening))
    widths = [advance(part, face, style) for part, face in zip(parts, faces, strict=True)]
    at = 0
    while at < len(parts):
        slot = next(slots, None)
        if slot is None:
            raise NoRoomError
        left = piece.indent if at == 0 or piece.align != "left" else 0.0
        room = (slot.x1 - slot.x0 - left) / piece.size
        end = at + _fitting(parts[at:], widths[at:], room, style.squeeze)
        setting = style.setting if end < len(parts) and piece.align == "left" else "none"
        steps = _steps(parts[at:end], widths[at:end], room, setting)
        x = slot.x0 + left + _shift(piece.align, room - sum(widths[at:end])) * piece.size
        yield from _marks(
            piece, parts[at:end], faces[at:end], [*steps, steps[-1] + widths[end - 1]], x, slot.y0
        )
        at = end
        while at < len(parts) and parts[at] == " ":
            at += 1


def _fitting(parts: Sequence[str], widths: Sequence[float], room: float, squeeze: bool) -> int:
    """How many parts go into a line: never none."""
    total, count = 0.0, 0
    while count < len(parts) and total + widths[count] <= room + 1e-6:
        total += widths[count]
        count += 1
    if count == len(parts):
        return count
    if squeeze and count > 4 and parts[count] in _NOT_FIRST and total + 0.5 <= room + 0.45:
        count += 1
        if count == len(parts) or parts[count] not in _NOT_FIRST:
            return count
    while count > 1 and (parts[count] in _NOT_FIRST or parts[count - 1] in _NOT_LAST):
        count -= 1
    return max(1, count)


def _steps(parts: Sequence[str], widths: Sequence[float], room: float, gaps: str) -> list[float]:
    """Where each part begins, in sizes: spread, squeezed, or as it falls."""
    free, count = room - sum(widths), len(parts)
    weights = [1.0] * (count - 1)
    if gaps == "at stops" and free > 0 and any(p in _STOPS for p in parts[:-1]):
        weights = [1.0 if p in _STOPS else 0.15 for p in parts[:-1]]
    if (gaps in ("none", "ragged") and free >= 0) or free > 3.5:
        free = 0.0
    if free < 0:  # the stop at the end hangs into half of its square
        free = min(0.0, free + 0.5)
    whole = sum(weights) or 1.0
    found, x = [], 0.0
    for at, width in enumerate(widths):
        found.append(x)
        x += width + (free * weights[at] / whole if at < count - 1 else 0.0)
    return found


def _shift(align: str, free: float) -> float:
    return max(0.0, {"center": free / 2, "right": free}.get(align, 0.0))


def _marks(
    piece: Piece, line: Sequence[str], faces: Sequence[str], steps: Sequence[float], x: float, y: float
) -> Iterator[Mark]:
    """A line as one mark for each face; `steps` has the end of the line as well."""
    start, size = 0, piece.size
    for end in range(1, len(line) + 1):
        if end == len(line) or faces[end] != faces[start]:
            yield Mark(
                parts=tuple(line[start:end]),
                steps=tuple((step - steps[start]) * size for step in steps[start:end]),
                rect=Rect(x + steps[start] * size, y, x + steps[end] * size, y + size),
                size=size,
                face=faces[start],
                role=piece.role,
            )
            start = end


def single(
    text: str,
    rect: Rect,
    size: float,
    face: str,
    style: Style,
    *,
    role: str = "furniture",
    align: str = "left",
    grey: float = 0.0,
    turned: bool = False,
    spacing: float = 0.0,
    stretch: float = 1.0,
    lean: float = 0.0,
) -> Mark:
    """One line within `rect`, in smaller type if it needs it; `spread` fills the whole length."""
    down = turned or style.vertical
    parts = list(text) if down else parts_of(text, style)
    widths = [1.0 if down else advance(p, face, style) * stretch for p in parts]
    length = rect.y1 - rect.y0 if turned else rect.x1 - rect.x0
    count = max(1, len(parts) - 1)
    size = round(min(size, length / (sum(widths) + spacing * count)), 2)
    free = length / size - sum(widths) - spacing * count
    if align == "spread" and 0 < free < 0.9 * sum(widths):
        spacing, free = spacing + free / count, 0.0
    start = _shift("center" if align == "spread" else align, free) * size
    steps = [(sum(widths[:at]) + spacing * at) * size for at in range(len(parts))]
    end = steps[-1] + widths[-1] * size
    x, y = rect.x0, rect.y0
    box = (
        Rect(x, y + start, x + size, y + start + end)
        if turned
        else Rect(x + start, y, x + start + end, y + size)
    )
    return Mark(
        parts=tuple(parts),
        steps=tuple(steps),
        rect=box,
        size=size,
        face=face,
        role=role,
        grey=grey,
        turned=turned,
        stretch=stretch,
        lean=lean,
    )
