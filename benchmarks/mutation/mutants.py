"""Small changes to a module, made by Cosmic Ray's operators, and a random sample of them."""

from __future__ import annotations

import ast
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import ndiff
from functools import cache
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

Point = tuple[int, int]  # line from 1, column in characters from 0


@dataclass(frozen=True, slots=True)
class Mutant:
    """The `occurrence`th place in `path`, from 0, where `operator` can change something."""

    path: Path
    operator: str
    occurrence: int
    at: Point

    @property
    def name(self) -> str:
        return f"{self.path.as_posix()}:{self.at[0]}:{self.at[1]} {self.operator} {self.occurrence}"

    def write(self, source: str) -> str:
        """The whole module with this change."""
        changed = mutate_code(source, get_operator(self.operator)(), self.occurrence)
        assert changed is not None and changed != source, self.name
        return str(changed)


def describe_change(before: str, after: str) -> str:
    """The lines that differ."""
    lines = ndiff(before.splitlines(), after.splitlines())
    return "\n".join(f"    {line}" for line in lines if line[0] in "+-")


def sample(paths: Sequence[Path], count: int, seed: int) -> list[Mutant]:
    """A uniform sample of `count` places, with one change at each."""
    chance = random.Random(seed)
    places = sorted(place for path in paths for place in _places(path))
    chosen = chance.sample(places, min(count, len(places)))
    return [chance.choice(_places(place[0])[place]) for place in sorted(chosen)]


@cache
def _places(path: Path) -> dict[tuple[Path, Point, str], list[Mutant]]:
    """What can be changed in a module: place and kind of operator, and the possible changes there."""
    places = defaultdict(list)
    for mutant in _all_mutants(path):
        kind = mutant.operator.split("_")[0]
        places[path, mutant.at, kind].append(mutant)
    return dict(places)


def _all_mutants(path: Path) -> Iterator[Mutant]:
    source = path.read_text("utf-8")
    silent = list(_silent_spans(source))
    nodes = list(ast_nodes(get_ast(source)))
    for name in operator_names():
        if (operator := get_operator(name)).arguments():
            continue  # needs the name of a variable
        found = (start for node in nodes for start, _ in operator().mutation_positions(node))
        for occurrence, at in enumerate(found):
            if not any(first <= at < last for first, last in silent):
                yield Mutant(path, name, occurrence, at)


def _silent_spans(source: str) -> Iterator[tuple[Point, Point]]:
    """Annotations and decorators: the former are never run, and losing `@cache` only changes the time."""
    lines = source.splitlines()

    def point(line: int, column: int) -> Point:
        return line, len(lines[line - 1].encode()[:column].decode())

    for node in ast.walk(ast.parse(source)):
        silent = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        for part in (*silent, *getattr(node, "decorator_list", ())):
            if part is not None:
                first = point(part.lineno, part.col_offset)
                if part in getattr(node, "decorator_list", ()):
                    first = first[0], 0  # with its sign
                yield first, point(part.end_lineno, part.end_col_offset)
