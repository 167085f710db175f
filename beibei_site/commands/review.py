"""`beibei-site review`: the articles that need review, and why."""

from __future__ import annotations

from dataclasses import dataclass

from beibei_site.commands.stored.archive import read_archive
from beibei_site.content.cache import Cache
from beibei_site.content.store import Folders
from beibei_site.domain.review import is_doubtful
from beibei_site.rendering.sentences import teller


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An article that needs review, for the terminal."""

    confidence: float
    path: str
    title: str
    reasons: tuple[str, ...]  # and the next best reading, as sentences; of an article of one's own none


def find_doubtful(folders: Folders, cache: Cache) -> list[Doubtful]:
    """The articles that need review, least confident first."""
    archive, tell = read_archive(folders, cache).archive, teller("en")
    found = []
    for article in sorted(filter(is_doubtful, archive.articles), key=lambda a: (a.confidence, a.id)):
        entry, path = archive.ledger.get(article.id), f"content/{archive.files[article.id]}"
        reasons = (*entry.reasons, *entry.alternatives) if entry else ()
        found.append(Doubtful(article.confidence, path, article.title, tuple(map(tell, reasons))))
    return found
