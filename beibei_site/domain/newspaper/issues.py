"""Articles and source pages → issues with their pages in order, what is missing from each and how that is
known.

Pages and articles of which nobody knows the day of issue are in no issue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from beibei_site.domain.archive import Archive
from beibei_site.domain.dates import is_day
from beibei_site.domain.issue import IssueData, IssuedOrigin, value_of
from beibei_site.domain.model import Article, Jump
from beibei_site.domain.newspaper.places import Place, numbered, place_of
from beibei_site.domain.record import SourcePage
from beibei_site.domain.spans import first_of
from beibei_site.domain.text import fold_width

Ground = Literal["extent", "gap", "jump"]
_Number = tuple[str, str]  # paper and day


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePage:
    """A page of an issue: what is printed as its number (empty: unknown) and its section, the files of it
    (more than one: copies of the same page), its articles as printed."""

    printed: str
    section: str
    sources: tuple[SourcePage, ...]
    articles: tuple[Article, ...]

    @property
    def place(self) -> Place | None:
        return place_of(self.printed) if self.printed else None


@dataclass(frozen=True, slots=True)
class MissingPage:
    """A page that is not in the archive, and how it is known that there was one: the curator says how many
    the issue had, a page with a higher number is known, or the jump lines of `articles` lead there."""

    place: Place
    grounds: tuple[Ground, ...]
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One day's paper. `paper` is empty for the archive's own; `origins` say how the day is known; `extent`
    holds all its pages if the curator has said how many there were."""

    paper: str
    day: str
    origins: tuple[IssuedOrigin, ...]
    pages: tuple[IssuePage, ...]
    extent: tuple[Place, ...]
    missing: tuple[MissingPage, ...]

    def jump_target(self, jump: Jump, page: IssuePage) -> IssuePage | None:
        """The page of this issue that a jump line on `page` names."""
        wanted = _named(jump, page)
        return next((p for place in wanted for p in self.pages if p.place == place), None)

    @property
    def articles(self) -> tuple[Article, ...]:
        return tuple(article for page in self.pages for article in page.articles)


@dataclass(frozen=True, slots=True)
class _Item:
    """A source page or an article with what is known of its issue."""

    data: IssueData
    source: SourcePage | None = None
    article: Article | None = None


def is_newspaper_page(page: SourcePage) -> bool:
    """Whether a source file is a page of a newspaper: not a single article, and not a collection of
    articles."""
    return page.record.kind in (None, "page")


def day_of(data: IssueData) -> str:
    """The exact day of issue; empty if it is not known to the day."""
    day = value_of(data.issued)
    return day if is_day(day) else ""


def paper_of(name: str, own: str) -> str:
    """The paper called `name`; empty for the archive's `own`."""
    return "" if fold_width(name) == fold_width(own) else fold_width(name)


def build_issues(archive: Archive) -> tuple[Issue, ...]:
    """All issues by day, on each day the archive's own paper first."""
    items: dict[_Number, list[_Item]] = defaultdict(list)
    extents = {
        (paper_of(extent.paper, archive.paper), extent.day): tuple(map(place_of, extent.pages))
        for extent in archive.extents
    }
    for item in _items(archive):
        if day := day_of(item.data):
            items[paper_of(value_of(item.data.paper), archive.paper), day].append(item)
    numbers = sorted({*items, *extents}, key=lambda number: (number[1], number[0]))
    return tuple(_issue(number, items[number], extents.get(number, ())) for number in numbers)


def _items(archive: Archive) -> Iterator[_Item]:
    """The pages, then the articles in the order of their files and lines."""
    for page in filter(is_newspaper_page, archive.pages):
        yield _Item(page.record.issue, source=page)
    for article in sorted(archive.articles, key=lambda a: (a.source_file or "", first_of(a.source), a.id)):
        yield _Item(archive.issue_of(article), article=article)


def _issue(number: _Number, items: Sequence[_Item], extent: tuple[Place, ...]) -> Issue:
    pages = tuple(_pages(items))
    origins = (item.data.issued.origin for item in items if item.data.issued)
    return Issue(
        paper=number[0],
        day=number[1],
        origins=tuple(dict.fromkeys(origins)),
        pages=pages,
        extent=extent,
        missing=tuple(_missing(pages, extent)),
    )


def _pages(items: Sequence[_Item]) -> list[IssuePage]:
    """The pages in order; those without a number last, one for each file and one for articles of no file."""
    files = {item.source.record.file for item in items if item.source}
    slots: dict[tuple[Place | None, str], list[_Item]] = defaultdict(list)
    for item in items:
        place = place_of(item.data.page.value) if item.data.page else None
        slots[place, "" if place else _file(item, files)].append(item)
    known = sorted((slot for slot in slots if slot[0]), key=lambda slot: (slot[0] or numbered(0), slot[1]))
    unknown = sorted(slot[1] for slot in slots if not slot[0])
    return [_page(slots[slot]) for slot in (*known, *((None, file) for file in unknown))]


def _file(item: _Item, pages: Set[str]) -> str:
    """The source page of an item; empty if it is on none of `pages`."""
    if item.source:
        return item.source.record.file
    file = (item.article.source_file if item.article else None) or ""
    return file if file in pages else ""


def _page(items: Sequence[_Item]) -> IssuePage:
    printed = next((item.data.page.value for item in items if item.data.page), "")
    sections = (item.data.section.value for item in items if item.data.section)
    return IssuePage(
        printed=printed,
        section=next(sections, ""),
        sources=tuple(item.source for item in items if item.source),
        articles=tuple(item.article for item in items if item.article),
    )


def _missing(pages: Sequence[IssuePage], extent: Sequence[Place]) -> Iterator[MissingPage]:
    """What the curator's count, gaps between numbers and jump lines show to be missing."""
    there = {page.place for page in pages if page.place}
    grounds: dict[Place, list[Ground]] = defaultdict(list)
    jumps: dict[Place, list[Article]] = defaultdict(list)
    for page in pages:
        for article in page.articles:
            if article.jump and there.isdisjoint(_named(article.jump, page)):
                jumps[numbered(article.jump.page)].append(article)
    known: tuple[tuple[Ground, Iterable[Place]], ...] = (
        ("extent", extent),
        ("gap", _between({*there, *jumps})),
        ("jump", jumps),
    )
    for ground, places in known:
        for place in places:
            grounds[place].append(ground)
    for place in sorted(grounds.keys() - there):
        yield MissingPage(place, tuple(grounds[place]), tuple(jumps[place]))


def _named(jump: Jump, page: IssuePage) -> tuple[Place, ...]:
    """The places that a jump line on `page` may mean: its number, or else that number in the page's
    section."""
    section = page.place.section if page.place else ""
    return numbered(jump.page), numbered(jump.page, section)


def _between(places: Iterable[Place]) -> Iterator[Place]:
    """The places of all numbers below the highest of each section."""
    highest: dict[str, int] = {}
    for place in places:
        highest[place.section] = max(highest.get(place.section, 0), place.number)
    for section, last in highest.items():
        yield from (numbered(number, section) for number in range(1, last))
