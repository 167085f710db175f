"""The views that belong to the whole: home, search, about, data, not found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beibei_site import urls
from beibei_site.archive import Archive
from beibei_site.model import FACETS, Article, Facet
from beibei_site.rendering.calendars import strips, year_rows
from beibei_site.rendering.charts import count_by_period, sparkline
from beibei_site.rendering.coverage import total_shares
from beibei_site.rendering.holdings import Holdings, Key
from beibei_site.rendering.shapes import Card, Link, Trend
from beibei_site.rendering.views import GrammarView, HomeView, PlainView, View

_FEATURED, _STRIPS, _TOPICS, _PEOPLE = 9, 3, 10, 24


def front_views(holdings: Holdings) -> Iterator[View]:
    yield home_view(holdings)
    plain = (
        (urls.SEARCH, "search.html", "search"),
        (urls.ABOUT, "about.html", "about"),
        (urls.DATA, "data.html", "data"),
        (urls.NOT_FOUND, "404.html", ""),
    )
    for path, template, section in plain:
        yield PlainView(path=path, template=template, section=section)
    yield grammar_view(holdings)


def home_view(holdings: Holdings) -> HomeView:
    """The start page: what the archive holds, its days, topics and people, and how complete it is."""
    archive = holdings.archive
    known = archive.dates or ("", "")
    years = sorted({d[:4] for d in archive.dates})
    return HomeView(
        path=urls.HOME,
        template="home.html",
        section="home",
        first=known[0],
        last=known[-1],
        counts=(
            Link(urls.dates(), "articles", len(archive.articles)),
            Link(urls.facet("people"), "people", len(holdings.ranked("people"))),
            Link(urls.facet("topics"), "topics", len(holdings.ranked("topics"))),
            Link(urls.source(), "pages", len(archive.pages)),
        ),
        featured=_featured(holdings),
        strips=strips(holdings, years[-_STRIPS:]),
        years=year_rows(holdings, years),
        topics=tuple(_trend(holdings, key) for key in holdings.ranked("topics")[:_TOPICS]),
        people=tuple(holdings.entry(key) for key in holdings.ranked("people")[:_PEOPLE]),
        coverage=total_shares(holdings),
    )


def grammar_view(holdings: Holdings) -> GrammarView:
    """The grammar of the search, with examples that find something in this archive."""
    return GrammarView(
        path=urls.GRAMMAR, template="grammar.html", section="search", examples=tuple(_examples(holdings))
    )


def _examples(holdings: Holdings) -> Iterator[tuple[str, str]]:
    archive = holdings.archive
    names = {facet: _preferred(holdings, facet) for facet in FACETS}
    printed = (a.title for a in _latest(archive) if a.title_from == "headline")
    headline = next((title for title in printed if not set(title) & set('"“”')), "")
    people = names["people"]
    if len(people) > 1:
        yield "words", f"{people[0]} {people[1]}"
    if headline:
        yield "phrase", f'"{headline}"'
    if len(people) > 1:
        yield "without", f"{people[0]} -{people[1]}"
        yield "either", f"{people[0]} OR {people[1]}"
    titles = "\n".join(a.title for a in archive.articles)
    if in_title := next((n for facet in FACETS for n in names[facet] if n in titles), ""):
        yield "title", f"title:{in_title}"
        if people:
            yield "group", f"title:({in_title} OR {people[0]})"
    for facet, field in zip(FACETS, ("person", "topic", "place", "org"), strict=True):
        if names[facet]:
            yield field, f"{field}:{names[facet][0]}"
    if writer := next((c.name for a in archive.articles for c in a.byline), ""):
        yield "by", f"by:{_quoted(writer)}"
    if archive.dates:
        first, last = archive.dates[0], archive.dates[-1]
        yield "date", f"date:{last[:7]}"
        yield "span", f"date:{first[:7]}..{last[:7]}"


def _preferred(holdings: Holdings, facet: Facet) -> list[str]:
    """The names of a facet's entries as they can be typed, the most frequent first."""
    return [_quoted(holdings.records[key].preferred) for key in holdings.ranked(facet)]


def _quoted(name: str) -> str:
    """A name as the query language reads it whole."""
    return f'"{name}"' if re.search(r"[\s():]|^-", name) else name


def _latest(archive: Archive) -> list[Article]:
    """The articles, the latest first, those with a printed headline before others of their day."""
    return sorted(archive.articles, key=lambda a: (a.date, a.title_from == "headline"), reverse=True)


def _featured(holdings: Holdings) -> tuple[Card, ...]:
    """The articles that the settings name, or else the latest."""
    archive = holdings.archive
    chosen = [archive.by_id[i] for i in holdings.settings.featured if i in archive.by_id]
    return holdings.cards(chosen or _latest(archive)[:_FEATURED])


def _trend(holdings: Holdings, key: Key) -> Trend:
    dates = (a.date for a in holdings.archive.with_entry(*key))
    return Trend(holdings.entry(key), sparkline(count_by_period(dates, holdings.periods)))
