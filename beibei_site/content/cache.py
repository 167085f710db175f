"""Results of earlier builds: the values of pure functions, stored by the hash of their inputs.

The cache can be deleted at any time; a build with and one without it give the same bytes.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

T = TypeVar("T")


def digest(*parts: bytes | str) -> str:
    """The SHA-256 of `parts`, kept apart from each other, as 64 hexadecimal digits."""
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        sha.update(len(data).to_bytes(8, "big"))
        sha.update(data)
    return sha.hexdigest()


@cache
def program_digest() -> str:
    """The digest of this program's own source and data, so that results of another version do not count.

    Templates are left out: the pages they make are kept by the digests of their own templates.
    """
    package = Path(__file__).parents[1]
    files = sorted(p for p in package.rglob("*") if p.suffix in (".py", ".po", ".toml"))
    return digest(*(part for p in files for part in (p.relative_to(package).as_posix(), p.read_bytes())))


class Remember(Protocol):
    """`Cache.remember`, or what stands in for it: `compute()`, at most once for a kind and a key."""

    def __call__(self, kind: str, key: str, shape: type[T], compute: Callable[[], T]) -> T: ...


class Cache:
    """A small SQLite file of JSON values. A corrupt cache is not an error; it is rebuilt."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._used: list[tuple[str, str]] = []
        self._connection = self._open()

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return self._connect()
        except sqlite3.DatabaseError:
            self._path.unlink()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, isolation_level=None)
        connection.execute("pragma synchronous = off")
        connection.execute(
            "create table if not exists entry"
            " (kind text, key text, value blob, used integer default 0, primary key (kind, key))"
        )
        connection.execute("begin")
        return connection

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
        """The remembered value, or None; either way the key counts as used in this build."""
        full = self._full(kind, key)
        row = self._connection.execute("select value from entry where kind = ? and key = ?", full).fetchone()
        if row is None:
            return None
        self._used.append(full)
        with suppress(msgspec.MsgspecError):
            return msgspec.json.decode(row[0], type=shape)
        return None

    def put(self, kind: str, key: str, value: object) -> None:
        full = self._full(kind, key)
        self._used.append(full)
        self._connection.execute(
            "insert or replace into entry (kind, key, value) values (?, ?, ?)",
            (*full, msgspec.json.encode(value)),
        )

    def _full(self, kind: str, key: str) -> tuple[str, str]:
        return kind, f"{program_digest()[:16]}-{key}"

    def prune(self) -> None:
        """Drop every value that this build did not use."""
        self._connection.executemany("update entry set used = 1 where kind = ? and key = ?", self._used)
        self._connection.execute("delete from entry where used = 0")
        self._connection.execute("update entry set used = 0")

    def close(self) -> None:
        """Save what was put here."""
        self._connection.execute("commit")
        self._connection.close()
