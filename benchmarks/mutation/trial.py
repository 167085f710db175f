"""Does a test fail if the program is changed? Tried in a copy of the repository."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal

from benchmarks.mutation.coverage_map import QUICK, Record
from benchmarks.mutation.mutants import Mutant

Outcome = Literal["killed", "survived", "not run"]
_LEFT_OUT = (".*", "node_modules", "site", "build", "dist")
_ALIKE = ("-x", "--tb=no", "-p", "no:randomly", "--hypothesis-profile=mutation", "--hypothesis-seed=0")
_HANGS = 1200  # seconds by the clock


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

    def _status(self, tests: Iterable[str]) -> int:
        """0 if all pass; anything else if one fails, or pytest cannot even begin, or does not end."""
        chosen = self.record.folder / "chosen.txt"
        chosen.write_text("\n".join(tests), "utf-8")
        command = [sys.executable, "-m", "pytest", *QUICK, *_ALIKE, f"@{chosen}"]
        most = int(60 + 3 * self.seconds)
        with subprocess.Popen(
            command, cwd=self.record.root, env=self.record.environment, start_new_session=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_CPU, (most, most)),
        ) as running:  # fmt: skip
            try:
                return running.wait(_HANGS)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, signal.SIGKILL)
                return -signal.SIGKILL
