"""The learned weights: trees for the roles of lines (`roles.json`), for links (`links.json`) and for how sure
a story is (`confidence.json`), and, for every feature of a line of a heading, what each range of its values
is worth (`weights.toml`).

Values are natural logarithms of odds and add up. `benchmarks/reading/train.py` writes all tables.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from beibei_site.parsing.trees import Forest, Trees, parse_trees
from beibei_site.parsing.worth import WorthTable

ROLES = ("heading", "byline", "body", "run-in", "crosshead", "caption", "quote", "jump", "furniture")


@dataclass(frozen=True, slots=True)
class Weights:
    """All tables: `roles`, trees for each role; `after` (role, next role) for two lines set together;
    `links`, trees; `heads`: which lines of a heading are the headline; `confidence`, trees that tell how
    probably a story is right."""

    roles: Trees
    after: tuple[tuple[float, ...], ...]
    links: Trees
    heads: WorthTable
    confidence: Forest


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    here = Path(__file__).parent
    table, roles, links, confidence = (
        (here / name).read_text("utf-8")
        for name in ("weights.toml", "roles.json", "links.json", "confidence.json")
    )
    return parse_weights(table, roles, links, confidence)


def parse_weights(text: str, roles: str, links: str, confidence: str = "") -> Weights:
    """The weights in the TOML `text` and the trees of `roles`, `links` and `confidence` in JSON, as
    `benchmarks/reading/train.py` writes them; without `confidence` they do not tell how sure a story is."""
    data = tomllib.loads(text)
    return Weights(
        roles=parse_trees(roles),
        after=tuple(tuple(data["after"][role]) for role in ROLES),
        links=parse_trees(links),
        heads=WorthTable.parse(data["heads"]),
        confidence=parse_trees(confidence)["right"] if confidence else Forest.of(()),
    )
