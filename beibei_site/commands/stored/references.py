"""What files of `content/` name: former ids that are somebody else's, missing articles, a font."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from pathlib import Path

from beibei_site.cataloguing.authority import find_stolen
from beibei_site.content import store
from beibei_site.content.disk.paths import PathError
from beibei_site.content.formats import yamltext
from beibei_site.content.formats.mistakes import instead
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.settings import Settings
from beibei_site.content.store import Folders
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, Authority, Facet, Outcome, Problem
from beibei_site.domain.problems import SetupError, place
from beibei_site.domain.record import PageRecord
from beibei_site.rendering.outputs.pictures import is_font

_FONT = "Put an OpenType font (.otf, .ttf, .ttc) there, or leave share_font out."


def settle_articles(content: Path, files: Sequence[ContentFile]) -> Outcome[list[Article]]:
    """The articles without former ids that are those of other articles."""
    owners = {file.article.id: file.path for file in files}
    articles, problems = [], []
    for file in files:
        taken = [a for a in file.article.aliases if owners.setdefault(a, file.path) != file.path]
        for alias in taken:
            at = where(content, file.path, "aliases", file.article.aliases.index(alias))
            message = f"{at}'{alias}' is the id of {owners[alias]}; it does not lead here"
            remedy = "Delete that file if its text has moved here; else take the id out."
            problems.append(Problem("taken-address", "error", message, remedy))
        kept = tuple(a for a in file.article.aliases if a not in (file.article.id, *taken))
        same = kept == file.article.aliases
        articles.append(file.article if same else replace(file.article, aliases=kept))
    return Outcome(articles, tuple(problems))


def settle_entries(
    content: Path, authorities: Mapping[Facet, Authority], articles: Sequence[Article]
) -> Outcome[dict[Facet, Authority]]:
    """The authority files without former ids that are the addresses of other entries."""
    settled, problems = dict(authorities), []
    for facet, authority in authorities.items():
        values = (value for article in articles for value in article.facet(facet))
        for record, alias, name in find_stolen(authority, values):
            at = where(content, f"{facet}.yml", record.id, "aliases", record.aliases.index(alias))
            message = f"{at}'{alias}' is the address of {name}; it does not lead to {record.preferred}"
            remedy = f"Write {name} under 'variants' if they are one and the same; else take the id out."
            problems.append(Problem("taken-address", "error", message, remedy))
            settled[facet] = _without(settled[facet], record.id, alias)
    return Outcome(settled, tuple(problems))


def _without(authority: Authority, entry_id: str, alias: str) -> Authority:
    records = (
        replace(r, aliases=tuple(a for a in r.aliases if a != alias)) if r.id == entry_id else r
        for r in authority.records
    )
    return replace(authority, records=tuple(records))


def missing_twins(
    content: Path, files: Sequence[ContentFile], records: Iterable[PageRecord]
) -> Iterator[Problem]:
    """A problem for every twin of an article that has never been there."""
    known = {i for file in files for i in (file.article.id, *file.article.aliases)}
    known |= {entry.id for record in records for entry in (*record.articles, *record.removed)}
    for file in files:
        yield from _missing(content, file.path, "twins", file.article.twins, known)


def missing_featured(content: Path, settings: Settings, archive: Archive) -> Iterator[Problem]:
    """A problem for every article and topic that the start page is to show and that the archive has not."""
    articles, topics = archive.by_id.keys(), {record.id for record in archive.entries("topics")}
    yield from _missing(content, "site.yml", "featured", settings.featured, articles)
    yield from _missing(content, "site.yml", "featured_topics", settings.featured_topics, topics, "topic")


def _missing(
    content: Path, path: str, key: str, ids: Iterable[str], known: Set[str], what: str = "article"
) -> Iterator[Problem]:
    for at, wanted in enumerate(ids):
        if wanted not in known:
            message = f"{where(content, path, key, at)}there is no {what} '{wanted}'"
            remedy = instead(wanted, sorted(known)) or "Take it out."
            yield Problem(f"unknown-{what}", "warning", message, remedy)


def where(content: Path, path: str, *keys: str | int) -> str:
    """The file and line of what stands under `keys`, and their names: how a message about it begins."""
    name = ".".join(key for key in keys if isinstance(key, str))
    try:
        line = yamltext.line_at(store.read_text(content, path) or "{}", *keys)
    except (SetupError, PathError):  # broken or out of reach since it was read last
        line = None
    return f"{place(content / path, line)}{name}: "


def read_font(folders: Folders, settings: Settings) -> Outcome[bytes]:
    """The bytes of `share_font`; empty if there are to be no pictures, or, with a problem, if it is none."""
    if not settings.has_pictures:
        return Outcome(b"")
    path = folders.root / settings.share_font
    try:
        data = store.read_file(folders.root, settings.share_font)
        why = "is no font" if data else "does not exist"
    except PathError as error:
        data, why = None, f"cannot be used: {error}"
    if data and is_font(data):
        return Outcome(data)
    message = f"{where(folders.content, 'site.yml', 'share_font')}{path} {why}"
    return Outcome(b"", (Problem("share-font", "error", message, remedy=_FONT),))
