"""content/ and seeds/ → the archive, ready to be published."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache, partial

from beibei_site.cataloguing.authority import complete_records
from beibei_site.cataloguing.names.bodies import Home, find_home
from beibei_site.commands.stored.moves import place
from beibei_site.commands.stored.references import missing_twins, settle_articles, settle_entries
from beibei_site.commands.stored.renames import at_home
from beibei_site.content.cache import Cache, Remember, key_of
from beibei_site.content.disk.paths import seed_of
from beibei_site.content.former import Former
from beibei_site.content.reading import read_content, read_curated, to_problem, unique
from beibei_site.content.settings import Settings
from beibei_site.content.store import Folders, SeedReader
from beibei_site.domain.archive import Archive
from beibei_site.domain.issue import FileKind
from beibei_site.domain.model import FACETS, Article, Authority, AuthorityRecord, Facet, Problem
from beibei_site.domain.record import LedgerEntry, PageRecord, SourcePage
from beibei_site.parsing.sources.seeds import PageText, read_pages


@dataclass(frozen=True, slots=True)
class Stored:
    """The archive as stored: with the curator's files on names and topics, the settings, the place of which
    it is, and the problems found."""

    archive: Archive
    authorities: dict[Facet, Authority]
    settings: Settings
    home: Home
    problems: tuple[Problem, ...]


def read_archive(folders: Folders, cache: Cache, former: Former | None = None) -> Stored:
    """What `content/` and `seeds/` hold; of a broken file its last good state, if it is remembered.

    `former`: what this build has read already.
    """
    former = former or Former(cache)
    content = read_content(folders.content, former, is_stale_good=True)
    curated = read_curated(folders.content, former)
    former.save()
    records = [file.record for file in content.records]
    known: dict[tuple[str | None, str], LedgerEntry] = {
        (r.file, entry.id): entry for r in records for entry in (*r.removed, *r.articles)
    }
    at_present = at_home(content.articles, records)
    files, twice = unique([place(f, known.get((f.article.source_file, f.article.id))) for f in at_present])
    settled = settle_articles(folders.content, files)
    articles = settled.value
    given = {facet: curated.authorities.get(facet, Authority(facet)) for facet in FACETS}
    entries = settle_entries(folders.content, given, articles)
    authorities = entries.value
    read = lru_cache(1)(partial(_read_seed, SeedReader(folders.seeds), cache))  # pages of one PDF in order
    home = _find_home(articles, curated.settings)
    entered = _as_entered(articles, (*curated.log, *(e for r in records for e in r.articles)))
    archive = Archive(
        articles,
        records={f: _complete(authorities[f], entered, home, cache.remember) for f in FACETS},
        pages=[SourcePage(f.record, _lines(f.record, read)) for f in content.records],
        files={f.article.id: f.path for f in files},
        paper=curated.settings.paper,
        extents=curated.extents,
        log=curated.log,
        broken=(*content.broken, *curated.broken, *twice),
    )
    missing = missing_twins(folders.content, files, (f.record for f in content.records))
    found = (problem for outcome in (content, curated, settled, entries) for problem in outcome.problems)
    named = (to_problem(folders.content, broken) for broken in twice)
    return Stored(archive, authorities, curated.settings, home, (*found, *named, *missing))


def _as_entered(articles: Iterable[Article], kept: Iterable[LedgerEntry]) -> list[Article]:
    """Articles in the order in which they entered the archive, those of one day by their dates: the first to
    name 李娜 gives her the id `li-na`, and no later one may take it for 丽娜, whatever its file is called."""
    added = {entry.id: entry.added for entry in kept}
    return sorted(articles, key=lambda a: (added.get(a.id, ""), a.begins or "9999", a.id))


def _complete(
    authority: Authority, articles: Iterable[Article], home: Home, remember: Remember
) -> tuple[AuthorityRecord, ...]:
    """The records of all entries of a facet, remembered by the values that articles have."""
    values = tuple(dict.fromkeys(value for article in articles for value in article.facet(authority.facet)))
    find = partial(complete_records, authority, values, home)
    return remember("records", key_of((authority, values, home)), tuple[AuthorityRecord, ...], find)


def _find_home(articles: Iterable[Article], settings: Settings) -> Home:
    """The archive's own place, by its paper's name."""
    names = (value for article in articles for value in (*article.places, *article.bodies))
    return find_home(names, settings.paper, settings.publisher_place)


def _read_seed(read: SeedReader, cache: Cache, name: str, kind: FileKind | None) -> tuple[PageText, ...]:
    """The pages of a seed read as `kind`; none if it is missing or can no longer be read."""
    try:
        data = read(name)
        return read_pages(name, data, cache, kind) if data is not None else ()
    except ValueError:
        return ()


def _lines(
    record: PageRecord, read: Callable[[str, FileKind | None], tuple[PageText, ...]]
) -> tuple[str, ...]:
    """The lines of a record's page as extracted, if it is available."""
    pages = read(seed_of(record.file), record.kind)
    text = next((page.text for page in pages if page.name == record.file), None)
    return tuple(text.split("\n")) if text is not None else ()
