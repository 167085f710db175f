"""Values with a digest of all that they say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from beibei_site.content.cache import digest, key_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Keyed(Generic[T]):
    """A value and its digest."""

    value: T
    key: str


def keyed(value: T) -> Keyed[T]:
    return Keyed(value, key_of(value))


def together(values: Iterable[Keyed[T]]) -> Keyed[tuple[T, ...]]:
    """Several keyed values as one."""
    given = tuple(values)
    return Keyed(tuple(one.value for one in given), digest("\n".join(one.key for one in given)))
