"""Decides which names may become paths, before anything is read, written or removed.

Names come from data: ids, aliases, keys, seeds, the journal. None of them leads out of its folder, and below
that folder no link is followed; the folder itself may be one.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

PAGE_KINDS = (".txt", ".md", ".pdf", ".html", ".htm", ".docx")
ARCHIVE_KINDS = (".zip",)
SEED_KINDS = PAGE_KINDS + ARCHIVE_KINDS
PAGE = "#"
_LONGEST = 200  # bytes of one part; a temporary adds a few, and file systems take 255
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FORBIDDEN = re.compile(r"[\x00-\x1f\x7f/\\]")
_HALF = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # of a character: nothing that a file system gives
_IN_ARCHIVE = re.compile(r"(.+?\.zip)/(.+)", re.I | re.S)
_FURTHER_PAGE = re.compile(rf"(.+\.(?:pdf|txt)){PAGE}\d+", re.I | re.S)


class PathError(ValueError):
    """A path that must not be used; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Found:
    """The plain files below a folder, by their paths in it, and what was refused there with the reason; the
    folders there that are called like files of the kinds asked for; the files of other kinds."""

    files: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def is_id(text: str) -> bool:
    """Whether `text` can be an id, and so an address and a file name.

    >>> is_id("000-112"), is_id("../x"), is_id("A"), is_id("a" * 201)
    (True, False, False, False)
    """
    return len(text) <= _LONGEST and _ID.fullmatch(text) is not None


def seed_of(page: str) -> str:
    """The file that a page comes from: only the further pages of a PDF or a text have a number.

    >>> seed_of("paper.pdf#2"), seed_of("a.txt#2"), seed_of("a#2.txt")
    ('paper.pdf', 'a.txt', 'a#2.txt')
    """
    match = _FURTHER_PAGE.fullmatch(page)
    return match[1] if match else page


def is_page_name(name: str) -> bool:
    """Whether a page can have this name: that of a seed with its folders, with a number for the further pages
    of a PDF or a text. A file in an archive has the archive as a folder.

    >>> is_page_name("2021/06.zip/a.txt"), is_page_name("../a.txt"), is_page_name("a.zip")
    (True, False, False)
    """
    parts = name.split("/")
    try:
        for part in parts:
            check_part(part)
    except PathError:
        return False
    return not any(part.startswith(".") for part in parts) and seed_of(name).lower().endswith(PAGE_KINDS)


def archive_of(name: str) -> tuple[str, str]:
    """The archive in which a file lies, and its path there; the file and nothing if it lies in none.

    >>> archive_of("2021/06.zip/a.txt"), archive_of("2021/a.txt")
    (('2021/06.zip', 'a.txt'), ('2021/a.txt', ''))
    """
    match = _IN_ARCHIVE.fullmatch(name)
    return (match[1], match[2]) if match else (name, "")


def check_part(part: str) -> None:
    """Raises PathError if `part` cannot be one name in a path."""
    if part in ("", ".", "..") or _FORBIDDEN.search(part):
        raise PathError(f"'{show(part)}' is no name for a file")
    try:
        size = len(part.encode())
    except UnicodeEncodeError:
        raise PathError("its name is not UTF-8") from None
    if size > _LONGEST:
        raise PathError(f"its name is longer than {_LONGEST} bytes")


def inside(folder: Path, path: str) -> Path:
    """The file or folder `path` (parts joined by `/`) below `folder`.

    Raises PathError if it would lie elsewhere, or if it or a folder on the way is a link.
    """
    parts = path.split("/")
    for part in parts:
        check_part(part)
    if os.path.realpath(folder.joinpath(*parts)) != os.path.join(os.path.realpath(folder), *parts):  # noqa: PTH118
        raise PathError("it is a link, or lies behind one")
    return folder.joinpath(*parts)


class Below:
    """`inside` for the many files of one folder: looks at each folder on the way once.

    The last part may still be a link: `files` never follows one.
    """

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._folders: dict[str, Path] = {}

    def __call__(self, path: str) -> Path:
        above, separator, name = path.rpartition("/")
        check_part(name)
        if not separator:
            return self._root / name
        if above not in self._folders:
            self._folders[above] = inside(self._root, above)
        return self._folders[above] / name


def find_files(folder: Path, start: str = "", kinds: tuple[str, ...] = ()) -> Found:
    """The plain files below `folder/start`, in the order of their paths, that end in one of `kinds`.

    Links and special files of these kinds, links to folders and names that cannot be used are refused.
    Where `kinds` are asked for, hidden files (`.a.md`: those of editors and systems) do not count.
    """
    found = Found()
    try:
        top = inside(folder, start) if start else folder
    except PathError as error:
        found.refused[start] = str(error)
        return found
    if top.is_dir():
        _walk(top, f"{start}/" if start else "", kinds, found)
    return found


def _walk(folder: Path, prefix: str, kinds: tuple[str, ...], found: Found) -> None:
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=lambda entry: entry.name)
    except PermissionError as error:
        if not prefix:
            raise
        found.refused[prefix.rstrip("/")] = unreadable(error)
        return
    for entry in listed:
        is_folder, is_kind = _is_folder(entry), entry.name.lower().endswith(kinds)
        path = prefix + entry.name
        if kinds and (is_litter(entry.name) or not (is_folder or is_kind)):
            if not is_litter(entry.name) and entry.is_file(follow_symlinks=False):
                found.others.append(path)
            continue
        if why := _fault(entry, is_folder):
            found.refused[path] = why
        elif is_folder:
            if kinds and is_kind:
                found.folders.append(path)
            _walk(folder / entry.name, f"{path}/", kinds, found)
        else:
            found.files.append(path)


# Hidden files; those of Word, while one is open in it; those of Emacs and others.
_LEFT = re.compile(r"\.|~\$|.*\.\w+~$|#.*#$")


def is_litter(name: str) -> bool:
    """Whether systems, archivers and editors leave files and folders of this name behind, or it is hidden.

    >>> is_litter(".DS_Store"), is_litter("__MACOSX"), is_litter("Thumbs.db"), is_litter("page.doc")
    (True, True, True, False)
    >>> is_litter("~$page.docx"), is_litter("page.txt~"), is_litter("1987~")
    (True, True, False)
    """
    return bool(_LEFT.match(name)) or name.lower() in ("__macosx", "thumbs.db", "ehthumbs.db", "desktop.ini")


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _fault(entry: os.DirEntry[str], is_folder: bool) -> str:
    try:
        check_part(entry.name)
    except PathError as error:
        return str(error)
    if entry.is_symlink():
        return "it is a link"
    return "" if is_folder or entry.is_file() else "it is no plain file"


def unreadable(error: OSError) -> str:
    """Why the system does not let a file be read, and what to do."""
    what = (error.strerror or str(error)).lower()
    may = "; give yourself the right to" if isinstance(error, PermissionError) else ""
    return f"it cannot be read ({what}{may})"


def show(text: str) -> str:
    """A name as a terminal can print it.

    >>> show("a\\udcff\\n")
    'a\\\\xff\\\\n'
    """
    text = _HALF.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    plain = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return re.sub(r"[\x00-\x1f\x7f]", lambda match: repr(match[0])[1:-1], plain)
