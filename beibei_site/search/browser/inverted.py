"""The inverted index of the browser, made from all articles. `incremental` updates it."""

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
    """What is known of all shards: the pairs and characters in them, the sizes of the pairs whose lists are
    split, the sizes of the shards in bytes."""

    tokens: tuple[str, ...]
    split: dict[str, int]
    shards: dict[str, int]


def make_index(numbered: Mapping[int, Article]) -> tuple[dict[str, Values], Index]:
    """The shards of all articles, and what is known of them."""
    values, split = pack_bigrams(posting_lists(numbered))
    made = dict(shards.spread(values))
    tokens = tuple(sorted({token[:2] for token in values}))
    return made, Index(tokens, split, {name: shards.size_of_all(held) for name, held in made.items()})
