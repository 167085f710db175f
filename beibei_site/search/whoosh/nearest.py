"""What is near a query that finds nothing: nearest spellings that do find something, and its words singly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from beibei_site.chinese.spelling import join_singles, rank_spellings, weigh_words
from beibei_site.search.bigrams import fold
from beibei_site.search.syntax import parse_query
from beibei_site.search.tree import Node, Text, positive_texts
from beibei_site.search.vocabulary import find_vocabulary, segment, to_tokens

_LONGEST = 12  # characters of a word that may be misspelled
_MOST = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """Another query, and how many articles it finds."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Around:
    """The nearest spellings of a query, and its words."""

    nearest: tuple[Offer, ...] = ()
    words: tuple[Offer, ...] = ()


NOTHING = Around()


def look_around(
    query: str, names: Mapping[str, int], pairs: Callable[[], Iterable[str]], count: Callable[[Node], int]
) -> Around:
    """`names` are those that the archive bears, with the number of their articles; `pairs` tells all pairs of
    characters in its texts, `count` how many articles a tree finds."""
    texts = dict.fromkeys(text.string for text in positive_texts(parse_query(query).tree))
    pieces = list(dict.fromkeys(piece for text in texts for piece in join_singles(segment(text))))
    counts = {text: count(Text(text)) for text in (*texts, *pieces)}
    words = [Offer(piece, counts[piece]) for piece in pieces]
    doubtful = [text for text in counts if not counts[text] and len(text) <= _LONGEST]
    weights = weigh_words(names, find_vocabulary(*to_tokens(pairs())))
    offers = dict.fromkeys(_offers(query, doubtful, weights))
    trees = ((offer, parse_query(offer).tree) for offer in offers if offer != query)
    counted = (Offer(offer, count(tree)) for offer, tree in trees if tree)
    nearest = [offer for offer in counted if offer.count]
    return Around(tuple(nearest[:_MOST]), tuple(words) if len(words) > 1 else ())


def _offers(query: str, words: list[str], weights: Mapping[str, int]) -> Iterator[str]:
    """The query with one of its words in another spelling."""
    for word in words:
        yield from (query.replace(word, other, 1) for other in rank_spellings(fold(word), weights))
