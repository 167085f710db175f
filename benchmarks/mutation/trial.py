"""Tries, in a copy of the repository, whether a test fails when the program is changed."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Literal

import pytest

from benchmarks.mutation.coverage_map import QUICK, Record, environment
from benchmarks.mutation.mutants import Mutant

Outcome = Literal["killed", "survived", "not run"]
_LEFT_OUT = (".*", "node_modules", "build", "dist")
_ALIKE = (
    "-x",
    "--tb=no",
    "-p",
    "no:randomly",
    "--hypothesis-profile=mutation",
    "--hypothesis-seed=0",
    "-W",
    "ignore::pytest.PytestAssertRewriteWarning",
)
_HANGS = 1200  # seconds, wall clock
_IMPORTED = (
    "jieba",
    "lxml.etree",
    "markdown",
    "playwright.sync_api",
    "pypdfium2",
    "scipy.optimize",
    "whoosh.index",
)


def copy_program(root: Path, copy: Path) -> None:
    """A copy of the files known to git; replaces one from an earlier run."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))


@dataclass(frozen=True, slots=True)
class Trials:
    """Tries mutants where `record` was made. The tests for one mutant may take `seconds` of processor time
    according to the record; after three times that plus a minute it counts as an infinite loop."""

    record: Record
    seconds: float

    def __post_init__(self) -> None:
        for name in _IMPORTED:  # once, not for every mutant
            import_module(name)

    def run(self, mutant: Mutant, source: str) -> Outcome:
        """`not run` if no quick test covers the line."""
        tests = list(self._choose(mutant))
        if not tests:
            return "not run"
        file = self.record.root / mutant.path
        before, times = file.read_bytes(), file.stat()
        file.write_text(source, "utf-8")
        try:
            return "killed" if self._status(tests) else "survived"
        finally:
            file.write_bytes(before)
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # the key for its bytecode

    def _choose(self, mutant: Mutant) -> Iterator[str]:
        left, ready = self.seconds, set[str]()
        for test in self.record.tests_of(mutant.path, mutant.at[0]):
            own, fixtures = self.record.cost(test)
            left -= own + sum(cost for name, cost in fixtures.items() if name not in ready)
            ready |= fixtures.keys()
            if left < 0:
                return
            yield test

    def _status(self, tests: Iterable[str]) -> int | None:
        """0 if all pass; anything else if one fails, or if pytest cannot start or does not finish."""
        chosen = self.record.folder / "chosen.txt"
        chosen.write_text("\n".join(tests), "utf-8")
        most = int(60 + 3 * self.seconds)
        running = get_context("fork").Process(target=_run_tests, args=(chosen, self.record.root, most))
        running.start()
        running.join(_HANGS)
        if running.is_alive() and running.pid:
            os.killpg(running.pid, signal.SIGKILL)
            running.join()
        return running.exitcode


def _run_tests(chosen: Path, root: Path, seconds: int) -> None:
    """Runs in a separate process that has imported everything but the program and its tests."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    os.environ |= environment(root)
    sys.path.insert(0, str(root))
    sys.dont_write_bytecode = True
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.exit(int(pytest.main([*QUICK, *_ALIKE, f"@{chosen}"])))
