"""Boosted trees (Friedman 2001; by LightGBM) as `parsing/trees.py` reads them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt

_LEAST_CURVE = 1e-4  # of the loss, so that no step is too long
_JUST = 0.0001
_CHOICES = {
    "num_leaves": 20,
    "max_depth": 8,
    "learning_rate": 0.1,
    "min_data_in_leaf": 40,
    "lambda_l2": 3,
    "feature_fraction": 0.5,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}
_CHANCES = {**_CHOICES, "num_leaves": 16, "max_depth": -1, "min_data_in_leaf": 100}

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.float32]


def learn_choices(
    names: Sequence[str], choices: Sequence[tuple[Rows, int]], rounds: int, start: Numbers | None = None
) -> list[Any]:
    """As many trees as `rounds`, whose sums make the right options the most probable ones (conditional logit:
    McFadden 1974). A choice has a row of the features `names` for each option, and the number of the right
    one. If there are scores to `start` from, one for each option of all choices, the trees correct them."""
    rows = np.concatenate([options for options, _ in choices])
    sizes = np.array([len(options) for options, _ in choices])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    right = np.zeros(len(rows))
    right[first + np.array([at for _, at in choices])] = 1
    options = {**_CHOICES, "objective": _choice_loss(first, sizes)}
    model = lightgbm.train(options, lightgbm.Dataset(rows, right, init_score=start), rounds)
    return [to_tree(tree["tree_structure"], names) for tree in model.dump_model()["tree_info"]]


def learn_chances(names: Sequence[str], rows: Rows, right: Sequence[bool], rounds: int) -> list[Any]:
    """As many trees as `rounds`, whose sums are the log-odds that the answer is yes for each of the `rows` of
    features."""
    options = {**_CHANCES, "objective": "binary"}
    model = lightgbm.train(options, lightgbm.Dataset(rows, np.array(right, float)), rounds)
    return [to_tree(tree["tree_structure"], names) for tree in model.dump_model()["tree_info"]]


def _choice_loss(
    first: npt.NDArray[np.intp], sizes: npt.NDArray[np.intp]
) -> Callable[[Numbers, Any], tuple[Numbers, Numbers]]:
    """The gradient and the curve of the loss, for options whose choices begin at `first`."""
    choice = np.repeat(np.arange(len(sizes)), sizes)

    def loss(scores: Numbers, data: Any) -> tuple[Numbers, Numbers]:
        odds = np.exp(scores - np.maximum.reduceat(scores, first)[choice])
        odds /= np.add.reduceat(odds, first)[choice]
        return odds - data.get_label(), np.maximum(odds * (1 - odds), _LEAST_CURVE)

    return loss


def to_tree(node: Mapping[str, Any], names: Sequence[str]) -> Any:
    """A tree of LightGBM's model as a table holds it."""
    if "leaf_value" in node:
        return round(float(node["leaf_value"]), 3)
    below = [to_tree(node[side], names) for side in ("left_child", "right_child")]
    return [names[node["split_feature"]], _rounded(float(node["threshold"])), *below]


def _rounded(edge: float) -> float:
    """An edge as the table prints it. LightGBM parts 0 from what is less at a number just below 0."""
    return round(edge, 4) or (-_JUST if edge < 0 else 0.0)


def write_trees(trees: Mapping[str, Sequence[Any]]) -> str:
    """The trees of each outcome as JSON, a tree a line."""
    parts = (f'"{name}": [\n' + ",\n".join(map(json.dumps, own)) + "\n]" for name, own in trees.items())
    return "{\n" + ",\n".join(parts) + "\n}\n"
