"""The search grammar, with examples that find something in this archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.domain.model import FACETS, Facet
from beibei_site.rendering import urls
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.views.view import View

_FIELDS: dict[Facet, str] = {"people": "person", "topics": "topic", "places": "place", "bodies": "org"}


@dataclass(frozen=True, slots=True, kw_only=True)
class GrammarView(View):
    """`examples` are queries by what each shows; the template has the words for that."""

    template: str = "grammar.html"
    section: str = "search"
    examples: dict[str, str]


def grammar_view(context: SiteContext) -> GrammarView:
    names = {facet: _names(context, facet) for facet in FACETS}
    examples = (
        *_examples_of_words(context, names["people"]),
        *_examples_of_fields(context, names),
        *_examples_of_dates(context),
    )
    return GrammarView(path=urls.GRAMMAR, examples=dict(examples))


def _names(context: SiteContext, facet: Facet) -> list[str]:
    """The names of a facet's entries as they can be typed, the most frequent first."""
    return [_quoted(context.records[key].preferred) for key in context.ranked(facet)]


def _quoted(name: str) -> str:
    """A name, quoted if the query language would split it."""
    return f'"{name}"' if re.search(r"[\s():]|^-", name) else name


def _examples_of_words(context: SiteContext, people: list[str]) -> Iterator[tuple[str, str]]:
    printed = (a.title for a in context.latest if a.title_from == "headline")
    headline = next((title for title in printed if not set(title) & set('"“”')), "")
    phrase = [("phrase", f'"{headline}"')] if headline else []
    if len(people) < 2:
        yield from phrase
        return
    one, other, *_ = people
    yield "words", f"{one} {other}"
    yield from phrase
    yield "without", f"{one} -{other}"
    yield "either", f"{one} OR {other}"


def _examples_of_fields(context: SiteContext, names: dict[Facet, list[str]]) -> Iterator[tuple[str, str]]:
    titles = "\n".join(a.title for a in context.archive.articles)
    if in_title := next((n for facet in FACETS for n in names[facet] if n in titles), ""):
        yield "title", f"title:{in_title}"
        if names["people"]:
            yield "group", f"title:({in_title} OR {names['people'][0]})"
    for facet, field in _FIELDS.items():
        if names[facet]:
            yield field, f"{field}:{names[facet][0]}"
    if writer := next((c.name for a in context.archive.articles for c in a.byline), ""):
        yield "by", f"by:{_quoted(writer)}"


def _examples_of_dates(context: SiteContext) -> Iterator[tuple[str, str]]:
    if dates := context.archive.dates:
        first, last = dates[0][:7], dates[-1][:7]
        yield "date", f"date:{last}"
        yield "span", f"date:{first}..{last}"
