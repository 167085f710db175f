"""The disk: seeds, content and output. Nothing else in the program reads or writes files of an archive."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from beibei_site.content.authority_file import parse_authority
from beibei_site.content.frontmatter import ContentFile, parse_article
from beibei_site.content.page_record import parse_record
from beibei_site.content.settings import Settings, parse_settings
from beibei_site.domain.model import FACETS, Authority, Facet, OutputFile, PageRecord
from beibei_site.domain.problems import SetupError

SEED_KINDS = (".txt", ".md", ".pdf")


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


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read_seeds(folder: Path) -> list[tuple[str, bytes]]:
    """The name and bytes of every seed, in the order of names. Raises SetupError if there is no folder."""
    if not folder.is_dir():
        raise SetupError(
            "there is no such folder",
            file=folder,
            remedy="Put the page texts (*.txt, *.md, *.pdf) there, or give --seeds.",
        )
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in SEED_KINDS and p.is_file())
    return [(p.name, p.read_bytes()) for p in files]


def read_seed(folder: Path, name: str) -> bytes | None:
    """The bytes of one seed, or None if it is gone."""
    try:
        return (folder / name).read_bytes()
    except FileNotFoundError:
        return None


def read_text(path: Path) -> str | None:
    """The text of a UTF-8 file, or None if it does not exist. Raises SetupError if it is not UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise SetupError(
            f"not UTF-8 text (byte {error.start})", file=path, remedy="Save the file as UTF-8."
        ) from None


def read_settings(content: Path) -> Settings:
    path = content / "site.yml"
    text = read_text(path)
    return Settings() if text is None else parse_settings(text, str(path))


def read_articles(content: Path) -> list[ContentFile]:
    """Every article of `content/`, in the order of paths.

    Raises SetupError for the first file that breaks the format, and for an id that two files share.
    """
    found = [_read_article(content, path) for path in sorted((content / "articles").rglob("*.md"))]
    owners: dict[str, str] = {}
    for file in found:
        other = owners.setdefault(file.article.id, file.path)
        if other != file.path:
            raise SetupError(
                f"the id '{file.article.id}' is already that of {other}",
                file=content / file.path,
                remedy="Give one of the two another id.",
            )
    return found


def _read_article(content: Path, path: Path) -> ContentFile:
    data = path.read_bytes()
    article = parse_article(read_text(path) or "", str(path))
    return ContentFile(article, path.relative_to(content).as_posix(), sha256(data))


def read_records(content: Path) -> list[PageRecord]:
    """Every page record of `content/`, in the order of file names; raises SetupError for a broken one."""
    paths = sorted((content / "pages").glob("*.yml"))
    return [parse_record(read_text(path) or "", str(path)) for path in paths]


def read_authorities(content: Path) -> dict[Facet, Authority]:
    """The four authority files; one that does not exist is empty. Raises SetupError for a broken one."""
    found: dict[Facet, Authority] = {}
    for facet in FACETS:
        path = content / f"{facet}.yml"
        found[facet] = parse_authority(read_text(path) or "", str(path), facet)
    return found


def write_if_changed(path: Path, data: bytes) -> bool:
    """Write `data` to `path` in one step, unless it holds just that; whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(data)
    temporary.replace(path)
    return True


def remove(path: Path) -> None:
    """Delete a file and the folders that it leaves empty."""
    path.unlink(missing_ok=True)
    for parent in path.parents:
        try:
            parent.rmdir()
        except OSError:
            return


def write_output(output: Path, files: Iterable[OutputFile], kept: Iterable[str] = ()) -> tuple[int, int]:
    """Write the site: changed files only; files that nobody owns any more go.

    `kept` are paths whose bytes are known to be right. Returns how many files were written and deleted.
    Raises SetupError if `output` holds files that this program did not make.
    """
    _claim(output)
    owned = {_MARK, *kept}
    written = 0
    for file in files:
        owned.add(file.path)
        written += write_if_changed(output / file.path, file.data)
    stale = [p for p in _all_files(output) if p.relative_to(output).as_posix() not in owned]
    for path in stale:
        remove(path)
    return written, len(stale)


_MARK = ".beibei-site"


def _claim(output: Path) -> None:
    """Mark `output` as ours, so that no folder of anybody else is ever cleaned up."""
    if (output / _MARK).exists():
        return
    if output.is_dir() and any(output.iterdir()):
        raise SetupError(
            "this folder holds files that were not made by beibei-site",
            file=output,
            remedy="Give another folder with --output, or empty this one.",
        )
    output.mkdir(parents=True, exist_ok=True)
    (output / _MARK).write_text(
        "made by beibei-site; every file here is replaced by the next build\n", "utf-8"
    )


def _all_files(folder: Path) -> list[Path]:
    return [Path(base) / name for base, _, names in os.walk(folder) for name in sorted(names)]
