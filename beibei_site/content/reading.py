"""`content/` as it stands on the disk: every file by itself, so that a broken one costs no other.

Of a broken file its last good state counts, as far as it is remembered; it is named in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from beibei_site.content import issue_file
from beibei_site.content.authority_file import parse_authority
from beibei_site.content.checks import checked_article, checked_authority, checked_record
from beibei_site.content.disk import files
from beibei_site.content.disk.paths import PathError, find_files, is_litter, show
from beibei_site.content.formats.mistakes import nearest
from beibei_site.content.former import Former, Kept, Memory, stamp_of
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.page_record import RecordFile, parse_log, record_path
from beibei_site.content.settings import Settings, parse_settings
from beibei_site.content.store import decode, refused
from beibei_site.domain.issue import IssueExtent
from beibei_site.domain.model import FACETS, Article, Authority, Facet, Outcome, Problem
from beibei_site.domain.problems import BrokenFile, RefusedError, SetupError, place
from beibei_site.domain.record import LedgerEntry, PageRecord

T = TypeVar("T")
V = TypeVar("V")
F = TypeVar("F")
LOG = "log.yml"
_FILES = ("site.yml", issue_file.FILE, *(f"{facet}.yml" for facet in FACETS))
_COPIES = (".bak", ".old", ".orig")
_LARGEST = 16 * 2**20  # bytes of one file
Parse = Callable[[str, str], Outcome[T]]  # a text and the name of its file → what it says


@dataclass(frozen=True, slots=True)
class Content:
    """The articles and page records of `content/` as they were read, in the order of their paths; the paths
    of files and folders that may not be used; the broken files, and what else is wrong."""

    articles: tuple[ContentFile, ...]
    records: tuple[RecordFile, ...]
    refused: frozenset[str]
    broken: tuple[BrokenFile, ...]
    problems: tuple[Problem, ...]

    def without(self, paths: Set[str]) -> Content:
        """The same, of whose files some more may not be used."""
        own = tuple(file for file in self.articles if file.path not in paths)
        return replace(self, articles=own, refused=self.refused | paths)


@dataclass(frozen=True, slots=True)
class Curated:
    """What a curator has written beside the articles; a facet whose file is broken and was never read well
    is missing."""

    settings: Settings
    authorities: dict[Facet, Authority]
    extents: tuple[IssueExtent, ...]
    log: tuple[LedgerEntry, ...]
    broken: tuple[BrokenFile, ...]
    problems: tuple[Problem, ...]


class _Reader:
    """Reads files below `content`, collecting what is wrong with each."""

    def __init__(self, content: Path, former: Former | None) -> None:
        self._content = content
        self._former = former
        self.refused: dict[str, Problem] = {}
        self.broken: dict[str, BrokenFile] = {}
        self.named: list[Problem] = []
        self.problems: list[Problem] = []

    def read(self, path: str, parse: Parse[T]) -> T | None:
        """What a file says; None if it is not there or cannot be used."""
        try:
            if (data := self._bytes(path)) is None:
                return None
            text, outcome = self._parsed(path, data, parse)
        except SetupError as error:
            former = self._former.find(path) if self._former else None
            self._break(error, path, is_stale=former is not None)
            return None if former is None else parse(former, str(self._content / path)).value
        if self._former:
            self._former.keep(path, text)
        self.problems += outcome.problems
        return outcome.value

    def read_all(
        self, start: str, kind: str, parse: Parse[V], memory: Memory[V], *, is_stale_good: bool
    ) -> Iterator[tuple[str, Kept[V]]]:
        """What every file below the folder `start` says; of a broken one, if `is_stale_good`, what it has
        said."""
        found = find_files(self._content, start, (kind,))
        unusable = found.refused | dict.fromkeys(found.folders, "it is a folder")
        self.refused |= {path: refused(self._content / path, why) for path, why in unusable.items()}
        remedy = f"Give it a name that ends in {kind}, or take it out of {start}/."
        self.problems += (unread(self._content / path, remedy) for path in found.others)
        lost = memory.below(unusable)
        for path in sorted({*found.files, *lost}, key=lambda p: p.split("/")) if lost else found.files:
            try:
                if path in lost:
                    raise RefusedError(unusable[lost[path]])
                kept = self._read_kept(path, parse, memory)
            except SetupError as error:
                last = memory.find_last(path)
                kept = last if is_stale_good else None
                self._break(error, path, is_stale=kept is not None)
            if kept:
                yield path, kept

    def _read_kept(self, path: str, parse: Parse[V], memory: Memory[V]) -> Kept[V] | None:
        stamp = stamp_of(f"{self._content}/{path}")
        if known := memory.find(path, stamp):
            return known
        if (data := self._bytes(path)) is None:
            return None
        digest = files.sha256(data)
        if known := memory.find_same(path, stamp, digest):
            return known
        outcome = self._parsed(path, data, parse)[1]
        self.problems += outcome.problems
        return memory.keep(path, stamp, digest, outcome)

    def _bytes(self, path: str) -> bytes | None:
        """Raises RefusedError for a file that cannot be read."""
        try:
            return files.read(self._content / path, most=_LARGEST)
        except PathError as error:
            self.refused[path] = refused(self._content / path, str(error))
            raise RefusedError(str(error)) from None

    def _parsed(self, path: str, data: bytes, parse: Parse[T]) -> tuple[str, Outcome[T]]:
        """The text of a file, and what it says; raises SetupError."""
        text = decode(data, self._content / path)
        try:
            return text, parse(text, str(self._content / path))
        except RefusedError as error:
            self.refused[path] = Problem("refused-file", "error", str(error))
            raise

    def _break(self, error: SetupError, path: str, *, is_stale: bool) -> None:
        """Note down that a file does not count as it is; what is refused has been named already."""
        broken = BrokenFile.of(error, path)
        self.broken[path] = replace(broken, is_stale=is_stale)
        if not isinstance(error, RefusedError):
            self.named += (
                to_problem(self._content, BrokenFile.of(one, path)) for one in (error, *error.also)
            )

    def found(self) -> tuple[Problem, ...]:
        """All that is wrong."""
        return (*self.refused.values(), *self.named, *self.problems)


def to_problem(content: Path, broken: BrokenFile) -> Problem:
    """How a broken file is reported."""
    message = f"{place(content / broken.path, broken.line)}{broken.message}"
    return Problem("broken-file", "error", message, broken.remedy)


def read_content(content: Path, former: Former | None = None, *, is_stale_good: bool = False) -> Content:
    """Every article and page record of `content/`; with `is_stale_good`, of a broken one its last good state.

    What is broken is among `refused` if its last good state does not count.
    """
    if content.exists() and not content.is_dir():
        raise SetupError("not a folder", file=content, remedy="Give another one with --content.")
    reader = _Reader(content, former)
    read = partial(reader.read_all, is_stale_good=is_stale_good)
    known_articles = former.articles if former else Memory[Article]({})
    known_records = former.records if former else Memory[PageRecord]({})
    articles = read("articles", ".md", checked_article, known_articles)
    records = read("pages", ".yml", checked_record, known_records)
    found = tuple(ContentFile(kept.value, path, kept.digest) for path, kept in articles)
    pages = [RecordFile(kept.value, path, kept.digest) for path, kept in records]
    owners = _owners(pages, lambda f: f.record.file, lambda f: f.path == record_path(f.record.file))
    lost = (broken.path for broken in reader.broken.values() if not broken.is_stale)
    return Content(
        found,
        tuple(owners.values()),
        frozenset((*reader.refused, *lost)),
        tuple(reader.broken.values()),
        (*reader.found(), *_copies(content, pages, owners)),
    )


def _copies(
    content: Path, records: Iterable[RecordFile], owners: Mapping[str, RecordFile]
) -> Iterator[Problem]:
    """A problem for every record of a page that has another."""
    for file in records:
        owner = owners[file.record.file]
        if owner is not file:
            remedy = f"{file.record.file} has its record in {owner.path}; delete one of the two."
            yield unread(content / file.path, remedy)


def _owners(files: Sequence[F], name: Callable[[F], str], is_named: Callable[[F], bool]) -> dict[str, F]:
    """The file that stays of those of one `name`: one that lies where such a file does, else the first."""
    owners: dict[str, F] = {}
    for file in sorted(files, key=lambda f: not is_named(f)):
        owners.setdefault(name(file), file)
    return {name(file): file for file in files if owners[name(file)] is file}


def read_curated(content: Path, former: Former | None = None) -> Curated:
    """The settings, authority files, issues and log of `content/`; what is not there is empty or as usual."""
    reader = _Reader(content, former)
    settings = reader.read("site.yml", _plainly(parse_settings))
    extents = reader.read(issue_file.FILE, _plainly(issue_file.parse_issues))
    log = reader.read(LOG, _plainly(partial(read_log, former)))
    authorities = {}
    for facet in FACETS:
        path = f"{facet}.yml"
        found = reader.read(path, _authority(facet))
        if found or path not in reader.refused.keys() | reader.broken.keys():
            authorities[facet] = found or Authority(facet)
    return Curated(
        settings or Settings(),
        authorities,
        extents or (),
        log or (),
        tuple(reader.broken.values()),
        (*reader.found(), *_misnamed(content)),
    )


def _misnamed(content: Path) -> Iterator[Problem]:
    """A problem for every file whose name is nearly that of one which is read (people.yaml, topic.yml), and
    for every article that does not lie in its folder."""
    names = {path.name for path in content.glob("*") if path.is_file()} - {*_FILES, LOG, "README.md"}
    for name in sorted(names):
        meant = "" if is_litter(name) or name.endswith(_COPIES) else nearest(name, _FILES)
        if meant:
            yield unread(content / name, f"Call it {meant} if that is meant.")
        elif name.endswith(".md"):
            yield unread(content / name, "Put it into articles/ if it is an article.")


def unread(path: Path, remedy: str) -> Problem:
    """A file below `content/` that nothing reads."""
    return Problem("unread-files", "warning", f"{show(str(path))}: this file is not read", remedy)


def read_log(former: Former | None, text: str, file: str) -> tuple[LedgerEntry, ...]:
    """What the log in `text` says, from `former` if it is known there; raises as `parse_log` does."""
    parse = partial(parse_log, text, file)
    return former.log(text, parse) if former else parse()


def _plainly(parse: Callable[[str, str], T]) -> Parse[T]:
    return lambda text, file: Outcome(parse(text, file))


def _authority(facet: Facet) -> Parse[Authority]:
    return lambda text, file: checked_authority(parse_authority(text, file, facet), text, file)


def unique(articles: Sequence[ContentFile]) -> tuple[list[ContentFile], list[BrokenFile]]:
    """The articles without those whose id another file has too: of the two, one that bears it as its name
    stays, else the first."""
    owners = _owners(articles, lambda f: f.article.id, lambda f: f.path.endswith(f"/{f.article.id}.md"))
    others = (file for file in articles if owners[file.article.id] is not file)
    return list(owners.values()), [_taken(file, owners[file.article.id]) for file in others]


def _taken(file: ContentFile, owner: ContentFile) -> BrokenFile:
    message = f"the id '{file.article.id}' is already that of {owner.path}"
    return BrokenFile(file.path, message, remedy="Give one of the two another id.")
