"""What can be measured on each line of a sheet, in units of the page's usual type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from beibei_site.parsing.sheet.evidence.styles import measure_styles
from beibei_site.parsing.sheet.layout import FAR, Layout
from beibei_site.parsing.sheet.model import Box, Sheet
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.surnames import may_be_names
from beibei_site.parsing.text.wording import MARK, STAFF, measure_words


def measure_lines(layout: Layout) -> list[dict[str, float]]:
    """The features of every line, by name."""
    sheet, lines, size = layout.sheet, layout.sheet.lines, layout.size
    body = [x for x in lines if abs(x.size - size) < 0.06 * size and len(x.text) >= 6]
    top = min((x.box.y0 for x in body), default=0.0)
    bottom = max((x.box.y1 for x in body), default=sheet.height)
    frames = _measure_frames(layout)
    pictures = _pictures(sheet)
    counts = Counter(x.text for x in lines)
    whole = "".join(x.text for x in lines)
    styles = measure_styles(layout)
    found = []
    for at, line in enumerate(lines):
        found.append(
            _of_type(layout, at)
            | _of_place(layout, at, top, bottom, pictures)
            | _of_neighbours(layout, at)
            | measure_words(line.text, counts[line.text], whole)
            | frames.get(layout.places[at].frame, _NO_FRAME)
            | styles[at]
        )
    return found


_NO_FRAME = {
    "frame": 0.0,
    "frame letters": FAR,
    "frame body lines": FAR,
    "frame height": FAR,
    "frame lines": FAR,
}


def _measure_frames(layout: Layout) -> dict[int, dict[str, float]]:
    found: dict[int, dict[str, float]] = {}
    sheet, size = layout.sheet, layout.size
    for number, frame in enumerate(sheet.frames):
        inside = [x for x in sheet.lines if frame.holds(x.box, 3.0)]
        if inside:
            plain = [x for x in inside if abs(x.size - size) < 0.06 * size]
            found[number] = {
                "frame": 1.0,
                "frame letters": min(sum(len(x.text) for x in inside), 400) / 100,
                "frame body lines": float(min(len(plain), 20)),
                "frame height": min(frame.height / size, 60.0),
                "frame lines": float(min(len(inside), 20)),
            }
    return found


def _of_type(layout: Layout, at: int) -> dict[str, float]:
    line, size = layout.sheet.lines[at], layout.size
    return {
        "size": line.size / size,
        "vertical": float(line.vertical),
        "light": line.light,
        "width": min(line.box.width / size, 80.0),
        "length": float(min(len(line.text), 40)),
        "ink": line.ink,
        "names": float(may_be_names(line.text)),
        "opening": float(min(len(line.opening), 20)),
        "opening ink": min(line.opening_ink, 4.0),
    }


def _pictures(sheet: Sheet) -> list[Box]:
    """The pictures of a sheet, and the frames that hold no line."""
    empty = (f for f in sheet.frames if not any(f.holds(x.box, 3.0) for x in sheet.lines))
    return [*sheet.pictures, *empty]


def _of_place(
    layout: Layout, at: int, top: float, bottom: float, pictures: Sequence[Box]
) -> dict[str, float]:
    sheet, size, line, place = layout.sheet, layout.size, layout.sheet.lines[at], layout.places[at]
    box = line.box
    over = min(
        (box.y0 - p.y1 for p in pictures if box.y0 - p.y1 >= -2 and box.across(p) > 0), default=FAR * size
    )
    beside = min(
        (max(p.x0 - box.x1, box.x0 - p.x1) for p in pictures if box.along(p) > 0.5 * box.height),
        default=FAR * size,
    )
    lying = [r for r in sheet.rules if r.width > r.height and box.across(r) > 0.4 * box.width]
    rule_above = min((box.y0 - r.y1 for r in lying if box.y0 - r.y1 > -2), default=FAR * size)
    rule_below = min((r.y0 - box.y1 for r in lying if r.y0 - box.y1 > -2), default=FAR * size)
    indent, short = (box.x0 - place.left) / line.size, (place.right - box.x1) / line.size
    return {
        "above all text": float(box.y1 <= top + 1),
        "below all text": float(box.y0 >= bottom - 1),
        "from top": box.y0 / sheet.height,
        "from bottom": (sheet.height - box.y1) / sheet.height,
        "under picture": min(over / size, FAR),
        "beside picture": min(max(beside, 0.0) / size, FAR),
        "rule above": min(rule_above / size, FAR),
        "rule below": min(rule_below / size, FAR),
        "indent": max(-1.0, min(indent, FAR)),
        "short": max(-1.0, min(short, FAR)),
        "off centre": min(abs(indent - short), FAR) if indent > 0.5 and short > 0.5 else FAR,
        "column": min((place.right - place.left) / size, 80.0),
    }


def _of_neighbours(layout: Layout, at: int) -> dict[str, float]:
    lines, place, size = layout.sheet.lines, layout.places[at], layout.size
    line = lines[at]
    found: dict[str, float] = {}
    for name, other in (("above", place.above), ("below", place.below)):
        if other < 0:
            found |= {f"gap {name}": FAR, f"size {name}": 0.0, f"same frame {name}": 0.0}
            continue
        there = lines[other]
        gap = there.box.y0 - line.box.y1 if name == "below" else line.box.y0 - there.box.y1
        found |= {
            f"gap {name}": min(gap / size - layout.gap + 0.0, FAR),
            f"size {name}": there.size / line.size,
            f"same frame {name}": float(layout.places[other].frame == place.frame),
        }
    before, after = (lines[n] if n >= 0 else None for n in (place.above, place.below))
    found["above finished"] = float(before is not None and grammar.is_finished(before.text))
    found["above short"] = (
        min((layout.places[place.above].right - before.box.x1) / size, FAR) if before is not None else FAR
    )
    found["below indented"] = (
        max(-1.0, min((after.box.x0 - layout.places[place.below].left) / size, FAR))
        if after is not None
        else FAR
    )
    found["below lead"] = float(after is not None and grammar.has_lead(after.text))
    found["below mark"] = float(after is not None and bool(MARK.match(after.text)))
    found["below staff"] = float(after is not None and bool(STAFF.search(after.text)))
    found["column below"] = (
        min((layout.places[place.below].right - layout.places[place.below].left) / size, 80.0)
        if after is not None
        else 0.0
    )
    return found
