"""The learned weights: trees for the roles of lines (`roles.json`) and for links (`links.json`), and, for
every feature of a line of a heading, what each range of its values is worth (`weights.toml`).

Values are natural logarithms of odds and add up. `benchmarks/reading/train.py` writes both tables.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beibei_site.parsing.trees import Trees, parse_trees
from beibei_site.parsing.worth import WorthTable

ROLES = ("heading", "byline", "body", "run-in", "crosshead", "caption", "quote", "jump", "furniture")


@dataclass(frozen=True, slots=True)
class Weights:
    """All tables: `roles`, trees for each role; `after` (role, next role) for two lines set together;
    `links`, trees; `heads`: which lines of a heading are the headline; `confidence` (constant and worth of
    each measure)."""

    roles: Trees
    after: tuple[tuple[float, ...], ...]
    links: Trees
    heads: WorthTable
    confidence: Mapping[str, float]


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    here = Path(__file__).parent
    table, roles, links = (
        (here / name).read_text("utf-8") for name in ("weights.toml", "roles.json", "links.json")
    )
    return parse_weights(table, roles, links)


def parse_weights(text: str, roles: str, links: str) -> Weights:
    """The weights in the TOML `text` and the trees of `roles` and `links` in JSON, as
    `benchmarks/reading/train.py` writes them."""
    data = tomllib.loads(text)
    return Weights(
        roles=parse_trees(roles),
        after=tuple(tuple(data["after"][role]) for role in ROLES),
        links=parse_trees(links),
        heads=WorthTable.parse(data["heads"]),
        confidence=data["confidence"],
    )
