"""The browser's inverted index, built from all articles. `incremental` updates it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from beibei_site.domain.model import Article
from beibei_site.search.browser import shards
from beibei_site.search.browser.postings import pack_bigrams, posting_lists

Read = Callable[[str], bytes]
Values = shards.Values


@dataclass(frozen=True, slots=True)
class Index:
    """The state of the index: the bigrams and characters that occur, the sizes of the split bigrams, the
    sizes of the shards in bytes."""

    tokens: tuple[str, ...]
    split: dict[str, int]
    shards: dict[str, int]


def make_index(numbered: Mapping[int, Article]) -> tuple[dict[str, Values], Index]:
    """The shards for all articles, and the state of the index."""
    values, split = pack_bigrams(posting_lists(numbered))
    made = dict(shards.spread(values))
    tokens = tuple(sorted({token[:2] for token in values}))
    return made, Index(tokens, split, {name: shards.size_of_all(held) for name, held in made.items()})
