"""Every moment at which a build asks something of the disk: a test may step in just before any of them."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_EVENTS = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.scandir"}
_listeners: list[Callable[[str], None]] = []


@cache
def _listen() -> None:
    sys.addaudithook(_hear)  # for good: a hook cannot be taken out again


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _listeners or event not in _EVENTS:
        return
    path = arguments[0]
    if isinstance(path, str | os.PathLike):
        listener = _listeners.pop()  # what it does itself is no moment of the build
        try:
            listener(os.fspath(path))
        finally:
            _listeners.append(listener)


@contextmanager
def before_each(step: Callable[[int, str], None], folder: Path) -> Iterator[None]:
    """Call `step` with the number and the path of every operation below `folder`, just before it."""
    _listen()
    count = iter(range(1_000_000))

    def heard(path: str) -> None:
        if Path(path).is_relative_to(folder):
            step(next(count), path)

    _listeners.append(heard)
    try:
        yield
    finally:
        _listeners.clear()


def moments_of(run: Callable[[], object], folder: Path) -> list[str]:
    """The paths of all operations below `folder` while `run` runs, in order."""
    paths: list[str] = []
    with before_each(lambda number, path: paths.append(path), folder):
        run()
    return paths
