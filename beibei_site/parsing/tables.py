"""Decisions as tables: a rule gives its verdict where it matches, a term adds points for what it sees.

Whoever reads a table knows nothing of its rows, as the block parser of markdown-it-py knows nothing of its
rules. Points are like logarithms of odds: only sums and differences have a meaning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Rule(Generic[T, V]):
    name: str
    verdict: V
    matches: Callable[[T], object]  # read as true or false


@dataclass(frozen=True, slots=True)
class Term(Generic[T]):
    name: str
    weight: float  # points for each of `amount`
    amount: Callable[[T], float]  # a truth counts as 1


def first_match(rules: Iterable[Rule[T, V]], subject: T) -> Rule[T, V]:
    """The first rule that matches; a table's last row matches anything."""
    return next(rule for rule in rules if rule.matches(subject))


def total(terms: Iterable[Term[T]], subject: T) -> float:
    """The sum of the points of all terms."""
    return sum(term.weight * term.amount(subject) for term in terms)
