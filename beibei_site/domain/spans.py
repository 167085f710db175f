"""Lines ↔ spans: which lines of a source page something came from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where words came from: lines `first` to `last` (1-based, both included) of a seed `file`."""

    file: str
    first: int
    last: int

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.first, self.last + 1))

    def __str__(self) -> str:
        """Its lines in figures: 7 or 7-9."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def to_spans(numbers: Iterable[int], file: str) -> tuple[Span, ...]:
    """Line numbers as the fewest spans, in order.

    >>> [(s.first, s.last) for s in to_spans([3, 1, 2, 7], "a.txt")]
    [(1, 3), (7, 7)]
    """
    spans: list[Span] = []
    for number in sorted(set(numbers)):
        if spans and spans[-1].last == number - 1:
            spans[-1] = Span(file, spans[-1].first, number)
        else:
            spans.append(Span(file, number, number))
    return tuple(spans)


def first_of(spans: Iterable[Span]) -> int:
    """The first of the lines that `spans` of one file hold; 0 if there is none."""
    return min((span.first for span in spans), default=0)


def numbers_of(spans: Iterable[Span]) -> frozenset[int]:
    """The numbers of the lines that `spans` of one file hold: the opposite of `to_spans`."""
    return frozenset(number for span in spans for number in span)
