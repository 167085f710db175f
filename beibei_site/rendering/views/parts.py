"""Shapes that several views share: links, cards, calendars, lines, shares, flaws."""

from __future__ import annotations

from dataclasses import dataclass

from beibei_site.domain.model import Article, Facet
from beibei_site.domain.reasons import Reason
from beibei_site.rendering.charts import Sparkline


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `target` (a path below the output folder). `origin` is the `title_from` of an article."""

    target: str
    text: str
    count: int = 0
    origin: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list."""

    link: Link
    date: str
    kicker: str
    opening: str
    people: tuple[Link, ...] = ()
    topics: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Pages:
    """Where a long list stands: this page's number, and the addresses of all its pages."""

    number: int = 1
    targets: tuple[str, ...] = ()
    total: int = 0


NO_PAGES = Pages()


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day in a month's table: its number (0: not of this month), its page if it has articles."""

    day: int
    target: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class MonthTable:
    """A month's calendar: weeks of seven days, Monday first. `most` is the busiest day of the archive."""

    month: str
    target: str
    count: int
    most: int
    weeks: tuple[tuple[DayCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """An entry with its articles over time."""

    link: Link
    spark: Sparkline


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year and its twelve months, each with its count."""

    link: Link
    months: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another article, and what the two share."""

    link: Link
    date: str
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """An entry of a facet as an article's text names it: the strings to look for."""

    link: Link
    facet: Facet
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a seed: its number, its text as it came, where it went and in what role."""

    number: int
    text: str
    article: Link | None = None
    role: str = ""
    first: bool = False


@dataclass(frozen=True, slots=True)
class Shares:
    """How the lines with text of one or more source pages were read."""

    total: int = 0
    article: int = 0
    furniture: int = 0
    orphan: int = 0
    removed: int = 0

    @property
    def lost(self) -> int:
        return self.total - self.article - self.furniture - self.orphan - self.removed


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is missing or damaged, where: `kind` is a word that the template explains."""

    kind: str
    link: Link
    number: int = 0


@dataclass(frozen=True, slots=True)
class Holding:
    """What is kept of one newspaper page."""

    link: Link
    paper: str
    issued: str
    first: str
    last: str
    page: int | None
    articles: int
    shares: Shares
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class Issue:
    """One day's paper: which of its pages are there, and which must have existed but are not."""

    day: str
    there: tuple[Link, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """One article that needs an eye: how sure the reader is, why, and the edit that would change it."""

    link: Link
    beside: str
    article: Article
    file: str
    reasons: tuple[Reason, ...]
    alternatives: tuple[Reason, ...]
    edit: str
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class Tenured:
    """An office that the archive gives a person: when, in which articles; `bar` is its place in time."""

    office: str
    first: str
    last: str
    articles: tuple[Link, ...]
    bar: tuple[int, int]
