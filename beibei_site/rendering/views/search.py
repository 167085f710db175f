"""The search page and its grammar, with examples that find something in this archive."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from beibei_site.chinese.pinyin import pinyin
from beibei_site.domain.dates import first_and_last, is_day
from beibei_site.domain.model import FACETS, Facet
from beibei_site.rendering import urls
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.views.view import View

_FIELDS: dict[Facet, str] = {"people": "person", "topics": "topic", "places": "place", "bodies": "org"}
_CHINESE = {
    "title": "标题", "person": "人物", "topic": "专题", "place": "地点", "org": "机构", "by": "作者",
    "date": "日期",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class GrammarView(View):
    """`examples` are queries by what each shows; the template has the words for that."""

    template: str = "grammar.html"
    section: str = "search"
    examples: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(View):
    """The search page. `examples` are queries to begin with, `fields` one for each field, by its English
    name; `tables` are read beside the index, each from so many scripts; `first` and `last` are the first and
    last month of the archive; `others` are the names and addresses of other archives that are searched too,
    as JSON, `origins` those of their hosts."""

    template: str = "search.html"
    section: str = "search"
    examples: tuple[str, ...]
    fields: dict[str, str]
    tables: dict[str, int]
    first: str
    last: str
    others: str
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersView(View):
    """The page that answers the search pages of other archives, which show it in a frame."""

    template: str = "answers.html"


def search_views(context: SiteContext, tables: Mapping[str, int]) -> Iterator[View]:
    """The search page and the page that explains it."""
    names = {facet: _names(context, facet) for facet in FACETS}
    is_chinese = context.settings.language.startswith("zh")
    fields = {
        kind: _in_chinese(query) if is_chinese else query
        for kind, query in (*_examples_of_fields(context, names), *_examples_of_dates(context))
        if kind != "group"
    }
    first, last = first_and_last(context.archive.dates)
    others = context.settings.archives
    yield SearchView(
        path=urls.SEARCH,
        examples=tuple(_to_begin(context, names, is_chinese)),
        fields=fields,
        tables=dict(tables),
        first=first[:7],
        last=last[:7],
        others=json.dumps([(o.name, urls.archive(o.address)) for o in others], ensure_ascii=False)
        if others
        else "",
        origins=tuple(dict.fromkeys(filter(None, (o.origin for o in others)))),
    )
    yield AnswersView(path=urls.ANSWERS)
    yield grammar_view(context)


def _in_chinese(query: str) -> str:
    field, colon, rest = query.partition(":")
    return _CHINESE[field] + colon + rest


def _to_begin(context: SiteContext, names: dict[Facet, list[str]], is_chinese: bool) -> Iterator[str]:
    """A name of every kind, a name in pinyin, a day."""
    for facet in FACETS:
        yield from names[facet][:1]
    yield from (pinyin(name) for name in names["people"][:1] if name.isalpha())
    days = Counter(a.date for a in context.archive.articles if is_day(a.date))
    for day, _ in days.most_common(1):
        year, month, number = map(int, day.split("-"))
        yield f"{year}年{month}月{number}日" if is_chinese else day


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
