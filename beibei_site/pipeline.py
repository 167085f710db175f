"""The recipe: what each command does, top to bottom."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from beibei_site import store
from beibei_site.cache import Cache
from beibei_site.cataloguing.curation import find_claims, settle
from beibei_site.ingest import Ingested, ingest
from beibei_site.parsing.explain import explain_page
from beibei_site.problems import SetupError
from beibei_site.publish import Published, publish, read_archive
from beibei_site.rendering.review import is_doubtful
from beibei_site.search import query
from beibei_site.search.query import Found, Hit
from beibei_site.seeds import read_pages
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


def explain(folders: Folders, seed: Path) -> Iterator[str]:
    """The report on the pages of one seed as `ingest` reads them, without the lines that a person's articles
    claim; raises SetupError if it cannot be read."""
    try:
        pages = read_pages(seed.name, seed.read_bytes())
    except FileNotFoundError:
        raise SetupError("there is no such file", file=seed) from None
    except (ValueError, IsADirectoryError) as error:
        raise SetupError(str(error), file=seed) from None
    content = store.read_content(_content_of(folders, seed))
    records = {file.record.file: file.record for file in content.records}
    articles = settle(content.articles, records)
    for page in pages:
        own = [f for f in articles if f.article.source_file == page.name]
        claims = find_claims(own, records.get(page.name), content.refused)
        yield from explain_page(page.text, page.name, claims.lines)


def _content_of(folders: Folders, seed: Path) -> Path:
    """The `content/` of the archive whose page `seed` is; it need not exist."""
    folder = seed.parent.resolve()
    return folders.content if folder == folders.seeds.resolve() else folder.parent / "content"


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
