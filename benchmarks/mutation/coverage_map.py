"""Which tests cover a line, according to what `record` has recorded."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
from coverage import CoverageData

from benchmarks.mutation.record import FIXTURE

# Slow and browser tests would make a run take days; without them, more mutants survive.
QUICK = (
    "-q", "-p", "benchmarks.mutation.record", "-p", "no:cacheprovider", "-o", "addopts=--doctest-modules",
    "-m", "not slow and not browser",
)  # fmt: skip


class _Test(msgspec.Struct, frozen=True):
    seconds: float  # without the shared fixtures it uses
    fixtures: tuple[str, ...]


class _Known(msgspec.Struct, frozen=True):
    tests: dict[str, _Test]
    fixtures: dict[str, float]  # shared ones: seconds


@dataclass(frozen=True)
class Record:
    """The record, in `folder`, of a run of the tests in `root`."""

    folder: Path
    root: Path

    @property
    def exists(self) -> bool:
        return self._tests_file.exists()

    @property
    def _tests_file(self) -> Path:
        return self.folder / "tests.json"

    def make(self, tests: Sequence[str]) -> None:
        """Run these tests (files or folders; default: tests and beibei_site) and add them to the record."""
        self.folder.mkdir(parents=True, exist_ok=True)
        data = self.folder / "coverage"
        append = ["--append"] if data.exists() else []
        command = [sys.executable, "-m", "coverage", "run", f"--data-file={data}", *append]
        command += ["--source=beibei_site", "-m", "pytest", "-p", "no:randomly", *QUICK, *tests]
        recording = environment(self.root) | {"BEIBEI_RECORD": str(self._tests_file)}
        subprocess.run(command, cwd=self.root, env=recording, check=False)

    @cached_property
    def _known(self) -> _Known:
        """Without tests that no longer exist, as pytest would fail because they are missing."""
        known = msgspec.json.decode(self._tests_file.read_bytes(), type=_Known)
        command = [sys.executable, "-m", "pytest", "--collect-only", *QUICK]
        listed = subprocess.run(
            command,
            cwd=self.root,
            env=environment(self.root),
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        there = set(listed.stdout.splitlines())
        return _Known({test: about for test, about in known.tests.items() if test in there}, known.fixtures)

    @cached_property
    def _data(self) -> CoverageData:
        data = CoverageData(str(self.folder / "coverage"))
        data.read()
        return data

    def tests_of(self, path: Path, line: int) -> Iterator[str]:
        """The tests that run this line or, if it is not recorded as a line of its own (in a table, in the
        middle of a long call), its function, or else its module; fastest first."""
        contexts = self._data.contexts_by_lineno(str(self.root / path))
        for lines in ({line}, _function_around(path, line), set(contexts)):
            found = {name for at in lines for name in contexts.get(at, ()) if name}
            if tests := [test for test, known in self._known.tests.items() if _is_run(test, known, found)]:
                return iter(sorted(tests, key=self._order))
        return iter(())

    def cost(self, test: str) -> tuple[float, dict[str, float]]:
        """Seconds taken, including the shared fixtures it uses."""
        known = self._known.tests[test]
        return known.seconds, {n: s for n, s in self._known.fixtures.items() if n in known.fixtures}

    def _order(self, test: str) -> tuple[float, str]:
        own, fixtures = self.cost(test)
        return own + sum(fixtures.values()), test


def environment(root: Path) -> dict[str, str]:
    """Makes the tests use the copy of the program, without leaving bytecode of a mutant behind."""
    return os.environ | {"PYTHONPATH": str(root), "PYTHONDONTWRITEBYTECODE": "1"}


def _is_run(test: str, known: _Test, contexts: set[str]) -> bool:
    return test in contexts or any(FIXTURE + name in contexts for name in known.fixtures)


def _function_around(path: Path, line: int) -> set[int]:
    functions = [
        set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    return min((lines for lines in functions if line in lines), key=len, default=set())
