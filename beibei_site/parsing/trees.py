"""Boosted trees as a table: what each of many small trees adds to the score of a role (Friedman 2001)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ABSENT = -99.0  # the value of what is not measured
Numbers = npt.NDArray[np.float64]
Columns = Mapping[str, Numbers]  # by feature: a number for each row


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a tree forks: `low` is for values of the feature up to the edge, `high` for those beyond."""

    feature: str
    edge: float
    low: Tree
    high: Tree


Tree = float | Branch
Trees = Mapping[str, Sequence[Tree]]  # by role


def parse_trees(text: str) -> Trees:
    """The trees in a JSON `text`: a tree is a number, or a list of feature, edge, low, high."""
    return {role: tuple(map(_to_tree, own)) for role, own in json.loads(text).items()}


def _to_tree(data: object) -> Tree:
    match data:
        case [str(feature), float(edge), low, high]:
            return Branch(feature, edge, _to_tree(low), _to_tree(high))
        case float(value):
            return value
    raise ValueError(f"no tree: {data}")


def score_rows(trees: Trees, rows: Sequence[Mapping[str, float]]) -> Numbers:
    """The score of each role, in the order of `trees`, for each row of features; what a row does not tell is
    ABSENT."""
    return score_columns(trees, tabulate(features_of(trees), rows), len(rows))


def score_row(trees: Sequence[Tree], row: Mapping[str, float]) -> float:
    """The score that trees give a row of features; what it does not tell is ABSENT. Of a few rows this is the
    faster way."""
    return sum(_leaf(tree, row) for tree in trees)


def _leaf(tree: Tree, row: Mapping[str, float]) -> float:
    while isinstance(tree, Branch):
        tree = tree.low if row.get(tree.feature, ABSENT) <= tree.edge else tree.high
    return tree


def features_of(trees: Trees) -> list[str]:
    """The features that trees ask for."""
    return sorted({name for own in trees.values() for tree in own for name in _features(tree)})


def tabulate(names: Sequence[str], rows: Sequence[Mapping[str, float]]) -> Columns:
    """Rows of features as columns with these names; what a row does not tell is ABSENT."""
    absent = [ABSENT] * len(names)
    table = np.array([list(map(row.get, names, absent)) for row in rows], float).reshape(
        len(rows), len(names)
    )
    return dict(zip(names, np.ascontiguousarray(table.T), strict=True))


def score_columns(trees: Trees, columns: Columns, count: int) -> Numbers:
    """The score of each role, in the order of `trees`, for each of `count` rows, of which `columns` hold the
    features."""
    scores = np.zeros((count, len(trees)))
    for at, own in enumerate(trees.values()):
        for tree in own:
            _add(tree, columns, np.arange(count), scores[:, at])
    return scores


def _features(tree: Tree) -> Iterator[str]:
    if isinstance(tree, Branch):
        yield tree.feature
        yield from _features(tree.low)
        yield from _features(tree.high)


def _add(tree: Tree, columns: Columns, rows: npt.NDArray[np.intp], sums: Numbers) -> None:
    if isinstance(tree, float):
        sums[rows] += tree
    elif rows.size:
        is_low = columns[tree.feature][rows] <= tree.edge
        _add(tree.low, columns, rows[is_low], sums)
        _add(tree.high, columns, rows[~is_low], sums)
