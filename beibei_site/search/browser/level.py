"""A level of the browser's index: the postings lists and stored fields of some articles, never changed again.

Every pair of UTF-16 units, except those with a line break, has a list of all its places. A hash spreads the
lists over files of about the same size. A pair whose list would fill half a file is taken apart: it has files
of its own, with a list for each unit that can follow it, in order. Every single unit has a list of the parts
that contain it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from beibei_site.chinese.variants import variants_among
from beibei_site.content.output import OutputFile
from beibei_site.search.browser import lists
from beibei_site.search.browser.address import file_of
from beibei_site.search.browser.documents import Document, document_files
from beibei_site.search.browser.folding import FoldTable, Units
from beibei_site.search.browser.lists import Keys, Spill
from beibei_site.search.browser.scripts import script

_BREAK = ord("\n")
_SINGLES = 4  # files of single characters are so many times larger: they are rarely sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Bytes of a file of lists, articles to a file of stored fields, articles folded at a time: a multiple of
    these."""

    file: int
    pack: int
    batch: int = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What the manifest and the next build need to know of a level.

    `digests` are those of its articles by id, in the order of their numbers; `lists` and `singles` are the
    numbers of files of pairs and single units; `apart` has, for each pair that is taken apart, the first unit
    of each of its files but the first. `pairs` are all that occur, as sorted integers of four bytes; `chars`
    and `variants` are the units and, before folding, the variant characters that occur.
    """

    folder: str
    digests: dict[str, str]
    lists: int
    singles: int
    pack: int
    apart: dict[int, tuple[int, ...]]
    pairs: bytes
    chars: str
    variants: str

    def paths(self) -> Iterator[str]:
        """The files of the level."""
        packs = -(-len(self.digests) // self.pack)
        for kind, count in (("i", self.lists), ("c", self.singles), ("d", packs)):
            yield from (f"search/{self.folder}/{kind}/{number}.js" for number in range(count))
        for pair, following in self.apart.items():
            yield from (f"search/{apart_name(self.folder, pair, n)}.js" for n in range(len(following) + 1))


def apart_name(folder: str, pair: int, number: int) -> str:
    """The name of a file of a pair that is taken apart."""
    return f"{folder}/x/{pair:x}-{number}"


def make_level(
    folder: str, digests: dict[str, str], documents: Iterable[Document], sizes: Sizes
) -> tuple[Level, list[OutputFile]]:
    """The level of `documents`, whose ids are those of `digests`, in the same order."""
    table = FoldTable()
    files: list[OutputFile] = []
    partitions = min(256, 1 << (len(digests) // 250).bit_length())
    with closing(Spill(partitions)) as pairs, closing(Spill(partitions)) as singles:
        stream, starts = [np.zeros(0, np.uint16)], [np.zeros(0, np.int64)]
        place = number = 0
        remaining = iter(documents)
        while batch := list(islice(remaining, sizes.batch)):
            files += document_files(folder, batch, sizes.pack, number)
            units, bounds = table.fold([part + "\n" for d in batch for part in (d.text, d.heading)])
            pairs.add(*_pair_keys(units, place, partitions))
            singles.add(*_single_keys(units, bounds, 2 * number, partitions))
            stream.append(units)
            starts.append(bounds[:-1] + place)
            place, number = place + len(units), number + len(batch)
        if place >= lists.LONGEST:
            raise OverflowError("too many characters for one index")
        writer = _Writer(folder, sizes.file, partitions, np.concatenate(stream), np.concatenate(starts))
        files += writer.write_pairs(pairs)
        files += writer.write_singles(singles)
    level = Level(
        folder=folder,
        digests=digests,
        lists=writer.counts["i"],
        singles=writer.counts["c"],
        pack=sizes.pack,
        apart=writer.apart,
        pairs=np.sort(np.concatenate(writer.pairs)).astype("<u4").tobytes(),
        chars="".join(sorted(writer.chars)),
        variants="".join(variants_among(table.chars)),
    )
    return level, files


def _pair_keys(units: Units, place: int, partitions: int) -> tuple[Keys, NDArray[np.int64]]:
    """The keys of all pairs that hold no break, with their partitions; the first unit stands at `place`."""
    is_text = units != _BREAK
    held = np.flatnonzero(is_text[:-1] & is_text[1:])
    first, second = units[held], units[held + 1]
    pair = first.astype(np.uint64) << np.uint64(16) | second
    return lists.make_keys(pair, held + place), file_of(first, second, partitions)


def _single_keys(
    units: Units, bounds: NDArray[np.int64], part: int, partitions: int
) -> tuple[Keys, NDArray[np.int64]]:
    """The keys of the units of each part, each once, with their partitions; `part` is the first."""
    parts = np.repeat(np.arange(part, part + len(bounds) - 1), np.diff(bounds))
    is_char = (units != _BREAK) & (units & 0xF800 != 0xD800)  # no half of a character
    keys = np.sort(lists.make_keys(units[is_char], parts[is_char]))
    keys = keys[np.concatenate((np.ones(min(1, len(keys)), bool), keys[1:] != keys[:-1]))]
    chars = (keys >> np.uint64(32)).astype(np.uint16)
    return keys, file_of(chars, np.zeros_like(chars), partitions)


class _Writer:
    """Makes the files of lists, partition by partition; notes what the browser must know of them."""

    def __init__(
        self, folder: str, size: int, partitions: int, stream: Units, starts: NDArray[np.int64]
    ) -> None:
        self._folder, self._size, self._partitions = folder, size, partitions
        self._stream, self._starts = stream, starts
        self.counts = {"i": 0, "c": 0}
        self.apart: dict[int, tuple[int, ...]] = {}
        self.pairs: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
        self.chars: set[str] = set()

    def write_pairs(self, spill: Spill) -> Iterator[OutputFile]:
        for at, keys in enumerate(spill):
            found = lists.encode_places(keys, self._starts)
            self.pairs.append(found.tokens)
            short = {pair: digits for pair, digits in found.items() if len(digits) <= self._size // 2}
            long = np.array([pair for pair in found.tokens.tolist() if pair not in short], np.int64)
            yield from self._bucket_files("i", at, short, self._size)
            yield from self._apart_files(keys, long)

    def write_singles(self, spill: Spill) -> Iterator[OutputFile]:
        for at, keys in enumerate(spill):
            found = dict(lists.encode_parts(keys).items())
            self.chars.update(map(chr, found))
            yield from self._bucket_files("c", at, {char << 16: digits for char, digits in found.items()},
                                          self._size * _SINGLES)  # fmt: skip

    def _bucket_files(
        self, kind: str, partition: int, held: dict[int, str], size: int
    ) -> Iterator[OutputFile]:
        """The files of one partition. How many it takes is told by the first one, a random sample."""
        if not partition:
            total = sum(len(digits) + 7 for digits in held.values())
            self.counts[kind] = self._partitions * max(1, round(total / size))
        count = self.counts[kind] // self._partitions
        tokens = np.fromiter(held, np.int64, len(held))
        first, second = (tokens >> 16).astype(np.uint16), (tokens & 0xFFFF).astype(np.uint16)
        places = file_of(first, second, self.counts[kind]) - partition * count
        texts: list[list[str]] = [[] for _ in range(count)]
        for place, (token, digits) in zip(places.tolist(), held.items(), strict=True):
            texts[place].append(f" {_name(token)}{digits}")
        for nth, text in enumerate(texts):
            name = f"{self._folder}/{kind}/{partition * count + nth}"
            yield script(name, "lists", name, "".join(text))

    def _apart_files(self, keys: Keys, pairs: NDArray[np.int64]) -> Iterator[OutputFile]:
        """The files of the pairs that are taken apart."""
        tokens, places = lists.split_keys(keys)
        held = np.isin(tokens, pairs)
        which, places = np.searchsorted(pairs, tokens[held]), places[held]
        threes = which << 16 | self._stream[places + 2]
        found = lists.encode_places(np.sort(lists.make_keys(threes, places)), self._starts)
        following: dict[int, list[tuple[int, str]]] = {}
        for three, digits in found.items():
            following.setdefault(three >> 16, []).append((three & 0xFFFF, digits))
        for nth, parts in following.items():
            pair = int(pairs[nth])
            files = list(_cut(parts, self._size))
            self.apart[pair] = tuple(file[0][0] for file in files[1:])
            for number, file in enumerate(files):
                name = apart_name(self._folder, pair, number)
                yield script(name, "lists", name, "".join(f" {chr(unit)}{digits}" for unit, digits in file))


def _name(token: int) -> str:
    """The characters before a list."""
    return chr(token >> 16) + (chr(token & 0xFFFF) if token & 0xFFFF else "")


def _cut(parts: Sequence[tuple[int, str]], size: int) -> Iterator[list[tuple[int, str]]]:
    """Lists in a row, cut where they would fill more than a file."""
    file: list[tuple[int, str]] = []
    room = size
    for part in parts:
        room -= len(part[1]) + 4
        if file and room < 0:
            yield file
            file, room = [], size - len(part[1]) - 4
        file.append(part)
    yield file
