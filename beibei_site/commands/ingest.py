"""seeds/ → content/: read every page, date it, find twins, catalogue, and write the files the program
owns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from beibei_site.cataloguing.dating import ReadPage
from beibei_site.cataloguing.ownership import find_holders, give_ids, settle
from beibei_site.cataloguing.recipe import catalogue_pages
from beibei_site.commands.ledger import Page, Seed, plan_page
from beibei_site.commands.log import update_log
from beibei_site.commands.reading import Read, Say, open_pdfs, read_seeds, remember_each
from beibei_site.commands.stored.renames import follow_renames
from beibei_site.commands.stored.seeds import find_seeds
from beibei_site.content import store
from beibei_site.content.cache import Cache, RememberEach, digest
from beibei_site.content.disk.journal import PageChange, change_content, finish_changes
from beibei_site.content.former import Former
from beibei_site.content.frontmatter import ContentFile, is_in_place
from beibei_site.content.reading import Content, read_content, read_curated, to_problem, unique
from beibei_site.content.store import Folders
from beibei_site.domain.model import FACETS, Article, Authority, Facet, Outcome, Problem
from beibei_site.domain.problems import place, require_whole
from beibei_site.domain.text import slug
from beibei_site.workers import HERE, Workers

_NAMING = 0.04  # seconds to find the names in an article
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
    workers: Workers = HERE,
    say: Say = lambda step, done=0, whole=0: None,
    *,
    strict: bool = False,
    former: Former | None = None,
) -> Ingested:
    """Read the seeds and bring `content/` up to date. The page of a broken file is left as it was.

    `today` (`2026-11-28`) is written down beside what enters the archive or is corrected in it. `workers`
    read pages and find names if there is much to do. Raises IncompleteError, with nothing written, if
    something would be left out and `strict` is asked for. `former` takes what is read of `content/`.
    """
    problems = list(finish_changes(folders.content))
    former = former or Former(cache)
    content, curated = read_content(folders.content, former), read_curated(folders.content, former)
    problems += (*content.problems, *curated.problems)
    require_whole(problems, strict=strict)
    found = store.read_seeds(folders.seeds)
    content = follow_renames(folders, content, found.value)
    records = {file.record.file: file.record for file in content.records}
    articles, twice = unique(settle(content.articles, records))
    problems += [to_problem(folders.content, broken) for broken in twice]
    content = content.without({broken.path for broken in twice})
    open_pdfs(found.value, cache, workers, say)
    seeds = find_seeds(folders, found, content, former, cache)
    read = list(zip(seeds.value, read_seeds(seeds.value, cache, workers, say), strict=True))
    pages = _identify(read, articles, {file.record.key for file in content.records})
    each = partial(
        remember_each, cache=cache, workers=workers, seconds=_NAMING, say=partial(say, "finding names")
    )
    plan = _plan(pages, _catalogue(pages, articles, curated.authorities, each), content, today)
    said = (*seeds.problems, *_front_matter(pages), *_days(pages), *_broken_orders(pages), *plan.problems)
    require_whole(said, strict=strict)
    changed = change_content(folders.content, plan.value)
    logged = update_log(folders.content, articles, content.refused, today, former)
    kept = tuple(sorted(f.path for page in pages for f in page.seed.edited))
    problems += (*said, *changed.problems, *logged.problems)
    count = sum(len(page.ids) for page in pages) + len(kept)
    made = {folders.content / path: hashed for path, hashed in (changed.made | logged.made).items()}
    return Ingested(len(pages), count, changed.written, kept, tuple(problems), made)


def _front_matter(pages: Sequence[Page]) -> Iterator[Problem]:
    """The problems of front matter whose article is not a person's by now."""
    for page in pages:
        if page.reading.stories or not page.seed.protected.lines:
            yield from page.reading.problems


def _days(pages: Sequence[Page]) -> Iterator[Problem]:
    """A problem for every page that prints a day of no calendar, or one with another weekday than the
    calendar's, until a curator says which day it is."""
    for page in pages:
        issued, no_day = page.reading.issue.issued, page.reading.no_day
        if page.seed.record and page.seed.record.set_issue.issued:
            continue
        if no_day:
            where = place(page.seed.name, no_day.spans[0].first)
            message = f"{where}no calendar has the day in '{no_day.value}'"
            remedy = "Look at the page; set 'issued' in its record if you know the day."
            yield Problem("wrong-day", "warning", message, remedy)
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
        others = tuple(zip(page.others, find_holders(page.others, seed.protected), strict=True))
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
    pages: Sequence[Page],
    known: Sequence[ContentFile],
    authorities: Mapping[Facet, Authority],
    each: RememberEach,
) -> dict[str, Article]:
    """The articles that the program will write, by id.

    What is read from the lines of a person's articles is catalogued with them, and then set aside. Of a facet
    whose file cannot be read, what articles have stays: nothing that its curator has decided is undone.
    """
    read = [_page_to_date(p) for p in pages]
    ids = {(p.seed.name, story.first_line): i for p in pages for story, i in p.stories}
    edited = {f.article.id for p in pages for f in p.seed.edited}
    context = [f.article for f in known if f.article.id in edited or not f.article.source]
    given = {facet: authorities.get(facet, Authority(facet)) for facet in FACETS}
    articles = catalogue_pages(read, ids, given, context=context, remember_each=each)
    own = {i for page in pages for i in page.ids}
    before = {f.article.id: f.article for f in known} if len(authorities) < len(FACETS) else {}
    return {a.id: _with_lost(a, before.get(a.id), authorities.keys()) for a in articles if a.id in own}


def _with_lost(article: Article, before: Article | None, known: Set[Facet]) -> Article:
    """An article with what it had until now of the facets that are not `known`."""
    lost: dict[str, Any] = {f: before.facet(f) for f in FACETS if f not in known} if before else {}
    return replace(article, **lost)


def _page_to_date(page: Page) -> ReadPage:
    seed, reading = page.seed, page.reading
    stories = tuple(story for story, _ in page.stories)
    return ReadPage(seed.name, seed.text, stories, seed.record, reading.issue, reading.kind)


def _plan(
    pages: Sequence[Page], articles: Mapping[str, Article], content: Content, today: str
) -> Outcome[list[PageChange]]:
    """The changes for every page; a page whose output cannot be read back is left unchanged."""
    free = [page for page in pages if not page.seed.is_held]
    own = {file.path for page in free for file in page.seed.protected.own if is_in_place(file)}
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
