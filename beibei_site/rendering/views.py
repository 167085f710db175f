"""Views: frozen values, each exactly what one template prints, one for every HTML file of the site."""

from __future__ import annotations

from dataclasses import dataclass

from beibei_site.model import Article


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `target` (a path below the output folder); `count` and `note` stand behind its text."""

    target: str
    text: str
    count: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list. `title_from` tells whether the title is printed, a twin's or supplied."""

    target: str
    title: str
    title_from: str
    date: str
    opening: str
    people: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One HTML file: where it lies, which template makes it, its title and its place in the menu."""

    path: str
    template: str
    title: str
    section: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(View):
    span: tuple[str, str]
    counts: tuple[Link, ...]
    months: tuple[MonthTable, ...]
    latest: tuple[Card, ...]
    topics: tuple[Link, ...]
    people: tuple[Link, ...]
    intro: str


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in a month's table: its number (0: not of this month), its page if it has articles."""

    day: int
    target: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class MonthTable:
    """A month's calendar: weeks of seven days, Monday first."""

    name: str
    target: str
    count: int
    weeks: tuple[tuple[DayCell, ...], ...]


@dataclass(frozen=True, slots=True)
class CollationRow:
    """A paragraph beside its twin's: runs of text, each with whether it differs."""

    left: tuple[tuple[str, bool], ...]
    right: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class TwinPart:
    """The collation of an article with one twin."""

    link: Link
    rows: tuple[CollationRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView(View):
    article: Article
    body: str
    byline: str
    date_note: str
    day: Link | None
    people: tuple[Link, ...]
    topics: tuple[Link, ...]
    places: tuple[Link, ...]
    bodies: tuple[Link, ...]
    source: Link | None
    lines: str
    raw: tuple[SourceLine, ...]
    twins: tuple[TwinPart, ...]
    before: Link | None
    after: Link | None
    reasons: tuple[tuple[str, str], ...]
    has_marks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView(View):
    """Articles under one heading: a day, a month, a year, the undated."""

    months: tuple[MonthTable, ...] = ()
    years: tuple[Link, ...] = ()
    cards: tuple[Card, ...] = ()
    before: Link | None = None
    after: Link | None = None
    up: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetIndexView(View):
    entries: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView(View):
    text: str
    variants: tuple[str, ...]
    same_as: tuple[str, ...]
    cards: tuple[Card, ...]
    related: tuple[tuple[str, tuple[Link, ...]], ...]
    offices: tuple[tuple[str, str, tuple[Link, ...]], ...]
    parent: Link | None


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a seed: its number, its text as it came, where it went and in what role."""

    number: int
    text: str
    target: str = ""
    title: str = ""
    role: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView(View):
    file: str
    lines: tuple[SourceLine, ...]
    articles: tuple[Link, ...]
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesView(View):
    pages: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(View):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView(View):
    text: str


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One article that needs an eye: how sure the reader is, why, and the edit that would change it."""

    card: Card
    file: str
    confidence: str
    reasons: tuple[str, ...]
    alternatives: tuple[str, ...]
    edit: str
    raw: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView(View):
    items: tuple[ReviewItem, ...]
    orphans: tuple[tuple[Link, str], ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView(View):
    target: str
