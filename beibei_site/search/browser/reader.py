"""The browser's search for a string, run on the files themselves."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any, TypeAlias

import numpy as np

from beibei_site.search.bigrams import to_units
from beibei_site.search.browser.address import file_of
from beibei_site.search.browser.export import MANIFEST, Read
from beibei_site.search.browser.level import apart_name
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.browser.varint import decode

Places: TypeAlias = set[tuple[int, int]]  # parts, and positions in them


@dataclass(frozen=True, slots=True)
class Reader:
    """The index whose files `read` returns; ValueError, LookupError or TypeError if one is damaged."""

    read: Read
    _told: dict[str, Any] = field(default_factory=dict)

    def ids(self) -> list[str]:
        """The ids of the articles by number, '' for a number without one."""
        return list(self._tell(f"{self.manifest['edit']}/id")[1])

    @property
    def manifest(self) -> dict[str, Any]:
        return dict(self._tell(MANIFEST.removeprefix("search/").removesuffix(".js"))[0])

    def find(self, string: str) -> set[int]:
        """The numbers of the articles that contain a folded string, in their texts or headings."""
        units, manifest = to_units(string), self.manifest
        found: set[int] = set()
        first = 0
        for row in manifest["levels"]:
            level = _Level(lambda name: to_units(self._tell(name)[1]), *row)
            found.update(first + number for number in level.find(units))
            first += level.count
        young = enumerate(manifest["young"], first)
        return found | {number for number, texts in young if any(string in text for text in texts)}

    def _tell(self, name: str) -> list[Any]:
        if name not in self._told:
            self._told[name] = parse_script(self.read(f"search/{name}.js"))
        arguments: list[Any] = self._told[name]
        return arguments


@dataclass(frozen=True, slots=True)
class _Level:
    """A level as the manifest describes it; `tell` returns the text of a file of lists."""

    tell: Callable[[str], str]
    folder: str
    count: int
    lists: int
    singles: int
    pack: int
    apart: str
    dead: str

    def find(self, units: str) -> Iterator[int]:
        """The numbers of the living articles with a string."""
        if len(units) > 1:
            offsets = [*range(0, len(units) - 1, 2), len(units) - 2]
            parts = {part for part, _ in set.intersection(*(self._places(units, at) for at in offsets))}
        else:
            text = self.tell(f"{self.folder}/c/{_file_of(units, chr(0), self.singles)}")
            parts = set(np.cumsum(decode(_value_of(text, units))).tolist())
        dead = set(np.cumsum(decode(self.dead)).tolist())
        return (number for number in {part // 2 for part in parts} if number not in dead)

    def _places(self, units: str, at: int) -> Places:
        """Where the pair at `at` stands, told as the places where the whole string would begin."""
        pair, following = units[at : at + 2], units[at + 2 : at + 3]
        firsts = {entry[:2]: entry[2:] for entry in to_units(self.apart).split(" ")}.get(pair)
        if firsts is None:
            values = [_value_of(self.tell(f"{self.folder}/i/{_file_of(pair[0], pair[1], self.lists)}"), pair)]
        elif following:
            values = [_value_of(self._tell_apart(pair, bisect_right(firsts, following)), following)]
        else:
            texts = (self._tell_apart(pair, number) for number in range(len(firsts) + 1))
            values = [entry[1:] for text in texts for entry in text.split(" ")[1:]]
        return {(part, place - at) for value in values for part, place in _read_list(value)}

    def _tell_apart(self, pair: str, number: int) -> str:
        return self.tell(apart_name(self.folder, ord(pair[0]) << 16 | ord(pair[1]), number))


def _file_of(first: str, second: str, count: int) -> int:
    one, other = (np.array([ord(unit)], np.uint16) for unit in (first, second))
    return int(file_of(one, other, count)[0])


def _value_of(text: str, name: str) -> str:
    """The list of a token in a file: after a blank and its characters, up to the next blank."""
    _, _, rest = text.partition(f" {name}")
    return rest.partition(" ")[0]


def _read_list(digits: str) -> Iterator[tuple[int, int]]:
    """The places in a list of a pair; see `lists.encode_places`."""
    numbers = iter(decode(digits).tolist())
    part = 0
    for step in numbers:
        part += step // 2
        count = next(numbers) if step % 2 else 1
        yield from ((part, place) for place in accumulate(next(numbers) for _ in range(count)))
