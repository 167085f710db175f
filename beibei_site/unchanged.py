"""Proves that nothing has changed since the last build or publish, before anything else is imported.

A proof is a digest over path, size, time and inode of every file on which a build depends or which it has
made (seeds, content, templates, static files, the font of `share_font`, the program, the site, the index),
over the options and the day, and over what the build reported. It is made with the key that seals the cache.
This module imports `os`, `stat`, `sys`, `time` and `hashlib` only, and takes a few microseconds a file.

A file that was changed shortly before the build began could be changed once more without a new time. As in
Git, its time proves nothing then; its bytes at the beginning and at the end of the build do.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from stat import S_ISREG

TYPE_CHECKING = False  # as in `typing`, which takes as long to import as all the rest
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TextIO

KEY_SIZE = 32  # bytes
_FILE = "unchanged"
_OWN = {_FILE, "lock", "building", "values.db", "values.db-journal"}  # of the cache's folder; no input
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_ERRORS = "surrogateescape"  # paths that are not UTF-8
_RACY = 2_000_000_000  # nanoseconds before the build
_COARSE, _FINE = 2_000_000_000, 50_000_000  # longest steps of the clock of a file system: FAT, others


def key_path() -> str:
    """The file with this user's key, where programs keep such things; empty if there is no such place."""
    given = os.environ.get("XDG_STATE_HOME", "")
    folder = given if os.path.isabs(given) else os.path.expanduser("~/.local/state")
    return os.path.join(folder, "beibei-site", "key") if os.path.isabs(folder) else ""


class Proof:
    """What lies on the disk when a build with the arguments `argv` begins, and whether it is all built."""

    def __init__(self, argv: Sequence[str]) -> None:
        root = _option(argv, "--root", ".")
        self._began = time.time_ns()
        self._cache = os.path.join(root, ".cache")
        output = _option(argv, "--output", os.path.join(root, "site"))
        self._made = tuple(os.path.join(folder, "") for folder in (output, self._cache))
        self._trees = (
            _option(argv, "--seeds", os.path.join(root, "seeds")),
            _option(argv, "--content", os.path.join(root, "content")),
            *dict.fromkeys((*(os.path.join(root, name) for name in ("templates", "static")), *_program())),
            output,
            self._cache,
        )
        packages = (p for p in sys.path if os.path.basename(p) in ("site-packages", "dist-packages"))
        self._rest = repr(
            ([a for a in argv if a != "--wait"], os.getcwd(), sys.version, [*map(_time, packages)])
        )
        self._said, self._read = _read_last(os.path.join(self._cache, _FILE))
        self._before = self._scan()
        self._racy: dict[str, str] = {}

    def report(self) -> tuple[int, str, str] | None:
        """The exit status of the last build, and what it would say now on stdout and stderr; None unless it
        is proven that nothing has changed since."""
        mark, status, out, err = self._said
        if status and mark == self._seal(self._before, status, out, err):
            return int(status), out, err
        self._racy = {path: _digest(path) for path, stat in self._inputs(self._before) if self._is_racy(stat)}
        return None

    def record(
        self,
        status: int,
        out: str,
        err: str,
        made: Mapping[os.PathLike[str], str | None],
        read: Mapping[os.PathLike[str], str],
    ) -> bool:
        """Write down that all is built, if nobody else has changed anything meanwhile; whether it is.

        `made` are the files that the build has written below `content/`, with the SHA-256 of their bytes, and
        None for those that it has deleted; `read` are those that it has read outside the archive's folders.
        `out` and `err` are to be said if nothing has changed. False, too, if there is no cache any more.
        """
        no_more: dict[str, str | None] = dict.fromkeys(map(os.path.abspath, self._read))
        known = no_more | {os.path.abspath(path): digest for path, digest in (*made.items(), *read.items())}
        said, self._read = (str(status), out, err), [os.fspath(path) for path in read]
        if any("\0" in text for text in (*said, *self._read)):
            return False
        now = self._scan()
        mark = self._seal(now, *said)
        if not mark or not self._is_built(dict(self._inputs(self._before)), dict(self._inputs(now)), known):
            return False
        path = os.path.join(self._cache, _FILE)
        try:
            with open(f"{path}.new", "w", encoding="utf-8", errors=_ERRORS, newline="") as file:
                file.write("\0".join((mark, *said, *self._read)))
            os.replace(f"{path}.new", path)
        except FileNotFoundError:  # somebody has deleted the cache
            return False
        return True

    def _is_built(
        self, before: Mapping[str, str], now: Mapping[str, str], made: Mapping[str, str | None]
    ) -> bool:
        for path, stat in now.items():
            is_same = before.get(path) == stat
            if is_same and path not in self._racy:
                continue
            expected = self._racy[path] if is_same else made.get(os.path.abspath(path))
            if not expected or _is_fresh(stat) or _digest(path) != expected:
                return False
        return all(made.get(os.path.abspath(path), "") is None for path in before.keys() - now.keys())

    def _inputs(self, lines: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The files that are read, not made, each with what was seen of it.

        A folder that is not there tells nothing: if it is made, its files tell.
        """
        for line in lines:
            path, _, stat = line.partition("\0")
            if "\0" in stat and not line.startswith(self._made):
                yield path, stat

    def _is_racy(self, stat: str) -> bool:
        return _mtime(stat) >= self._began - _RACY

    def _scan(self) -> list[str]:
        lines: list[str] = []
        for tree in self._trees:
            _scan(tree, lines.append, _OWN if tree == self._cache else {"__pycache__"})
        for path in self._read:
            try:
                lines.append(_line(path, os.lstat(path)))
            except OSError as error:
                lines.append(f"{path}\0{error.errno}")
        return lines

    def _seal(self, lines: Iterable[str], *said: str) -> str:
        """Empty if there is no key."""
        day = time.strftime("%Y-%m-%d")
        try:
            with open(key_path(), "rb") as file:
                key = file.read()
        except OSError:
            return ""
        text = "\n".join((*lines, "\0", self._rest, day, *said))
        data = text.encode("utf-8", _ERRORS)
        return hashlib.blake2b(data, key=key).hexdigest() if len(key) == KEY_SIZE else ""


def say(report: tuple[int, str, str]) -> int:
    """Print what `Proof.report` has found; returns the exit status."""
    status, out, err = report
    _print(sys.stderr, err)
    _print(sys.stdout, out)
    return status


def _print(stream: TextIO, text: str) -> None:
    try:
        stream.buffer.write(text.encode(stream.encoding, "backslashreplace"))
        stream.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _read_last(path: str) -> tuple[tuple[str, str, str, str], list[str]]:
    """Mark, status and words of the last build, and the files that it had read outside the archive's folders;
    empty if it has not written that down."""
    try:
        with open(path, encoding="utf-8", errors=_ERRORS, newline="") as file:
            mark, status, out, err, *read = file.read().split("\0")
    except (OSError, ValueError):
        return ("", "", "", ""), []
    return (mark, status, out, err), read


def _option(argv: Sequence[str], name: str, default: str) -> str:
    """The value of an option; as for `argparse`, the last one counts, and an empty one is this folder."""
    value = default
    for at, given in enumerate(argv):
        if given == name:
            value = "".join(argv[at + 1 : at + 2]) or "."
        elif given.startswith(f"{name}="):
            value = given[len(name) + 1 :] or "."
    return value


def _program() -> list[str]:
    """The folders of this program, its templates and static files."""
    package = os.path.dirname(os.path.abspath(__file__))
    beside = [os.path.join(os.path.dirname(package), name) for name in ("templates", "static")]
    return [package, *(p for p in beside if not os.path.isdir(os.path.join(package, os.path.basename(p))))]


def _scan(tree: str, add: Callable[[str], None], left_out: set[str]) -> None:
    """Add a line for every file below `tree`, and for what cannot be looked at; no link is followed."""
    folders = [tree]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name not in left_out:
                        _look_at(entry, add, folders)
        except OSError as error:
            add(f"{folder}\0{error.errno}")


def _look_at(entry: os.DirEntry[str], add: Callable[[str], None], folders: list[str]) -> None:
    """Add a folder to `folders`, of anything else a line."""
    try:
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.path)
        else:
            add(_line(entry.path, entry.stat(follow_symlinks=False)))
    except OSError as error:  # gone since, or in a folder that may be listed only
        add(f"{entry.path}\0{error.errno}")


def _line(path: str, stat: os.stat_result) -> str:
    return f"{path}\0{stat.st_mtime_ns}\0{stat.st_size}\0{stat.st_ino}"


def _mtime(stat: str) -> int:
    return int(stat.partition("\0")[0])


def _time(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0


def _is_fresh(stat: str) -> bool:
    """Whether the clock of the file system may not have moved on since the file was changed."""
    changed = _mtime(stat)
    return changed >= time.time_ns() - (_FINE if changed % 1_000_000_000 else _COARSE)


def _digest(path: str) -> str:
    """The SHA-256 of a plain file; empty for a link, a pipe, and what cannot be read."""
    try:
        with open(os.open(path, _FLAGS), "rb") as file:
            is_plain = S_ISREG(os.fstat(file.fileno()).st_mode)
            return hashlib.sha256(file.read()).hexdigest() if is_plain else ""
    except OSError:
        return ""
