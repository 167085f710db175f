"""The linear assignment: each row gets a choice of its own, so that what all of them cost together is least.

A row has few choices, so the shortest augmenting paths (Jonker and Volgenant 1987) are looked for among these
alone (Dijkstra 1959). Prices are such that no choice costs less than nothing, and one that is made, nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from math import inf
from typing import Generic, TypeVar

Choice = TypeVar("Choice", int, tuple[str, int])


def assign(costs: Sequence[Mapping[Choice, float]]) -> list[Choice]:
    """The choice of each row, of which no two rows have the same; `costs`: its choices, with what they cost.

    Raises IndexError if there is no such assignment.

    >>> assign([{0: 4.0, 1: 1.0, 2: 3.0}, {0: 2.0, 1: 0.0, 2: 5.0}])
    [1, 0]
    """
    found = _Assignment(costs)
    for row in range(len(costs)):
        found.add(row)
    return [found.chosen[row] for row in range(len(costs))]


class _Assignment(Generic[Choice]):
    """The assignment of some rows, with the prices of choices and rows that prove it the least."""

    def __init__(self, costs: Sequence[Mapping[Choice, float]]) -> None:
        self.chosen: dict[int, Choice] = {}
        self._costs: Sequence[Mapping[Choice, float]] = costs
        self._owners: dict[Choice, int] = {}
        self._prices: defaultdict[Choice, float] = defaultdict(float)
        self._dues = [0.0] * len(costs)

    def add(self, start: int) -> None:
        """Give one more row a choice: along the shortest path to a free one, each row takes the next."""
        reached, before = self._shortest_path(start)
        choice, whole = next(reversed(reached.items()))
        self._dues[start] += whole
        for other, way in reached.items():
            self._prices[other] += way - whole
            if other in self._owners:
                self._dues[self._owners[other]] += whole - way
        row = -1
        while row != start:
            row = before[choice]
            self._owners[choice] = row
            self.chosen[row], choice = choice, self.chosen.get(row, choice)

    def _shortest_path(self, row: int) -> tuple[dict[Choice, float], dict[Choice, int]]:
        """How far choices are from a row, the nearest first, up to the first that is free; the rows before
        them."""
        reached: dict[Choice, float] = {}
        nearest: defaultdict[Choice, float] = defaultdict(lambda: inf)
        before: dict[Choice, int] = {}
        ahead: list[tuple[float, Choice]] = []
        so_far = 0.0
        while True:
            for choice, cost in self._costs[row].items():
                way = so_far + cost - self._dues[row] - self._prices[choice]
                if choice not in reached and way < nearest[choice]:
                    nearest[choice], before[choice] = way, row
                    heappush(ahead, (way, choice))
            so_far, choice = heappop(ahead)
            while choice in reached:
                so_far, choice = heappop(ahead)
            reached[choice] = so_far
            if choice not in self._owners:
                return reached, before
            row = self._owners[choice]
