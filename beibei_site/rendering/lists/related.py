"""Related articles: those that share people, topics, places, bodies or rare words, and which.

A feature weighs the logarithm of its inverse document frequency; an article's score is the sum over the
features that it shares.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.rendering.components import Link
from beibei_site.rendering.context import EntryKey, SiteContext, article_link

_COMMON = 60  # features of more articles are ignored: uninformative, and quadratic in their number
_FEATURES = 16
_SHOWN, _REASONS = 4, 4
_LEAST = 1.5  # score: less is chance
Feature = EntryKey | str


@dataclass(frozen=True, slots=True)
class Related:
    """Another article, and what the two share."""

    link: Link
    date: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relations:
    """The same for all articles, in little memory. `names` are what articles share. `numbers` is an array of
    unsigned integers: for each article how many others are related to it, and for each of these its number,
    how many names the two share, and the numbers of these names."""

    names: tuple[str, ...]
    numbers: bytes

    def of(self, articles: Sequence[Article]) -> Iterator[tuple[Related, ...]]:
        """The articles related to each of `articles`, which are those of the archive."""
        following = iter(array("I", self.numbers)).__next__
        for _ in articles:
            yield tuple(self._read(articles, following) for _ in range(following()))

    def _read(self, articles: Sequence[Article], following: Callable[[], int]) -> Related:
        other, shared = articles[following()], following()
        return Related(article_link(other), other.date, tuple(self.names[following()] for _ in range(shared)))


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A feature: its name, its weight, and the numbers of the articles that have it."""

    name: str
    weight: float
    holders: Sequence[int]


def find_related(context: SiteContext, keywords: Mapping[str, tuple[str, ...]]) -> Relations:
    """For each article the articles most like it, the nearest first, with what they share; `keywords` are
    those of each, by its id."""
    articles = context.archive.articles
    holders: dict[Feature, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        for feature in _features(context, article, keywords.get(article.id, ())):
            holders[feature].append(number)
    ranked = _rank(context, holders, len(articles))
    own: list[list[int]] = [[] for _ in articles]
    for rank, shared in enumerate(ranked):
        for number in shared.holders:
            own[number].append(rank)
    numbers = array("I")
    for article, ranks in zip(articles, own, strict=True):
        scores = _scores(ranked[rank] for rank in ranks[:_FEATURES])
        nearest = _nearest(context.archive, article, scores)
        numbers.append(len(nearest))
        for other in nearest:
            both = [rank for rank in ranks if rank in own[other]][:_REASONS]
            numbers.extend((other, len(both), *both))
    return Relations(tuple(one.name for one in ranked), numbers.tobytes())


def _rank(context: SiteContext, holders: Mapping[Feature, Sequence[int]], total: int) -> list[_Ranked]:
    """The features that several of all articles have, but not too many, the rarest first."""
    shared = {f: math.log(1 + total / len(held)) for f, held in holders.items() if 1 < len(held) <= _COMMON}
    order = sorted(shared, key=lambda f: (-shared[f], str(f)))
    return [_Ranked(f if isinstance(f, str) else context.links[f].text, shared[f], holders[f]) for f in order]


def _features(context: SiteContext, article: Article, keywords: Iterable[str]) -> tuple[Feature, ...]:
    """The features an article can share with others: its entries and its keywords."""
    entries = context.keys(article)
    names = {context.records[key].preferred for key in entries}
    return (*entries, *(word for word in keywords if word not in names))


def _scores(features: Iterable[_Ranked]) -> dict[int, float]:
    """The articles that share some of `features`, by number, with the sum of the weights."""
    scores: dict[int, float] = defaultdict(float)
    for feature in features:
        for number in feature.holders:
            scores[number] += feature.weight
    return scores


def _nearest(archive: Archive, article: Article, scores: Mapping[int, float]) -> list[int]:
    """The numbers of the articles most like `article`: no printing of its own story, of others one."""
    articles = archive.articles
    seen = {printing.id for printing in archive.printings_of(article)}
    best: list[int] = []
    near = (number for number, score in scores.items() if score >= _LEAST)
    for number in sorted(near, key=lambda n: (-round(scores[n], 6), n)):
        if len(best) == _SHOWN:
            break
        if articles[number].id not in seen:
            seen |= {printing.id for printing in archive.printings_of(articles[number])}
            best.append(number)
    return best
