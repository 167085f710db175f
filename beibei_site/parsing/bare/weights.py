"""The learned weights of the reader of bare text: the networks that give lines their roles (`roles.npz`), the
trees that score a link by words and order (`links.json`) and by where the lines stood (`places.json`), and
those that make the confidence in a story of its measures (`confidence.json`).

`benchmarks/reading/train_text.py` writes all four. Scores are natural logarithms of odds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from beibei_site.chinese.recurrent import Floats, Layer
from beibei_site.parsing.trees import Forest, Trees, parse_trees

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
class RoleNetwork:
    """From what is said of the lines of a page to a score of each role of each. Features are numbered as in
    `numbers`; the sum of those of a line and of its vectors is read both ways by the `layer`."""

    numbers: Mapping[str, int]
    features: Floats  # [features, inputs]
    vectors: Floats  # [what the networks of continuation end with, inputs]
    bias: Floats  # [inputs]
    layer: Layer
    out: Floats  # [2 * units + inputs, roles]
    out_bias: Floats  # [roles]
    after: Array  # [role, next role]


@dataclass(frozen=True, slots=True)
class Weights:
    """All that was learned; the trees of `places` correct the score of a link where it is known where the
    lines stood, those of `confidence` add up to the log-odds that a story is right."""

    roles: RoleNetwork
    links: Trees
    confidence: Forest
    places: Trees


@cache
def learned() -> Weights:
    """The weights that come with the program."""
    here = Path(__file__).parent
    links, places, confidence = (
        parse_trees((here / name).read_text("utf-8"))
        for name in ("links.json", "places.json", "confidence.json")
    )
    return Weights(read_network(here / "roles.npz"), links, confidence["right"], places)


def read_network(path: Path) -> RoleNetwork:
    """The networks in the file `path`."""
    with np.load(path) as file:
        numbers = {name: at for at, name in enumerate(str(file["names"]).split("\n"))}
        held = {name: file[name].astype(np.float32) for name in file.files if name != "names"}
    return make_network(numbers, held)


def make_network(numbers: Mapping[str, int], held: Mapping[str, Floats]) -> RoleNetwork:
    """The networks made of these arrays: those of a RoleNetwork and, with the direction (down the page, up)
    as the first axis, `into`, `unit_bias` and `state` of its layer."""
    units = held["state"].shape[1]
    layer = Layer(
        held["into"],
        held["unit_bias"][:, None],
        np.ascontiguousarray(held["state"][..., : 2 * units]),
        np.ascontiguousarray(held["state"][..., 2 * units :]),
        np.zeros(1, np.float32),
    )
    return RoleNetwork(
        numbers, held["features"], held["vectors"], held["bias"], layer, held["out"], held["out_bias"],
        held["after"].astype(np.float64),
    )  # fmt: skip
