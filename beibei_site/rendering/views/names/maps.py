"""A map without tiles: points and names on a net of degrees, with a scale, as geometry for SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from beibei_site.rendering.components import Link

_WIDTH, _MARGIN, _LOW, _HIGH = 480, 48, 200, 560
_LEAST_SPAN = 0.02  # degrees: a single point has some room around it
_LETTER, _LINE = 15, 18  # size of a label
_SMALLEST, _LARGEST = 4, 16  # radius of a point
_KM = 111.195  # of a degree of latitude
_MOST_LINES = 4  # of the net, in each direction

Side = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map: its link with the number of articles; where its label stands (`side` is the
    anchor of the text), no label if there is no room."""

    link: Link
    x: int
    y: int
    radius: int
    label_x: int = 0
    label_y: int = 0
    side: Side | None = None


@dataclass(frozen=True, slots=True)
class NetLine:
    """A line of longitude (upright, at `at` from the left) or of latitude (at `at` from the top)."""

    at: int
    degrees: str
    upright: bool


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """A map of `width` x `height`, with a scale of `kilometres` in `scale` units."""

    width: int
    height: int
    points: tuple[Point, ...]
    net: tuple[NetLine, ...]
    scale: int
    kilometres: str


def draw_map(places: Sequence[tuple[Link, tuple[float, float]]]) -> PlaceMap | None:
    """The map of `places`, each with its degrees north and east; None if there are none. Degrees are evenly
    spaced, those of longitude as they are in the middle of the map (equirectangular projection)."""
    if not places:
        return None
    north, south = (f(at[0] for _, at in places) for f in (max, min))
    east, west = (f(at[1] for _, at in places) for f in (max, min))
    narrow = max(0.05, math.cos(math.radians((north + south) / 2)))
    tall, wide = max(north - south, _LEAST_SPAN), max((east - west) * narrow, _LEAST_SPAN)
    unit = min((_WIDTH - 2 * _MARGIN) / wide, (_HIGH - 2 * _MARGIN) / tall)
    height = max(_LOW, round(tall * unit) + 2 * _MARGIN)

    def across(degrees: float) -> int:
        return round(_WIDTH / 2 + (degrees - (east + west) / 2) * narrow * unit)

    def down(degrees: float) -> int:
        return round(height / 2 - (degrees - (north + south) / 2) * unit)

    most = max(link.count for link, _ in places)
    points = [Point(link, across(at[1]), down(at[0]), _radius(link.count, most)) for link, at in places]
    kilometres = _round_step(_WIDTH / 4 / unit * _KM)
    half_wide, half_tall = _WIDTH / 2 / unit / narrow, height / 2 / unit
    return PlaceMap(
        width=_WIDTH,
        height=height,
        points=tuple(_labelled(points, height)),
        net=(
            *(NetLine(across(d), _east(d), True) for d in _net((east + west) / 2, half_wide)),
            *(NetLine(down(d), _north(d), False) for d in _net((north + south) / 2, half_tall)),
        ),
        scale=round(kilometres / _KM * unit),
        kilometres=f"{kilometres:g}",
    )


def _radius(count: int, most: int) -> int:
    """The radius of a point, so that its area tells the number of articles."""
    return max(_SMALLEST, round(_LARGEST * math.sqrt(count / max(1, most))))


def _round_step(most: float) -> float:
    """The greatest of 1, 2, 5, 10, 20 … (or .5, .2 …) that is no more than `most`."""
    power = 10.0 ** math.floor(math.log10(most))
    return max(step * power for step in (1, 2, 5) if step * power <= most * (1 + 1e-9))


def _net(middle: float, half: float) -> Iterator[float]:
    """The round degrees within `half` of the middle."""
    step = _round_step(half)
    while 2 * half / step > _MOST_LINES + 1:
        step = _round_step(step * 2.5)
    first = math.ceil((middle - half) / step)
    yield from (round(n * step, 6) for n in range(first, math.floor((middle + half) / step) + 1))


def _north(degrees: float) -> str:
    return f"{abs(degrees):g}°{'S' if degrees < 0 else 'N'}"


def _east(degrees: float) -> str:
    return f"{abs(degrees):g}°{'W' if degrees < 0 else 'E'}"


def _labelled(points: Iterable[Point], height: int) -> Iterator[Point]:
    """The points, the most frequent first, each with its label to the right or left of it, or with none."""
    ranked = sorted(points, key=lambda p: (-p.link.count, p.link.target))
    taken = [(p.x - p.radius, p.y - p.radius, p.x + p.radius, p.y + p.radius) for p in ranked]
    for point in ranked:
        long = _LETTER * len(point.link.text)
        right, left = point.x + point.radius + 3, point.x - point.radius - 3
        boxes: tuple[tuple[Side, int, int], ...] = (("start", right, right), ("end", left, left - long))
        for side, anchor, edge in boxes:
            box = (edge, point.y - _LINE // 2, edge + long, point.y + _LINE // 2)
            inside = box[0] >= 0 and box[2] <= _WIDTH and box[1] >= 0 and box[3] <= height
            if inside and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield Point(point.link, point.x, point.y, point.radius, anchor, point.y, side)
                break
        else:
            yield point


def _overlap(one: tuple[int, int, int, int], other: tuple[int, int, int, int]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
