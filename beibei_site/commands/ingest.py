"""seeds/ → content/: read every page, date it, find twins, catalogue, and write the files the program
owns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from beibei_site.cataloguing.dating import ReadPage
from beibei_site.cataloguing.ownership import (
    Protected,
    find_holder,
    find_protected,
    give_ids,
    lies_in,
    settle,
)
from beibei_site.cataloguing.recipe import catalogue_pages
from beibei_site.commands.claims import claim_problems, find_false_claims, stray_problems, without
from beibei_site.commands.ledger import Page, Seed, plan_page
from beibei_site.commands.log import update_log
from beibei_site.commands.reading import Read, Say, Workers, open_pdfs, read_seeds
from beibei_site.content import store
from beibei_site.content.cache import Cache, digest
from beibei_site.content.disk import files
from beibei_site.content.disk.journal import PageChange, change_content, finish_changes
from beibei_site.content.disk.paths import show
from beibei_site.content.former import Former
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.page_record import RecordFile, record_path
from beibei_site.content.reading import Content, read_content, read_curated, to_problem, unique
from beibei_site.content.store import Folders
from beibei_site.domain.model import FACETS, Article, Authority, Facet, Outcome, Problem
from beibei_site.domain.problems import place, require_whole
from beibei_site.domain.record import PageRecord
from beibei_site.domain.text import slug
from beibei_site.parsing.hints import hints_of
from beibei_site.parsing.sources.seeds import PageText, read_pages

_LONGEST_KEY = 80  # characters: article ids and file names are made from a page's key


@dataclass(frozen=True, slots=True)
class Ingested:
    """The result of an ingest: pages read, articles written, kept and dropped, problems, and what the written
    files hold (`Changed.made`)."""

    pages: int
    articles: int
    written: int
    kept: tuple[str, ...]
    problems: tuple[Problem, ...]
    made: Mapping[Path, str | None] = field(default_factory=dict)


def ingest(
    folders: Folders,
    cache: Cache,
    today: str,
    workers: Workers = ProcessPoolExecutor,
    say: Say = lambda step, done=0, whole=0: None,
    *,
    strict: bool = False,
    former: Former | None = None,
) -> Ingested:
    """Read the seeds and bring `content/` up to date. The page of a broken file is left as it was.

    `today` (`2026-11-28`) is written down beside what enters the archive or is corrected in it. `workers`
    read the pages if they are many. Raises IncompleteError, with nothing written, if something would be left
    out and `strict` is asked for. `former` takes what is read of `content/`.
    """
    problems = list(finish_changes(folders.content))
    former = former or Former(cache)
    content, curated = read_content(folders.content, former), read_curated(folders.content, former)
    problems += (*content.problems, *curated.problems)
    authorities = curated.authorities
    require_whole(problems, strict=strict)
    if len(authorities) < len(FACETS):  # do not undo a curator's decisions because a file is missing
        return Ingested(0, 0, 0, (), tuple(problems))
    records = {file.record.file: file for file in content.records}
    articles, twice = unique(settle(content.articles, {name: f.record for name, f in records.items()}))
    problems += [to_problem(folders.content, broken) for broken in twice]
    left = {broken.path for broken in twice}
    content = content.without(left)
    found = store.read_seeds(folders.seeds)
    open_pdfs(found.value, cache, workers, say)
    seeds = _read_seeds(folders, found, content, records, cache)
    read = list(zip(seeds.value, read_seeds(seeds.value, cache, workers, say), strict=True))
    pages = _identify(read, articles, {file.record.key for file in content.records})
    plan = _plan(pages, _catalogue(pages, articles, authorities, cache), content, today)
    said = (*seeds.problems, *_front_matter(pages), *_weekdays(pages), *_broken_orders(pages), *plan.problems)
    require_whole(said, strict=strict)
    changed = change_content(folders.content, plan.value)
    logged = update_log(folders.content, articles, content.refused, today, former)
    kept = tuple(sorted(f.path for page in pages for f in page.seed.protected.edited))
    problems += (*said, *changed.problems, *logged.problems)
    count = sum(len(page.ids) for page in pages) + len(kept)
    made = {folders.content / path: hashed for path, hashed in (changed.made | logged.made).items()}
    return Ingested(len(pages), count, changed.written, kept, tuple(problems), made)


def _read_seeds(
    folders: Folders,
    found: Outcome[list[tuple[str, bytes]]],
    content: Content,
    records: Mapping[str, RecordFile],
    cache: Cache,
) -> Outcome[list[Seed]]:
    """The pages of all seeds, except those whose record cannot be used, which are left unchanged."""
    seeds: list[Seed] = []
    names = list(records)
    places = {file.path: file.record.file for file in content.records}
    problems = list(found.problems)
    of_page: defaultdict[str | None, list[ContentFile]] = defaultdict(list)
    for file in content.articles:
        of_page[file.article.source_file].append(file)
    for name, data in found.value:
        known = records.get(name)
        try:
            pages = read_pages(name, data, cache, known.record.set_kind if known else None)
        except ValueError as error:
            problems.append(Problem("unreadable-seed", "error", f"{name}: {error}"))
            continue
        sha256 = files.sha256(data)
        names += [page.name for page in pages]
        for page in pages:
            problems += page.problems
            if lies_in(record_path(page.name), content.refused):
                continue
            record = records.get(page.name)
            if record is None and (other := places.get(record_path(page.name))):
                problems.append(_misnamed(folders.content / record_path(page.name), other, page.name))
                continue
            ledger = record.record if record else None
            if not page.text.strip():
                problems.append(_empty(page.name, ledger))
                if ledger and ledger.articles:
                    continue
            protected = find_protected(of_page[page.name], ledger, content.refused)
            claims = tuple(find_false_claims(protected.edited, page.text))
            problems += claim_problems(folders.content, claims)
            seeds.append(_to_seed(page, sha256, record, without(protected, claims), is_held=bool(claims)))
    problems += stray_problems(folders.content, content.articles, names)
    return Outcome(seeds, tuple(problems))


def _misnamed(path: Path, given: str, name: str) -> Problem:
    """A record that says it is another page's: the page is left as it was."""
    message = f"{path}: file: '{show(given)}' is not the page that this record is for; it is left as it was"
    return Problem("refused-value", "error", message, f"Write '{name}'.")


def _empty(name: str, ledger: PageRecord | None) -> Problem:
    """A page without text: a mistake if it had some."""
    if ledger and ledger.articles:
        message = f"{name}: no text on this page any more; its articles are left as they were"
        return Problem("empty-seed", "error", message, "Put the file there again, or delete it.")
    return Problem("empty-seed", "warning", f"{name}: no text on this page")


def _to_seed(
    page: PageText, sha256: str, file: RecordFile | None, protected: Protected, *, is_held: bool
) -> Seed:
    return Seed(
        name=page.name,
        text=page.text,
        encoding=page.encoding,
        sha256=sha256,
        file=file,
        protected=protected,
        sheet=page.sheet,
        hints=hints_of(page, file.record.set_kind if file else None),
        is_held=is_held,
    )


def _front_matter(pages: Sequence[Page]) -> Iterator[Problem]:
    """The problems of front matter whose article is not a person's by now."""
    for page in pages:
        if page.reading.stories or not page.seed.protected.lines:
            yield from page.reading.problems


def _weekdays(pages: Sequence[Page]) -> Iterator[Problem]:
    """A problem for every page whose printed weekday contradicts its printed date."""
    for page in pages:
        issued = page.reading.issue.issued
        if page.reading.wrong_weekday and issued:
            where = place(page.seed.name, issued.spans[0].first if issued.spans else None)
            message = f"{where}wrong weekday for {issued.value} in '{page.reading.wrong_weekday}'"
            remedy = "Look at the page; set 'issued' in its record if the day is wrong."
            yield Problem("wrong-weekday", "warning", message, remedy)


def _broken_orders(pages: Sequence[Page]) -> Iterator[Problem]:
    """A problem for every page whose lines are out of order."""
    for page in pages:
        if not page.reading.ordered:
            message = f"{page.seed.name}: the columns of this text are mixed up, and so are its articles"
            remedy = "Use the PDF itself, or text extracted with another tool."
            yield Problem("broken-order", "warning", message, remedy)


def _identify(
    read: Sequence[tuple[Seed, Read]], articles: Sequence[ContentFile], keys: set[str]
) -> list[Page]:
    """The pages with their keys and the ids of their stories, both unchanged from earlier builds where
    possible.

    `keys` are those of all records.
    """
    owners = {file.article.id: file.article.source_file for file in articles}
    pages: list[Page] = []
    for seed, page in read:
        reading = page.reading
        key = seed.record.key if seed.record else _new_key(seed.name, keys)
        keys.add(key)
        ids = give_ids(reading.stories, key, seed.record, partial(_is_taken, seed, owners))
        owners |= dict.fromkeys(ids, seed.name)
        others = tuple((story, find_holder(story, seed.protected)) for story in page.others)
        pages.append(Page(seed, key, reading, tuple(ids), others))
    return pages


def _is_taken(seed: Seed, owners: Mapping[str, str | None], article_id: str) -> bool:
    return article_id in seed.protected.ids or owners.get(article_id, seed.name) != seed.name


def _new_key(name: str, used: set[str]) -> str:
    """A short ASCII name for a seed: the part before the first `_`, or the whole name if that is taken."""
    stem = name.rsplit(".", 1)[0]
    short, whole = (slug(text)[:_LONGEST_KEY].strip("-") for text in (stem.split("_")[0], stem))
    free = (key for key in (short, whole) if key and key not in used)
    return next(free, f"{whole or 'page'}-{digest(name)[:8]}")


def _catalogue(
    pages: Sequence[Page], known: Sequence[ContentFile], authorities: Mapping[Facet, Authority], cache: Cache
) -> dict[str, Article]:
    """The articles that the program will write, by id.

    What is read from the lines of a person's articles is catalogued with them, and then set aside.
    """
    read = [_page_to_date(p) for p in pages]
    ids = {(p.seed.name, story.first_line): i for p in pages for story, i in p.stories}
    edited = {f.article.id for p in pages for f in p.seed.protected.edited}
    context = [f.article for f in known if f.article.id in edited or not f.article.source]
    articles = catalogue_pages(read, ids, authorities, context=context, remember=cache.remember)
    own = {i for page in pages for i in page.ids}
    return {article.id: article for article in articles if article.id in own}


def _page_to_date(page: Page) -> ReadPage:
    seed, reading = page.seed, page.reading
    stories = tuple(story for story, _ in page.stories)
    return ReadPage(seed.name, seed.text, stories, seed.record, reading.issue, reading.kind)


def _plan(
    pages: Sequence[Page], articles: Mapping[str, Article], content: Content, today: str
) -> Outcome[list[PageChange]]:
    """The changes for every page; a page whose output cannot be read back is left unchanged."""
    free = [page for page in pages if not page.seed.is_held]
    own = {file.path for page in free for file in page.seed.protected.own}
    occupied = ({file.path for file in content.articles} | content.refused) - own
    plans: list[PageChange] = []
    problems: list[Problem] = []
    for page in free:
        try:
            plans.append(plan_page(page, articles, occupied, today))
        except ValueError as error:
            message = f"{page.seed.name}: left unchanged, as its output could not be read back: {error}"
            problems.append(Problem("unwritable-page", "error", message))
    return Outcome(plans, tuple(problems))
