"""A PDF with a text layer → page text in the dialect that the reader knows.

Positions become what a text seed shows by itself: frames parted by blank lines, an indented first line,
larger type as Markdown headings. Frames are found by recursive XY-cut (Nagy and Seth 1984).
"""

from __future__ import annotations

import importlib
import io
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

_HEADLINE = 1.25  # times the usual size of type
_LEVELS = ((2.2, "# "), (1.7, "## "), (_HEADLINE, "### "))
_INDENT = 0.8  # of a character


@dataclass(frozen=True, slots=True)
class Row:
    """One line of type: its box (points, the origin at the lower left), the size of type, its text."""

    left: float
    bottom: float
    right: float
    top: float
    size: float
    text: str


def read_pdf(data: bytes) -> tuple[str, ...]:
    """The text of every page of a PDF.

    Raises ValueError with a sentence for people if it is encrypted, broken, or only scanned.
    """
    try:
        pages = [_rows(layout) for layout in _pdfminer().extract_pages(io.BytesIO(data))]
    except Exception as error:  # the library raises anything on a broken file
        raise ValueError(
            f"this PDF cannot be read ({type(error).__name__}); is it encrypted or damaged?"
        ) from None
    if not any(pages):
        raise ValueError("this PDF holds no text; it is a scan: run OCR on it first")
    return tuple(to_text(rows) for rows in pages)


@cache
def _pdfminer() -> Any:
    """pdfminer, loaded only for archives that hold PDF files."""
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    return importlib.import_module("pdfminer.high_level")


def _rows(layout: Any) -> list[Row]:
    """The lines of a page's layout, wherever they are nested."""
    rows: list[Row] = []
    for item in layout:
        if hasattr(item, "get_text") and hasattr(item, "_objs") and _is_line(item):
            text = item.get_text().strip("\n")
            sizes = [c.size for c in item if hasattr(c, "size")]
            if text.strip() and sizes:
                rows.append(Row(item.x0, item.y0, item.x1, item.y1, median(sizes), text))
        elif hasattr(item, "__iter__"):
            rows += _rows(item)
    return rows


def _is_line(item: Any) -> bool:
    return type(item).__name__.startswith("LTTextLine")


def to_text(rows: Sequence[Row]) -> str:
    """The lines of one page as page text."""
    if not rows:
        return ""
    usual = median(sorted(r.size for r in rows for _ in r.text))
    return "\n\n".join(_frame(frame, usual) for frame in cut(list(rows), usual)) + "\n"


def cut(rows: list[Row], usual: float) -> list[list[Row]]:
    """`rows` as frames in reading order: split at the widest white band, across first, then down."""
    for axis in ("rows", "columns"):
        parts = _split(rows, usual, axis)
        if len(parts) > 1:
            return [frame for part in parts for frame in cut(part, usual)]
    return [sorted(rows, key=lambda r: -r.top)]


def _split(rows: list[Row], usual: float, axis: str) -> list[list[Row]]:
    """`rows` parted wherever no line covers a band as wide as the gap between frames or columns."""
    if axis == "rows":
        spans = sorted(((-r.top, -r.bottom, r) for r in rows), key=lambda s: s[:2])
        least = 0.8 * usual
    else:
        spans = sorted(((r.left, r.right, r) for r in rows), key=lambda s: s[:2])
        least = 0.5 * usual
    parts: list[list[Row]] = []
    reach = -float("inf")
    before = 0.0
    for start, end, row in spans:
        changed = axis == "rows" and parts and abs(row.size - before) > 0.2 * usual
        if not parts or start - reach > least or (changed and start >= reach - 0.3 * usual):
            parts.append([])
        parts[-1].append(row)
        reach, before = max(reach, end), row.size
    return parts


def _frame(rows: Iterable[Row], usual: float) -> str:
    """The lines of a frame: headings marked, an indented line given its indent."""
    lines = []
    ordered = list(rows)
    left = min(r.left for r in ordered)
    for row in ordered:
        mark = next((mark for times, mark in _LEVELS if row.size >= times * usual), "")
        indent = "　　" if not mark and row.left - left >= _INDENT * row.size and len(ordered) > 1 else ""
        lines.append(mark + indent + row.text.strip())
    return "\n".join(lines)
