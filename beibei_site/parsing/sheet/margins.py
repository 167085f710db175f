"""What stands beside the columns of a page: folio lines that are set down its sides."""

from __future__ import annotations

from beibei_site.parsing.sheet.model import Sheet

_TEXT = 6  # characters of a line that shows where columns stand
_EDGE = 20  # of so many lines one may stand further out
_FEWEST = 10  # lines of text


def find_sides(sheet: Sheet) -> tuple[tuple[int, ...], ...]:
    """The numbers (from 1) of the lines left and right of all columns, each side from the top down."""
    text = [line.box for line in sheet.lines if not line.vertical and len(line.text) >= _TEXT]
    if len(text) < _FEWEST:
        return ()
    left = sorted(box.x0 for box in text)[len(text) // _EDGE]
    right = sorted(box.x1 for box in text)[-1 - len(text) // _EDGE]
    numbered = sorted(enumerate(sheet.lines, 1), key=lambda pair: pair[1].box.y0)
    beside = (
        [number for number, line in numbered if line.box.x1 <= left],
        [number for number, line in numbered if line.box.x0 >= right],
    )
    return tuple(tuple(side) for side in beside if side)
