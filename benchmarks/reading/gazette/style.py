"""How a paper looks and how its file is written: drawn once for a page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

from benchmarks.reading.compose.house import House, draw_house


class Rect(NamedTuple):
    """Left, top, right, bottom in points. On a vertical page x runs down the sheet and y to the left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def moved(self, right: float, down: float) -> Rect:
        return Rect(self.x0 + right, self.y0 + down, self.x1 + right, self.y1 + down)

    def grown(self, by: float) -> Rect:
        return Rect(self.x0 - by, self.y0 - by, self.x1 + by, self.y1 + by)

    def around(self, other: Rect) -> Rect:
        low, high = map(min, self[:2], other[:2]), map(max, self[2:], other[2:])
        return Rect(*low, *high)

    def meets(self, other: Rect) -> bool:
        return self.x0 < other.x1 and other.x0 < self.x1 and self.y0 < other.y1 and other.y0 < self.y1


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style. Lengths are points, shares of the size of type where they are below 3."""

    vertical: bool
    house: House  # its words, and whether its characters are traditional
    width: float  # of the area of type, along the lines
    height: float
    margin: float
    columns: int
    gutter: float
    size: float
    leading: float
    indent: int
    setting: str  # justified, at stops, ragged
    squeeze: bool  # a stop that may not begin a line is squeezed into the one above
    text_face: str
    head_face: str
    bold_face: str
    second_face: str  # of captions, notes and bylines, as papers use a kai
    latin: str
    heads: tuple[str, ...]  # where headings may stand
    head_align: str
    head_scale: float
    head_spacing: float
    head_stretch: float
    two_sizes: bool  # the second part of a headline in two parts is larger
    kicker: str  # above, ruled, beside
    deck_dashes: bool
    rules: str  # between stories: none, above, heavy, dotted
    column_rules: bool
    space: float  # lines between stories
    crosshead: str
    mark: str
    byline: str  # where a byline of its own line stands
    caption: str
    numerals: str  # on vertical pages: chinese, upright, paired
    brackets: str  # on vertical pages: turned, forms
    order: str  # in which the file draws
    shows: str  # how it shows a line: run, letters, pieces
    fake_bold: bool
    scan: str  # none; jitter: a little out of place; hidden: so above a picture of the page

    @property
    def traditional(self) -> bool:
        return self.house.traditional


TEXT = ("serif-400", "serif-400", "serif-500", "serif-300", "sans-400", "sans-300")
HEAD = ("serif-900", "serif-700", "sans-700", "sans-900", "sans-500", "serif-400")
_WIDTHS = {3: (420, 600), 4: (420, 760), 5: (520, 860), 6: (640, 960), 7: (720, 1020), 8: (840, 1080)}


def draw_style(chance: Random, wide: bool = False) -> Style:
    """A style by chance; `wide`: its articles are often rewritten."""
    vertical = chance.random() < 0.15
    columns = chance.choice((4, 5, 6, 7, 8)) if vertical else chance.choice((3, 4, 4, 5, 5, 6, 6, 7, 8))
    width = round(chance.uniform(*_WIDTHS[columns]), 1)
    size = round(min(chance.uniform(7.5, 11) + (chance.random() < 0.1), width / columns / 8.5), 1)
    heads = ("across", "span", "first", "side", "down", "waist", "centre")
    return Style(
        vertical=vertical,
        house=replace(draw_house(chance, False, vertical or chance.random() < 0.2, wide), vertical=False),
        width=width,
        height=round(width * (chance.uniform(0.65, 0.8) if vertical else chance.uniform(1.2, 1.55)), 1),
        margin=round(chance.uniform(24, 60), 1),
        columns=columns,
        gutter=round(size * chance.uniform(1.1, 2.6), 1),
        size=size,
        leading=round(size * chance.choice((1.2, 1.3, 1.4, 1.5, 1.6, 1.75, 1.9)[2 * vertical :]), 2),
        indent=chance.choice((2, 2, 2, 2, 0, 1)),
        setting=chance.choice(("justified", "justified", "justified", "at stops", "ragged")),
        squeeze=chance.random() < 0.5,
        text_face=chance.choice(TEXT),
        head_face=chance.choice(HEAD),
        bold_face=chance.choice(("sans-700", "serif-700", "sans-500")),
        second_face=chance.choice(("serif-200", "sans-300", "serif-500", "serif-400")),
        latin=chance.choice(("own", "own", "tiro", "helv")),
        heads=("across", *chance.sample(heads, chance.randint(2, 5))),
        head_align=chance.choice(("left", "left", "center", "center", "right", "spread")),
        head_scale=chance.uniform(0.7, 1.25),
        head_spacing=chance.choice((0, 0, 0, 0.05, 0.12, -0.04)),
        head_stretch=chance.choice((1, 1, 1, 0.85, 1.15)),
        two_sizes=chance.random() < 0.2,
        kicker=chance.choice(("above", "above", "ruled", "beside")),
        deck_dashes=chance.random() < 0.4,
        rules=chance.choice(("none", "none", "above", "above", "heavy", "dotted")),
        column_rules=chance.random() < 0.2,
        space=chance.choice((0.8, 1.1, 1.5, 2.2)),
        crosshead=chance.choice(("center", "flush", "indent", "large", "marked", "lined")),
        mark=chance.choice("■◆□●▲◎★"),
        byline=chance.choice(("left", "center", "right", "column", "inset")),
        caption=chance.choice(("below", "below", "beside", "above")),
        numerals=chance.choice(("chinese", "upright", "paired")),
        brackets=chance.choice(("turned", "forms")),
        order=chance.choice(("reading", "reading", "heads last", "rows", "shuffled", "faces")),
        shows=chance.choice(("run", "letters", "pieces")),
        fake_bold=chance.random() < 0.12,
        scan=chance.choice(("none",) * 8 + ("jitter", "hidden")),
    )
