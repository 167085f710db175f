"""The recipe: what each command does, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from beibei_site.cache import Cache
from beibei_site.ingest import Ingested, ingest
from beibei_site.parsing.decode import decode
from beibei_site.parsing.explain import explain_page
from beibei_site.parsing.pdf import read_pdf
from beibei_site.problems import SetupError
from beibei_site.publish import Published, publish, read_archive
from beibei_site.rendering.review import is_doubtful
from beibei_site.search import query
from beibei_site.search.query import Found, Hit
from beibei_site.store import Folders, check_output

__all__ = [
    "Built",
    "Found",
    "Hit",
    "Ingested",
    "Published",
    "build",
    "explain",
    "run_ingest",
    "run_publish",
    "search",
]


@dataclass(frozen=True, slots=True)
class Built:
    """A whole build: seeds → content, content → site."""

    ingested: Ingested
    published: Published


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An article that needs an eye, for the terminal."""

    confidence: float
    path: str
    title: str
    reasons: tuple[str, ...]
    alternatives: tuple[str, ...]


def _silent(step: str) -> None:
    """Nobody listens."""


def _open_cache(folders: Folders) -> Cache:
    return Cache(folders.cache / "values.db")


def build(folders: Folders, say: Callable[[str], None] = _silent) -> Built:
    """Read the seeds into `content/`, then make the site from `content/`."""
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


def explain(seed: Path) -> Iterator[str]:
    """The report on one page; raises SetupError if it cannot be read."""
    try:
        data = seed.read_bytes()
        texts = read_pdf(data) if seed.suffix.lower() == ".pdf" else (decode(data)[0],)
    except FileNotFoundError:
        raise SetupError("there is no such file", file=seed) from None
    except (ValueError, IsADirectoryError) as error:
        raise SetupError(str(error), file=seed) from None
    return (line for text in texts for line in explain_page(text, seed.name))


def search(folders: Folders, text: str, **narrowed: Any) -> Found:
    """What the index finds; see `search.query.search`."""
    return query.search(folders.index, text, **narrowed)


def to_json(found: Found) -> dict[str, Any]:
    """A result as JSON values."""
    return asdict(found)


def find_doubtful(folders: Folders) -> list[Doubtful]:
    """The articles that need a person's eye, least certain first."""
    cache = _open_cache(folders)
    archive = read_archive(folders, cache)
    cache.close()
    entries = {e.id: e for page in archive.pages for e in page.record.articles}
    found = []
    for article in sorted(archive.articles, key=lambda a: (a.confidence, a.id)):
        entry = entries.get(article.id)
        if is_doubtful(article) and entry:
            found.append(
                Doubtful(
                    article.confidence,
                    f"content/{entry.path}",
                    article.title,
                    entry.reasons,
                    entry.alternatives,
                )
            )
    return found
