"""The tree of a query. `syntax` builds it, `compile` translates it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """A string to find: anywhere if `field` is None, else in that field (one of FIELDS)."""

    string: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class DateRange:
    """From the beginning of `first` to the end of `last`: partial dates, inclusive; an empty one is open.
    A day of any year is `--04-01` in both."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Not:
    clause: Node


@dataclass(frozen=True, slots=True)
class And:
    clauses: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    clauses: tuple[Node, ...]


Node: TypeAlias = Text | DateRange | Not | And | Or


def join(kind: type[And] | type[Or], clauses: Iterable[Node | None]) -> Node | None:
    """The clauses as one node: nested nodes of the same kind are merged, and a single clause is returned as
    it is."""
    flat: list[Node] = []
    for clause in clauses:
        if clause is not None:
            flat += clause.clauses if isinstance(clause, kind) else (clause,)
    return kind(tuple(flat)) if len(flat) > 1 else flat[0] if flat else None


def positive_texts(tree: Node | None) -> Iterator[Text]:
    """The strings that an article must or may contain, in query order."""
    match tree:
        case Text():
            yield tree
        case And(clauses) | Or(clauses):
            for clause in clauses:
                yield from positive_texts(clause)


def relax(tree: Node, cut: Callable[[str], Iterable[str]]) -> Node:
    """`tree` with every string outside a field replaced by its words, all of which must match. Fields,
    excluded clauses, what is an alternative to a date, and strings in which no word is known, only single
    characters, stay unchanged."""
    match tree:
        case Text(string, None):
            words = list(cut(string))
            is_unknown = len(words) > 1 and max(map(len, words)) == 1
            return (None if is_unknown else join(And, map(Text, dict.fromkeys(words)))) or tree
        case Or(clauses) if any(isinstance(clause, DateRange) for clause in clauses):
            return tree
        case And(clauses) | Or(clauses):
            return join(type(tree), [relax(clause, cut) for clause in clauses]) or tree
    return tree
