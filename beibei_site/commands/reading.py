"""The pages read: first as if no person had changed an article, then without the lines that are a person's.

So a page is read from its seed alone, and an edit, a review or a deletion of one article leaves the reading
of the others as it was. Only if a person has drawn the borders of an article anew is its page read again
without those lines.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from beibei_site.cataloguing.ownership import is_torn, without_lines
from beibei_site.commands.ledger import Seed
from beibei_site.content.cache import Cache, digest
from beibei_site.domain.model import PageReading, Story
from beibei_site.domain.spans import numbers_of
from beibei_site.parsing.reader import read_page

_MANY = 32  # pages: with fewer, starting more processes costs more than it saves
Job = tuple[Seed, frozenset[int]]  # a page, and the lines of it to skip


@dataclass(frozen=True, slots=True)
class Read:
    """What was read from a page for the program to write, and the stories read from `others`' lines: they
    are a person's articles now, but still evidence of years, twins and names."""

    reading: PageReading
    others: tuple[Story, ...]


def read_seeds(seeds: Sequence[Seed], cache: Cache) -> list[Read]:
    """What is read from each of `seeds`, cached or new."""
    whole = _read_all([(seed, frozenset()) for seed in seeds], cache)
    torn = [s for s, reading in zip(seeds, whole, strict=True) if is_torn(reading.stories, s.protected.lines)]
    again = _read_all([(seed, seed.protected.lines) for seed in torn], cache)
    anew = dict(zip((seed.name for seed in torn), again, strict=True))
    return [
        _read_apart(reading, anew.get(seed.name), seed.protected.lines)
        for seed, reading in zip(seeds, whole, strict=True)
    ]


def _read_apart(whole: PageReading, anew: PageReading | None, lines: Set[int]) -> Read:
    others = tuple(story for story in whole.stories if lines and numbers_of(story.spans) <= lines)
    return Read(anew or without_lines(whole, lines), others)


def _read_all(jobs: Sequence[Job], cache: Cache) -> list[PageReading]:
    """The readings of pages, cached or new; many new ones are spread over all processors."""
    keys = [
        digest(seed.name, seed.sha256, seed.text, seed.hints.kind or "", *map(str, sorted(skipped)))
        for seed, skipped in jobs
    ]
    known = [cache.get("page", key, PageReading) for key in keys]
    new = [job for job, reading in zip(jobs, known, strict=True) if reading is None]
    if len(new) >= _MANY:
        with ProcessPoolExecutor() as pool:
            read = iter(list(pool.map(_read, new, chunksize=8)))
    else:
        read = map(_read, new)
    readings = []
    for key, before in zip(keys, known, strict=True):
        reading = before or next(read)
        if before is None:
            cache.put("page", key, reading)
        readings.append(reading)
    return readings


def _read(job: Job) -> PageReading:
    seed, skipped = job
    return read_page(seed.text, seed.name, skipped, seed.sheet, seed.hints)
