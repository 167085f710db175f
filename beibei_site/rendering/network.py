"""Who appears with whom, laid out as a picture."""

from __future__ import annotations

import importlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

MOST_NODES, MOST_EDGES = 44, 130
WIDTH, HEIGHT, MARGIN = 960, 640, 56
_APART = 46  # no two names nearer than this, so that both can be read


@dataclass(frozen=True, slots=True)
class Node:
    x: int
    y: int
    radius: int
    text: str
    target: str
    count: int


@dataclass(frozen=True, slots=True)
class Edge:
    x1: int
    y1: int
    x2: int
    y2: int
    weight: int


@dataclass(frozen=True, slots=True)
class Network:
    """A picture in a box of 960 x 640."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()


def draw_network(pairs: Mapping[tuple[str, str], int], names: Mapping[str, tuple[str, str, int]]) -> Network:
    """The picture of `pairs` of ids with their weights; `names` gives text, address and count of each id.

    Only the strongest pairs are drawn, so that the picture stays legible. The layout starts from a circle
    and uses no chance: the same pairs give the same picture.
    """
    ranked = sorted(pairs, key=lambda p: (-pairs[p], p))[:MOST_EDGES]
    degree: dict[str, int] = {}
    for pair in ranked:
        for one in pair:
            degree[one] = degree.get(one, 0) + pairs[pair]
    kept = sorted(sorted(degree, key=lambda i: (-degree[i], i))[:MOST_NODES])
    drawn = [p for p in ranked if p[0] in set(kept) and p[1] in set(kept)]
    if not drawn:
        return Network()
    places = dict(zip(kept, _places(kept, drawn), strict=True))
    most = max(names[i][2] for i in kept)
    nodes = tuple(
        Node(*places[i], 5 + round(11 * math.sqrt(names[i][2] / most)), names[i][0], names[i][1], names[i][2])
        for i in kept
    )
    edges = tuple(Edge(*places[a], *places[b], min(6, pairs[a, b])) for a, b in drawn)
    return Network(nodes, edges)


def _places(kept: Sequence[str], drawn: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Where each node stands: forces between them first, then room for the names."""
    at = {one: number for number, one in enumerate(kept)}
    igraph = importlib.import_module("igraph")  # only a build needs it
    graph = igraph.Graph(len(kept), [(at[a], at[b]) for a, b in drawn])
    layout = graph.layout_kamada_kawai(seed=graph.layout_circle())
    xs, ys = [x for x, _ in layout], [y for _, y in layout]
    points = [[_scale(x, min(xs), max(xs), WIDTH), _scale(y, min(ys), max(ys), HEIGHT)] for x, y in layout]
    _part(points)
    return [(round(x), round(y)) for x, y in points]


def _scale(value: float, least: float, most: float, size: int) -> float:
    return MARGIN + (value - least) / ((most - least) or 1) * (size - 2 * MARGIN)


def _part(points: list[list[float]]) -> None:
    """Push apart, in place, points that are too near; names are wide, so twice as much sideways."""
    for _ in range(60):
        moved = False
        for a, b in combinations(points, 2):
            dx, dy = (b[0] - a[0]) / 1.5, b[1] - a[1]
            distance = math.hypot(dx, dy) or 0.01
            if distance >= _APART:
                continue
            push = (_APART - distance) / 2
            step = (dx / distance * push * 1.5, (dy / distance or 0.1) * push)
            for point, sign in ((a, -1), (b, 1)):
                point[0] = min(WIDTH - MARGIN, max(MARGIN, point[0] + sign * step[0]))
                point[1] = min(HEIGHT - MARGIN, max(MARGIN, point[1] + sign * step[1]))
            moved = True
        if not moved:
            return
