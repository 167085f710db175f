"""The views of the site as a whole: home, about, data, not found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.domain.dates import first_and_last
from beibei_site.domain.model import Article
from beibei_site.rendering import urls
from beibei_site.rendering.charts import BarChart, YearStrip, sparkline
from beibei_site.rendering.components import Card, Excerpts, Link, PageName, Shares
from beibei_site.rendering.context import EntryKey, SiteContext
from beibei_site.rendering.outputs.exports import citation
from beibei_site.rendering.outputs.resources import Resource
from beibei_site.rendering.views.anniversaries import days_of_year
from beibei_site.rendering.views.dates import YearRow, strips, year_rows
from beibei_site.rendering.views.newspaper.coverage import total_shares
from beibei_site.rendering.views.view import View

_FEATURED, _STRIPS, _TOPICS, _PEOPLE = 9, 3, 10, 24
_TELLING = 20  # days with articles from which on the heat map of a year says something


@dataclass(frozen=True, slots=True)
class Trend:
    """An entry with its articles over time; `description` only if it is featured."""

    link: Link
    chart: BarChart
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    """What the archive holds, its days, topics and people, and how complete it is.

    `twins` is the number of articles that lists leave out: further printings of a story.
    """

    template: str = "home.html"
    section: str = "home"
    first: str
    last: str
    counts: tuple[Link, ...]
    featured: tuple[Card, ...]
    strips: tuple[YearStrip, ...]
    years: tuple[YearRow, ...]
    topics: tuple[Trend, ...]
    people: tuple[Link, ...]
    coverage: Shares
    twins: int
    days: tuple[str, ...]
    periods: tuple[str, ...]
    newest: tuple[PageName, ...]  # the newest issue, then its pages


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView(View):
    """What the archive is: how many articles and pages, and from when to when they tell."""

    template: str = "about.html"
    section: str = "about"
    articles: int
    twins: int
    pages: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the data package."""

    name: str
    path: str
    bytes: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView(View):
    """The files, and how to cite them."""

    template: str = "data.html"
    section: str = "data"
    files: tuple[DataFile, ...]
    citation: str


def whole_views(context: SiteContext) -> Iterator[View]:
    """The pages whose text is entirely in their templates."""
    yield _about_view(context)
    yield View(path=urls.NOT_FOUND, template="404.html")


def home_views(context: SiteContext, excerpts: Excerpts) -> Iterator[HomeView]:
    """The start page."""
    archive = context.archive
    first, last = first_and_last(archive.dates)
    years = context.years
    people, topics = context.ranked("people"), _topics(context)
    yield HomeView(
        path=urls.HOME,
        first=first,
        last=last,
        counts=(
            Link(urls.dates(), "articles", len(archive.stories)),
            Link(urls.facet("people"), "people", len(people)),
            Link(urls.facet("topics"), "topics", len(topics)),
            Link(urls.source(), "pages", len(archive.pages)),
        ),
        featured=context.cards(featured(context), excerpts),
        strips=tuple(s for s in strips(context, years[-_STRIPS:]) if s.days >= _TELLING),
        years=year_rows(context, years),
        topics=tuple(_trend(context, key) for key in topics[:_TOPICS]),
        people=tuple(context.counted(key) for key in people[:_PEOPLE]),
        coverage=total_shares(context),
        twins=len(archive.articles) - len(archive.stories),
        days=tuple(link.text for link in days_of_year(context)),
        periods=context.periods,
        newest=_newest(context),
    )


def _newest(context: SiteContext) -> tuple[PageName, ...]:
    """The newest issue of the archive's own paper, or else of any, and its pages."""
    shelf = context.shelf
    held = (issue for issue in shelf.issues if issue.pages)
    issue = max(held, key=lambda i: (not i.paper, i.day), default=None)
    if issue is None:
        return ()
    pages = (shelf.name(issue, page) for page in issue.pages)
    return (shelf.issue_name(issue), *(page for page in pages if page.target != shelf.address(issue)))


def _about_view(context: SiteContext) -> AboutView:
    archive = context.archive
    first, last = first_and_last(archive.dates)
    return AboutView(
        path=urls.ABOUT,
        articles=len(archive.articles),
        twins=len(archive.articles) - len(archive.stories),
        pages=len(archive.pages),
        first=first,
        last=last,
    )


def featured(context: SiteContext) -> Sequence[Article]:
    """The articles that the settings name, or else the latest."""
    by_id = context.archive.by_id
    return [by_id[i] for i in context.settings.featured if i in by_id] or context.latest[:_FEATURED]


def _topics(context: SiteContext) -> list[EntryKey]:
    """The topics that have articles: those that the settings name, then the others by their number."""
    ranked, chosen = context.ranked("topics"), context.settings.featured_topics
    place = {topic: at for at, topic in enumerate(chosen)}
    return sorted(ranked, key=lambda key: place.get(key[1], len(chosen)))


def _trend(context: SiteContext, key: EntryKey) -> Trend:
    is_featured = key[1] in context.settings.featured_topics
    description = context.records[key].description if is_featured else ""
    return Trend(context.counted(key), sparkline(context.by_period(key)), description)


def data_view(context: SiteContext, resources: Sequence[Resource], archives: Sequence[Resource]) -> DataView:
    """The page of the data: every file with its size and rows, and how to cite them."""
    return DataView(
        path=urls.DATA,
        files=tuple(
            DataFile(r.name, part.file.path, part.bytes, part.rows)
            for r in (*resources, *archives)
            for part in r.parts
        ),
        citation=citation(context, resources),
    )
