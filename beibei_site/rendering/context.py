"""What all views share: the archive with its settings and findings, and values that many views need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import groupby

from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.dates import is_day
from beibei_site.domain.findings import Findings, Office
from beibei_site.domain.model import FACETS, Article, AuthorityRecord, Facet
from beibei_site.domain.record import SourcePage
from beibei_site.domain.spans import numbers_of
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import source_lines
from beibei_site.rendering.charts import PeriodCount, count_by_period, periods_of
from beibei_site.rendering.components import Card, Excerpt, Excerpts, Link, PageName, Printing, SourceLine
from beibei_site.rendering.language import marked_title
from beibei_site.rendering.newspaper.shelf import Shelf

EntryKey = tuple[Facet, str]
_YEAR = len("2020-")
_HELD = 1024  # entries whose positions are kept: articles that follow each other share most of theirs


class SiteContext:
    """Shared by all views. Read-only; every property is computed once."""

    def __init__(self, archive: Archive, settings: Settings, findings: Findings) -> None:
        self.archive = archive
        self.settings = settings
        self.findings = findings
        self._lines: dict[str, tuple[SourceLine, ...]] = {}
        self._keys: dict[str, tuple[EntryKey, ...]] = {}
        self._positions = lru_cache(_HELD)(self._find_positions)

    @cached_property
    def records(self) -> dict[EntryKey, AuthorityRecord]:
        return {(f, r.id): r for f in FACETS for r in self.archive.entries(f)}

    @cached_property
    def _entry_keys(self) -> dict[EntryKey, EntryKey]:
        """Each key by itself: every article has some, so that each is to be in memory once."""
        return dict(zip(self.records, self.records, strict=True))

    def keys(self, article: Article) -> tuple[EntryKey, ...]:
        """The entries of an article."""
        if article.id not in self._keys:
            records = ((f, r.id) for f in FACETS for r in self.archive.entries_of(article, f))
            self._keys[article.id] = tuple(map(self._entry_keys.__getitem__, records))
        return self._keys[article.id]

    @cached_property
    def counts(self) -> Counter[EntryKey]:
        """How many stories have each entry: twins count once."""
        return Counter({key: len(found) for key, found in self._listed.items()})

    @cached_property
    def _listed(self) -> dict[EntryKey, tuple[Article, ...]]:
        return {key: self.archive.fold(self.archive.with_entry(*key)) for key in self.records}

    def listed(self, key: EntryKey) -> tuple[Article, ...]:
        """The articles that the list of an entry shows, by date: of twins one."""
        return self._listed.get(key, ())

    def position(self, key: EntryKey, article: Article) -> int:
        """Where the story of an article stands in the list of an entry that it has, counted from 0."""
        return self._positions(key)[article.id]

    def _find_positions(self, key: EntryKey) -> dict[str, int]:
        printings = self.archive.printings_of
        return {p.id: at for at, story in enumerate(self.listed(key)) for p in printings(story)}

    def within(self, part: str) -> tuple[Article, ...]:
        """The articles that the list of a year, month or day shows ('' for the undated): of twins one."""
        return self.archive.fold(self.archive.within(part))

    @cached_property
    def neighbours(self) -> dict[str, tuple[Article | None, Article | None]]:
        """For each article the story before and the story after in the whole archive: one who reads on meets
        no story twice."""
        stories = self.archive.stories
        around = zip((None, *stories), stories, (*stories[1:], None), strict=False)
        return {
            printing.id: (before, after)
            for before, story, after in around
            for printing in self.archive.printings_of(story)
        }

    @cached_property
    def years(self) -> list[str]:
        """The years that have articles."""
        return sorted({date[:4] for date in self.archive.dates})

    @cached_property
    def months(self) -> dict[str, list[str]]:
        """The months that have articles (`2020-04`), with the dates in them."""
        found = groupby(self.archive.dates, lambda date: date[:7])
        return {month: list(dates) for month, dates in found if len(month) == 7}

    @cached_property
    def by_day_of_year(self) -> dict[str, tuple[Article, ...]]:
        """The stories whose day is known by day of the year (`04-02`), in its order, the latest first."""
        found: defaultdict[str, list[Article]] = defaultdict(list)
        for article in reversed(self.archive.articles):
            if is_day(article.date):
                found[article.date[_YEAR:]].append(article)
        return {day: self.archive.fold(articles) for day, articles in sorted(found.items())}

    @cached_property
    def children(self) -> dict[EntryKey, list[EntryKey]]:
        """The entries right below each that has some."""
        found: dict[EntryKey, list[EntryKey]] = {}
        for key in self.records:
            if parent := self.parent_of(key):
                found.setdefault((key[0], parent), []).append(key)
        return found

    @cached_property
    def latest(self) -> tuple[Article, ...]:
        """The stories, the latest first, those with a printed headline before others of their day."""
        return tuple(
            sorted(self.archive.stories, key=lambda a: (a.begins, a.title_from == "headline"), reverse=True)
        )

    @cached_property
    def shelf(self) -> Shelf:
        """The issues and their pages."""
        return Shelf(self.archive)

    @cached_property
    def periods(self) -> tuple[str, ...]:
        return periods_of(self.archive.dates)

    @cached_property
    def busiest(self) -> int:
        """The number of stories on the busiest day."""
        return max((len(self.within(day)) for day in self.archive.dates if is_day(day)), default=0)

    @cached_property
    def offices(self) -> dict[str, Office]:
        """The offices that have a page, by their ids."""
        return {office.id: office for office in self.findings.all_offices}

    @cached_property
    def offices_of_body(self) -> dict[str, tuple[Link, ...]]:
        """The offices of each body, by its id, with how many have held them."""
        found: dict[str, list[Link]] = defaultdict(list)
        for office in self.findings.all_offices:
            found[office.body].append(Link(urls.office(office.id), office.title, len(office.holders)))
        return {body: tuple(links) for body, links in found.items()}

    def lines(self, page: SourcePage) -> tuple[SourceLine, ...]:
        """The lines of a seed, each with where it went."""
        file = page.record.file
        if file not in self._lines:
            self._lines[file] = source_lines(self.archive, page)
        return self._lines[file]

    def lines_of(self, article: Article) -> tuple[SourceLine, ...]:
        """The lines that an article was read from."""
        page = self.archive.page_of_file.get(article.source_file or "")
        lines = self.lines(page) if page else ()
        return tuple(
            lines[number - 1] for number in sorted(numbers_of(article.source)) if number <= len(lines)
        )

    @cached_property
    def read_places(self) -> dict[str, int]:
        """The place of each article among those read from its file, counted from 0, as far as its lines are
        there."""
        read = self.archive.of_page
        files = ([a.id for a in read(file) if self.lines_of(a)] for file in self.archive.page_of_file)
        return {article_id: at for ids in files for at, article_id in enumerate(ids)}

    @cached_property
    def links(self) -> dict[EntryKey, Link]:
        """The link to each entry, in the interface's language where the record has a name in it. Its articles
        are not counted: who does not show their number is not to be made anew because of it."""
        language = self.settings.language.split("-")[0]
        return {
            key: Link(urls.facet(*key), dict(record.names).get(language, record.preferred))
            for key, record in self.records.items()
        }

    def counted(self, key: EntryKey) -> Link:
        """The link to an entry with the number of its articles."""
        return replace(self.links[key], count=self.counts[key])

    def entries_of(self, article: Article, facet: Facet) -> tuple[Link, ...]:
        return tuple(self.links[key] for key in self.keys(article) if key[0] == facet)

    @cached_property
    def bearers(self) -> Counter[tuple[Facet, str]]:
        """How many entries of a facet have the same preferred name."""
        return Counter((facet, record.preferred) for (facet, _), record in self.records.items())

    def parent_of(self, key: EntryKey) -> str:
        """The id of the wider entry: what the curator says, else for a place what the texts say; may be
        empty."""
        facet, entry_id = key
        derived = self.findings.parents.get(entry_id, "") if facet == "places" else ""
        return self.records[key].parent or derived

    def ranked(self, facet: Facet) -> list[EntryKey]:
        """The entries of a facet that have articles, most frequent first."""
        found = ((f, i) for f, i in self.records if f == facet and self.counts[f, i])
        return sorted(found, key=lambda key: (-self.counts[key], key[1]))

    def by_period(self, key: EntryKey) -> tuple[PeriodCount, ...]:
        """The articles of an entry by period, over the whole time the archive covers."""
        return count_by_period((a.begins for a in self.listed(key)), self.periods)

    def absolute(self, path: str) -> str:
        """The full address of a path; empty if the settings do not say where the site stands."""
        return urls.absolute(self.settings.base_url, path)

    def marked_title(self, article: Article) -> str:
        """An article's title, with a note in the interface's language if the page did not print it."""
        return marked_title(article.title, article.title_from, self.settings.language)

    def _card(self, article: Article, excerpt: Excerpt) -> Card:
        return Card(
            link=article_link(article),
            date=article.date,
            kicker=article.kicker or "",
            opening=excerpt.opening,
            topics=self.entries_of(article, "topics"),
            also=tuple(self.printing(a) for a in self.archive.printings_of(article) if a != article),
        )

    def printing(self, article: Article) -> Printing:
        """Where an article was printed, and its page on the site."""
        return Printing(article_link(article), self.place_of(article))

    def place_of(self, article: Article) -> PageName | None:
        """The page that printed an article, as far as it is known, or the file that it was read from."""
        if article.id in self.shelf.by_article:
            return self.shelf.name(*self.shelf.by_article[article.id])
        return self.shelf.names.get(article.source_file or "")

    def cards(self, articles: Iterable[Article], excerpts: Excerpts) -> tuple[Card, ...]:
        """Articles as lists show them; those that share title and date say where they were printed."""
        shown = tuple(articles)
        twice = Counter((a.title, a.date) for a in shown)
        return tuple(
            replace(card, printing=self.printing(a)) if twice[a.title, a.date] > 1 else card
            for a in shown
            for card in (self._card(a, excerpts[a.id]),)
        )


def article_link(article: Article, *, note: str = "") -> Link:
    return Link(urls.article(article.id), article.title, origin=article.title_from, note=note)
