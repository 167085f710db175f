"""The steps of each command, top to bottom."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from beibei_site.commands.ingest import Ingested, ingest
from beibei_site.commands.publish import Published, publish
from beibei_site.commands.reading import Say
from beibei_site.content.cache import Cache
from beibei_site.content.disk.lock import hold
from beibei_site.content.former import Former
from beibei_site.content.output import check_output
from beibei_site.content.store import Folders
from beibei_site.domain.model import Problem
from beibei_site.workers import HERE, Workers

if TYPE_CHECKING:
    from beibei_site.commands.migrate import Migrated
    from beibei_site.commands.review import Doubtful


@dataclass(frozen=True, slots=True)
class Built:
    """A whole build: seeds → content, content → site."""

    ingested: Ingested
    published: Published

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What both reported, each once."""
        return tuple(dict.fromkeys((*self.ingested.problems, *self.published.problems)))


def _silent(step: str, done: int = 0, whole: int = 0) -> None:
    """Ignores progress."""


@contextmanager
def _hold(folders: Folders, wait: bool, say: Say = _silent) -> Iterator[Cache]:
    """The cache, for one process at a time; raises SetupError if another one has it and `wait` is not set."""
    with hold(folders.cache, wait=wait, say=say), closing(Cache(folders.cache / "values.db")) as cache:
        yield cache


def build(
    folders: Folders,
    say: Say = _silent,
    today: str | None = None,
    *,
    wait: bool = False,
    workers: Workers = HERE,
    strict: bool = False,
) -> Built:
    """Read the seeds into `content/`, then build the site from `content/`.

    What is new is written down under the day `today`; without it, under the day by the clock. If another
    build of the archive is running, this one waits for it, or raises SetupError. `strict`: raise
    IncompleteError rather than leave something out. The `workers` share what takes long; what they have
    done is kept, also if the build is broken off.
    """
    check_output(folders)
    with _hold(folders, wait, say) as cache:
        say("reading pages")
        day, former = today or _day_by_the_clock(), Former(cache)
        ingested = ingest(folders, cache, day, workers, say, strict=strict, former=former)
        published = publish(folders, cache, say, strict=strict, former=former)
        cache.prune()
    return Built(ingested, published)


def run_ingest(
    folders: Folders,
    say: Say = _silent,
    today: str | None = None,
    *,
    wait: bool = False,
    strict: bool = False,
    workers: Workers = HERE,
) -> Ingested:
    with _hold(folders, wait, say) as cache:
        say("reading pages")
        return ingest(folders, cache, today or _day_by_the_clock(), workers, say, strict=strict)


def _day_by_the_clock() -> str:
    """The only time that is asked for: of an ingest, never of what is published."""
    return datetime.date.today().isoformat()


def run_publish(
    folders: Folders, say: Say = _silent, *, wait: bool = False, strict: bool = False
) -> Published:
    check_output(folders)
    with _hold(folders, wait, say) as cache:
        return publish(folders, cache, say, strict=strict)


def run_migrate(folders: Folders, *, wait: bool = False) -> Migrated:
    from beibei_site.commands.migrate import migrate

    with _hold(folders, wait) as cache:
        return migrate(folders, cache)


def run_check(folders: Folders, *, wait: bool = False) -> list[Problem]:
    from beibei_site.commands.check.whole import check

    with _hold(folders, wait) as cache:
        return list(check(folders, cache))


def run_review(folders: Folders, *, wait: bool = False) -> list[Doubtful]:
    from beibei_site.commands.review import find_doubtful

    with _hold(folders, wait) as cache:
        return find_doubtful(folders, cache)
