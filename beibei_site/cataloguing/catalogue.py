"""Articles with empty facets → articles with people, topics, places and bodies.

Results that depend on one article alone are cached by a digest of its text; evidence from the whole archive
is pooled again each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from beibei_site.cataloguing.authority import AccessPoints
from beibei_site.cataloguing.names.bylines import text_for_names
from beibei_site.cataloguing.names.mentions import KINDS, Mention, find_mentions
from beibei_site.cataloguing.names.places import full_forms
from beibei_site.cataloguing.names.pooling import Pool
from beibei_site.cataloguing.topics import topics_of
from beibei_site.chinese.segmenter import dictionary
from beibei_site.chinese.tagger.models import installed
from beibei_site.chinese.variants import simplify
from beibei_site.content.body import plain
from beibei_site.content.cache import RememberEach, digest
from beibei_site.domain.model import Article, Authority, Facet


@dataclass(frozen=True, slots=True)
class Known:
    """Evidence from the whole archive and its curator: pooled probabilities, the persons' names `given` by a
    curator, and each authority file."""

    pool: Pool
    given: tuple[str, ...]
    access: Mapping[Facet, AccessPoints]

    def names_in(self, text: str, mentions: Sequence[Mention]) -> dict[Facet, list[str]]:
        """The names in `text` by kind, as printed, in order of first mention."""
        rejected: dict[str, frozenset[str]] = {
            kind: frozenset(map(simplify, self.access[kind].rejected)) for kind in KINDS
        }
        chosen = self.pool.names_in(simplify(text), mentions, self.given, rejected)
        return {kind: [text[m.start : m.end] for m in chosen if m.kind == kind] for kind in KINDS}


def _find_mentions(text: str) -> tuple[Mention, ...]:
    simple = simplify(text)
    return find_mentions(simple, dictionary().tags(simple))


def assign_facets(
    articles: Sequence[Article],
    authorities: Mapping[Facet, Authority],
    *,
    context: Iterable[Article] = (),
    remember_each: RememberEach,
) -> tuple[Article, ...]:
    """`articles` with their facets filled: after what their front matter gives.

    `context` are hand-edited articles. The persons that a curator has added to them or names in front matter
    count as certain: not those that are found in the article of the same id among `articles`, as it was
    before the curator came.
    """
    texts = [text_for_names(article) for article in articles]
    models = installed()
    keys = [digest(text, *models) for text in texts]
    mentions = remember_each("mentions", keys, tuple[Mention, ...], _find_mentions, texts)
    pool = Pool.of([simplify(text) for text in texts], mentions)
    access = {facet: AccessPoints.of(authority) for facet, authority in authorities.items()}
    known = Known(pool, _given(authorities["people"], ()), access)
    fill = partial(_fill, access, authorities["topics"])
    edited = {article.id: article for article in context}
    before: dict[str, set[str]] = defaultdict(set)
    for article, text, found in zip(articles, texts, mentions, strict=True):
        if article.id in edited:
            before[article.id].update(fill(article, text, known.names_in(text, found)).people)
    added = {p for article in edited.values() for p in article.people if p not in before[article.id]}
    added |= {person for article in articles for person in article.people}
    known = replace(known, given=_given(authorities["people"], added))
    return tuple(map(fill, articles, texts, map(known.names_in, texts, mentions)))


def _given(authority: Authority, added: Iterable[str]) -> tuple[str, ...]:
    """All forms of persons' names in the curator's file, and the values that a curator has added to
    articles."""
    preferred = {r.id: r.preferred for r in authority.records}
    known = {preferred.get(value, value) for value in added}
    known |= {form for r in authority.records for form in r.forms}
    return tuple(sorted(map(simplify, known - set(authority.rejected))))


def _fill(
    access: Mapping[Facet, AccessPoints],
    topics: Authority,
    article: Article,
    text: str,
    names: Mapping[Facet, Sequence[str]],
) -> Article:
    """`article` with its topics, and the people, places and bodies named in `text`, after those it has."""
    full = full_forms(names["places"])
    places = [full.get(place, place) for place in names["places"]]
    ids = {form: record.id for record in topics.records for form in record.forms}
    given = (ids.get(topic, topic) for topic in article.topics)
    found = topics_of(topics, article.printed_heading, plain(article.body))
    places, bodies = access["places"].complete(places, text), access["bodies"].complete(names["bodies"], text)
    return replace(
        article,
        people=access["people"].values([*article.people, *names["people"]], text),
        topics=tuple(dict.fromkeys([*given, *found])),
        places=access["places"].values([*article.places, *places], text),
        bodies=access["bodies"].values([*article.bodies, *bodies], text),
    )
