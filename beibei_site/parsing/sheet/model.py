"""What lies on a page: lines of type and drawings, in points from the upper left corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_SQUARE = 0x2E80  # from this code on a character fills a square of its size


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.y0 + self.y1) / 2

    def holds(self, other: Box, slack: float = 1.0) -> bool:
        """Whether `other` lies inside."""
        return (
            self.x0 - slack <= other.x0
            and self.y0 - slack <= other.y0
            and other.x1 <= self.x1 + slack
            and other.y1 <= self.y1 + slack
        )

    def holds_middle(self, other: Box) -> bool:
        """Whether the middle of `other` lies inside."""
        x, y = other.centre
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1

    def across(self, other: Box) -> float:
        """How far the two share a range of x (negative: the gap between them)."""
        return min(self.x1, other.x1) - max(self.x0, other.x0)

    def along(self, other: Box) -> float:
        """How far the two share a range of y (negative: the gap between them)."""
        return min(self.y1, other.y1) - max(self.y0, other.y0)


def around(boxes: list[Box]) -> Box:
    """The smallest box that holds all."""
    return Box(
        min(b.x0 for b in boxes), min(b.y0 for b in boxes), max(b.x1 for b in boxes), max(b.y1 for b in boxes)
    )


@dataclass(frozen=True, slots=True)
class Char:
    """One printed character: its box, the size of type in points, the baseline, the colour's lightness
    (0 black, 1 white), and whether a blank stands between the one before in the file and it."""

    text: str
    box: Box
    size: float
    base: float
    light: float = 0.0
    spaced: bool = False

    @property
    def narrow(self) -> bool:
        """Whether it is as wide as its shape, like Latin letters; others fill a square of their size."""
        return ord(self.text[0]) < _SQUARE


@dataclass(frozen=True, slots=True)
class TypeLine:
    """One line of type. `vertical`: its characters stand below each other; `ink`: how much ink it has beside
    the page's usual type (1.0: as much); `opening_ink`: how much its opening has beside the rest of it."""

    text: str
    box: Box
    size: float
    vertical: bool = False
    light: float = 0.0
    ink: float = 1.0
    opening_ink: float = 1.0

    @property
    def opening(self) -> str:
        """The text before the first blank; empty if there is no blank."""
        return self.text.partition(" ")[0] if " " in self.text else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its lines in the order of the file, and what is drawn on it. `frames` are outlined or tinted
    rectangles, `rules` thin lines, `pictures` images and rectangles of one tint without type. `english`: its
    words are put together to lines by the blanks between them."""

    width: float
    height: float
    lines: tuple[TypeLine, ...]
    rules: tuple[Box, ...] = ()
    frames: tuple[Box, ...] = ()
    pictures: tuple[Box, ...] = ()
    english: bool = False


@dataclass(frozen=True, slots=True)
class PdfText:
    """The pages of a PDF, its title and subject, which may name the issue, and how many of its characters
    nothing in it tells."""

    sheets: tuple[Sheet, ...]
    title: str = ""
    untold: int = 0


def line_of(run: Sequence[Char], *, vertical: bool) -> TypeLine:
    """The line of type that characters make, in their order."""
    return TypeLine(
        text=_text(run, vertical),
        box=around([char.box for char in run]),
        size=median(char.size for char in run),
        vertical=vertical,
        light=median(char.light for char in run),
    )


def _text(run: Sequence[Char], vertical: bool) -> str:
    """The characters as text, with a blank where a printed one or the end of a Latin word leaves a gap."""
    gaps = [_blank(a, b, vertical) for a, b in pairwise(run)]
    usual = max(median(gaps), 0.0) if gaps else 0.0
    parts = [run[0].text]
    for gap, (a, b) in zip(gaps, pairwise(run), strict=True):
        least = 0.15 if a.text.isascii() and b.text.isascii() else 0.4
        blank = gap - usual > least or (b.spaced and a.narrow and b.narrow)
        parts.append(" " + b.text if blank else b.text)
    return "".join(parts)


def _blank(one: Char, other: Char, vertical: bool) -> float:
    """The blank between two characters of a line, in sizes; in a vertical line there is none next to a sign,
    whose place in its square is unknown."""
    if not vertical:
        return (other.box.x0 - one.box.x1) / other.size
    letters = one.text.isalnum() and other.text.isalnum() and not (one.text + other.text).isascii()
    return (other.box.centre[1] - one.box.centre[1]) / other.size - 1.0 if letters else 0.0
