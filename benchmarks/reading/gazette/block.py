"""What is placed as one: marks and shapes from their own corner."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.reading.compose.copydesk import Copy
from benchmarks.reading.gazette.letterpress import Mark
from benchmarks.reading.gazette.style import Rect


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled area, a frame, or (`picture`) a grey photograph."""

    rect: Rect
    fill: float | None = None
    line: float | None = None
    picture: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the gold says of a story besides its copy."""

    copy: Copy
    note: str
    caption: str
    quote: str
    traits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    marks: tuple[Mark, ...]
    shapes: tuple[Shape, ...]
    height: float
    stories: tuple[tuple[int, Told], ...] = ()

    def moved(self, right: float, down: float) -> Block:
        marks = tuple(replace(mark, rect=mark.rect.moved(right, down)) for mark in self.marks)
        shapes = tuple(replace(shape, rect=shape.rect.moved(right, down)) for shape in self.shapes)
        return replace(self, marks=marks, shapes=shapes)
