"""Dossiers: which entries have one, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from beibei_site.content.settings import Settings
from beibei_site.domain.dates import first_and_last, is_day
from beibei_site.domain.model import Article, AuthorityRecord
from beibei_site.rendering import urls
from beibei_site.rendering.alignment import line_text
from beibei_site.rendering.components import Link, Printing
from beibei_site.rendering.context import EntryKey, SiteContext, article_link
from beibei_site.rendering.lists.trails import entry_trail
from beibei_site.rendering.outline import Told
from beibei_site.rendering.outputs.citations import Citation
from beibei_site.rendering.outputs.feeds import identifier
from beibei_site.rendering.views.articles import citation_of
from beibei_site.rendering.views.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A story: its article, where it and its twins were printed, how to cite it."""

    article: Article
    printing: Printing
    also: tuple[Printing, ...]
    lines: str
    citation: Citation
    changed: str

    @property
    def anchor(self) -> str:
        """Where it begins in the page to print, and the name of its file in an EPUB."""
        return f"a-{self.article.id}"

    @property
    def language(self) -> object:
        """The language of its text, if its file names one."""
        return dict(self.article.extra).get("lang")


@dataclass(frozen=True, slots=True)
class Month:
    """The chapters of one month (`2020-04`), of a year of which no more is known, or of no known date."""

    date: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView(View):
    """The stories of an entry, the oldest first; `identifier` is that of the book, `epub` its file."""

    template: str = "dossier.html"
    record: AuthorityRecord
    entry: Link
    chapters: tuple[Chapter, ...]
    epub: str
    identifier: str
    address: str

    @property
    def months(self) -> tuple[Month, ...]:
        found = groupby(self.chapters, key=lambda chapter: chapter.article.begins[:7])
        return tuple(Month(date, tuple(chapters)) for date, chapters in found)

    @property
    def dates(self) -> tuple[str, ...]:
        """The first and the last date; none if none is known."""
        first, last = first_and_last(chapter.article.begins for chapter in self.chapters)
        return (first, last) if first else ()

    @property
    def modified(self) -> str:
        """The moment that an EPUB must state, in UTC: the day on which one of its articles last entered the
        archive or was corrected in it; the day of its last story, where these days are not kept."""
        changed = [c.changed for c in self.chapters if c.changed]
        days = [c.article.begins for c in self.chapters if is_day(c.article.begins)]
        return f"{max(changed or days, default='1970-01-01')}T00:00:00Z"


@dataclass(frozen=True, slots=True)
class Subject:
    """The entry of which a dossier is: its record, its page, and the way there."""

    record: AuthorityRecord
    link: Link
    crumbs: tuple[Link, ...]


def subject_of(context: SiteContext, key: EntryKey) -> Subject:
    return Subject(context.records[key], context.links[key], entry_trail(context, key))


def dossier_views(settings: Settings, subject: Subject, told: Iterable[Told]) -> Iterator[DossierView]:
    """The dossier of an entry that has one, with its stories."""
    record, entry = subject.record, subject.link
    key = record.facet, record.id
    yield DossierView(
        path=urls.dossier(*key),
        title=entry.text,
        section=record.facet,
        crumbs=(*subject.crumbs, entry),
        record=record,
        entry=entry,
        chapters=tuple(_chapter(settings, one) for one in told),
        epub=urls.epub(*key),
        identifier=identifier(settings, urls.dossier(*key)),
        address=urls.absolute(settings.base_url, urls.facet(*key)),
    )


def _chapter(settings: Settings, told: Told) -> Chapter:
    article, kept = told.article, told.entry
    return Chapter(
        article=article,
        printing=Printing(article_link(article), told.around.place),
        also=told.around.also,
        lines=line_text(article.source, settings.language),
        citation=citation_of(settings, told),
        changed=kept.changed if kept else "",
    )
