"""Articles with empty facets → articles with people, topics, places, bodies and keywords.

Results that depend on one article alone are cached by a digest of its text; evidence from the whole archive
is pooled again each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from beibei_site.cataloguing.authority import AccessPoints
from beibei_site.cataloguing.keywords import choose_keywords, countable
from beibei_site.cataloguing.names.bylines import close_names, mask_staff
from beibei_site.cataloguing.names.mentions import KINDS, Mention, find_mentions
from beibei_site.cataloguing.names.places import full_forms
from beibei_site.cataloguing.names.pooling import Pool
from beibei_site.cataloguing.topics import topics_of
from beibei_site.chinese.segmenter import dictionary
from beibei_site.chinese.tagger.models import installed
from beibei_site.chinese.variants import simplify
from beibei_site.content.body import parse_body, plain
from beibei_site.content.cache import Remember, digest
from beibei_site.domain.model import Article, Authority, Facet

_LONGEST_NAME = 4  # characters: the longest person's name looked for at the start of a dictionary word


@dataclass(frozen=True, slots=True)
class Clues:
    """Evidence from the text of one article alone."""

    mentions: tuple[Mention, ...]
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Evidence from the whole archive and its curator: pooled probabilities, the persons' names `given` by a
    curator, and each authority file."""

    pool: Pool
    given: tuple[str, ...]
    access: Mapping[Facet, AccessPoints]

    def names_in(self, text: str, clues: Clues) -> dict[Facet, list[str]]:
        """The names in `text` by kind, as printed, in order of first mention."""
        rejected: dict[str, frozenset[str]] = {
            kind: frozenset(map(simplify, self.access[kind].rejected)) for kind in KINDS
        }
        chosen = self.pool.names_in(simplify(text), clues.mentions, self.given, rejected)
        return {kind: [text[m.start : m.end] for m in chosen if m.kind == kind] for kind in KINDS}


def find_clues(text: str) -> Clues:
    """The clues in an article's plain text."""
    lexicon, folded = dictionary(), simplify(text)
    words, at = [], 0
    for word in lexicon.cut(folded):
        words.append((text[at : at + len(word)], lexicon.tags.get(word, "")))
        at += len(word)
    return Clues(find_mentions(folded, lexicon.tags), countable(words))


def assign_facets(
    articles: Sequence[Article],
    authorities: Mapping[Facet, Authority],
    *,
    context: Iterable[Article] = (),
    remember: Remember,
) -> tuple[Article, ...]:
    """`articles` with their facets filled. Names in `context` (hand-edited articles) count as certain."""
    texts = [_searched(article) for article in articles]
    models = installed()
    clues = [remember("clues", digest(text, *models), Clues, partial(find_clues, text)) for text in texts]
    pool = Pool.of([simplify(text) for text in texts], [c.mentions for c in clues])
    access = {facet: AccessPoints.of(authority) for facet, authority in authorities.items()}
    known = Known(pool, _given(authorities["people"], context), access)
    names = list(map(known.names_in, texts, clues))
    people = frozenset(name for found in names for name in found["people"])
    keywords = choose_keywords([[w for w in c.words if not _person_before(w[0], people)] for c in clues])
    fill = partial(_fill, known.access, authorities["topics"])
    filled = map(fill, articles, texts, names)
    return tuple(replace(article, keywords=words) for article, words in zip(filled, keywords, strict=True))


def _searched(article: Article) -> str:
    """The text that is searched for names; bylines, credits and source lines are left out, as they name
    authors."""
    text = "\n".join(part.text for part in parse_body(article.body).parts if part.kind != "note")
    return mask_staff(close_names(f"{article.printed_heading}\n{text}"))


def _given(authority: Authority, context: Iterable[Article]) -> tuple[str, ...]:
    """All forms of persons' names in the curator's file and articles."""
    preferred = {r.id: r.preferred for r in authority.records}
    known = {preferred.get(value, value) for a in context for value in a.people}
    known |= {form for r in authority.records for form in r.forms}
    return tuple(sorted(map(simplify, known - set(authority.rejected))))


def _fill(
    access: Mapping[Facet, AccessPoints],
    topics: Authority,
    article: Article,
    text: str,
    names: Mapping[Facet, Sequence[str]],
) -> Article:
    """`article` with its topics, and the people, places and bodies named in `text`."""
    full = full_forms(names["places"])
    places = [full.get(place, place) for place in names["places"]]
    return replace(
        article,
        people=access["people"].values(names["people"], text),
        topics=topics_of(topics, article.printed_heading, plain(article.body)),
        places=access["places"].values(access["places"].complete(places, text), text),
        bodies=access["bodies"].values(access["bodies"].complete(names["bodies"], text), text),
    )


def _person_before(word: str, people: Set[str]) -> str:
    """The person whose name `word` begins with; empty if there is none."""
    return next((word[:n] for n in range(_LONGEST_NAME, 1, -1) if word[:n] in people), "")
