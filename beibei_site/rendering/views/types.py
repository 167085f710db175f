"""Views: frozen values, each exactly what one template prints, one for every HTML file of the site.

A view holds what was printed or worked out, never words of the interface: those stand in the templates,
where they can be translated. Costly text (Markdown, collations) is kept raw and turned by a filter, so
that a view which has not changed costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from beibei_site.domain.findings import Proposal, TopicReason
from beibei_site.domain.model import Article, AuthorityRecord, Facet
from beibei_site.rendering.charts import Bars, Matrix, YearStrip
from beibei_site.rendering.network import Network
from beibei_site.rendering.views.parts import (
    NO_PAGES,
    Card,
    Holding,
    Issue,
    Link,
    Mention,
    MonthTable,
    Pages,
    Related,
    ReviewItem,
    Shares,
    SourceLine,
    Tenured,
    Trend,
    YearRow,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One HTML file: where it lies, which template makes it, its title and its place in the menu."""

    path: str
    template: str
    title: str = ""
    section: str = ""
    before: Link | None = None
    after: Link | None = None
    up: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    first: str
    last: str
    counts: tuple[Link, ...]
    featured: tuple[Card, ...]
    strips: tuple[YearStrip, ...]
    years: tuple[YearRow, ...]
    topics: tuple[Trend, ...]
    people: tuple[Link, ...]
    coverage: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class DatesView(View):
    """All dates, a year, a month, a day or the undated (`date` is empty for the first and the last)."""

    date: str = ""
    strips: tuple[YearStrip, ...] = ()
    years: tuple[YearRow, ...] = ()
    months: tuple[MonthTable, ...] = ()
    cards: tuple[Card, ...] = ()
    pages: Pages = NO_PAGES
    undated: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView(View):
    article: Article
    authors: tuple[str, ...]
    credits: tuple[tuple[str, tuple[str, ...]], ...]
    issued: str
    paper: str
    page: int | None
    mentions: tuple[Mention, ...]
    keywords: tuple[Link, ...]
    source: Link | None
    lines: str
    twins: tuple[Link, ...]
    related: tuple[Related, ...]
    reasons: tuple[tuple[Link, TopicReason], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideView(View):
    """An article beside the raw lines it was read from; the template aligns them."""

    article: Article
    source: Link
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollationView(View):
    """An article beside each of its twins; the template compares them."""

    article: Article
    twins: tuple[tuple[Link, Article], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetIndexView(View):
    facet: Facet
    order: str
    entries: tuple[Link, ...]
    pages: Pages
    orders: tuple[tuple[str, str], ...]
    names: str
    chart: Matrix | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView(View):
    record: AuthorityRecord
    count: int
    cards: tuple[Card, ...]
    pages: Pages
    parent: Link | None
    children: tuple[Link, ...]
    related: tuple[tuple[Facet, tuple[Link, ...]], ...]
    bars: Bars | None
    tenures: tuple[Tenured, ...]
    feeds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionsView(View):
    network: Network
    pairs: tuple[tuple[Link, Link, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView(View):
    file: str
    lines: tuple[SourceLine, ...]
    articles: tuple[Link, ...]
    facts: tuple[tuple[str, str], ...]
    shares: Shares


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView(View):
    holdings: tuple[Holding, ...]
    pages: Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView(View):
    shares: Shares
    issues: tuple[Issue, ...]
    holdings: tuple[Holding, ...]
    undated: Link | None
    supplied: int
    reviewed: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainView(View):
    """A page whose words all stand in its template: search, about, data, not found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GrammarView(View):
    """What can be typed into the search: queries made from this archive, by what each is an example of."""

    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView(View):
    items: tuple[ReviewItem, ...]
    pages: Pages
    orphans: tuple[Link, ...]
    proposals: tuple[Proposal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView(View):
    """A former address. `link` is where its thing stands now."""

    link: Link
