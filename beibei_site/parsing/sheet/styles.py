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

from beibei_site.parsing.sheet.layout import FAR, Layout
from beibei_site.parsing.sheet.model import TypeLine
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.wording import CREDIT_END, MARK, RUBRIC

_SIZE, _INK, _LIGHT = 0.03, 0.12, 0.2  # what differs by less is set alike
_LARGE = 1.12  # of the usual size: type that is over a text
_MOST = 40.0  # lines or letters: more do not count
_NEAR = 12  # lines of text above and below that a line is compared with
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
    """The nearest line of larger type over each line, in its frame if it has one."""
    lines, frames = layout.sheet.lines, [place.frame for place in layout.places]
    large = [at for at, line in enumerate(lines) if line.size >= _LARGE * layout.size]
    found = []
    for line, frame in zip(lines, frames, strict=True):
        over = [
            (line.box.y0 - lines[at].box.y1, at)
            for at in large
            if lines[at].box.centre[1] < line.box.y0
            and (lines[at].box.across(line.box) > 0 or frames[at] == frame >= 0)
        ]
        gap, at = min(over, default=(FAR, -1))
        text = lines[at].text if over else ""
        found.append(
            {
                "ceiling": min(gap / layout.size, _MOST) if over else _MOST,
                "ceiling letters": float(min(len(text), 20)),
                "ceiling size": lines[at].size / layout.size if over else 0.0,
                "ceiling rubric": float(len(text) <= 10 and bool(RUBRIC.search(text))),
            }
        )
    return found
