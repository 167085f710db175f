"""One build of an archive at a time."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from beibei_site.domain.problems import SetupError

_LOCK, _HOLDER = "lock", "building"


def make_folder_anew(folder: Path) -> None:
    """Make a folder of which nothing needs to be kept: a file or a dangling link that lies there goes."""
    if not folder.is_dir():
        folder.unlink(missing_ok=True)
        folder.mkdir(parents=True, exist_ok=True)


def remove_whatever(path: Path) -> None:
    """Delete a file, a link or a folder with all that is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def hold(folder: Path, *, wait: bool, say: Callable[[str], object]) -> Iterator[None]:
    """Keep other builds out while the block runs; the lock lies in `folder` and ends with the process.

    If another build is running: waits for it, having said so, or raises SetupError with its process and since
    when.
    """
    make_folder_anew(folder)
    path = folder / _LOCK
    if path.is_dir() or path.is_symlink():
        remove_whatever(path)
    lock = FileLock(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        running = f"another build is running{_holder(folder)}"
        if not wait:
            raise SetupError(
                running, file=folder.parent, remedy="Wait until it is done, or give --wait."
            ) from None
        say(f"waiting: {running}")
        lock.acquire()
    try:
        (folder / _HOLDER).write_text(f"{os.getpid()} {time.strftime('%Y-%m-%d %H:%M:%S')}", "utf-8")
        yield
    finally:
        with suppress(OSError):
            (folder / _HOLDER).unlink()
        lock.release()


def _holder(folder: Path) -> str:
    """The process that builds, and since when, as far as it has said so."""
    with suppress(OSError, ValueError):
        process, day, hour = (folder / _HOLDER).read_text("utf-8").split()
        return f" (process {int(process)}, since {day} {hour})"
    return ""
