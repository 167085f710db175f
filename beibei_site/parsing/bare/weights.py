"""The learned weights: what every feature is worth for each role of a line and for confidence
(`weights.json`), and the trees that score a link (`links.json`).

`benchmarks/reading/train_text.py` writes both; their numbers are natural logarithms of odds.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from beibei_site.parsing.trees import Trees, parse_trees

# What a line does. `start` is a line of text that does not go on from the text above it, `paragraph` one that
# begins a paragraph; a role with + goes on with the line above; `mixed` has words of several columns.
ROLES = (
    "kicker", "headline", "headline+", "deck", "deck+", "byline", "start", "paragraph", "body",
    "crosshead", "crosshead+", "caption", "quote", "jump", "furniture", "mixed",
)  # fmt: skip
TEXT = frozenset(("start", "paragraph", "body", "mixed"))
HEADING = frozenset(("kicker", "headline", "headline+", "deck", "deck+"))

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """All tables: `roles` (kind of page → feature → worth for each role), `after` (kind of page → role,
    next), `links` (trees) and `confidence`."""

    roles: Mapping[str, Mapping[str, Array]]
    after: Mapping[str, Array]
    links: Trees
    confidence: Mapping[str, float]

    def score(self, features: Sequence[str], kind: str) -> Array:
        """The log-odds of each role of a line that has these features, on a page of this kind."""
        known = self.roles[kind]
        found: Array = sum((known[name] for name in features if name in known), np.zeros(len(ROLES)))
        return found


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    here = Path(__file__).parent
    return parse_weights((here / "weights.json").read_text("utf-8"), (here / "links.json").read_text("utf-8"))


def parse_weights(text: str, trees: str) -> Weights:
    """The weights in the JSON `text` and `trees`."""
    data = json.loads(text)
    return Weights(
        roles={
            kind: {name: _row(row) for name, row in table.items()} for kind, table in data["roles"].items()
        },
        after={
            kind: np.array([_row(table[role]) for role in ROLES]) for kind, table in data["after"].items()
        },
        links=parse_trees(trees),
        confidence=data["confidence"],
    )


def _row(worth: Mapping[str, float]) -> Array:
    return np.array([worth.get(role, 0.0) for role in ROLES])
