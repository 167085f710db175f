"""The pages read: first as if no person had changed an article, then without the lines that are a person's.

So a page is read from its seed alone, and an edit, a review or a deletion of one article leaves the reading
of the others as it was. Only if a person has drawn the borders of an article anew is its page read again
without those lines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar, cast

from beibei_site.cataloguing.ownership import is_torn, without_lines
from beibei_site.commands.ledger import Seed
from beibei_site.content.cache import Cache, digest
from beibei_site.domain.model import PageReading, Story
from beibei_site.domain.spans import numbers_of
from beibei_site.parsing.sources.seeds import keep_opened, open_pdf, unopened
from beibei_site.workers import Workers

_OPENING, _READING = 1.2, 0.3  # seconds that a PDF, a page takes
Job = tuple[Seed, frozenset[int]]  # a page, and the lines of it to skip
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


def remember_each(
    kind: str,
    keys: Sequence[str],
    shape: type[T],
    work: Callable[[V], T],
    jobs: Sequence[V],
    *,
    cache: Cache,
    workers: Workers,
    seconds: float,
    say: Callable[[int, int], object],
) -> list[T]:
    """See `RememberEach`; the workers do what is not remembered, in some `seconds` each."""
    job = dict(zip(keys, jobs, strict=True))
    found = {key: cache.get(kind, key, shape) for key in job}
    new = [key for key, value in found.items() if value is None]
    for key, value in zip(new, workers.map(work, [job[key] for key in new], seconds, say), strict=True):
        cache.put(kind, key, value)  # at once: what is done is not done again if this build ends here
        found[key] = value
    return [cast("T", found[key]) for key in keys]


def open_pdfs(found: Iterable[tuple[str, bytes]], cache: Cache, workers: Workers, say: Say) -> None:
    """Open the new PDFs among the files `found` (name and bytes) ahead of the reading of their pages, if they
    are several."""
    new = unopened(found, cache)
    if len(new) > 1:
        done = workers.map(open_pdf, new, _OPENING, partial(say, "opening PDFs"), loads=False)
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
    each = partial(remember_each, cache=cache, workers=workers, seconds=_READING)
    return each("page", keys, PageReading, _read, jobs, say=partial(say, "reading pages"))


def _read(job: Job) -> PageReading:
    from beibei_site.parsing.reader import read_page

    seed, skipped = job
    return read_page(seed.text, seed.name, skipped, seed.sheet, seed.hints)
