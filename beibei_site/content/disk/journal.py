"""Changes to `content/`: all or nothing, and never to a file that a person has changed since it was read.

A page's record and its articles go together, for the record says which bytes are the program's. All changes
are first written down in a journal, then made, then the journal goes. If it is still there at the next start,
the remaining changes are applied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from beibei_site.content.disk import files
from beibei_site.content.disk.paths import PathError, inside
from beibei_site.domain.model import Problem

_JOURNAL = ".changes.json"
_ARTICLE, _RECORD = re.compile(r"articles/.+\.md"), re.compile(r"pages/.+\.yml")


class Source(msgspec.Struct, frozen=True):
    """A file as it was read: its path below `content/`, and the digest of its bytes."""

    path: str
    digest: str


class Target(msgspec.Struct, frozen=True):
    """A file as it is to be."""

    path: str
    text: str

    @property
    def data(self) -> bytes:
        return self.text.encode()

    @property
    def digest(self) -> str:
        return files.sha256(self.data)


class Change(msgspec.Struct, frozen=True):
    """What one file was (None: it is new) and what it will be (None: it is deleted)."""

    old: Source | None
    new: Target | None

    @property
    def is_needed(self) -> bool:
        return self.new is None or self.old != Source(self.new.path, self.new.digest)

    @property
    def is_arrival(self) -> bool:
        """Whether it comes to lie where nothing of the program's was."""
        return self.new is not None and (self.old is None or self.old.path != self.new.path)


class PageChange(msgspec.Struct, frozen=True):
    """What changes of one page: its record, and its articles."""

    old: Source | None
    record: Target
    articles: tuple[Change, ...] = ()

    @property
    def is_record_needed(self) -> bool:
        return Change(self.old, self.record).is_needed

    @property
    def moved(self) -> Source | None:
        """The record as it was, if it is to lie elsewhere: its page has another name."""
        return self.old if self.old and self.old.path != self.record.path else None

    @property
    def records(self) -> list[str]:
        return [self.record.path, *([self.moved.path] if self.moved else [])]

    @property
    def paths(self) -> list[str]:
        return [end.path for c in self.articles for end in (c.old, c.new) if end]


@dataclass(frozen=True, slots=True)
class Changed:
    """How many files were written, what was left alone and why, and what they hold unless it was: the SHA-256
    of their bytes by their paths below `content/`, None for those that were deleted."""

    written: int = 0
    problems: tuple[Problem, ...] = ()
    made: dict[str, str | None] = field(default_factory=dict)


def change_content(content: Path, pages: Iterable[PageChange]) -> Changed:
    """Make the changes of `pages` below `content`; what a person has changed meanwhile is left as it is."""
    needed = [msgspec.structs.replace(p, articles=tuple(c for c in p.articles if c.is_needed)) for p in pages]
    needed = [p for p in needed if p.articles or p.is_record_needed]
    if not needed:
        return Changed()
    files.make_folder(content)
    temporary = content / f"{_JOURNAL}.new"
    files.write_temporary(temporary, msgspec.json.encode(needed))
    temporary.replace(content / _JOURNAL)
    return replace(_make(content, needed), made=_made(needed))


def _made(pages: Iterable[PageChange]) -> dict[str, str | None]:
    changes = [c for page in pages for c in (*page.articles, Change(page.old, page.record))]
    gone: dict[str, str | None] = {c.old.path: None for c in changes if c.old}
    return gone | {c.new.path: c.new.digest for c in changes if c.new}


def finish_changes(content: Path) -> tuple[Problem, ...]:
    """Apply the changes that a killed build left in its journal; returns what was left alone, and why.

    A journal that cannot be read is set aside; what it says of other files is left out.
    """
    journal = content / _JOURNAL
    try:
        data = files.read(journal)
        pages = msgspec.json.decode(data, type=list[PageChange]) if data is not None else []
    except (PathError, msgspec.MsgspecError, UnicodeDecodeError):
        aside = journal.with_name(f"{_JOURNAL}.damaged")
        journal.replace(aside)
        message = f"{journal}: cannot be read, so what a killed build had begun is not finished"
        remedy = f"It is called {aside.name} now; look at it if you like, and delete it."
        return (Problem("damaged-journal", "warning", message, remedy=remedy),)
    if data is None:
        return ()
    good = [page for page in pages if _is_of_content(content, page)]
    for change in (c for page in good for c in (Change(page.old, page.record), *page.articles)):
        for end in (change.old, change.new):
            if end:
                before = change.old.digest if change.old else None
                files.restore(content / end.path, before, change.new.data if change.new else b"")
    problems = _make(content, good).problems
    if len(good) < len(pages):
        message = f"{journal}: spoke of files that are no articles and no page records; they are left alone"
        problems += (Problem("damaged-journal", "error", message),)
    return problems


def _is_of_content(content: Path, page: PageChange) -> bool:
    """Whether a page of the journal names its record and articles, and no other file."""
    try:
        for path in (*page.records, *page.paths):
            inside(content, path)
    except PathError:
        return False
    return all(map(_RECORD.fullmatch, page.records)) and all(map(_ARTICLE.fullmatch, page.paths))


def _make(content: Path, pages: Iterable[PageChange]) -> Changed:
    made = [_change_page(content, page) for page in pages]
    (content / _JOURNAL).unlink()
    return Changed(sum(m.written for m in made), tuple(p for m in made for p in m.problems))


def _change_page(content: Path, page: PageChange) -> Changed:
    """Files at new places first; then the record, from which on the new state counts; then the old files.

    Until the record is written all can be taken back, and is, if a person has changed it.
    """
    arrivals = [c.new for c in page.articles if c.new and c.is_arrival and not _is_edited(content, c)]
    try:
        for path in (*page.records, *page.paths):
            inside(content, path)
        for target in arrivals:
            if not files.replace(content / target.path, None, target.data):
                return _undo(content, arrivals, changed_meanwhile(content / target.path, also="its page"))
        if not _write_record(content, page):
            record = content / (page.moved or page.record).path
            return _undo(content, arrivals, changed_meanwhile(record, also="the articles of its page"))
    except PathError as error:
        message = f"{content / page.record.path}: this page is left as it was: {error}"
        return _undo(content, arrivals, Problem("refused-file", "error", message))
    done = [(c, c.old is None or _change_old(content, c.old, c.new)) for c in page.articles]
    left = tuple(changed_meanwhile(content / c.old.path) for c, is_done in done if c.old and not is_done)
    written = sum(is_done and c.new is not None for c, is_done in done) + page.is_record_needed
    return Changed(written, left)


def _undo(content: Path, arrivals: Iterable[Target], why: Problem) -> Changed:
    for target in arrivals:
        _remove(content, Source(target.path, target.digest))
    return Changed(0, (why,))


def _is_edited(content: Path, change: Change) -> bool:
    """Whether an article that is to move has been changed since it was read, and has not moved yet."""
    old, new = change.old, change.new
    if old is None or new is None:
        return False
    return files.digest(content / old.path) != old.digest and files.digest(content / new.path) != new.digest


def _write_record(content: Path, page: PageChange) -> bool:
    """Write the record; whether the articles may follow. Of a record that a person has changed since it was
    written, before a kill, they may: it knows their new digests."""
    if page.moved:
        return _move_record(content, page.moved, page.record)
    path, before = content / page.record.path, page.old.digest if page.old else None
    if files.replace(path, before, page.record.data):
        return True
    ledger = files.read(path) or b""
    known = [c.new.digest.encode() in ledger for c in page.articles if c.new]
    unknown = [c.old.digest.encode() not in ledger for c in page.articles if c.old and not c.new]
    return bool(page.articles) and all(known) and all(unknown)


def _move_record(content: Path, old: Source, new: Target) -> bool:
    """Write the record in its new place, unless a person has changed it in the old one."""
    if not files.replace(content / new.path, None, new.data):
        return False
    is_gone = _remove(content, old)
    if not is_gone:
        _remove(content, Source(new.path, new.digest))
    return is_gone


def _change_old(content: Path, old: Source, new: Target | None) -> bool:
    """Write or remove a file that was read; False, and no change, if it is no longer what was read."""
    if new and new.path == old.path:
        return files.replace(content / old.path, old.digest, new.data)
    is_gone = _remove(content, old)
    if new and not is_gone:
        _remove(content, Source(new.path, new.digest))  # else two files would have one id
    return is_gone


def _remove(content: Path, file: Source) -> bool:
    path = content / file.path
    is_gone = files.remove(path, file.digest)
    if is_gone:
        files.prune(path.parent, content)
    return is_gone


def changed_meanwhile(path: Path, also: str = "") -> Problem:
    """A file of `content/` that a person has changed since it was read, and what is left alone with it."""
    left = f"left as it is, and {also} as well" if also else "left as it is"
    message = f"{path}: changed while the build ran; {left}, for the next run to take up"
    return Problem("changed-meanwhile", "warning", message)
