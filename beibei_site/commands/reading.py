"""The pages read: first as if no person had changed an article, then without the lines that are a person's.

So a page is read from its seed alone, and an edit, a review or a deletion of one article leaves the reading
of the others as it was. Only if a person has drawn the borders of an article anew is its page read again
without those lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from beibei_site.cataloguing.ownership import is_torn, without_lines
from beibei_site.commands.ledger import Seed
from beibei_site.content.cache import Cache, digest
from beibei_site.domain.model import PageReading, Story
from beibei_site.domain.spans import numbers_of
from beibei_site.parsing.sources.seeds import keep_opened, open_pdf, unopened

_AT_ONCE = 4  # pages a worker is given
_MANY = 32  # pages: with fewer, starting more processes costs more than it saves
_MANY_PDFS = 8  # the same of files
Job = tuple[Seed, frozenset[int]]  # a page, and the lines of it to skip
Workers = Callable[[], AbstractContextManager[Executor]]  # who reads many pages
T = TypeVar("T")
V = TypeVar("V")


class Say(Protocol):
    """Is told what is being done and, if it has parts, how many of them are done and how many there are."""

    def __call__(self, step: str, done: int = 0, whole: int = 0, /) -> object: ...


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a page for the program to write, and the stories read from `others`' lines: they
    are a person's articles now, but still evidence of years, twins and names."""

    reading: PageReading
    others: tuple[Story, ...]


def open_pdfs(found: Iterable[tuple[str, bytes]], cache: Cache, workers: Workers, say: Say) -> None:
    """Open the new PDFs among the files `found` (name and bytes) ahead of the reading of their pages, if they
    are many."""
    new = unopened(found, cache)
    if len(new) >= _MANY_PDFS:
        done = spread(open_pdf, new, workers, partial(say, "opening PDFs"), many=_MANY_PDFS)
        for data, opened in zip(new, done, strict=True):
            keep_opened(data, opened, cache)


def read_seeds(seeds: Sequence[Seed], cache: Cache, workers: Workers, say: Say) -> list[Read]:
    """What is read from each of `seeds`, cached or new."""
    read = partial(_read_all, cache=cache, workers=workers, say=say)
    whole = read([(seed, frozenset()) for seed in seeds])
    torn = [s for s, reading in zip(seeds, whole, strict=True) if is_torn(reading.stories, s.protected.lines)]
    again = read([(seed, seed.protected.lines) for seed in torn])
    anew = dict(zip((seed.name for seed in torn), again, strict=True))
    return [
        _read_apart(reading, anew.get(seed.name), seed.protected.lines)
        for seed, reading in zip(seeds, whole, strict=True)
    ]


def _read_apart(whole: PageReading, anew: PageReading | None, lines: Set[int]) -> Read:
    others = tuple(story for story in whole.stories if lines and numbers_of(story.spans) <= lines)
    return Read(anew or without_lines(whole, lines), others)


def _read_all(jobs: Sequence[Job], cache: Cache, workers: Workers, say: Say) -> list[PageReading]:
    """The readings of pages, cached or new."""
    keys = [
        digest(seed.name, seed.sha256, seed.text, seed.hints.kind or "", *map(str, sorted(skipped)))
        for seed, skipped in jobs
    ]
    known = [cache.get("page", key, PageReading) for key in keys]
    new = [job for job, reading in zip(jobs, known, strict=True) if reading is None]
    made = [key for key, reading in zip(keys, known, strict=True) if reading is None]
    fresh = {}
    for key, reading in zip(made, spread(_read, new, workers, partial(say, "reading pages")), strict=True):
        cache.put("page", key, reading)  # at once: what is read is not read again if this build ends here
        fresh[key] = reading
    return [before or fresh[key] for key, before in zip(keys, known, strict=True)]


def spread(
    work: Callable[[V], T],
    jobs: Sequence[V],
    workers: Workers,
    say: Callable[[int, int], object],
    many: int = _MANY,
) -> Iterator[T]:
    """`work(job)` of all `jobs`, in their order; `many` or more are spread over the workers. `say` is told
    how many are done, and how many there are."""
    if len(jobs) < many:
        yield from _count(map(work, jobs), len(jobs), say)
        return
    with workers() as pool:
        yield from _count(pool.map(work, jobs, chunksize=_AT_ONCE), len(jobs), say)


def _count(results: Iterable[T], whole: int, say: Callable[[int, int], object]) -> Iterator[T]:
    for done, result in enumerate(results, 1):
        yield result
        say(done, whole)


def _read(job: Job) -> PageReading:
    from beibei_site.parsing.reader import read_page

    seed, skipped = job
    return read_page(seed.text, seed.name, skipped, seed.sheet, seed.hints)
