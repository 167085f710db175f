"""seeds/ → content/: read every page, date it, find twins, catalogue, and write what is the program's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace

from beibei_site.cataloguing import twins
from beibei_site.cataloguing.catalogue import assign_facets
from beibei_site.cataloguing.dating import PageText, date_story, find_years
from beibei_site.cataloguing.description import Loan, build_article
from beibei_site.cataloguing.ownership import Claims, find_claims, give_ids
from beibei_site.content import store
from beibei_site.content.cache import Cache, digest
from beibei_site.content.frontmatter import ContentFile, content_path, render_article
from beibei_site.content.journal import change_content, finish_changes
from beibei_site.content.page_record import record_path, render_record
from beibei_site.content.store import Folders
from beibei_site.domain.model import (
    Article,
    LedgerEntry,
    PageReading,
    PageRecord,
    Problem,
    Span,
    Story,
)
from beibei_site.domain.reasons import because
from beibei_site.domain.text import slug
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sheet.model import Sheet
from beibei_site.parsing.sources.seeds import read_pages

_MANY = 32  # pages that are worth the start of more processes


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did: pages read, articles written, kept and dropped, and what went wrong."""

    pages: int
    articles: int
    written: int
    kept: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Seed:
    """One page of text with all that is known before it is read."""

    name: str
    text: str
    encoding: str
    sha256: str
    record: PageRecord | None
    claims: Claims
    sheet: Sheet | None


@dataclass(frozen=True, slots=True)
class _Page:
    """A page that was read, its stories with their ids."""

    seed: _Seed
    key: str
    reading: PageReading
    ids: tuple[str, ...]


def ingest(folders: Folders, cache: Cache) -> Ingested:
    """Read the seeds and bring `content/` up to date; raises SetupError for files that break the format."""
    finish_changes(folders.content)
    files = store.read_articles(folders.content)
    records = {r.file: r for r in store.read_records(folders.content)}
    seeds, problems = _read_seeds(folders, files, records, cache)
    pages = _identify(list(zip(seeds, _read_all(seeds, cache), strict=True)))
    articles = _catalogue(pages, files, folders, cache)
    written = _write(folders, pages, articles, files)
    kept = tuple(sorted(f.path for seed in seeds for f in seed.claims.curated))
    return Ingested(len(pages), len(articles) + len(kept), written, kept, tuple(problems))


def _read_seeds(
    folders: Folders,
    files: Sequence[ContentFile],
    records: Mapping[str, PageRecord],
    cache: Cache,
) -> tuple[list[_Seed], list[Problem]]:
    seeds: list[_Seed] = []
    problems: list[Problem] = []
    of_page: defaultdict[str | None, list[ContentFile]] = defaultdict(list)
    for file in files:
        of_page[file.article.source_file].append(file)
    for name, data in store.read_seeds(folders.seeds):
        try:
            pages = read_pages(name, data, cache)
        except ValueError as error:
            problems.append(Problem("unreadable-seed", "error", f"{name}: {error}"))
            continue
        for page in pages:
            if not page.text.strip():
                problems.append(Problem("empty-seed", "warning", f"{page.name}: no text on this page"))
            record = records.get(page.name)
            claims = find_claims(of_page[page.name], record)
            seeds.append(_Seed(page.name, page.text, page.encoding, store.sha256(data), record, claims, page.sheet))
    return seeds, problems


def _read_all(seeds: Sequence[_Seed], cache: Cache) -> list[PageReading]:
    """The readings of all pages, remembered or new; many new ones are spread over the processors."""
    keys = [digest(s.name, s.sha256, s.text, ",".join(map(str, sorted(s.claims.lines)))) for s in seeds]
    known = [cache.get("page", key, PageReading) for key in keys]
    new = [seed for seed, reading in zip(seeds, known, strict=True) if reading is None]
    if len(new) >= _MANY:
        with ProcessPoolExecutor() as pool:
            read = list(pool.map(_read, new, chunksize=8))
    else:
        read = [_read(seed) for seed in new]
    fresh = dict(zip((seed.name for seed in new), read, strict=True))
    readings = [reading or fresh[seed.name] for seed, reading in zip(seeds, known, strict=True)]
    for key, before, reading in zip(keys, known, readings, strict=True):
        if before is None:
            cache.put("page", key, reading)
    return readings


def _read(seed: _Seed) -> PageReading:
    return read_page(seed.text, seed.name, seed.claims.lines, seed.sheet)


def _identify(read: Sequence[tuple[_Seed, PageReading]]) -> list[_Page]:
    """The pages with their keys and the ids of their stories: those of earlier builds stay."""
    keys = {seed.record.key for seed, _ in read if seed.record}
    pages: list[_Page] = []
    for seed, reading in read:
        key = seed.record.key if seed.record else _new_key(seed.name, keys)
        keys.add(key)
        taken = {f.article.id for f in seed.claims.curated} | {e.id for e in seed.claims.removed}
        ids = give_ids(reading.stories, key, seed.record, taken)
        pages.append(_Page(seed, key, reading, tuple(ids)))
    return pages


def _new_key(name: str, used: set[str]) -> str:
    """A short ASCII name for a seed: what stands before its first `_`, or all of it if that is taken."""
    stem = name.rsplit(".", 1)[0]
    for candidate in (slug(stem.split("_")[0]), slug(stem)):
        if candidate and candidate not in used:
            return candidate
    return f"{slug(stem) or 'page'}-{digest(name)[:8]}"


def _catalogue(
    pages: Sequence[_Page], files: Sequence[ContentFile], folders: Folders, cache: Cache
) -> dict[str, Article]:
    """The articles that the program is to write, by id."""
    stories = {(p.seed.name, s.first_line): s for p in pages for s in p.reading.stories}
    ids = {
        (p.seed.name, s.first_line): i for p in pages for s, i in zip(p.reading.stories, p.ids, strict=True)
    }
    found = twins.find_twins({key: story.text for key, story in stories.items()})
    texts = [PageText(p.seed.name, p.seed.text, p.reading.stories, p.seed.record) for p in pages]
    years = find_years(texts, twins.twin_of_pages(found))
    articles: list[Article] = []
    for page, text in zip(pages, texts, strict=True):
        for story in page.reading.stories:
            key = (page.seed.name, story.first_line)
            others = found.get(key, ())
            loan = _loan(story, [(ids[k], stories[k]) for k in others])
            date = date_story(story, text, years[page.seed.name][0])
            number = page.seed.record.page if page.seed.record else None
            names = tuple(ids[k] for k in others)
            articles.append(build_article(story, ids[key], date, loan=loan, twins=names, page=number))
    curated = {f.article.id for p in pages for f in p.seed.claims.curated}
    context = [f.article for f in files if f.article.id in curated or not f.article.source]
    authorities = store.read_authorities(folders.content)
    return {a.id: a for a in assign_facets(articles, authorities, context=context, remember=cache.remember)}


def _loan(story: Story, others: Sequence[tuple[str, Story]]) -> Loan | None:
    """What the best twin lends a story, if it lends anything."""
    for twin_id, twin in others:
        heading = twins.lend_heading(story, twin)
        endings = tuple((b.text, e) for b in story.blocks if (e := twins.restore(b, twin)))
        if heading or endings:
            return Loan(twin_id, heading, endings)
    return None


def _write(
    folders: Folders,
    pages: Sequence[_Page],
    articles: Mapping[str, Article],
    files: Sequence[ContentFile],
) -> int:
    """Write articles and records; drop files that are the program's and that no page has any more."""
    written: dict[str, bytes] = {}
    records: dict[str, bytes] = {}
    for page in pages:
        entries = []
        for story, article_id in zip(page.reading.stories, page.ids, strict=True):
            article = articles[article_id]
            path, data = content_path(article), render_article(article).encode()
            written[path] = data
            entries.append(_entry(article, story, path, data))
        record = _record(page, entries)
        records[record_path(record)] = render_record(record).encode()
    protected = {f.path for p in pages for f in p.seed.claims.curated}
    of_seeds = {p.seed.name for p in pages}
    gone = [
        file.path
        for file in files
        if file.article.source_file in of_seeds and file.path not in {*written, *protected}
    ]
    return change_content(folders.content, written | records, gone)


def _entry(article: Article, story: Story, path: str, data: bytes) -> LedgerEntry:
    return LedgerEntry(
        id=article.id,
        spans=story.spans,
        path=path,
        digest=store.sha256(data),
        reasons=story.reasons,
        alternatives=story.alternatives,
        heading=story.heading_spans,
    )


def _record(page: _Page, entries: Sequence[LedgerEntry]) -> PageRecord:
    """The ledger of a page: the curator's own keys as they were, the lines as they now are."""
    seed, reading = page.seed, page.reading
    base = seed.record or PageRecord(file=seed.name, key=page.key)
    curated = [_curated_entry(f, base) for f in seed.claims.curated]
    return replace(
        base,
        key=page.key,
        sha256=seed.sha256,
        encoding=seed.encoding,
        articles=tuple(sorted([*entries, *curated], key=lambda e: _first(e.spans))),
        furniture=reading.furniture,
        orphans=reading.orphans,
        removed=seed.claims.removed,
    )


def _curated_entry(found: ContentFile, record: PageRecord) -> LedgerEntry:
    """A person's file in the ledger: its lines, and the digest of what the program once wrote."""
    old = next((e for e in record.articles if e.id == found.article.id), None)
    return LedgerEntry(
        id=found.article.id,
        spans=found.article.source,
        path=found.path,
        digest=old.digest if old else "",
        reasons=(because("by-hand"),),
    )


def _first(spans: Sequence[Span]) -> int:
    return min((s.first for s in spans), default=0)
