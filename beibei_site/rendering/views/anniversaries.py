"""The days of the year on which something happened, whatever the year: "on this day"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.rendering import urls
from beibei_site.rendering.components import Card, Excerpts, Link
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.lists.paging import NO_PAGES, Pages, beside, paged
from beibei_site.rendering.views.view import View


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
    return tuple(_link(context, day) for day in context.by_day_of_year)


def _link(context: SiteContext, day: str) -> Link:
    return Link(urls.anniversary(day), day, len(context.by_day_of_year[day]))


def all_days_view(context: SiteContext) -> AnniversaryView:
    """The list of the days of the year."""
    return AnniversaryView(path=urls.anniversary(), days=days_of_year(context))


def anniversary_views(context: SiteContext, excerpts: Excerpts, day: str) -> Iterator[AnniversaryView]:
    """A day of the year."""
    found = context.by_day_of_year
    days = [*found]
    before, after = (_link(context, other) if other else None for other in beside(days, days.index(day)))
    for path, articles, pages in paged(urls.anniversary(day), found[day]):
        yield AnniversaryView(
            path=path,
            day=day,
            cards=context.cards(articles, excerpts),
            pages=pages,
            before=before,
            after=after,
            up=Link(urls.anniversary(), ""),
        )
