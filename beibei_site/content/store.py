"""The disk: seeds, content and output. Nothing else in the program reads or writes files of an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from beibei_site.content import issue_file
from beibei_site.content.authority_file import parse_authority
from beibei_site.content.checks import checked_article, checked_authority, checked_record
from beibei_site.content.disk import files
from beibei_site.content.disk.archives import unpack
from beibei_site.content.disk.paths import (
    ARCHIVE_KINDS,
    SEED_KINDS,
    PathError,
    archive_of,
    find_files,
    inside,
    show,
)
from beibei_site.content.frontmatter import ContentFile
from beibei_site.content.page_record import RecordFile
from beibei_site.content.settings import Settings, parse_settings
from beibei_site.domain.issue import IssueExtent
from beibei_site.domain.model import FACETS, Authority, Facet, Outcome, Problem
from beibei_site.domain.problems import RefusedError, SetupError

T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where one archive lies."""

    root: Path
    seeds: Path
    content: Path
    output: Path

    @property
    def cache(self) -> Path:
        return self.root / ".cache"

    @property
    def index(self) -> Path:
        return self.cache / "whoosh"


@dataclass(frozen=True, slots=True)
class Content:
    """The articles and page records of `content/` as they were read, in the order of their paths; the paths
    of files and folders that may not be used, and what is wrong."""

    articles: tuple[ContentFile, ...]
    records: tuple[RecordFile, ...]
    refused: frozenset[str]
    problems: tuple[Problem, ...]


def refused(path: Path, why: str) -> Problem:
    """A file that is neither read nor written."""
    return Problem("refused-file", "error", f"{show(str(path))}: {why}; it is left alone")


def read_seeds(folder: Path) -> Outcome[list[tuple[str, bytes]]]:
    """The name and bytes of every seed, in the order of names; folders and zip files are looked into.

    Raises SetupError if there is no folder.
    """
    if not folder.is_dir():
        raise SetupError(
            "there is no such folder",
            file=folder,
            remedy="Put the page texts (*.txt, *.md, *.pdf, *.html, *.docx, *.zip) there, or give --seeds.",
        )
    found = find_files(folder, kinds=SEED_KINDS)
    problems = [refused(folder / name, why) for name, why in found.refused.items()]
    seeds: list[tuple[str, bytes]] = []
    for name in found.files:
        data = files.read(folder / name)
        if data is None:
            continue  # deleted since the folder was listed
        if not name.lower().endswith(ARCHIVE_KINDS):
            seeds.append((name, data))
            continue
        try:
            unpacked = unpack(data)
        except ValueError as error:
            problems.append(Problem("unreadable-seed", "error", f"{name}: {error}"))
            continue
        problems += [refused(folder / name / path, why) for path, why in unpacked.refused.items()]
        seeds += [(f"{name}/{path}", inner) for path, inner in unpacked.files.items()]
    return Outcome(seeds, tuple(problems))


def read_seed(folder: Path, name: str) -> bytes | None:
    """The bytes of one seed, also of one in an archive, or None if there is none.

    Raises PathError if it may not be read, ValueError if its archive is damaged.
    """
    file, path = archive_of(name)
    data = read_file(folder, file)
    return unpack(data, only=path).files.get(path) if data is not None and path else data


def read_file(folder: Path, path: str) -> bytes | None:
    """The bytes of one file, or None if there is none; raises PathError if it may not be read."""
    return files.read(inside(folder, path))


def decode(data: bytes, file: Path) -> str:
    """The text of a UTF-8 file; raises SetupError if it is none."""
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise SetupError(
            f"not UTF-8 text (byte {error.start})", file=file, remedy="Save the file as UTF-8."
        ) from None


def read_text(folder: Path, path: str) -> str | None:
    """The text of one file, or None if there is none; raises as `read_file` and `decode` do."""
    data = read_file(folder, path)
    return None if data is None else decode(data, folder / path)


def read_settings(content: Path) -> Outcome[Settings]:
    """The settings of the archive; those of a file that may not be read are the usual ones."""
    path = content / "site.yml"
    try:
        text = read_text(content, path.name)
    except PathError as error:
        return Outcome(Settings(), (refused(path, str(error)),))
    return Outcome(Settings() if text is None else parse_settings(text, str(path)))


def read_issues(content: Path) -> Outcome[tuple[IssueExtent, ...]]:
    """What the curator says of issues; nothing if there is no such file or it may not be read.

    Raises SetupError for a broken one.
    """
    path = content / issue_file.FILE
    try:
        text = read_text(content, path.name)
    except PathError as error:
        return Outcome((), (refused(path, str(error)),))
    return Outcome(() if text is None else issue_file.parse_issues(text, str(path)))


def read_authorities(content: Path) -> Outcome[dict[Facet, Authority]]:
    """The four authority files; one that does not exist is empty, one that may not be read is missing.

    Raises SetupError for a broken one.
    """
    found: dict[Facet, Authority] = {}
    problems: list[Problem] = []
    for facet in FACETS:
        path = content / f"{facet}.yml"
        try:
            text = read_text(content, path.name) or ""
        except PathError as error:
            problems.append(refused(path, str(error)))
            continue
        outcome = checked_authority(parse_authority(text, str(path), facet), text, str(path))
        found[facet] = outcome.value
        problems += outcome.problems
    return Outcome(found, tuple(problems))


def read_content(content: Path) -> Content:
    """Every article and page record of `content/`.

    Raises SetupError for the first file that breaks the format; what may not be used is left out.
    """
    if content.exists() and not content.is_dir():
        raise SetupError("not a folder", file=content, remedy="Give another one with --content.")
    outside: dict[str, Problem] = {}
    problems: list[Problem] = []

    def read_all(
        start: str, kind: str, parse: Callable[[str, str], Outcome[V]], made: Callable[[V, str, str], T]
    ) -> Iterator[T]:
        found = find_files(content, start, (kind,))
        outside.update((path, refused(content / path, why)) for path, why in found.refused.items())
        for path in found.files:
            file = content / path
            try:
                data = files.read(file)
                if data is None:
                    continue  # deleted since the folder was listed
                outcome = parse(decode(data, file), str(file))
            except PathError as error:
                outside[path] = refused(file, str(error))
            except RefusedError as error:
                outside[path] = Problem("refused-file", "error", str(error))
            else:
                problems.extend(outcome.problems)
                yield made(outcome.value, path, files.sha256(data))

    articles = tuple(read_all("articles", ".md", checked_article, ContentFile))
    records = tuple(read_all("pages", ".yml", checked_record, RecordFile))
    return Content(articles, records, frozenset(outside), (*outside.values(), *problems))


def check_ids(content: Path, articles: Iterable[ContentFile]) -> None:
    """Raises SetupError for an id that two files share."""
    owners: dict[str, str] = {}
    for file in articles:
        other = owners.setdefault(file.article.id, file.path)
        if other != file.path:
            raise SetupError(
                f"the id '{file.article.id}' is already that of {other}",
                file=content / file.path,
                remedy="Give one of the two another id.",
            )
