"""Articles with empty facets → articles with people, topics, places, bodies and keywords.

What looks at one article alone is remembered by the digest of its words; what pools the evidence of the
whole archive is done anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from beibei_site.cataloguing.authority import AccessPoints
from beibei_site.cataloguing.keywords import choose_keywords, countable
from beibei_site.cataloguing.names.evidence import Lexicon
from beibei_site.cataloguing.names.lexicon import INSTITUTION
from beibei_site.cataloguing.names.mentions import Mention, close_names, find_mentions
from beibei_site.cataloguing.names.pooling import given_forms, people_in, pool, prove
from beibei_site.cataloguing.places import find_bodies, find_places, full_forms
from beibei_site.cataloguing.topics import topics_of
from beibei_site.chinese.segmenter import dictionary
from beibei_site.content.body import parse_body, plain
from beibei_site.content.cache import Remember, digest
from beibei_site.domain.model import Article, Authority, Facet

_LONGEST_NAME = 4  # characters of a person's name that a word of the dictionary may begin with


@dataclass(frozen=True, slots=True)
class Clues:
    """What one article's words tell by themselves."""

    mentions: tuple[Mention, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    words: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """What the whole archive and its curator tell of the names in one article.

    `people` maps each name to what speaks for it; `full_places` a short form to the full one.
    """

    people: Mapping[str, float]
    given: Sequence[str]
    full_places: Mapping[str, str]
    access: Mapping[Facet, AccessPoints]
    topics: Authority


def find_clues(text: str) -> Clues:
    """The clues in the plain words of an article."""
    lexicon = dictionary()
    words = [(word, lexicon.tags.get(word, "")) for word in lexicon.cut(text)]
    mentions = find_mentions(text, Lexicon(lexicon.tags, lexicon.frequency), _starts(words))
    return Clues(mentions, find_places(words), find_bodies(words), countable(words))


def _starts(words: Sequence[tuple[str, str]]) -> dict[int, int]:
    """Where each word begins → where it ends."""
    ends: dict[int, int] = {}
    at = 0
    for word, _ in words:
        ends[at] = at + len(word)
        at += len(word)
    return ends


def assign_facets(
    articles: Sequence[Article],
    authorities: Mapping[Facet, Authority],
    *,
    context: Iterable[Article] = (),
    remember: Remember,
) -> tuple[Article, ...]:
    """`articles` with their facets filled. The names in `context` (articles of a person) count as proved."""
    texts = [_searched(article) for article in articles]
    clues = [remember("clues", digest(text), Clues, partial(find_clues, text)) for text in texts]
    people = _proved_people(clues, authorities["people"], context)
    evidence = NameEvidence(
        people=people,
        given=given_forms(people),
        full_places=full_forms(name for clue in clues for name in clue.places),
        access={facet: AccessPoints.of(authority) for facet, authority in authorities.items()},
        topics=authorities["topics"],
    )
    keywords = choose_keywords([[w for w in c.words if not _person_before(w[0], people)] for c in clues])
    filled = map(partial(_fill, evidence), articles, texts, clues)
    return tuple(replace(article, keywords=words) for article, words in zip(filled, keywords, strict=True))


def _searched(article: Article) -> str:
    """The words in which names are looked for; credits and source lines name authors, and are left out."""
    text = "\n".join(part.text for part in parse_body(article.body).parts if part.kind != "note")
    return close_names(f"{article.printed_heading}\n{text}")


def _proved_people(
    clues: Iterable[Clues], authority: Authority, context: Iterable[Article]
) -> Mapping[str, float]:
    """What speaks for each string as the name of a person: the texts, and what a person has catalogued."""
    preferred = {r.id: r.preferred for r in authority.records}
    known = sorted({preferred.get(value, value) for a in context for value in a.people})
    return prove(pool(c.mentions for c in clues), authority, known)


def _fill(evidence: NameEvidence, article: Article, text: str, clues: Clues) -> Article:
    """`article` with its topics, and the people, places and bodies that its `text` names."""
    access, proved = evidence.access, evidence.people
    rejected = access["people"].rejected
    people = people_in(text, clues.mentions, proved, given=evidence.given, rejected=rejected)
    places = [evidence.full_places.get(p, p) for p in clues.places if p not in proved]
    bodies = [b for b in clues.bodies if not _swallowed(b, proved)]
    return replace(
        article,
        people=access["people"].values(people, text),
        topics=topics_of(evidence.topics, article.printed_heading, plain(article.body)),
        places=access["places"].values(access["places"].complete(places, text), text),
        bodies=access["bodies"].values(access["bodies"].complete(bodies, text), text),
    )


def _person_before(word: str, people: Mapping[str, float]) -> str:
    """The person whose name `word` begins with; empty if there is none."""
    return next((word[:n] for n in range(_LONGEST_NAME, 1, -1) if word[:n] in people), "")


def _swallowed(body: str, people: Mapping[str, float]) -> bool:
    """Whether a body's name has swallowed a person before it, and is not called after them."""
    person = _person_before(body, people)
    return bool(person) and not INSTITUTION.match(body, len(person))
