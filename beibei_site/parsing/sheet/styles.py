"""How a line compares with the rest of the page: which lines are set like it and where these stand, what text
is above and below it, which larger type is over it.

One crosshead looks like the headline of a brief. But all of its kind stand in one text, and the headlines of
briefs end one text and begin the next, under a rubric.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt

from beibei_site.parsing.sheet.layout import Layout
from beibei_site.parsing.sheet.model import TypeLine
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.wording import CREDIT_END, MARK, RUBRIC

_SIZE, _INK, _LIGHT = 0.03, 0.12, 0.2  # what differs by less is set alike
_LARGE = 1.12  # of the usual size: type that is over a text
_MOST = 40.0  # lines or letters: more do not count
_NEAR = 12  # lines of text above and below that a line is compared with
_CLOSE = 1.5  # sizes beyond the usual gap: lines of one column are nearer
_LEVEL, _ASIDE = 5.0, 40.0  # sizes down and across: how far a heading may stand from a column beside it
_SLANT = 0.15  # what a size across counts, as one down does
_TEXT = 1.2  # times the usual ink: running text has less

Numbers = npt.NDArray[np.float64]
Features = dict[str, float]


def measure_styles(layout: Layout) -> list[Features]:
    """The features of every line, by name."""
    lines = layout.sheet.lines
    if not lines:
        return []
    alike = _alike(lines)
    count = alike.sum(1)
    own = [_of_texts(layout, at) | ceiling for at, ceiling in enumerate(measure_ceilings(layout))]
    shared = {
        "letters": [min(float(len(line.text)), _MOST) for line in lines],
        "finished": [float(grammar.is_finished(line.text)) for line in lines],
        **{name: [found[name] for found in own] for name in ("words above", "words below", "credit above")},
        **{
            f"text {way}": [float(found[f"text lines {way}"] > 0) for found in own]
            for way in ("above", "below")
        },
    }
    means = {f"alike: {name}": alike @ np.array(values) / count for name, values in shared.items()}
    return [
        found
        | {"alike": min(float(count[at]), _MOST)}
        | {name: float(values[at]) for name, values in means.items()}
        for at, found in enumerate(own)
    ]


def _alike(lines: Sequence[TypeLine]) -> npt.NDArray[np.bool_]:
    """Which lines are set in the same type and begin with the same mark, or both with none."""
    numbers = np.array([(np.log(line.size), line.ink, line.light, line.vertical) for line in lines])
    marks = np.array([line.text[0] if MARK.match(line.text) else "" for line in lines])
    apart = np.abs(numbers[:, None, :] - numbers[None, :, :])
    same: npt.NDArray[np.bool_] = (apart <= (_SIZE, _INK, _LIGHT, 0.5)).all(2) & (marks[:, None] == marks)
    return same


def _of_texts(layout: Layout, at: int) -> Features:
    """How many lines of running text stand above a line and below it in its column, and which share of its
    pairs of characters they hold."""
    line = layout.sheet.lines[at]
    pairs = {line.text[n : n + 2] for n in range(len(line.text) - 1)}
    found: Features = {}
    for way in ("above", "below"):
        text = list(islice(_text_beyond(layout, at, way == "above"), _NEAR))
        whole = "".join(text)
        found[f"text lines {way}"] = float(len(text))
        found[f"words {way}"] = sum(pair in whole for pair in pairs) / len(pairs) if pairs else 0.0
        if way == "above":
            found["credit above"] = float(bool(text and CREDIT_END.search(text[0])))
        other = getattr(layout.places[at], way)
        there = layout.sheet.lines[other].ink if other >= 0 else line.ink
        found[f"ink {way}"] = min(there / (line.ink or 1.0), 4.0)
    return found


def _text_beyond(layout: Layout, at: int, up: bool) -> Iterator[str]:
    """The lines of running text right above or below a line, the nearest first."""
    while True:
        at = layout.places[at].above if up else layout.places[at].below
        if at < 0:
            return
        line = layout.sheet.lines[at]
        if abs(line.size - layout.size) > 0.06 * layout.size or line.ink > _TEXT:
            return
        yield line.text


def measure_ceilings(layout: Layout) -> list[Features]:
    """The larger type over the column of each line: over its top, in its frame, or beside that, as where
    the columns of one text begin level."""
    lines, size = layout.sheet.lines, layout.size
    large = [at for at, line in enumerate(lines) if line.size >= _LARGE * size and not line.vertical]
    tops: dict[int, int] = {}
    for at in sorted(range(len(lines)), key=lambda at: lines[at].box.y0):
        above = layout.places[at].above
        tops[at] = tops.get(above, at) if above >= 0 and _goes_on(layout, above, at) else at
    over = {top: _over(layout, top, large) for top in set(tops.values())}
    return [over[tops[at]] for at in range(len(lines))]


def _goes_on(layout: Layout, above: int, at: int) -> bool:
    """Whether a line stands close below another, and neither is of larger type."""
    one, other = layout.sheet.lines[above], layout.sheet.lines[at]
    near = (other.box.y0 - one.box.y1) / layout.size - layout.gap <= _CLOSE
    return near and max(one.size, other.size) < _LARGE * layout.size


def _over(layout: Layout, top: int, large: Sequence[int]) -> Features:
    """The larger type over the column that begins at line `top`."""
    lines, places, size, box = layout.sheet.lines, layout.places, layout.size, layout.sheet.lines[top].box
    over = []
    for at in large:
        other = lines[at].box
        if at == top or other.centre[1] >= box.y0:
            continue
        gap, aside = (box.y0 - other.y1) / size, max(-other.across(box), 0.0) / size
        framed = places[at].frame == places[top].frame >= 0
        if aside == 0.0 or framed or (gap <= _LEVEL and aside <= _ASIDE):
            over.append((gap + _SLANT * aside, gap, at))
    if not over:
        return {"ceiling": _MOST, "ceiling letters": 0.0, "ceiling size": 0.0, "ceiling rubric": 0.0}
    _, gap, at = min(over)
    text = lines[at].text
    return {
        "ceiling": min(gap, _MOST),
        "ceiling letters": float(min(len(text), 20)),
        "ceiling size": lines[at].size / size,
        "ceiling rubric": float(len(text) <= 10 and bool(RUBRIC.search(text))),
    }
