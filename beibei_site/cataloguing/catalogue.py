"""Articles with empty facets → articles with people, topics, places, bodies and keywords.

What looks at one article alone is remembered by the digest of its words; what pools the evidence of the
whole archive is done anew each time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from beibei_site.cataloguing.authority import Forms, forms_of
from beibei_site.cataloguing.keywords import choose_keywords, countable
from beibei_site.cataloguing.names.evidence import Lexicon
from beibei_site.cataloguing.names.lexicon import INSTITUTION
from beibei_site.cataloguing.names.mentions import Mention, close_names, find_mentions
from beibei_site.cataloguing.names.pooling import given_forms, people_in, pool, prove
from beibei_site.cataloguing.places import find_bodies, find_places, full_forms
from beibei_site.cataloguing.topics import topics_of
from beibei_site.chinese.segmenter import dictionary
from beibei_site.content.cache import Remember
from beibei_site.domain.model import Article, Authority, Facet
from beibei_site.domain.text import plain

_CREDITS = re.compile(
    r"^> (?!图：).*$", re.M
)  # credits and source lines name authors, not persons of the text


@dataclass(frozen=True, slots=True)
class Clues:
    """What one article's words tell by themselves."""

    mentions: tuple[Mention, ...]
    places: tuple[str, ...]
    bodies: tuple[str, ...]
    words: tuple[tuple[str, int], ...]


def heading_of(article: Article) -> str:
    """The printed heading of an article, a part a line; a supplied title is no heading."""
    title = article.title if article.title_from != "supplied" else ""
    return "\n".join(filter(None, [article.kicker, title, *article.deck]))


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
    texts = [close_names(f"{heading_of(a)}\n{plain(_CREDITS.sub('', a.body))}") for a in articles]
    clues = [remember("clues", _digest(text), Clues, partial(find_clues, text)) for text in texts]
    names = _proved_people(clues, authorities["people"], context)
    given = given_forms(names)
    full = full_forms(name for clue in clues for name in clue.places)
    keywords = choose_keywords([[w for w in c.words if not _person_before(w[0], names)] for c in clues])
    forms = {facet: forms_of(authority) for facet, authority in authorities.items()}
    rejected = {facet: frozenset(authority.rejected) for facet, authority in authorities.items()}

    def catalogue(article: Article, text: str, clue: Clues, words: tuple[str, ...]) -> Article:
        people = people_in(text, clue.mentions, names, given=given, rejected=rejected["people"])
        places = [full.get(p, p) for p in clue.places if p not in names]
        bodies = [b for b in clue.bodies if not _swallowed(b, names)]
        return replace(
            article,
            people=_values(text, people, forms["people"]),
            topics=topics_of(authorities["topics"], heading_of(article), plain(article.body)),
            places=_values(text, _named(text, places, forms["places"], rejected["places"]), forms["places"]),
            bodies=_values(text, _named(text, bodies, forms["bodies"], rejected["bodies"]), forms["bodies"]),
            keywords=words,
        )

    return tuple(map(catalogue, articles, texts, clues, keywords))


def _proved_people(
    clues: Iterable[Clues], authority: Authority, context: Iterable[Article]
) -> Mapping[str, float]:
    """What speaks for each string as the name of a person: the texts, and what a person has catalogued."""
    preferred = {r.id: r.preferred for r in authority.records}
    known = sorted({preferred.get(value, value) for a in context for value in a.people})
    return prove(pool(c.mentions for c in clues), authority, known)


def _values(text: str, names: Iterable[str], forms: Forms) -> tuple[str, ...]:
    return tuple(dict.fromkeys(forms.value_for(name, text) for name in names))


def _named(text: str, found: Iterable[str], forms: Forms, rejected: frozenset[str]) -> list[str]:
    """Places or bodies without what the curator rejects, and the curator's own that no rule has found."""
    names = (*found, *(form for form in forms.bearers if form in text))
    return [name for name in names if name not in rejected]


def _person_before(word: str, people: Mapping[str, float]) -> str:
    """The person whose name `word` begins with; empty if there is none."""
    return next((word[:n] for n in (4, 3, 2) if word[:n] in people), "")


def _swallowed(body: str, people: Mapping[str, float]) -> bool:
    """Whether a body's name has swallowed a person before it, and is not called after them."""
    person = _person_before(body, people)
    return bool(person) and not INSTITUTION.match(body, len(person))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
