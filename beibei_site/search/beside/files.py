"""The script files of all that stands beside the hits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from beibei_site.chinese.spelling import weigh_words
from beibei_site.content.cache import Remember, anew, digest
from beibei_site.content.output import OutputFile
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
class Beside:
    """The files, and over how many scripts each spread table goes: the search page must know that."""

    files: tuple[OutputFile, ...]
    counts: Mapping[str, int]


def beside_files(
    archive: Archive,
    findings: Findings,
    language: str,
    words: Mapping[str, int],
    remember: Remember = anew,
) -> Beside:
    """`words` is the vocabulary of the search with its frequencies; `remember` keeps what hangs on words
    alone."""
    weights = weigh_words(find_names(archive), words)
    cards = spread(CARDS, card_table(archive, findings, language), _OFTEN)
    key = digest(repr(weights), repr(words))
    spellings = remember("spellings", key, list[OutputFile], partial(_spellings, weights))
    others = remember("words", key, list[OutputFile], partial(_words, weights, words))
    lengths = script("c/lengths", "table", "c/lengths", _lengths(archive))
    return Beside((*cards, *spellings, *others, lengths), {CARDS: len(cards), SPELLINGS: len(spellings)})


def _spellings(weights: Mapping[str, int]) -> list[OutputFile]:
    return spread(SPELLINGS, spelling_table(weights), _RARELY)


def _words(weights: Mapping[str, int], words: Mapping[str, int]) -> list[OutputFile]:
    return [*word_files(words), script("c/sounds", "table", "c/sounds", sound_table(weights))]


def _lengths(archive: Archive) -> dict[str, int]:
    """The characters of the articles of each month; of each year, where only that is known."""
    found: Counter[str] = Counter()
    for article in archive.articles:
        if article.begins:
            found[article.begins[:7]] += len("".join(searched_text(article).split()))
    return dict(sorted(found.items()))
