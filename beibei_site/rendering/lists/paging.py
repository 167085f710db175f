"""Pagination: fifty items a page, at stable addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from beibei_site.rendering import urls

T = TypeVar("T")
PAGE = 50


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a long list stands: this page's number, and the addresses of all its pages."""

    number: int = 1
    targets: tuple[str, ...] = ()
    total: int = 0

    size: int = PAGE

    @property
    def is_first(self) -> bool:
        return self.number == 1

    @property
    def start(self) -> int:
        """How many items stand on the pages before."""
        return (self.number - 1) * self.size


NO_PAGES = Pages()


def paged(path: str, items: Sequence[T], size: int = PAGE) -> Iterator[tuple[str, Sequence[T], Pages]]:
    """Address, items and place of every page of a list; an empty list has one empty page."""
    count = max(1, -(-len(items) // size))
    targets = tuple(urls.numbered(path, number) for number in range(1, count + 1))
    for number, target in enumerate(targets, 1):
        yield target, items[(number - 1) * size : number * size], Pages(number, targets, len(items), size)


def beside(items: Sequence[T], at: int) -> tuple[T | None, T | None]:
    """What stands right before and right after the place `at`, counted from 0.

    >>> beside("abc", 0), beside("abc", 1)
    ((None, 'b'), ('a', 'c'))
    """
    return items[at - 1] if at else None, items[at + 1] if at + 1 < len(items) else None


def page_of(at: int, size: int = PAGE) -> int:
    """The number of the page with the item at this place, counted from 0.

    >>> page_of(49), page_of(50)
    (1, 2)
    """
    return at // size + 1
