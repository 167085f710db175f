"""Does a test fail if the program is changed? Tried in a copy of the repository."""

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
_LEFT_OUT = (".*", "node_modules", "site", "build", "dist")
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
_HANGS = 1200  # seconds by the clock
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
    """What git would hold; a copy of an earlier run gives way."""
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns(*_LEFT_OUT))


@dataclass(frozen=True, slots=True)
class Trials:
    """Mutants tried where `record` was made. The tests of one may take `seconds` of the processor by the
    record; three times that and a minute is a loop without end."""

    record: Record
    seconds: float

    def __post_init__(self) -> None:
        for name in _IMPORTED:  # once, and not for every mutant
            import_module(name)

    def run(self, mutant: Mutant, source: str) -> Outcome:
        """`not run` if no quick test runs the line."""
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
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # by which its bytecode is known

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
        """0 if all pass; anything else if one fails, or pytest cannot even begin, or does not end."""
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
    """In a process of its own, which has imported all but the program and its tests."""
    os.setsid()
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    os.environ |= environment(root)
    sys.path.insert(0, str(root))
    sys.dont_write_bytecode = True
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    sys.exit(int(pytest.main([*QUICK, *_ALIKE, f"@{chosen}"])))
