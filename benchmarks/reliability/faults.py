"""Builds in processes of their own, killed or refused something just before they change the disk."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from beibei_site.__main__ import main

ROOT = Path(__file__).parents[2]
TODAY = "2026-11-20"
_CHANGES = {
    "os.rename",
    "os.link",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.chmod",
    "os.symlink",
    "os.truncate",
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_CRASHED = 70


@dataclass(frozen=True)
class Ended:
    """How a build ended: its exit status, or minus the signal that killed it; and what it printed."""

    status: int
    said: str


@dataclass(frozen=True)
class Running:
    """A build in the process with this number, which prints to the file `said`."""

    process: int
    said: TextIO

    def __call__(self) -> Ended:
        """Wait for its end."""
        _, code = os.waitpid(self.process, 0)
        with self.said:
            self.said.seek(0)
            return Ended(os.waitstatus_to_exitcode(code), self.said.read())


def start(root: Path, prepare: Callable[[], object] = lambda: None, *options: str) -> Running:
    """Build the archive in `root` in a process of its own, after `prepare()` there.

    The process is a fork: what this one has loaded need not be loaded again.
    """
    said = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115 - closed where it is read
    child = os.fork()
    if child == 0:
        status = _CRASHED
        try:
            for stream in (1, 2):
                os.dup2(said.fileno(), stream)
            sys.stdout, sys.stderr = (os.fdopen(os.dup(n), "w", encoding="utf-8") for n in (1, 2))
            prepare()
            status = main(["build", "--root", str(root), "--today", TODAY, *options])
        except BaseException:
            traceback.print_exc()
        finally:
            for written in (sys.stdout, sys.stderr):
                written.flush()
            os._exit(status)
    return Running(child, said)


def build_here(root: Path) -> int:
    """Build the archive in this process, so that its forks have everything loaded; returns the status."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return main(["build", "--root", str(root), "--today", TODAY])


def build(root: Path, prepare: Callable[[], object] = lambda: None, *options: str) -> Ended:
    """The same, and wait for it."""
    return start(root, prepare, *options)()


def before_change(root: Path, act: Callable[[int, str], object]) -> None:
    """From now on, in this process, call `act` with the number and the path of every change of the disk below
    the folder in which `root` lies, just before it: a file opened for writing, renamed, linked, deleted, a
    folder made or deleted."""
    count = 0
    top = str(root)

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal count
        if event == "open":
            path, _, flags = arguments
            is_change = isinstance(flags, int) and bool(flags & _WRITING)
        else:
            path, is_change = (arguments or (None,))[0], event in _CHANGES
        if is_change and isinstance(path, str | bytes | os.PathLike) and os.fsdecode(path).startswith(top):
            number, count = count, count + 1
            act(number, os.fsdecode(path))

    sys.addaudithook(hear)


def changes_of(root: Path) -> int:
    """How often a build of the archive changes the disk; it is built by that."""
    with tempfile.NamedTemporaryFile("w+") as file:

        def note(number: int, path: str) -> None:
            os.pwrite(file.fileno(), str(number + 1).encode(), 0)

        ended = build(root, lambda: before_change(root, note))
        assert ended.status == 0, ended.said
        return int(file.read() or 0)


def kill_before(root: Path, at: int) -> Callable[[], None]:
    """Prepares a build so that it is killed before the change number `at`."""

    def act(number: int, path: str) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    return lambda: before_change(root, act)


def refuse_from(root: Path, at: int, code: int) -> Callable[[], None]:
    """Prepares a build so that every change from the number `at` on is refused with the error `code`."""

    def act(number: int, path: str) -> None:
        if number >= at:
            raise OSError(code, os.strerror(code), path)

    return lambda: before_change(root, act)


def copy(archive: Path, place: Path) -> Path:
    """A copy of an archive in which what is linked is linked again."""
    shutil.rmtree(place, ignore_errors=True)
    subprocess.run(["cp", "-a", str(archive), str(place)], check=True)
    return place


def held(folder: Path) -> dict[str, str]:
    """The digests of all files below `folder`; nothing if there is no such folder."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() or p.is_symlink())
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in found}


def remove(path: Path) -> None:
    shutil.rmtree(path, ignore_errors=True)
