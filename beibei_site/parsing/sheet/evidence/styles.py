"""How a line compares with the rest of the page: which lines are set like it and where these stand, what text
is above and below it, which larger type is over it.

One crosshead looks like the headline of a brief. But all of its kind stand in one text, and the headlines of
briefs end one text and begin the next, under a rubric.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

import numpy as np

from beibei_site.parsing.sheet.layout import Layout
from beibei_site.parsing.sheet.model import TypeLine
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.wording import CREDIT_END, RUBRIC, mark_of, share_held

_ALIKE = (0.03, 0.12, 0.2, 0.5)  # of the logarithm of the size, ink, lightness, direction: set alike
_LARGE = 1.12  # of the usual size: type that is over a text
_MOST = 40.0  # lines or letters: more do not count
_NEAR = 12  # lines of text above and below that a line is compared with
_CLOSE = 1.5  # sizes beyond the usual gap: lines of one column are nearer
_LEVEL, _ASIDE = 5.0, 40.0  # sizes down and across: how far a heading may stand from a column beside it
_SLANT = 0.15  # what a size across counts, as one down does
_TEXT = 1.2  # times the usual ink: running text has less

Features = dict[str, float]


def measure_styles(layout: Layout) -> list[Features]:
    """The features of every line, by name."""
    lines = layout.sheet.lines
    own = [_of_texts(layout, at) | ceiling for at, ceiling in enumerate(measure_ceilings(layout))]
    shared = [
        {
            "letters": min(float(len(line.text)), _MOST),
            "finished": float(grammar.is_finished(line.text)),
            **{name: found[name] for name in ("words above", "words below", "credit above")},
            **{f"text {way}": float(found[f"text lines {way}"] > 0) for way in ("above", "below")},
        }
        for line, found in zip(lines, own, strict=True)
    ]
    return [found | of_kin for found, of_kin in zip(own, _of_kin(lines, shared), strict=True)]


def _of_kin(lines: Sequence[TypeLine], shared: Sequence[Features]) -> Iterator[Features]:
    """For each line how many are set in the same type and begin with the same mark, or with none as it does,
    and the means of these lines' features in `shared`."""
    if not lines:
        return
    numbers = np.array([(np.log(line.size), line.ink, line.light, line.vertical) for line in lines])
    marks = np.array([mark_of(line.text) for line in lines])
    values = np.array([list(features.values()) for features in shared])
    for own, mark in zip(numbers, marks, strict=True):  # line by line: a page may have very many
        alike = (np.abs(numbers - own) <= _ALIKE).all(1) & (marks == mark)
        means = values[alike].mean(0)
        named = zip(shared[0], means.tolist(), strict=True)
        yield {"alike": min(float(alike.sum()), _MOST)} | {f"alike: {name}": mean for name, mean in named}


def _of_texts(layout: Layout, at: int) -> Features:
    """How many lines of running text stand above a line and below it in its column, which share of its pairs
    of characters they hold, and how their ink compares with its own."""
    line, place = layout.sheet.lines[at], layout.places[at]
    found: Features = {}
    for way, other in (("above", place.above), ("below", place.below)):
        text = list(islice(_text_beyond(layout, at, way == "above"), _NEAR))
        found[f"text lines {way}"] = float(len(text))
        found[f"words {way}"] = share_held(line.text, "".join(text))
        if way == "above":
            found["credit above"] = float(bool(text and CREDIT_END.search(text[0])))
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
