"""Boosted trees as a table: what each of many small trees adds to the score of a role (Friedman 2001).

All trees go down one step at a time, for many rows at once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

ABSENT = -99.0  # the value of what is not measured
_ROWS = 128  # of a page's, at once: what they need fits a processor's cache
Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
Columns = Mapping[str, Numbers]  # by feature: a number for each row


@dataclass(frozen=True, slots=True, eq=False)
class Forest:
    """Trees that add up to one score. Of each node: the feature that it asks for, as its place among `names`;
    the `edge` up to which the feature's value leads to the first of the node's two places in `after`, and
    beyond it to the second; what a leaf adds, which leads to itself."""

    names: tuple[str, ...]
    roots: Places
    depth: int  # steps from any root to any leaf, at most
    feature: Places  # [nodes]
    edge: Numbers  # [nodes]
    after: Places  # [2 * nodes]
    value: Numbers  # [nodes]

    @classmethod
    def of(cls, trees: Sequence[object]) -> Forest:
        """A tree is a number, or a list of feature, edge, low, high. Raises ValueError for anything else."""
        nodes: list[tuple[str, float, int, int, float]] = []

        def grow(tree: object) -> tuple[int, int]:
            """The place of a tree's root, and how many steps go down from there."""
            at = len(nodes)
            match tree:
                case float(value):
                    nodes.append(("", np.inf, at, at, value))
                    return at, 0
                case [str(feature), float(edge), low, high]:
                    nodes.append(("", 0.0, at, at, 0.0))
                    (left, one), (right, other) = grow(low), grow(high)
                    nodes[at] = feature, edge, left, right, 0.0
                    return at, 1 + max(one, other)
            raise ValueError(f"no tree: {tree}")

        grown = [grow(tree) for tree in trees]
        names = sorted({feature for feature, *_ in nodes if feature})
        number = {name: at for at, name in enumerate(names)}
        return cls(
            names=tuple(names),
            roots=np.array([root for root, _ in grown], np.intp),
            depth=max((steps for _, steps in grown), default=0),
            feature=np.array([number.get(feature, 0) for feature, *_ in nodes], np.intp),
            edge=np.array([edge for _, edge, *_ in nodes], float),
            after=np.array([at for _, _, low, high, _ in nodes for at in (low, high)], np.intp),
            value=np.array([value for *_, value in nodes], float),
        )

    def __len__(self) -> int:
        """How many trees they are."""
        return self.roots.size

    def scores(self, columns: Columns, count: int) -> Numbers:
        """The score of each of `count` rows, of which `columns` hold the features."""
        table = np.array([columns[name] for name in self.names] or np.zeros((1, count)))
        found = [self._of(table[:, at : at + _ROWS]) for at in range(0, count, _ROWS)]
        return np.concatenate(found) if found else np.zeros(0)

    def score(self, row: Mapping[str, float]) -> float:
        """The score of one row; what it does not tell is ABSENT."""
        values = [row.get(name, ABSENT) for name in self.names] or [0.0]
        return float(self._of(np.array(values, float)[:, None])[0])

    def _of(self, table: Numbers) -> Numbers:
        count = table.shape[1]
        if not len(self):
            return np.zeros(count)
        values, rows = table.ravel(), np.arange(count)
        at = np.repeat(self.roots[:, None], count, axis=1)
        for _ in range(self.depth):
            is_high = values.take(self.feature.take(at) * count + rows) > self.edge.take(at)
            at = self.after.take(2 * at + is_high)
        found: Numbers = np.cumsum(self.value.take(at), axis=0)[-1]  # tree by tree: always rounded alike
        return found


Trees = Mapping[str, Forest]  # by role


def parse_trees(text: str) -> Trees:
    """The trees in a JSON `text`, as `Forest.of` takes them, by role."""
    return {role: Forest.of(own) for role, own in json.loads(text).items()}


def score_rows(trees: Trees, rows: Sequence[Mapping[str, float]]) -> Numbers:
    """The score of each role, in the order of `trees`, for each row of features; what a row does not tell is
    ABSENT."""
    return score_columns(trees, tabulate(features_of(trees), rows), len(rows))


def features_of(trees: Trees) -> list[str]:
    """The features that trees ask for."""
    return sorted({name for forest in trees.values() for name in forest.names})


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
    return np.stack([forest.scores(columns, count) for forest in trees.values()], axis=1)
