"""The learned weights: for every feature, what each range of its values is worth (`weights.toml`).

Values are natural logarithms of odds and add up. `benchmarks/reading/train.py` writes the table.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beibei_site.parsing.chains import Features, LinkWeights

ROLES = ("heading", "byline", "body", "crosshead", "caption", "quote", "jump", "furniture")
SIZES = ("small", "usual", "large")  # of type: lines of each size have weights of their own
_SMALL, _LARGE = 0.94, 1.06  # times the usual size


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ranges of one feature, parted by `edges`, with the worth of each for every role."""

    edges: tuple[float, ...]
    worth: tuple[tuple[float, ...], ...]

    def of(self, value: float) -> tuple[float, ...]:
        return self.worth[bisect_left(self.edges, value)]


@dataclass(frozen=True, slots=True)
class Weights:
    """All tables: `roles` by size of type, with their constants; `after` (role, next role) for two lines set
    together; `links`; `confidence` (constant and worth of each measure)."""

    roles: Mapping[str, Mapping[str, Ranges]]
    constants: Mapping[str, tuple[float, ...]]
    after: tuple[tuple[float, ...], ...]
    links: LinkWeights
    confidence: Mapping[str, float]


def size_class(size: float) -> str:
    """`small`, `usual` or `large`, of a size in times the page's usual one."""
    return SIZES[(size >= _SMALL) + (size >= _LARGE)]


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    return parse_weights(Path(__file__).with_name("weights.toml").read_text("utf-8"))


def parse_weights(text: str) -> Weights:
    """The weights in the TOML `text`, as `benchmarks/reading/train.py` writes it."""
    data = tomllib.loads(text)
    roles = {size: {n: _ranges(**r) for n, r in data["roles"][size].items()} for size in SIZES}
    return Weights(
        roles=roles,
        constants={size: tuple(data["constants"][size]) for size in SIZES},
        after=tuple(tuple(data["after"][role]) for role in ROLES),
        links=LinkWeights.parse(data["links"]),
        confidence=data["confidence"],
    )


def _ranges(edges: Sequence[float], worth: Sequence[Sequence[float]]) -> Ranges:
    return Ranges(tuple(edges), tuple(map(tuple, worth)))


def score_roles(features: Features, weights: Weights) -> list[float]:
    """The log-odds of each role for a line."""
    size = size_class(features["size"])
    scores = list(weights.constants[size])
    for name, ranges in weights.roles[size].items():
        for at, worth in enumerate(ranges.of(features[name])):
            scores[at] += worth
    return scores
