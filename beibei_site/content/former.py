"""The files of `content/` as they were last read without a mistake, kept in the cache.

So a file is parsed once, and of a broken one its last good state counts. A file is taken as unchanged by
size, time and inode; as in Git, a time proves nothing if it is hardly older than the reading.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

import msgspec

from beibei_site.content.cache import Cache, Remember
from beibei_site.content.disk import files
from beibei_site.domain.model import Article, Outcome
from beibei_site.domain.record import LedgerEntry, PageRecord

T = TypeVar("T")
_RACY = 2_000_000_000  # nanoseconds
Stamp = tuple[int, int, int]  # size, time of the last change in nanoseconds, inode
_UNPROVEN: Stamp = (-1, 0, 0)


class Kept(msgspec.Struct, Generic[T], frozen=True, array_like=True):
    """What a file said, the digest of its bytes, and its stamp; both are void if anything was wrong with it,
    so that it is read again and said again."""

    stamp: Stamp
    digest: str
    value: T


def stamp_of(path: str) -> Stamp:
    """The stamp of a file as it is now; one that no file has if it is not there, or too young."""
    try:
        stat = os.lstat(path)
    except OSError:
        return _UNPROVEN
    is_young = stat.st_mtime_ns > time.time_ns() - _RACY
    return _UNPROVEN if is_young else (stat.st_size, stat.st_mtime_ns, stat.st_ino)


class Memory(Generic[T]):
    """The files of one kind, by their paths."""

    def __init__(self, before: dict[str, Kept[T]]) -> None:
        self.before = before
        self.now: dict[str, Kept[T]] = {}

    def find(self, path: str, stamp: Stamp) -> Kept[T] | None:
        """What a file said, if its stamp is still the same."""
        known = self.before.get(path)
        return self._keep(path, known) if known and known.stamp == stamp != _UNPROVEN else None

    def find_same(self, path: str, stamp: Stamp, digest: str) -> Kept[T] | None:
        """The same if its bytes are still the same."""
        known = self.before.get(path)
        if known is None or known.digest != digest:
            return None
        return self._keep(path, msgspec.structs.replace(known, stamp=stamp))

    def find_last(self, path: str) -> Kept[T] | None:
        """What a file said that is broken now."""
        known = self.before.get(path)
        return self._keep(path, msgspec.structs.replace(known, stamp=_UNPROVEN)) if known else None

    def below(self, paths: Iterable[str]) -> dict[str, str]:
        """The files that are or lie below one of `paths`, each with that one."""
        return {p: above for above in paths for p in self.before if p == above or p.startswith(f"{above}/")}

    def keep(self, path: str, stamp: Stamp, digest: str, outcome: Outcome[T]) -> Kept[T]:
        kept = Kept(stamp, digest, outcome.value)
        self._keep(path, Kept(_UNPROVEN, "", outcome.value) if outcome.problems else kept)
        return kept

    def _keep(self, path: str, kept: Kept[T]) -> Kept[T]:
        self.now[path] = self.before[path] = kept
        return kept


class Former:
    """All that is kept of `content/`: articles, page records, and the texts of the other files."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._articles = _Folders(cache, "articles", dict[str, Kept[Article]])
        self._records = _Folders(cache, "records", dict[str, Kept[PageRecord]])
        self.articles, self.records = Memory(self._articles.load()), Memory(self._records.load())
        self._texts = cache.get("former", "texts", dict[str, str]) or {}
        self._new: dict[str, str] = {}

    def keep(self, path: str, text: str) -> None:
        key = files.sha256(text.encode())
        self._new[path] = key
        self._cache.remember("file", key, str, lambda: text)

    def find(self, path: str) -> str | None:
        key = self._texts.get(path)
        text = self._cache.get("file", key, str) if key else None
        if key and text is not None:
            self._new[path] = key
        return text

    def log(self, text: str, compute: Callable[[], tuple[LedgerEntry, ...]]) -> tuple[LedgerEntry, ...]:
        """What `text`, a log, says: `compute()`, at most once."""
        key = files.sha256(text.encode())
        return self._cache.remember("log", key, tuple[LedgerEntry, ...], compute)

    @property
    def remember(self) -> Remember:
        return self._cache.remember

    def save(self) -> None:
        """Keep what has been asked for since this was opened, here no more, and forget the rest."""
        self._cache.put("former", "texts", self._new)
        self._articles.save(self.articles.now)
        self._records.save(self.records.now)
        self.articles, self.records = Memory({}), Memory({})


class _Folders(Generic[T]):
    """Files of one kind in the cache, those of a folder together: what has changed is written anew, and never
    all at once."""

    def __init__(self, cache: Cache, kind: str, shape: type[dict[str, Kept[T]]]) -> None:
        self._cache, self._kind, self._shape = cache, kind, shape
        self._before: dict[str, dict[str, Kept[T]]] = {}

    def load(self) -> dict[str, Kept[T]]:
        for folder in self._cache.get("former", self._kind, list[str]) or ():
            self._before[folder] = self._cache.get("former", f"{self._kind} {folder}", self._shape) or {}
        return {path: kept for own in self._before.values() for path, kept in own.items()}

    def save(self, now: Mapping[str, Kept[T]]) -> None:
        folders: defaultdict[str, dict[str, Kept[T]]] = defaultdict(dict)
        for path, kept in now.items():
            folders[path.rpartition("/")[0]][path] = kept
        for folder, own in folders.items():
            if own != self._before.get(folder):
                self._cache.put("former", f"{self._kind} {folder}", own)
        self._cache.put("former", self._kind, [*folders])
        self._before = {}
