"""The next site, while it is being made in a folder of its own."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import msgspec

from beibei_site.content.disk.paths import PathError
from beibei_site.content.site.listing import folders_of, list_folder
from beibei_site.content.site.mark import NAME, mark_whole, read_mark


class Seen(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A file when its bytes were known: size, time of the last change in nanoseconds, inode, digest; the key
    of what it was made from (see `KeyedFile`)."""

    size: int
    mtime: int
    inode: int
    digest: str
    key: str = ""

    def is_still(self, stat: os.stat_result) -> bool:
        return (self.size, self.mtime, self.inode) == (stat.st_size, stat.st_mtime_ns, stat.st_ino)


def seen_now(stat: os.stat_result, digest: str, key: str = "") -> Seen:
    return Seen(stat.st_size, stat.st_mtime_ns, stat.st_ino, digest, key)


class New:
    """The site that is being made in the folder `root`, where everything is the program's."""

    def __init__(self, root: Path) -> None:
        self.seen: dict[str, Seen] = {}
        self._root = root
        root.mkdir(parents=True, exist_ok=True)
        if not read_mark(root).is_whole:
            mark_whole(root)
        self._before = list_folder(root)
        self._before.files.pop(NAME)
        for link in self._before.links:
            (root / link).unlink()
        self._stale = folders_of(self._before.files) | self._before.empty
        self._folders = {""}

    def write(self, path: str, data: bytes, digest: str, key: str = "") -> None:
        """Make a file anew; raises PathError if another of the site's is in the way."""
        target = self._free(path)
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        with open(handle, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
            file.write(data)
            file.flush()
            self.seen[path] = seen_now(os.fstat(handle), digest, key)

    def keep(self, path: str, seen: Seen) -> bool:
        """Let a file stay as an earlier build has linked it here; whether it has."""
        before = self._before.files.get(path)
        if before is None or before.inode() != seen.inode:
            return False
        self._folder(path.rpartition("/")[0])
        self.seen[path] = seen
        return True

    def link(self, path: str, source: Path, seen: Seen) -> None:
        """Let a file be the same as `source`; raises as `write` does."""
        if not self.keep(path, seen):
            target = self._free(path)
            try:
                os.link(source, target)
            except OSError:  # a file system without hard links, or another one
                shutil.copy2(source, target)
                seen = seen_now(target.stat(), seen.digest, seen.key)
            self.seen[path] = seen

    def clear(self) -> None:
        """Delete what an earlier build has left here and this one has not made."""
        for path in self._before.files.keys() - self.seen.keys() - self._folders:
            with suppress(FileNotFoundError, NotADirectoryError):  # it went with its folder
                (self._root / path).unlink()
        for folder in sorted(self._stale - self._folders, key=len, reverse=True):
            if (self._root / folder).is_dir():
                (self._root / folder).rmdir()

    def _free(self, path: str) -> Path:
        """The place of a file, in a folder that is there and with nothing in it."""
        self._folder(path.rpartition("/")[0])
        if path in self._folders or path in self.seen:
            raise PathError("another file or folder of the site has this name")
        target = self._root / path
        if path in self._stale:
            shutil.rmtree(target, ignore_errors=True)
        elif path in self._before.files:
            target.unlink(missing_ok=True)
        return target

    def _folder(self, folder: str) -> None:
        if folder in self._folders:
            return
        self._folder(folder.rpartition("/")[0])
        if folder in self.seen:
            raise PathError("a file lies where its folder is to be")
        if folder in self._before.files:
            (self._root / folder).unlink(missing_ok=True)
        (self._root / folder).mkdir(exist_ok=True)
        self._folders.add(folder)
