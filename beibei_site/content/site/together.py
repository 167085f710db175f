"""Files made by several processes together, handed on in their order.

What a file is made from is in memory already, and takes longer to send to another process than to make a page
of. So the processes are forked when a batch of files is known: each makes its share and sends back the bytes.
Where there is no fork (Windows, macOS) and where few are to be made all is made here, the same byte for byte.
"""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from itertools import cycle
from multiprocessing.connection import Connection

from beibei_site.content.output import AnyFile, KeyedFile

_BATCH = 2000  # files; after a fork each process copies what memory it writes to
_PDEATHSIG = 1  # of prctl(2): the signal that a process gets when its parent ends
_FEW = 50  # are made sooner than a process is forked, which takes some hundredths of a second


def processors() -> int:
    """How many processes can make files together here."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


@contextmanager
def unwarned() -> Iterator[None]:
    """Newer Pythons warn when a process is forked while other threads may hold locks. What is shared with
    such processes asks for none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        yield


def follow(first: int) -> None:
    """Runs first in a process that helps the process `first`: it leaves `Ctrl-C` to that one, and on Linux it
    is killed when that one ends, even if that one is killed. Otherwise a helper whose results nobody reads
    would wait for ever, and keep open what it has inherited."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != first:  # it has ended already
            os._exit(1)


def make_together(
    files: Iterable[AnyFile], processes: int, is_made: Callable[[AnyFile], bool] = lambda file: False
) -> Iterator[AnyFile]:
    """`files`, some of them made by other processes. Those that need not be made, as `is_made` tells, come
    as they are, before others of their batch.

    If a process ends early, for whatever reason, its files are made here, and so meet that reason here.
    """
    if processes == 1:
        yield from files
        return
    batch: list[AnyFile] = []
    for file in files:
        if is_made(file):
            yield file
            continue
        batch.append(file)
        if len(batch) == _BATCH:
            yield from _made(batch, processes)
            batch.clear()
    yield from _made(batch, processes)


def _made(batch: Sequence[AnyFile], processes: int) -> Iterator[AnyFile]:
    if len(batch) <= _FEW:
        yield from batch
        return
    helpers = [_Helper(batch[nth::processes]) for nth in range(1, processes)]
    try:
        for file, helper in zip(batch, cycle([None, *helpers]), strict=False):
            yield helper.receive(file) if helper else file
    finally:
        for helper in helpers:
            helper.end()


class _Helper:
    """A process that makes `files`, in their order."""

    def __init__(self, files: Sequence[AnyFile]) -> None:
        context = multiprocessing.get_context("fork")
        self._results, results = context.Pipe(duplex=False)
        self._process = context.Process(target=_make, args=(os.getpid(), files, results), daemon=True)
        with closing(results), unwarned():
            self._process.start()

    def receive(self, file: AnyFile) -> AnyFile:
        """`file` with its bytes; as it is, if the process has ended."""
        try:
            data = self._results.recv_bytes()
        except (EOFError, OSError):
            return file
        return KeyedFile(file.path, file.key, partial(bytes, data))

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self._results.close()


def _make(first: int, files: Sequence[AnyFile], results: Connection) -> None:
    """Runs in the other process: make files and send their bytes."""
    follow(first)
    gc.freeze()  # a search for cycles would copy all memory of the first process
    with suppress(Exception):
        for file in files:
            results.send_bytes(file.data)
