"""`content/` as it stands on the disk: every file by itself, so that a broken one costs no other.

Of a broken file its last good state counts, as far as it is remembered; it is named in any case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from beibei_site.content import issue_file
from beibei_site.content.authority_file import parse_authority
from beibei_site.content.cache import Cache
from beibei_site.content.checks import checked_article, checked_authority, checked_record
from beibei_site.content.disk import files
from beibei_site.content.disk.paths import PathError, find_files
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.page_record import RecordFile, parse_log
from beibei_site.content.settings import Settings, parse_settings
from beibei_site.content.store import decode, refused
from beibei_site.domain.issue import IssueExtent
from beibei_site.domain.model import FACETS, Authority, Facet, Outcome, Problem
from beibei_site.domain.problems import BrokenFile, RefusedError, SetupError, place
from beibei_site.domain.record import LedgerEntry

T = TypeVar("T")
V = TypeVar("V")
LOG = "log.yml"
_LARGEST = 16 * 2**20  # bytes of one file
Parse = Callable[[str, str], Outcome[T]]  # a text and the name of its file → what it says


@dataclass(frozen=True, slots=True)
class Content:
    """The articles and page records of `content/` as they were read, in the order of their paths; the paths
    of files and folders that may not be used; the files that do not count as they are; all that is wrong."""

    articles: tuple[ContentFile, ...]
    records: tuple[RecordFile, ...]
    refused: frozenset[str]
    broken: tuple[BrokenFile, ...]
    problems: tuple[Problem, ...]


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


class Former:
    """The files of `content/` as they were last read without a mistake, kept in the cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._before = cache.get("former", "files", dict[str, str]) or {}
        self._now: dict[str, str] = {}

    def keep(self, path: str, text: str) -> None:
        key = files.sha256(text.encode())
        self._now[path] = key
        self._cache.remember("file", key, str, lambda: text)

    def find(self, path: str) -> str | None:
        key = self._before.get(path)
        text = self._cache.get("file", key, str) if key else None
        if key and text is not None:
            self._now[path] = key
        return text

    def below(self, paths: Iterable[str]) -> dict[str, str]:
        """The files that are or lie below one of `paths`, each with that one."""
        return {p: above for above in paths for p in self._before if p == above or p.startswith(f"{above}/")}

    def save(self) -> None:
        """Forget what has not been asked for since this was opened."""
        self._cache.put("former", "files", self._now)


class _Reader:
    """Reads files below `content`, collecting what is wrong with each."""

    def __init__(self, content: Path, former: Former | None) -> None:
        self._content = content
        self._former = former
        self.refused: dict[str, Problem] = {}
        self.broken: dict[str, BrokenFile] = {}
        self.named: list[Problem] = []
        self.problems: list[Problem] = []

    def read(self, path: str, parse: Parse[T]) -> tuple[T, str] | None:
        """What a file says, and the digest of its bytes; None if it is not there or cannot be used."""
        try:
            data = files.read(self._content / path, most=_LARGEST)
            if data is None:
                return None
            text = decode(data, self._content / path)
            outcome = parse(text, str(self._content / path))
        except PathError as error:
            return self._refuse(path, str(error), parse)
        except RefusedError as error:
            self.refused[path] = Problem("refused-file", "error", str(error))
            return self._read_former(BrokenFile.of(error, path), parse)
        except SetupError as error:
            broken = BrokenFile.of(error, path)
            self.named.append(to_problem(self._content, broken))
            return self._read_former(broken, parse)
        if self._former:
            self._former.keep(path, text)
        self.problems += outcome.problems
        return outcome.value, files.sha256(data)

    def _refuse(self, path: str, why: str, parse: Parse[T]) -> tuple[T, str] | None:
        self.refused[path] = refused(self._content / path, why)
        return self._read_former(BrokenFile(path, why), parse)

    def _read_former(self, broken: BrokenFile, parse: Parse[T]) -> tuple[T, str] | None:
        text = self._former.find(broken.path) if self._former else None
        self.broken[broken.path] = replace(broken, is_stale=text is not None)
        if text is None:
            return None
        return parse(text, str(self._content / broken.path)).value, files.sha256(text.encode())

    def read_all(
        self, start: str, kind: str, parse: Parse[V], made: Callable[[V, str, str], T]
    ) -> Iterator[T]:
        """What is made of every file below the folder `start`."""
        found = find_files(self._content, start, (kind,))
        unusable = found.refused | dict.fromkeys(found.folders, "it is a folder")
        self.refused |= {path: refused(self._content / path, why) for path, why in unusable.items()}
        lost = self._former.below(unusable) if self._former else {}
        for path in sorted({*found.files, *lost}, key=lambda p: p.split("/")) if lost else found.files:
            if path in lost:
                one = self._read_former(BrokenFile(path, unusable[lost[path]]), parse)
            else:
                one = self.read(path, parse)
            if one:
                value, digest = one
                yield made(value, path, digest)

    def found(self) -> tuple[Problem, ...]:
        """All that is wrong."""
        return (*self.refused.values(), *self.named, *self.problems)


def to_problem(content: Path, broken: BrokenFile) -> Problem:
    """How a broken file is reported."""
    message = f"{place(content / broken.path, broken.line)}{broken.message}"
    return Problem("broken-file", "error", message, broken.remedy)


def read_content(content: Path, former: Former | None = None) -> Content:
    """Every article and page record of `content/`; with `former`, of a broken one its last good state.

    What is broken is among `refused` if its last good state does not count.
    """
    if content.exists() and not content.is_dir():
        raise SetupError("not a folder", file=content, remedy="Give another one with --content.")
    reader = _Reader(content, former)
    articles = tuple(reader.read_all("articles", ".md", checked_article, ContentFile))
    records = tuple(reader.read_all("pages", ".yml", checked_record, RecordFile))
    lost = (broken.path for broken in reader.broken.values() if not broken.is_stale)
    return Content(
        articles,
        records,
        frozenset((*reader.refused, *lost)),
        tuple(reader.broken.values()),
        reader.found(),
    )


def read_curated(content: Path, former: Former | None = None) -> Curated:
    """The settings, authority files, issues and log of `content/`; what is not there is empty or as usual."""
    reader = _Reader(content, former)
    settings = reader.read("site.yml", _plainly(parse_settings))
    extents = reader.read(issue_file.FILE, _plainly(issue_file.parse_issues))
    log = reader.read(LOG, _plainly(parse_log))
    authorities = {}
    for facet in FACETS:
        path = f"{facet}.yml"
        found = reader.read(path, _authority(facet))
        if found or path not in reader.refused.keys() | reader.broken.keys():
            authorities[facet] = found[0] if found else Authority(facet)
    return Curated(
        settings[0] if settings else Settings(),
        authorities,
        extents[0] if extents else (),
        log[0] if log else (),
        tuple(reader.broken.values()),
        reader.found(),
    )


def _plainly(parse: Callable[[str, str], T]) -> Parse[T]:
    return lambda text, file: Outcome(parse(text, file))


def _authority(facet: Facet) -> Parse[Authority]:
    return lambda text, file: checked_authority(parse_authority(text, file, facet), text, file)


def unique(articles: Sequence[ContentFile]) -> tuple[list[ContentFile], list[BrokenFile]]:
    """The articles without those whose id another file has too: of the two, one that bears it as its name
    stays, else the first."""
    owners: dict[str, ContentFile] = {}
    for file in sorted(articles, key=lambda f: PurePosixPath(f.path).stem != f.article.id):
        owners.setdefault(file.article.id, file)
    kept = [file for file in articles if owners[file.article.id] is file]
    others = (file for file in articles if owners[file.article.id] is not file)
    return kept, [_taken(file, owners[file.article.id]) for file in others]


def _taken(file: ContentFile, owner: ContentFile) -> BrokenFile:
    message = f"the id '{file.article.id}' is already that of {owner.path}"
    return BrokenFile(file.path, message, remedy="Give one of the two another id.")
