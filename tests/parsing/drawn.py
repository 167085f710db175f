"""Pages drawn by chance (`benchmarks/reading/compose`), as the characters that a PDF would hold, and as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from beibei_site.domain.text import letters
from beibei_site.parsing.pdf.typesetting import set_lines
from beibei_site.parsing.sheet.model import Box, Char, Sheet
from beibei_site.parsing.sheet.reading import in_order
from benchmarks.reading.compose.house import Rect
from benchmarks.reading.compose.page import Page
from benchmarks.reading.compose.setting import Mark, width_of

_RISE = 0.86  # of the size: how far a letter stands above its baseline
_THIN = 3.0  # points: a rule is not thicker
_BOLD, _INK = 600, 1.5  # weights from which type is bold; how much more ink it has


def chars_of(page: Page) -> list[Char]:
    """All letters of a page, each where its mark sets it."""
    return [char for mark in page.marks for char in _set(mark)]


def _set(mark: Mark) -> Iterator[Char]:
    """The letters of a mark, spread over its measure where it is justified."""
    rect, size = mark.rect, mark.size
    start, end = (rect.y0, rect.y1) if mark.vertical else (rect.x0, rect.x1)
    widths = [width_of(char) * size + mark.spacing for char in mark.text]
    free = end - start - sum(widths)
    gap = max(0.0, free) / max(1, len(widths) - 1) if mark.align == "justify" else 0.0
    at = start + {"center": free / 2, "right": free}.get(mark.align, 0.0)
    middle = sum((rect.x0, rect.x1) if mark.vertical else (rect.y0, rect.y1)) / 2
    light = 1.0 if mark.colour in ("#fff", "#ffffff", "white") else 0.0
    for char, width in zip(mark.text, widths, strict=True):
        across, along = middle - size / 2, at
        left, top = (across, along) if mark.vertical else (along, across)
        if not char.isspace():
            right = left + (size if mark.vertical else width_of(char) * size)
            box = Box(left, top, right, top + size)
            yield Char(char, box, size, top + _RISE * size, light)
        at += width + gap


def sheet_of(page: Page) -> Sheet:
    """The page as its PDF would be read, in reading order."""
    boxes = [_box(shape.rect) for shape in page.shapes if shape.picture is None]
    rules = tuple(box for box in boxes if min(box.width, box.height) <= _THIN)
    pictures = tuple(_box(shape.rect) for shape in page.shapes if shape.picture is not None)
    frames = tuple(box for box in boxes if box not in rules)
    bold = {letters(mark.text) for mark in page.marks if mark.weight >= _BOLD}
    lines = [
        replace(line, ink=_INK if letters(line.text) in bold else 1.0)
        for line in set_lines(chars_of(page), rules)
    ]
    return in_order(Sheet(page.width, page.height, tuple(lines), rules, frames, pictures))


def text_of(page: Page) -> str:
    """The lines of a page in the order of its file, as text: size and place are lost."""
    return "".join(f"{mark.text}\n" for mark in page.marks)


def _box(rect: Rect) -> Box:
    return Box(rect.x0, rect.y0, rect.x1, rect.y1)
