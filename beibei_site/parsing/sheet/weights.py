"""The learned weights: trees for the roles of lines (`roles.json`), and, for every feature of a link or a
heading, what each range of its values is worth (`weights.toml`).

Values are natural logarithms of odds and add up. `benchmarks/reading/train.py` writes both tables.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beibei_site.parsing.chains import LinkWeights
from beibei_site.parsing.trees import Trees, parse_trees

ROLES = ("heading", "byline", "body", "run-in", "crosshead", "caption", "quote", "jump", "furniture")


@dataclass(frozen=True, slots=True)
class Weights:
    """All tables: `roles`, trees for each role; `after` (role, next role) for two lines set together;
    `links`; `heads`: which lines of a heading are the headline; `confidence` (constant and worth of each
    measure)."""

    roles: Trees
    after: tuple[tuple[float, ...], ...]
    links: LinkWeights
    heads: LinkWeights
    confidence: Mapping[str, float]


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    here = Path(__file__).parent
    return parse_weights((here / "weights.toml").read_text("utf-8"), (here / "roles.json").read_text("utf-8"))


def parse_weights(text: str, trees: str) -> Weights:
    """The weights in the TOML `text` and the JSON `trees`, as `benchmarks/reading/train.py` writes them."""
    data = tomllib.loads(text)
    return Weights(
        roles=parse_trees(trees),
        after=tuple(tuple(data["after"][role]) for role in ROLES),
        links=LinkWeights.parse(data["links"]),
        heads=LinkWeights.parse(data["heads"]),
        confidence=data["confidence"],
    )
