"""content/ → site/: the archive as it lies on disk, its index, its search and its pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from beibei_site import store
from beibei_site.archive import Archive
from beibei_site.ingest import read_authorities
from beibei_site.model import FACETS, Problem, SourcePage
from beibei_site.store import Folders

DOUBTFUL = 0.75
OWN = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish did, in figures, and what went wrong."""

    articles: int
    people: int
    topics: int
    files: int
    written: int
    deleted: int
    doubtful: int
    problems: tuple[Problem, ...]


def read_archive(folders: Folders) -> Archive:
    """The archive as `content/` and `seeds/` hold it; raises SetupError for files that break the format."""
    files = store.read_articles(folders.content)
    records = store.read_records(folders.content)
    articles = [f.article for f in files]
    authorities = read_authorities(folders)
    return Archive(
        articles,
        records={f: _complete(f, authorities, articles) for f in FACETS},
        pages=[SourcePage(r, _lines(folders, r)) for r in records],
    )
