"""Decisions about a story before its text is set: its heading, and the obstacles in its text."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.reading.compose.copydesk import Copy
from benchmarks.reading.compose.house import House, Rect
from benchmarks.reading.compose.setting import NOT_FIRST, width_of

Columns = tuple[Rect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`rows` high, across `count` columns from `first` on; in the middle: half of two columns."""

    first: int
    count: int
    rows: int
    where: str  # top, middle, bottom


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """`head`: above, partial, left, vertical, run-in, small or none; `span`: first column, column count."""

    head: str
    span: tuple[int, int] = (0, 0)
    backing: str = ""
    picture: Picture | None = None
    shade: int = 0  # the seed of the picture
    nested: tuple[int, int, bool] | None = None  # columns and rows in the corner; on the right
    initial: bool = False
    quote: str = ""
    inline: bool = True  # byline and jump line follow the text on its last line
    bold: int = 700


def draw_plan(copy: Copy, columns: Columns, house: House, chance: Random) -> Plan:
    """A possible layout for a story with this copy in these columns."""
    count, rows = len(columns), int(columns[0].height / house.line)
    has = {piece for piece in house.pieces if chance.random() < 0.45}
    head, span = _draw_head(copy, count, rows, has, house, chance)
    pictured = copy.caption and "pictures" in house.pieces
    picture = _draw_picture(count, rows, house, chance) if pictured else None
    cornered = "nested" in has and copy.length > 220 and not picture and head != "vertical"
    nested = _draw_nested(count, rows, chance) if cornered else None
    quoting = "quotes" in has and copy.length > 250 and not picture and not nested
    opening = head == "above" and copy.byline_at in ("line", "none") and copy.length > 200
    numbered = copy.body[0][1:2] in NOT_FIRST  # 一、…: what stands beside the initial would begin with a stop
    return Plan(
        head=head,
        span=span,
        backing=next((kind for kind in ("reversed", "tints") if kind in has and head == "above"), ""),
        picture=picture,
        shade=chance.randrange(10**6),
        nested=nested,
        initial="initials" in has and opening and not numbered,
        quote=_draw_quote(copy, chance) if quoting else "",
        inline=chance.random() < 0.6,
        bold=chance.choice((400, 700)),
    )


def _draw_head(
    copy: Copy, count: int, rows: int, has: set[str], house: House, chance: Random
) -> tuple[str, tuple[int, int]]:
    """A random heading position that the house style has and the columns allow."""
    letters = width_of(copy.headline)
    whole = letters <= 18 and not any(char < "\u2000" for char in copy.headline)
    untitled = copy.length < 420 and copy.byline_at != "line"
    side, some, inner = chance.choice((0, count - 1)), max(1, count - 1), max(1, count - 2)
    ways = (
        ("verticals", letters <= 18 and rows >= 14 and not house.vertical, "vertical", (side, 1)),
        ("lefts", count >= 3 and rows >= 10, "left", (0, 1)),
        ("incols", count >= 3, "partial", (1, chance.randint(1, inner))),
        ("partial", count >= 3, "partial", (0, chance.randint(1, some))),
        ("run-in", count == 1 and whole, "run-in", (0, 1)),
        ("small heads", count <= 2 and letters < 26, "small", (0, 1)),
        ("untitled", untitled, "none", (0, 1)),
    )
    options = [(head, span) for piece, fits, head, span in ways if piece in has and fits]
    return chance.choice(options) if options else ("above", (0, count))


def _draw_nested(count: int, rows: int, chance: Random) -> tuple[int, int, bool] | None:
    if count < 3 or rows < 20:
        return None
    return chance.randint(1, count - 2), int(rows * chance.uniform(0.3, 0.55)), chance.random() < 0.7


def _draw_picture(count: int, rows: int, house: House, chance: Random) -> Picture | None:
    tall = chance.randint(7, max(7, min(16, rows // 2)))
    if rows < 2 * tall or rows < 18:
        return None
    wide = chance.randint(1, max(1, count - 1))
    where = chance.choice(["top", "bottom", "bottom"] + ["middle"] * (count > 1 and house.measure >= 13))
    first = chance.randint(0, count - 2) if where == "middle" else chance.choice((0, count - wide))
    wide = 1 if where == "middle" else wide
    return Picture(first=first, count=wide, rows=tall, where=where)


def _draw_quote(copy: Copy, chance: Random) -> str:
    """A sentence of the text that is repeated in larger type."""
    sentences = [part for text in copy.paragraphs[1:] for part in text.split("。") if 12 <= len(part) <= 34]
    whole = [part for part in sentences if not set(part) & set("“”「」（）：？！")]
    return chance.choice(whole) if whole else ""
