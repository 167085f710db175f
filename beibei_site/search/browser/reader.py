"""The browser's search for a string, run on the files themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

import numpy as np

from beibei_site.search.bigrams import to_units
from beibei_site.search.browser.address import file_of, names_to_units
from beibei_site.search.browser.export import MANIFEST, Read
from beibei_site.search.browser.level import apart_name
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.browser.varint import decode


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
    threes: int
    singles: int
    pack: int
    apart: list[str]
    dead: str

    def find(self, units: str) -> Iterator[int]:
        """The numbers of the living articles with a string."""
        if len(units) > 1:
            offsets = [*range(0, len(units) - 1, 2), len(units) - 2]
            found = set(self._places(units, offsets[0]))
            for at in offsets[1:]:
                found.intersection_update(self._places(units, at))
            parts = {part for part, _ in found}
        else:
            parts = set(np.cumsum(decode(self._list_of("c", self.singles, units))).tolist())
        dead = set(np.cumsum(decode(self.dead)).tolist())
        return (number for number in {part // 2 for part in parts} if number not in dead)

    def _places(self, units: str, at: int) -> Iterator[tuple[int, int]]:
        """Where the pair at `at` stands, told as the places where the whole string would begin: parts, and
        positions in them."""
        pair, three = units[at : at + 2], units[at : at + 3]
        pieces = self._pieces(pair)
        if not pieces:
            values = [self._list_of("i", self.lists, pair)]
        elif len(three) > 2:
            values = [self._list_of("t", self.threes, three)]
        else:
            number = ord(pair[0]) << 16 | ord(pair[1])
            values = [self.tell(apart_name(self.folder, number, piece)) for piece in range(pieces)]
        return ((part, place - at) for value in values for part, place in _read_list(value))

    def _pieces(self, pair: str) -> int:
        """The number of own files of a pair."""
        for count, pairs in enumerate(self.apart, 1):
            units = to_units(pairs)
            if pair in (units[at : at + 2] for at in range(0, len(units), 2)):
                return count
        return 0

    def _list_of(self, kind: str, count: int, name: str) -> str:
        file = int(file_of(count, *names_to_units([name]))[0])
        return _value_of(self.tell(f"{self.folder}/{kind}/{file}"), name)


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
