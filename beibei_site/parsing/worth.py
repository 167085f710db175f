"""Decisions of yes or no by a learned table: what each range of the values of a feature speaks for a yes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True, slots=True)
class WorthTable:
    """What each feature is worth, a natural logarithm of odds: edges part its values into ranges, each with
    its worth (learned by logistic regression, see `benchmarks/reading`)."""

    ranges: Mapping[str, tuple[Sequence[float], Sequence[float]]]

    @classmethod
    def parse(cls, table: Mapping[str, Mapping[str, Sequence[float]]]) -> WorthTable:
        """The worths in a table of TOML: the edges and the worths of each feature."""
        return cls({name: (tuple(row["edges"]), tuple(row["worth"])) for name, row in table.items()})

    def score(self, features: Mapping[str, float]) -> float:
        """The log-odds of a yes, the same in whatever order the features come; what nothing was learned of
        counts for nothing."""
        return fsum(self._worth(name, value) for name, value in features.items() if name in self.ranges)

    def _worth(self, name: str, value: float) -> float:
        edges, worth = self.ranges[name]
        return worth[bisect_left(edges, value)]
