"""Related articles: those that share people, topics, places, bodies or rare words, and which."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from beibei_site.domain.model import Article
from beibei_site.rendering.context import Holdings, Key, article_link
from beibei_site.rendering.views.parts import Related

_COMMON = 60  # what more articles share relates nothing, and would make the work grow with its square
_FEATURES = 16
_SHOWN, _REASONS = 4, 4
_LEAST = 1.5
Feature = Key | str


def find_related(holdings: Holdings) -> dict[str, tuple[Related, ...]]:
    """For each article id the articles most like it, the nearest first, with what they share."""
    articles = holdings.archive.articles
    features = [_features(holdings, a) for a in articles]
    holders: dict[Feature, list[int]] = defaultdict(list)
    for number, found in enumerate(features):
        for feature in found:
            holders[feature].append(number)
    weights = {
        f: math.log(1 + len(articles) / len(held)) for f, held in holders.items() if 1 < len(held) <= _COMMON
    }
    return {
        article.id: _nearest(holdings, number, features, holders, weights)
        for number, article in enumerate(articles)
    }


def _features(holdings: Holdings, article: Article) -> tuple[Feature, ...]:
    """What relates an article to others: its entries and its keywords."""
    entries = holdings.keys[article.id]
    names = {holdings.records[key].preferred for key in entries}
    return (*entries, *(word for word in article.keywords if word not in names))


def _nearest(
    holdings: Holdings,
    number: int,
    features: list[tuple[Feature, ...]],
    holders: dict[Feature, list[int]],
    weights: dict[Feature, float],
) -> tuple[Related, ...]:
    articles = holdings.archive.articles
    own = sorted((f for f in features[number] if f in weights), key=lambda f: (-weights[f], str(f)))
    scores: Counter[int] = Counter()
    for feature in own[:_FEATURES]:
        for other in holders[feature]:
            scores[other] += weights[feature]  # type: ignore[assignment]
    excluded = {articles[number].id, *articles[number].twins}
    others = (n for n in scores if articles[n].id not in excluded)
    best = sorted(others, key=lambda n: (-round(scores[n], 6), n))
    return tuple(
        Related(
            article_link(articles[n]),
            articles[n].date,
            tuple(_reason(holdings, f) for f in own if f in features[n])[:_REASONS],
        )
        for n in best[:_SHOWN]
        if scores[n] >= _LEAST
    )


def _reason(holdings: Holdings, feature: Feature) -> str:
    return feature if isinstance(feature, str) else holdings.entry(feature).text
