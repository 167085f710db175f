"""What all views share: the archive with its settings and findings, and values that many views need."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from beibei_site.content.body import plain
from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.dates import is_day
from beibei_site.domain.findings import Findings, Office
from beibei_site.domain.model import FACETS, Article, AuthorityRecord, Facet
from beibei_site.domain.spans import numbers_of
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import source_lines
from beibei_site.rendering.charts import PeriodCount, count_by_period, periods_of
from beibei_site.rendering.components import Card, Link, PageName, Printing, SourceLine
from beibei_site.rendering.language import marked_title
from beibei_site.rendering.newspaper.shelf import Shelf

_OPENING = 84  # characters of an article that lists show
_PARAGRAPH = 20  # what is shorter is a crosshead or a credit
EntryKey = tuple[Facet, str]


class SiteContext:
    """Shared by all views. Read-only; every property is computed once."""

    def __init__(self, archive: Archive, settings: Settings, findings: Findings) -> None:
        self.archive = archive
        self.settings = settings
        self.findings = findings

    @cached_property
    def records(self) -> dict[EntryKey, AuthorityRecord]:
        return {(f, r.id): r for f in FACETS for r in self.archive.entries(f)}

    @cached_property
    def keys(self) -> dict[str, tuple[EntryKey, ...]]:
        """The entries of each article, by its id."""
        return {
            a.id: tuple((f, r.id) for f in FACETS for r in self.archive.entries_of(a, f))
            for a in self.archive.articles
        }

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

    @cached_property
    def _positions(self) -> dict[EntryKey, dict[str, int]]:
        return {
            key: {p.id: at for at, story in enumerate(stories) for p in self.archive.printings_of(story)}
            for key, stories in self._listed.items()
        }

    def position(self, key: EntryKey, article: Article) -> int:
        """Where the story of an article stands in the list of an entry that it has, counted from 0."""
        return self._positions[key][article.id]

    def within(self, part: str) -> tuple[Article, ...]:
        """The articles that the list of a year, month or day shows ('' for the undated): of twins one."""
        return self.archive.fold(self.archive.within(part))

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

    @cached_property
    def lines(self) -> dict[str, tuple[SourceLine, ...]]:
        """The lines of each seed, each with where it went."""
        return {p.record.file: source_lines(self.archive, p) for p in self.archive.pages}

    def lines_of(self, article: Article) -> tuple[SourceLine, ...]:
        """The lines that an article was read from."""
        lines = self.lines.get(article.source_file or "", ())
        return tuple(
            lines[number - 1] for number in sorted(numbers_of(article.source)) if number <= len(lines)
        )

    def articles_read_from(self, file: str) -> tuple[Article, ...]:
        """The articles that were read from a file, as far as their lines are there."""
        return tuple(article for article in self.archive.of_page(file) if self.lines_of(article))

    def entry(self, key: EntryKey) -> Link:
        """The link to an entry, in the interface's language where the record has a name in it."""
        record = self.records[key]
        name = dict(record.names).get(self.settings.language.split("-")[0], record.preferred)
        return Link(urls.facet(*key), name, self.counts[key])

    def entries_of(self, article: Article, facet: Facet) -> tuple[Link, ...]:
        return tuple(self.entry(key) for key in self.keys[article.id] if key[0] == facet)

    @cached_property
    def bearers(self) -> Counter[tuple[Facet, str]]:
        """How many entries of a facet have the same preferred name."""
        return Counter((facet, record.preferred) for (facet, _), record in self.records.items())

    def keywords(self, article: Article) -> tuple[str, ...]:
        """The words that set an article apart: a person's, or else those of the whole archive's findings."""
        return article.keywords or self.findings.keywords.get(article.id, ())

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

    @cached_property
    def _cards(self) -> dict[str, Card]:
        return {a.id: self._card(a) for a in self.archive.articles}

    def _card(self, article: Article) -> Card:
        text = plain(article.body)
        opening = next((p for p in text.split("\n") if len(p) > _PARAGRAPH), text)
        return Card(
            link=article_link(article),
            date=article.date,
            kicker=article.kicker or "",
            opening=opening[:_OPENING] + ("…" if len(opening) > _OPENING else ""),
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

    def cards(self, articles: Iterable[Article]) -> tuple[Card, ...]:
        """Articles as lists show them; those that share title and date say where they were printed."""
        shown = tuple(articles)
        twice = Counter((a.title, a.date) for a in shown)
        return tuple(
            replace(self._cards[a.id], printing=self.printing(a))
            if twice[a.title, a.date] > 1
            else self._cards[a.id]
            for a in shown
        )


def article_link(article: Article, *, note: str = "") -> Link:
    return Link(urls.article(article.id), article.title, origin=article.title_from, note=note)
