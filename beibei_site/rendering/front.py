"""The views that belong to the whole: home, search, about, data, not found."""

from __future__ import annotations

from collections.abc import Iterator

from beibei_site import urls
from beibei_site.rendering.calendars import strips, year_rows
from beibei_site.rendering.charts import count_by_period, sparkline
from beibei_site.rendering.coverage import total_shares
from beibei_site.rendering.holdings import Holdings, Key
from beibei_site.rendering.shapes import Card, Link, Trend
from beibei_site.rendering.views import HomeView, PlainView, View

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


def _featured(holdings: Holdings) -> tuple[Card, ...]:
    """The articles that the settings name, or else the latest, those with a printed headline first."""
    archive = holdings.archive
    chosen = [archive.by_id[i] for i in holdings.settings.featured if i in archive.by_id]
    latest = sorted(archive.articles, key=lambda a: (a.date, a.title_from == "headline"), reverse=True)
    return holdings.cards(chosen or latest[:_FEATURED])


def _trend(holdings: Holdings, key: Key) -> Trend:
    dates = (a.date for a in holdings.archive.with_entry(*key))
    return Trend(holdings.entry(key), sparkline(count_by_period(dates, holdings.periods)))
