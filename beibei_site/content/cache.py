"""Results of earlier builds: the values of pure functions, stored by the hash of their inputs.

The cache can be deleted at any time; a build with and one without it give the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields
from functools import cache, lru_cache, partial
from operator import attrgetter
from pathlib import Path
from typing import Protocol, TypeVar
from zlib import crc32

import msgspec

from beibei_site.content.disk.lock import make_folder_anew, remove_whatever
from beibei_site.content.disk.seal import is_sealed, seal
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article

T = TypeVar("T")
V = TypeVar("V")
_GROUPS = 128  # eighty articles each in an archive of ten thousand
_BUT_BODY = attrgetter(*(field.name for field in fields(Article) if field.name != "body"))
_encode = msgspec.msgpack.Encoder(enc_hook=repr).encode


def digest(*parts: bytes | str) -> str:
    """The SHA-256 of `parts`, kept apart from each other, as 64 hexadecimal digits.

    Page records keep such digests: what `parts` give must stay the same in every version.
    """
    told: list[bytes] = []  # put together and hashed at once: most parts are short
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        told += len(data).to_bytes(8, "big"), data
    return hashlib.sha256(b"".join(told)).hexdigest()


@cache
def program_digest() -> str:
    """The digest of this program's own source and data, so that results of another version do not count.

    Templates are left out: the pages they make are kept by the digests of their own templates.
    """
    package = Path(__file__).parents[1]
    files = sorted(p for p in package.rglob("*") if p.suffix in (".py", ".po", ".toml", ".json", ".npz"))
    return digest(*(part for p in files for part in (p.relative_to(package).as_posix(), p.read_bytes())))


class Remember(Protocol):
    """`Cache.remember`, or what stands in for it: `compute()`, at most once for a kind and a key."""

    def __call__(self, kind: str, key: str, shape: type[T], compute: Callable[[], T]) -> T: ...


class RememberEach(Protocol):
    """`work(job)` of each of `jobs`, in their order, at most once for a kind and the key of the job."""

    def __call__(
        self, kind: str, keys: Sequence[str], shape: type[T], work: Callable[[V], T], jobs: Sequence[V]
    ) -> list[T]: ...


def anew(kind: str, key: str, shape: type[T], compute: Callable[[], T]) -> T:
    """Stands in for a cache where nothing is remembered."""
    return compute()


def each_anew(
    kind: str, keys: Sequence[str], shape: type[T], work: Callable[[V], T], jobs: Sequence[V]
) -> list[T]:
    """The same for many values."""
    return [work(job) for job in jobs]


def key_of(value: object) -> str:
    """The digest of a value made of dataclasses, tuples, mappings and plain values: the same for the same
    value, in any process. It must hold no set, whose order is another in each."""
    return hashlib.sha256(_encode(value)).hexdigest()


@lru_cache(maxsize=1)  # whatever shows or indexes an article asks for them
def digests_of(archive: Archive) -> dict[str, str]:
    """The digest of each article, by its id. A text that msgspec has seen keeps its UTF-8 in memory, so it is
    given bytes."""
    return {a.id: key_of((a.body.encode(), _BUT_BODY(a))) for a in archive.articles}


def grouped(ids: Iterable[str]) -> list[list[str]]:
    """`ids` in groups; an id is always in the same."""
    groups: defaultdict[int, list[str]] = defaultdict(list)
    for one in ids:
        groups[crc32(one.encode()) % _GROUPS].append(one)
    return list(groups.values())


def in_groups(
    kind: str,
    shape: type[list[T]],
    keys: Mapping[str, str],
    compute: Callable[[str], T],
    remember: Remember,
    common: str = "",
) -> Iterator[tuple[str, T]]:
    """Values of very many things, remembered in groups, so that a change of one concerns its group alone:
    `compute(id)` for each id in `keys`, which has the digest of all that it depends on but what they have in
    `common`. They come group by group, in no order that means anything, and only one group is in memory."""
    for ids in grouped(keys):
        key = digest(common, "\n".join(ids), "\n".join(keys[one] for one in ids))
        yield from zip(ids, remember(kind, key, shape, partial(_all, ids, compute)), strict=True)


def _all(ids: list[str], compute: Callable[[str], T]) -> list[T]:
    return [compute(one) for one in ids]


class Cache:
    """A small SQLite file of sealed values, for one build at a time.

    It is never a reason to fail: whatever is odd about it, it is made anew, or kept in memory alone.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._used: list[tuple[str, str]] = []
        self._process = os.getpid()
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        for _ in range(2):
            with suppress(sqlite3.Error, OSError):
                make_folder_anew(self._path.parent)
                return _connect(self._path)
            self._clear_away()
        return _connect(":memory:")

    def _clear_away(self) -> None:
        for path in (self._path, self._path.with_name(f"{self._path.name}-journal")):
            with suppress(OSError):
                remove_whatever(path)

    def remember(self, kind: str, key: str, shape: type[T], compute: Callable[[], T]) -> T:
        """The value of `compute()`, of a msgspec-encodable type `shape`, computed at most once per key.

        `key` must be a digest of all that the value depends on; the program's own version is added.
        """
        known = self.get(kind, key, shape)
        if known is not None:
            return known
        value = compute()
        self.put(kind, key, value)
        return value

    def get(self, kind: str, key: str, shape: type[T]) -> T | None:
        """The remembered value, or None; what is there counts as used in this build, damaged or not."""
        full = self._full(kind, key)
        rows = self._ask("select value, seal from entry where kind = ? and key = ?", full)
        if not rows:
            return None
        self._used.append(full)
        value, mark = rows[0]
        if isinstance(value, bytes) and is_sealed(mark, kind.encode(), full[1].encode(), value):
            with suppress(msgspec.MsgspecError):
                return msgspec.msgpack.decode(value, type=shape)
        return None

    def has(self, kind: str, key: str) -> bool:
        """Whether there is such a value; it may yet turn out to be damaged."""
        return bool(self._ask("select 1 from entry where kind = ? and key = ?", self._full(kind, key)))

    def put(self, kind: str, key: str, value: object) -> None:
        full, data = self._full(kind, key), msgspec.msgpack.encode(value)
        self._used.append(full)
        mark = seal(kind.encode(), full[1].encode(), data)
        self._ask(
            "insert or replace into entry (kind, key, value, seal) values (?, ?, ?, ?)", (*full, data, mark)
        )

    def _ask(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        """The rows of a statement; none if the file turns out to be damaged or cannot be written to, and in a
        process that was forked: SQLite must not be asked there, so nothing is remembered."""
        if os.getpid() != self._process:
            return []
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._clear_away()
            self._connection = _connect(":memory:")
            return []

    def _full(self, kind: str, key: str) -> tuple[str, str]:
        return kind, f"{program_digest()[:16]}-{key}"

    def prune(self) -> None:
        """Drop every value that this build did not use."""
        with suppress(sqlite3.Error):
            self._connection.executemany("update entry set used = 1 where kind = ? and key = ?", self._used)
        self._ask("delete from entry where used = 0")
        self._ask("update entry set used = 0")

    def close(self) -> None:
        """Save what was put here, if it can be saved."""
        with suppress(sqlite3.Error):
            self._connection.execute("commit")
        self._connection.close()


def _connect(path: Path | str) -> sqlite3.Connection:
    """Raises sqlite3.Error if there is a file with anything else in it."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("pragma synchronous = off")
        connection.execute(
            "create table if not exists entry (kind text, key text, value blob, seal blob,"
            " used integer default 0, primary key (kind, key))"
        )
        connection.execute("select kind, key, value, seal, used from entry limit 1").fetchall()
        connection.execute("begin")
    except sqlite3.Error:
        connection.close()
        raise
    return connection
