"""The house style of a newspaper: what is drawn once per page and applies to all its stories."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import NamedTuple


class Rect(NamedTuple):
    """Left, top, right, bottom, in points from the top left corner."""

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

    def inset(self, by: float) -> Rect:
        return Rect(self.x0 + by, self.y0 + by, self.x1 - by, self.y1 - by)

    def moved(self, right: float, down: float) -> Rect:
        return Rect(self.x0 + right, self.y0 + down, self.x1 + right, self.y1 + down)

    def meets(self, other: Rect) -> bool:
        return (
            self.x0 < other.x1 - 0.1
            and other.x0 < self.x1 - 0.1
            and self.y0 < other.y1 - 0.1
            and other.y0 < self.y1 - 0.1
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """A house style. Lengths are in points; `measure` is the column width in characters."""

    vertical: bool
    traditional: bool
    columns: int
    measure: int
    rows: int
    body: float
    leading: float
    gutter: float
    margin: float
    indent: int
    justified: bool
    overhang: str  # what happens to a stop that may not begin a line: push, squeeze, hang
    face: str
    head_face: str
    head_weight: int
    head_align: str
    head_scale: float
    kicker_weight: int
    separator: str
    column_rules: bool
    crosshead: str
    mark: str
    lead: int
    byline: int
    jump: int
    caption_face: str
    stream: str
    chinese_numerals: bool
    rewrites: bool  # whether articles often get another heading, crossheads and a caption
    pieces: tuple[str, ...]  # what the page may contain besides plain stories

    @property
    def line(self) -> float:
        return round(self.body * self.leading, 2)

    @property
    def column(self) -> float:
        return self.measure * self.body

    @property
    def width(self) -> float:
        return self.columns * self.column + (self.columns - 1) * self.gutter

    @property
    def height(self) -> float:
        return self.rows * self.line


PIECES = tuple(
    "briefs,boxes,tints,nested,pictures,quotes,initials,verticals,lefts,incols,untitled,run-in,small heads,"
    "jumps,adverts,measures,reversed,partial".split(",")
)


def draw_house(chance: Random, vertical: bool, traditional: bool, wide: bool = False) -> House:
    """A random style; if `wide`, of a wider range, and articles are often rewritten."""
    columns = chance.choice((3, 4, 4, 5, 5, 6, 6, 7, 8))
    body = chance.choice((8.0, 8.5, 9.0, 9.0, 9.5, 10.0, 10.5, *((11.0, 12.0) if wide else ())))
    few = (13, 14, 16, 18, 20) if columns > 3 else (18, 22)
    measure = chance.choice((11, 12, 13, 14) if columns > 5 else few)
    leading = chance.choice((1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9) if wide else (1.3, 1.4, 1.5, 1.6, 1.75))
    gutter = round(body * chance.choice((1.5, 1.7, 2.0, 2.6)), 1)
    width = columns * measure * body + (columns - 1) * gutter
    rows = int(min(1150.0, width * chance.uniform(1.15, 1.5)) / (body * leading))
    if vertical:  # tiers of short vertical lines
        columns, measure = chance.choice((4, 5, 6, 7)), chance.choice((11, 13, 15))
        width = columns * measure * body + (columns - 1) * gutter
        rows = int(width * chance.uniform(0.65, 0.8) / (body * leading))
    justified = chance.random() < 0.85
    hang = "hang" if gutter >= 2 * body else "squeeze"
    return House(
        vertical=vertical,
        traditional=traditional,
        columns=columns,
        measure=measure,
        rows=rows,
        body=body,
        leading=leading,
        gutter=gutter,
        margin=round(chance.uniform(26, 50), 1),
        indent=chance.choice((2, 2, 2, 2, 1, 0)),
        justified=justified,
        overhang=chance.choice(("push", "squeeze", hang)) if justified else "push",
        face=chance.choice(("Serif", "Serif", "Serif", "Sans")),
        head_face=chance.choice(("Serif", "Sans", "Sans")),
        head_weight=chance.choice((400, 700, 900)),
        head_align=chance.choice(("left", "left", "center", "center", "justify")),
        head_scale=chance.uniform(0.8, 1.25),
        kicker_weight=chance.choice((400, 400, 700)),
        separator=chance.choice(("rule", "rule", "white", "nothing", "double")),
        column_rules=chance.random() < 0.25,
        crosshead=chance.choice(("center", "left", "big", "mark", "indent")),
        mark=chance.choice("■●▲◆□◎★"),
        lead=chance.randrange(6),
        byline=chance.randrange(6),
        jump=chance.randrange(5),
        caption_face=chance.choice(("Serif", "Sans")),
        stream=chance.choice(("reading", "reading", "heads last", "random", "by y")),
        chinese_numerals=vertical or chance.random() < 0.15,
        rewrites=wide,
        pieces=tuple(sorted(chance.sample(PIECES, chance.randint(5, 11)))),
    )
