"""One file on the disk: read without following a link, replaced only while it is what was read.

A person may save a file at any moment of a build. So nothing is simply overwritten: the new file is swapped
with the old one, and if the old one is not what was read, they are swapped back.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import stat
import sys
from pathlib import Path

from beibei_site.content.disk.paths import PathError, unreadable
from beibei_site.domain.problems import SetupError

_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2): both names change places, at no moment is one missing
_HERE = -100  # AT_FDCWD
_UNSUPPORTED = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM}
_FLAGS = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))
_OF_FILE = {errno.EACCES, errno.EPERM, errno.EIO, errno.ENXIO, errno.ENODEV}  # the fault of one file
_NO_FILE = "no plain file"  # stands for a digest: it equals none
_renameat2 = (
    getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def read(path: Path, most: int | None = None) -> bytes | None:
    """The bytes of a plain file, or None if there is none; raises PathError for anything else, as a link, for
    a file that may not or cannot be read, and for one of more than `most` bytes."""
    try:
        return _read(path, most)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise PathError("it is a link") from None
        if error.errno in _OF_FILE:
            raise PathError(unreadable(error)) from None
        raise


def _read(path: Path, most: int | None) -> bytes:
    handle = os.open(path, os.O_RDONLY | _FLAGS)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise PathError("it is no plain file")
    if most is not None and os.fstat(handle).st_size > most:
        os.close(handle)
        raise PathError(f"it is larger than {most // 2**20} MiB")
    with open(handle, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        return file.read()


def digest(path: Path) -> str | None:
    """The SHA-256 of a file's bytes; None if it is not there, and equal to nothing if it is no plain file."""
    try:
        data = read(path)
    except PathError:
        return _NO_FILE
    return None if data is None else sha256(data)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; raises PathError if a file lies where one of them is needed."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise PathError("a file lies where its folder is to be") from None


def write_temporary(path: Path, data: bytes) -> None:
    """Write a file that nobody else writes; what a killed build left there goes, and a link is not followed.

    Raises SetupError if something else lies there.
    """
    try:
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FLAGS, 0o666)
    except (FileExistsError, IsADirectoryError, PermissionError) as error:
        raise SetupError(
            f"cannot be written: {error.strerror}", file=path, remedy="Take away what lies there."
        ) from None
    with open(handle, "wb") as file:  # noqa: PTH123
        file.write(data)


def replace(path: Path, before: str | None, data: bytes) -> bool:
    """Let `path` hold `data` if it holds what was read: bytes of the digest `before`, or nothing (None).

    Returns whether it now holds `data`. What a person has saved since the reading stays, up to the very
    moment of the swap. Raises PathError if a file lies where its folder is to be.
    """
    after, now = sha256(data), digest(path)
    if now == after or now != before:
        return now == after
    make_folder(path.parent)
    temporary = _temporary(path)
    write_temporary(temporary, data)
    if before is None:
        is_written = _link(temporary, path) or digest(path) == after
    else:
        is_written = _swap(temporary, path, before, after)
    temporary.unlink(
        missing_ok=True
    )  # not in a `finally`: an interrupted swap may leave a person's bytes there
    return is_written


def _swap(temporary: Path, path: Path, before: str, after: str) -> bool:
    if digest(path) != before:
        return False
    put, expected = after, before
    try:
        if not exchange(temporary, path):
            temporary.replace(path)  # the best that this system can: a moment is left since the look
            return True
        while (came_out := digest(temporary)) != expected:  # a person's: back, and look again what comes out
            put, expected = str(came_out), put
            exchange(temporary, path)
    except FileNotFoundError:  # deleted meanwhile
        return False
    return put == after


def remove(path: Path, before: str) -> bool:
    """Delete `path` if it holds what was read, bytes of the digest `before`; returns whether it is gone."""
    now = digest(path)
    if now != before:
        return now is None
    aside = _temporary(path)
    try:
        path.replace(aside)
    except FileNotFoundError:
        return True
    came_out = digest(aside)
    if came_out != before:
        _link(aside, path)  # a person's; if there is a file again, they have saved once more
    aside.unlink(missing_ok=True)
    return came_out == before


def restore(path: Path, before: str | None, data: bytes) -> None:
    """Undo what a kill left half done in `replace` or `remove`: a person's bytes may lie in the temporary."""
    temporary = _temporary(path)
    try:
        left = read(temporary)
    except PathError:
        return
    if left is None:
        return
    is_ours = data.startswith(left) or sha256(left) == before
    if not is_ours and digest(path) in (None, sha256(data)):
        temporary.replace(path)
    else:
        temporary.unlink()


def prune(folder: Path, root: Path) -> None:
    """Remove `folder` and those above it, up to `root`, as far as they are empty."""
    while folder != root:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _link(source: Path, path: Path) -> bool:
    """Give `source` the name `path` unless it is taken; returns whether it was free."""
    try:
        os.link(source, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in _UNSUPPORTED or path.is_symlink() or path.exists():
            raise
        source.rename(path)  # a file system without hard links
    return True


def exchange(one: Path, other: Path) -> bool:
    """Exchange two files or two folders atomically; False if the system cannot."""
    if _renameat2 is None:
        return False
    sys.audit("os.rename", str(one), str(other), -1, -1)
    ctypes.set_errno(0)
    names = os.fsencode(one), os.fsencode(other)
    if _renameat2(_HERE, names[0], _HERE, names[1], _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(one), None, str(other))
