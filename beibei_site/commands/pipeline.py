"""The steps of each command, top to bottom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from beibei_site.commands.ingest import Ingested, ingest
from beibei_site.commands.publish import Published, publish
from beibei_site.commands.review import Doubtful, find_doubtful
from beibei_site.content.cache import Cache
from beibei_site.content.output import check_output
from beibei_site.content.store import Folders
from beibei_site.search.whoosh import search as query
from beibei_site.search.whoosh.search import Found, Hit

__all__ = [
    "Built",
    "Doubtful",
    "Found",
    "Hit",
    "Ingested",
    "Published",
    "build",
    "run_ingest",
    "run_publish",
    "run_review",
    "search",
]


@dataclass(frozen=True, slots=True)
class Built:
    """A whole build: seeds → content, content → site."""

    ingested: Ingested
    published: Published


def _silent(step: str) -> None:
    """Ignores progress."""


def _open_cache(folders: Folders) -> Cache:
    return Cache(folders.cache / "values.db")


def build(folders: Folders, say: Callable[[str], None] = _silent) -> Built:
    """Read the seeds into `content/`, then build the site from `content/`."""
    check_output(folders)
    cache = _open_cache(folders)
    try:
        say("reading pages")
        ingested = ingest(folders, cache)
        built = Built(ingested, publish(folders, cache, say))
    except BaseException:
        cache.close()
        raise
    cache.close(prune=True)
    return built


def run_ingest(folders: Folders) -> Ingested:
    cache = _open_cache(folders)
    try:
        return ingest(folders, cache)
    finally:
        cache.close()


def run_publish(folders: Folders) -> Published:
    check_output(folders)
    cache = _open_cache(folders)
    try:
        return publish(folders, cache, _silent)
    finally:
        cache.close()


def search(folders: Folders, text: str, **narrowed: Any) -> Found:
    """The results from the index; see `search.whoosh.search`."""
    return query.search(folders.index, text, **narrowed)


def to_json(found: Found) -> dict[str, object]:
    """A hit as JSON values."""
    return asdict(found)


def run_review(folders: Folders) -> list[Doubtful]:
    cache = _open_cache(folders)
    try:
        return find_doubtful(folders, cache)
    finally:
        cache.close()
