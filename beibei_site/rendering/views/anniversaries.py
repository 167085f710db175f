"""The days of the year on which something happened, whatever the year: "on this day"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.domain.dates import is_day
from beibei_site.domain.model import Article
from beibei_site.rendering import urls
from beibei_site.rendering.components import Card, Link
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.lists.paging import NO_PAGES, Pages, beside, paged
from beibei_site.rendering.views.view import View

_YEAR = len("2020-")


@dataclass(frozen=True, slots=True, kw_only=True)
class AnniversaryView(View):
    """A day of the year (`04-02`) with its articles of all years, the latest first; or all such days."""

    template: str = "anniversary.html"
    section: str = "dates"
    day: str = ""
    cards: tuple[Card, ...] = ()
    pages: Pages = NO_PAGES
    days: tuple[Link, ...] = ()


def days_of_year(context: SiteContext) -> tuple[Link, ...]:
    """The days of the year that have articles, each with their number."""
    return tuple(Link(urls.anniversary(day), day, len(found)) for day, found in _by_day(context).items())


def anniversary_views(context: SiteContext) -> Iterator[AnniversaryView]:
    """The list of the days of the year, and each of them."""
    days = days_of_year(context)
    yield AnniversaryView(path=urls.anniversary(), days=days)
    for at, (day, found) in enumerate(_by_day(context).items()):
        before, after = beside(days, at)
        for path, articles, pages in paged(urls.anniversary(day), found):
            yield AnniversaryView(
                path=path,
                day=day,
                cards=context.cards(articles),
                pages=pages,
                before=before,
                after=after,
                up=Link(urls.anniversary(), ""),
            )


def _by_day(context: SiteContext) -> dict[str, tuple[Article, ...]]:
    """The stories whose day is known by day of the year, in the order of the year, the latest first."""
    found: defaultdict[str, list[Article]] = defaultdict(list)
    for article in reversed(context.archive.articles):
        if is_day(article.date):
            found[article.date[_YEAR:]].append(article)
    return {day: context.archive.fold(articles) for day, articles in sorted(found.items())}
