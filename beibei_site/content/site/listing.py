"""What lies in a folder, as far as it can be seen without opening a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies below a folder, by paths in it: plain files, links and special files, folders that hold
    nothing."""

    files: dict[str, os.DirEntry[str]] = field(default_factory=dict)
    links: set[str] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)


def list_folder(folder: Path) -> Listing:
    """Everything below `folder`; nothing if there is no such folder. No link is followed."""
    found = Listing()
    if folder.is_dir():
        _walk(str(folder), "", found)
    return found


def _walk(folder: str, prefix: str, found: Listing) -> None:
    with os.scandir(folder) as listed:
        entries = list(listed)
    for entry in entries:
        path = prefix + entry.name
        if entry.is_dir(follow_symlinks=False):
            _walk(entry.path, f"{path}/", found)
        elif entry.is_file(follow_symlinks=False):
            found.files[path] = entry
        else:
            found.links.add(path)
    if not entries and prefix:
        found.empty.add(prefix[:-1])


def above(path: str) -> Iterator[str]:
    """The folders in which `path` lies, the outermost first.

    >>> list(above("a/b/c"))
    ['a', 'a/b']
    """
    at = path.find("/")
    while at >= 0:
        yield path[:at]
        at = path.find("/", at + 1)


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders in which `paths` lie."""
    inner = {path.rpartition("/")[0] for path in paths} - {""}
    return inner.union(*map(above, inner))


def outermost(path: str, folders: Set[str]) -> str:
    """The outermost folder of a file that is none of `folders`, or the file itself."""
    return next((folder for folder in above(path) if folder not in folders), path)
