"""The script files of all that stands beside the hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from beibei_site.chinese.spelling import weigh_words
from beibei_site.content.cache import Remember, anew, digest, key_of
from beibei_site.content.output import OutputFile
from beibei_site.content.site.sections import Section
from beibei_site.content.site.spool import Spool
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.search.beside.cards import card_table
from beibei_site.search.beside.spellings import sound_table, spelling_table
from beibei_site.search.beside.tables import spread
from beibei_site.search.beside.words import word_files
from beibei_site.search.browser.scripts import script
from beibei_site.search.document import searched_text
from beibei_site.search.vocabulary import find_names

CARDS, SPELLINGS = "k", "s"  # folders below `search/`
_OFTEN, _RARELY = 4000, 12_000  # bytes of a script that every search reads, or one that finds nothing


@dataclass(frozen=True, slots=True)
class Words:
    """The vocabulary of the search with its frequencies, as `find()` finds it, and its digest."""

    find: Callable[[], Mapping[str, int]]
    key: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The files, and over how many scripts each spread table goes: the search page must know that."""

    sections: tuple[Section, ...]
    counts: Mapping[str, int]


def beside_sections(
    archive: Archive,
    findings: Findings,
    language: str,
    words: Words,
    outline: str,
    remember: Remember = anew,
) -> Beside:
    """`outline` is the digest of all that is said of the archive but its texts."""
    names = find_names(archive)
    weights = cache(lambda: weigh_words(names, words.find()))
    spooled = partial(map, Spool().keep_file)
    cards = cache(lambda: [*spooled(spread(CARDS, card_table(archive, findings, language), _OFTEN))])
    spellings = cache(lambda: [*spooled(spread(SPELLINGS, spelling_table(weights()), _RARELY))])
    # A rare word changes none of the weights, and those of names but by powers of two.
    key = remember(
        "weights", digest(words.key, key_of(names)), str, lambda: key_of(sorted(weights().items()))
    )
    lengths = _lengths(archive)
    return Beside(
        (
            Section("search cards", outline, cards),
            Section("search spellings", key, spellings),
            Section("search sounds", key, lambda: [_table("c/sounds", sound_table(weights()))]),
            Section("search words", words.key, lambda: word_files(words.find())),
            Section("search lengths", key_of(lengths), lambda: [_table("c/lengths", lengths)]),
        ),
        {
            CARDS: remember("cards", outline, int, lambda: len(cards())),
            SPELLINGS: remember("spellings", key, int, lambda: len(spellings())),
        },
    )


def _table(name: str, table: object) -> OutputFile:
    return script(name, "table", name, table)


def _lengths(archive: Archive) -> dict[str, int]:
    """The characters of the articles of each month; of each year, where only that is known."""
    found: Counter[str] = Counter()
    for article in archive.articles:
        if article.begins:
            found[article.begins[:7]] += len("".join(searched_text(article).split()))
    return dict(sorted(found.items()))
