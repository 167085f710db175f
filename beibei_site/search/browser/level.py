"""A level of the browser's index: the postings lists and stored fields of some articles, never changed again.

Every pair of UTF-16 units, except those with a line break, has a list of all its places. A hash spreads the
lists over files of about the same size. A pair whose list would fill a file is taken apart: it has a
list for each unit that follows it, which a hash of the three spreads over other files, and, for a search for
just the pair, its whole list in files of its own. Every single unit has a list of the parts that contain it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from beibei_site.chinese.variants import variants_among
from beibei_site.content.output import KeyedFile, OutputFile
from beibei_site.content.site.spool import Spool
from beibei_site.search.browser import lists
from beibei_site.search.browser.address import file_of, names_to_units
from beibei_site.search.browser.documents import Document, document_files
from beibei_site.search.browser.folding import FoldTable, Units
from beibei_site.search.browser.lists import Keys, Spill
from beibei_site.search.browser.scripts import script

_BREAK = ord("\n")
_LONG = 4  # files of single characters and of whole lists are so many times larger: they are rarely sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Bytes of a file of lists, articles to a file of stored fields, articles folded at a time: a multiple of
    these."""

    file: int
    pack: int
    batch: int = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What the manifest and the next build need to know of a level.

    `digests` are those of its articles by id, in the order of their numbers; `lists`, `threes` and `singles`
    are the numbers of files of pairs, of threes and of single units; `apart` has the number of own files of
    each pair that is taken apart. `pairs` are all that occur, as sorted integers of four bytes; `chars`
    and `variants` are the units and, before folding, the variant characters that occur.
    """

    folder: str
    digests: dict[str, str]
    lists: int
    threes: int
    singles: int
    pack: int
    apart: dict[int, int]
    pairs: bytes
    chars: str
    variants: str

    def paths(self) -> Iterator[str]:
        """The files of the level."""
        packs = -(-len(self.digests) // self.pack)
        for kind, count in (("i", self.lists), ("t", self.threes), ("c", self.singles), ("d", packs)):
            yield from (f"search/{self.folder}/{kind}/{number}.js" for number in range(count))
        for pair, pieces in self.apart.items():
            yield from (f"search/{apart_name(self.folder, pair, n)}.js" for n in range(pieces))


def apart_name(folder: str, pair: int, number: int) -> str:
    """The name of a file of a pair that is taken apart."""
    return f"{folder}/x/{pair:x}-{number}"


def make_level(
    folder: str, digests: dict[str, str], documents: Iterable[Document], sizes: Sizes
) -> tuple[Level, list[KeyedFile]]:
    """The level of `documents`, whose ids are those of `digests`, in the same order."""
    table = FoldTable()
    files: list[KeyedFile] = []
    spooled = partial(map, Spool().keep_file)
    partitions = min(256, 1 << (len(digests) // 250).bit_length())
    with (
        closing(Spill(partitions)) as pairs,
        closing(Spill(partitions)) as threes,
        closing(Spill(partitions)) as singles,
    ):
        stream, starts = array("H"), [np.zeros(0, np.int64)]
        place = number = 0
        remaining = iter(documents)
        while batch := list(islice(remaining, sizes.batch)):
            files += spooled(document_files(folder, batch, sizes.pack, number))
            units, bounds = table.fold([part + "\n" for d in batch for part in (d.text, d.heading)])
            pairs.add(*_pair_keys(units, place, partitions))
            singles.add(*_single_keys(units, bounds, 2 * number, partitions))
            stream.frombytes(units.tobytes())
            starts.append(bounds[:-1] + place)
            place, number = place + len(units), number + len(batch)
        if place >= lists.LONGEST:
            raise OverflowError("too many characters for one index")
        whole = np.frombuffer(stream, np.uint16)
        writer = _Writer(folder, sizes.file, partitions, whole, np.concatenate(starts))
        files += spooled(writer.write_pairs(pairs, threes))
        files += spooled(writer.write_threes(threes))
        files += spooled(writer.write_singles(singles))
    level = Level(
        folder=folder,
        digests=digests,
        lists=writer.counts["i"],
        threes=writer.counts["t"],
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
    return lists.make_keys(pair, held + place), file_of(partitions, first, second)


def _single_keys(
    units: Units, bounds: NDArray[np.int64], part: int, partitions: int
) -> tuple[Keys, NDArray[np.int64]]:
    """The keys of the units of each part, each once, with their partitions; `part` is the first."""
    parts = np.repeat(np.arange(part, part + len(bounds) - 1), np.diff(bounds))
    is_char = (units != _BREAK) & (units & 0xF800 != 0xD800)  # no half of a character
    keys = np.sort(lists.make_keys(units[is_char], parts[is_char]))
    keys = keys[np.concatenate((np.ones(min(1, len(keys)), bool), keys[1:] != keys[:-1]))]
    chars = (keys >> np.uint64(32)).astype(np.uint16)
    return keys, file_of(partitions, chars)


class _Writer:
    """Makes the files of lists, partition by partition; notes what the browser must know of them."""

    def __init__(
        self, folder: str, size: int, partitions: int, stream: Units, starts: NDArray[np.int64]
    ) -> None:
        self._folder, self._size, self._partitions = folder, size, partitions
        self._stream, self._starts = stream, starts
        self.counts = {"i": 0, "t": 0, "c": 0}
        self.apart: dict[int, int] = {}
        self.pairs: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
        self.chars: set[str] = set()

    def write_pairs(self, spill: Spill, threes: Spill) -> Iterator[OutputFile]:
        """The files of pairs; the keys of those that are taken apart go to `threes`."""
        for at, keys in enumerate(spill):
            found = lists.encode_places(keys, self._starts)
            self.pairs.append(found.tokens)
            sizes = {pair: len(digits) for pair, digits in found.items()}
            long = [pair for pair, size in sizes.items() if size > self._size]
            short = {_name(pair): digits for pair, digits in found.items() if sizes[pair] <= self._size}
            yield from self._hashed("i", at, short, self._size)
            if long:
                keys = keys[np.isin(lists.split_keys(keys)[0], long)]
                self.apart |= {pair: -(-sizes[pair] // (_LONG * self._size)) for pair in long}
                yield from self._whole(keys, long)
                threes.add(keys, file_of(self._partitions, *self._units_of(keys)))

    def write_threes(self, spill: Spill) -> Iterator[OutputFile]:
        """The files of the pairs that are taken apart, by the unit that follows them."""
        for at, keys in enumerate(spill):
            pairs, places = lists.split_keys(keys)
            is_new = lists.changes(pairs)
            known = pairs[is_new].tolist()
            threes = np.cumsum(is_new) - 1 << 16 | self._stream[places + 2]
            found = lists.encode_places(np.sort(lists.make_keys(threes, places)), self._starts)
            held = {
                _name(known[three >> 16]) + chr(three & 0xFFFF): digits for three, digits in found.items()
            }
            yield from self._hashed("t", at, held, self._size)

    def write_singles(self, spill: Spill) -> Iterator[OutputFile]:
        for at, keys in enumerate(spill):
            held = {chr(char): digits for char, digits in lists.encode_parts(keys).items()}
            self.chars.update(held)
            yield from self._hashed("c", at, held, _LONG * self._size)

    def _hashed(self, kind: str, partition: int, held: dict[str, str], size: int) -> Iterator[OutputFile]:
        """The files of one partition. How many it takes is told by the first one, a random sample."""
        if not partition:
            total = sum(len(digits) + 1 + 3 * len(name) for name, digits in held.items())
            self.counts[kind] = self._partitions * max(1, round(total / size))
        count = self.counts[kind] // self._partitions
        texts: list[list[str]] = [[] for _ in range(count)]
        if held:
            places = file_of(self.counts[kind], *names_to_units([*held])) - partition * count
            for place, (name, digits) in zip(places.tolist(), held.items(), strict=True):
                texts[place].append(f" {name}{digits}")
        for nth, text in enumerate(texts):
            name = f"{self._folder}/{kind}/{partition * count + nth}"
            yield script(name, "lists", name, "".join(text))

    def _whole(self, keys: Keys, pairs: list[int]) -> Iterator[OutputFile]:
        """The whole lists of some pairs, each cut into files of its own."""
        tokens, places = lists.split_keys(keys)
        starts = np.flatnonzero(lists.changes(tokens))
        counts = np.diff(starts, append=len(tokens))
        pieces = np.repeat([self.apart[pair] for pair in pairs], counts)
        nth = np.arange(len(tokens)) - np.repeat(starts, counts)
        which = np.repeat(np.arange(len(pairs)), counts) << 16 | nth * pieces // np.repeat(counts, counts)
        for piece, digits in lists.encode_places(lists.make_keys(which, places), self._starts).items():
            name = apart_name(self._folder, pairs[piece >> 16], piece & 0xFFFF)
            yield script(name, "lists", name, digits)

    def _units_of(self, keys: Keys) -> tuple[Units, Units, Units]:
        """The units of pairs, and those that follow them."""
        pairs, places = lists.split_keys(keys)
        return (pairs >> 16).astype(np.uint16), (pairs & 0xFFFF).astype(np.uint16), self._stream[places + 2]


def _name(pair: int) -> str:
    return chr(pair >> 16) + chr(pair & 0xFFFF)
