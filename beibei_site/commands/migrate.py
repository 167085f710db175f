"""`beibei-site migrate`: the files of an archive, from version 1 of their format to version 2, once.

Version 1 kept in each article the `keywords` that the program had worked out from the whole archive, so that
an edit of one article changed others. They are taken out, line by line: of the program's files, and of a
person's where they are still those that the program works out. Version 1 also had one date for two: a `date`
that a person has set is taken for the day that the story tells of, and is pointed out, as the day of issue
may be meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from beibei_site.cataloguing.keywords import find_keywords
from beibei_site.cataloguing.ownership import entries_of, is_hand_edited
from beibei_site.commands.stored.archive import read_archive
from beibei_site.content import store
from beibei_site.content.cache import Cache
from beibei_site.content.disk import files
from beibei_site.content.disk.journal import (
    Change,
    PageChange,
    Source,
    Target,
    change_content,
    changed_meanwhile,
    finish_changes,
)
from beibei_site.content.frontmatter import ContentFile, without_key
from beibei_site.content.page_record import RecordFile, render_record
from beibei_site.content.reading import read_content
from beibei_site.content.store import Folders
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, Problem

_TAKEN_OUT = "the program's keywords are taken out; they are worked out when the site is made"
_LIFTED = "written anew with the digests of its articles; what a person has set in it is kept"
_KEPT = "its keywords are kept, as a person may have written them; delete the line if nobody has"
_DATE = "its date is taken for the day that the story tells of; write a day of issue under 'issued'"
Told = tuple[str, str]  # a path below `content/`, and a sentence about that file


@dataclass(frozen=True, slots=True)
class Migrated:
    """What was changed, what a person should look at, and problems."""

    changed: tuple[Told, ...]
    to_look_at: tuple[Told, ...]
    problems: tuple[Problem, ...]


def migrate(folders: Folders, cache: Cache) -> Migrated:
    """Lift the files of `content/`; a second run changes nothing. Raises SetupError for invalid files."""
    problems = list(finish_changes(folders.content))
    stored = read_archive(folders, cache)
    archive = stored.archive
    content = read_content(folders.content)
    records = {file.record.file: file for file in content.records}
    entries = entries_of(file.record for file in content.records)
    keywords = _worked_out(archive, cache)
    own: defaultdict[str, list[Change]] = defaultdict(list)  # of the program, by the name of their page
    mine: list[Change] = []  # of a person
    to_look_at: list[Told] = []
    for file in content.articles:
        seed, change = file.article.source_file or "", _lift(folders, file)
        if not is_hand_edited(file, entries.get((seed, file.article.id))):
            own[seed] += [change] if change else []
            continue
        if change and file.article.keywords in ((), keywords[file.article.id]):
            mine.append(change)
        elif file.article.keywords:
            to_look_at.append((file.path, _KEPT))
        if _may_be_issued(file.article, archive):
            to_look_at.append((file.path, _DATE))
    pages = [_lift_page(records[seed], changes) for seed, changes in own.items() if changes]
    problems += (
        *stored.problems,
        *change_content(folders.content, pages).problems,
        *_lift_alone(folders, mine),
    )
    changed = [(c.new.path, _TAKEN_OUT) for c in (*mine, *chain.from_iterable(own.values())) if c.new]
    changed += [(page.record.path, _LIFTED) for page in pages]
    return Migrated(tuple(sorted(changed)), tuple(sorted(to_look_at)), tuple(problems))


def _worked_out(archive: Archive, cache: Cache) -> Mapping[str, tuple[str, ...]]:
    """The keywords that the program gives to each article, whatever stands in its file."""
    bare = [replace(article, keywords=()) for article in archive.articles]
    return find_keywords(Archive(bare, records={"people": archive.entries("people")}), cache.remember)


def _may_be_issued(article: Article, archive: Archive) -> bool:
    """Whether a person has dated an article whose day of issue is unknown."""
    return article.date_from == "curator" and bool(article.date) and not archive.issue_of(article).issued


def _lift(folders: Folders, file: ContentFile) -> Change | None:
    """The change that takes the keywords out of a file, or None if it has none."""
    text = (store.read_file(folders.content, file.path) or b"").decode()
    lifted = without_key(text, "keywords")
    if lifted == text:
        return None
    return Change(Source(file.path, file.digest), Target(file.path, lifted))


def _lift_page(file: RecordFile, changes: Sequence[Change]) -> PageChange:
    """The changes of the program's articles of a page, and their new digests in its record."""
    digests = {c.old.digest: c.new.digest for c in changes if c.old and c.new}
    entries = tuple(replace(e, digest=digests.get(e.digest, e.digest)) for e in file.record.articles)
    target = Target(file.path, render_record(replace(file.record, articles=entries)))
    return PageChange(Source(file.path, file.digest), target, tuple(changes))


def _lift_alone(folders: Folders, changes: Iterable[Change]) -> Iterator[Problem]:
    """Make the changes of a person's articles, of which no record keeps a digest."""
    for old, new in ((c.old, c.new) for c in changes):
        if old and new and not files.replace(folders.content / new.path, old.digest, new.data):
            yield changed_meanwhile(folders.content / new.path)
