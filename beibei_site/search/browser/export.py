"""The browser's index: script files that need no server, read by `static/search/`.

It consists of levels (see `level`), as in Lucene: the base with most articles, in a large archive a middle
one, and at last the young ones, whose folded texts stand in the manifest and are simply scanned. An edit
makes an article dead where it was and young; a level is never changed. When the young ones are too many, the
last level, or the base, is made anew.

A level lies in a folder named by what it holds; so do the columns (see `facets`), in which an article has its
number: that in its level, after those of the levels before. The manifest names these folders and is to be
written last, so that nobody sees files of two builds together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, pairwise
from math import isqrt

import numpy as np

from beibei_site.chinese.variants import variants_among
from beibei_site.content.disk.files import sha256
from beibei_site.content.output import AnyFile, OutputFile
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS
from beibei_site.search.bigrams import BREAK, fold, to_units
from beibei_site.search.browser.documents import Document, document_files, to_document
from beibei_site.search.browser.facets import column_files
from beibei_site.search.browser.level import Level, Sizes, make_level
from beibei_site.search.browser.lists import changes
from beibei_site.search.browser.scripts import parse_script, script
from beibei_site.search.browser.varint import encode_lists
from beibei_site.search.document import digest_articles, sought_forms

Read = Callable[[str], bytes]
MANIFEST = "search/manifest.js"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When a level is made anew, and how large its files are.

    At most `young` articles are scanned. In an archive of more than `many`, up to `middle` others have a
    level of their own. The base is made anew if more than one in `dead` of its articles, and more than the
    other levels may hold, are dead. Files of lists are of `growth` bytes times the square root of the number
    of articles, so that their size and their number grow alike, and of at least `least`.
    """

    young: int = 32
    many: int = 20_000
    middle: int = 2_000
    dead: int = 20
    growth: int = 60
    least: int = 3_000

    def sizes(self, articles: int) -> Sizes:
        """The sizes of files in an archive of so many articles."""
        return Sizes(
            file=max(self.least, self.growth * isqrt(articles)), pack=4 if articles <= self.many else 16
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What the next build needs to know about this one: the levels, the digests of the young articles by
    their ids, the folder of the columns, and the files in it."""

    levels: tuple[Level, ...]
    young: dict[str, str]
    edit: str
    columns: tuple[str, ...]

    def paths(self) -> Iterator[str]:
        """The files that a later build may leave unchanged."""
        yield from chain.from_iterable(level.paths() for level in self.levels)
        yield from self.columns

    def is_published(self, read: Read) -> bool:
        """Whether the manifest that `read` returns is that of this state; raises what `read` does."""
        try:
            told = parse_script(read(MANIFEST))[0]
            return (told["edit"], [row[0] for row in told["levels"]]) == (
                self.edit,
                [level.folder for level in self.levels],
            )
        except (ValueError, LookupError, TypeError):
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The new files, the manifest last; the paths of unchanged ones; what the next build needs; all pairs of
    UTF-16 units that occur, as sorted integers of four bytes, and all single ones."""

    files: tuple[AnyFile, ...]
    kept: tuple[str, ...]
    state: State
    pairs: bytes
    chars: str

    @property
    def tokens_digest(self) -> str:
        return sha256(self.pairs + self.chars.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Plan:
    """The levels that stay, the ids of the articles of a new one, and those of the young articles."""

    kept: tuple[Level, ...]
    new: tuple[str, ...]
    young: tuple[str, ...]


def plan_levels(digests: Mapping[str, str], levels: Sequence[Level], limits: Limits) -> Plan:
    """What to keep of `levels`, the base and perhaps a middle one: as few as leave no more articles over than
    may be young. `digests` are those of the articles now, by id."""
    everything = Plan((), tuple(sorted(digests)), ())
    if not levels or _is_worn(digests, levels[0], limits):
        return everything
    for kept in (levels[:1], levels[:2]):
        missing = _missing(digests, kept)
        if len(missing) <= limits.young:
            return Plan(tuple(kept), (), missing)
    missing = _missing(digests, levels[:1])
    has_middle = len(digests) > limits.many and len(missing) <= limits.middle
    return Plan((levels[0],), missing, ()) if has_middle else everything


def _is_worn(digests: Mapping[str, str], base: Level, limits: Limits) -> bool:
    """Whether too many articles of the base are dead."""
    dead = sum(digests.get(i) != digest for i, digest in base.digests.items())
    others = limits.middle if len(digests) > limits.many else limits.young
    return dead > max(others, len(base.digests) // limits.dead)


def _missing(digests: Mapping[str, str], levels: Sequence[Level]) -> tuple[str, ...]:
    """The ids of the articles that none of `levels` holds as they are now."""
    return tuple(
        sorted(i for i, digest in digests.items() if all(level.digests.get(i) != digest for level in levels))
    )


def export_search(
    archive: Archive,
    version: str = "",
    before: State | None = None,
    limits: Limits | None = None,
    *,
    wide: bool = False,
) -> Export:
    """The script files below `search/`; without the state `before`, they depend on the archive and the
    `version` of the program alone. `wide`: texts are shown with full-width punctuation; digests tell.

    With the state of an earlier build, whose files are still there, only what has changed is made.
    """
    limits = limits or Limits()
    digests = {i: f"{digest}{wide:d}" for i, digest in sorted(digest_articles(archive).items())}
    document_of = partial(to_document, archive, wide=wide)
    plan = plan_levels(digests, before.levels if before else (), limits)
    levels, files = [*plan.kept], list[AnyFile]()
    sizes = limits.sizes(len(digests))
    if plan.new:
        held = {i: digests[i] for i in plan.new}
        folder = sha256(repr((version, sizes, held)).encode())[:12]
        level, made = make_level(folder, held, (document_of(archive.by_id[i]) for i in held), sizes)
        levels.append(level)
        files += made
    numbers, dead = _number(digests, levels, plan.young)
    young = [document_of(archive.by_id[i]) for i in plan.young]
    folder = sha256(repr((version, numbers, [digests[i] for i in numbers.values()])).encode())[:12]
    columns = [
        *column_files(folder, archive, {n: archive.by_id[i] for n, i in numbers.items()}),
        *document_files(folder, young, sizes.pack, 0),
    ]
    state = State(
        levels=tuple(levels),
        young={i: digests[i] for i in plan.young},
        edit=folder,
        columns=tuple(sorted(file.path for file in columns)),
    )
    records = chain.from_iterable(map(archive.entries, FACETS))
    names = "".join(chain.from_iterable(map(sought_forms, records)))
    files += [*columns, _manifest(state, dead, young, sizes, names)]
    kept = set(state.paths()) - {file.path for file in files}
    pairs, chars = _tokens(levels, young)
    return Export(files=tuple(files), kept=tuple(sorted(kept)), state=state, pairs=pairs, chars=chars)


def _number(
    digests: Mapping[str, str], levels: Sequence[Level], young: Sequence[str]
) -> tuple[dict[int, str], list[list[int]]]:
    """The ids of the articles by their numbers, and the dead numbers of each level."""
    numbers: dict[int, str] = {}
    dead: list[list[int]] = []
    first = 0
    for level in levels:
        dead.append([])
        for number, (article_id, digest) in enumerate(level.digests.items()):
            if digests.get(article_id) == digest:
                numbers[first + number] = article_id
            else:
                dead[-1].append(number)
        first += len(level.digests)
    return numbers | dict(enumerate(young, first)), dead


def _manifest(
    state: State, dead: Sequence[Sequence[int]], young: Sequence[Document], sizes: Sizes, names: str
) -> OutputFile:
    """The one file that the search page reads at a fixed address; `names` are those that can be sought."""
    written = set(names).union(*(level.variants for level in state.levels))
    written.update(*(f"{d.text}{d.heading}" for d in young))
    told = {
        "edit": state.edit,
        "levels": [
            [
                level.folder,
                len(level.digests),
                level.lists,
                level.threes,
                level.singles,
                level.pack,
                _apart(level),
                digits,
            ]
            for level, digits in zip(state.levels, encode_lists(dead), strict=True)
        ],
        "young": [[fold(d.text), fold(d.heading)] for d in young],
        "pack": sizes.pack,
        "variants": variants_among(written),
    }
    return script("manifest", "manifest", told)


def _apart(level: Level) -> list[str]:
    """The pairs that are taken apart, by the number of their own files, from one on."""
    pieces: list[list[str]] = [[] for _ in range(max(level.apart.values(), default=0))]
    for pair, count in sorted(level.apart.items()):
        pieces[count - 1].append(chr(pair >> 16) + chr(pair & 0xFFFF))
    return ["".join(pairs) for pairs in pieces]


def _tokens(levels: Sequence[Level], young: Sequence[Document]) -> tuple[bytes, str]:
    """The pairs and the single units of all levels and of the young articles."""
    texts = [to_units(fold(text)) for d in young for text in (d.text, d.heading)]
    fresh = {ord(a) << 16 | ord(b) for text in texts for a, b in pairwise(text)
             if BREAK not in (a, b)}  # fmt: skip
    known = [np.frombuffer(level.pairs, "<u4") for level in levels]
    pairs = np.sort(np.concatenate([*known, np.array(sorted(fresh), "<u4")]))
    pairs = pairs[changes(pairs)]  # `numpy.unique` takes eight times as long
    chars = {*"".join(texts), *"".join(level.chars for level in levels)} - {BREAK}
    return pairs.astype("<u4").tobytes(), "".join(sorted(chars))
