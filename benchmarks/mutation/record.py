"""A pytest plugin that records which test runs which line, how long it takes and which fixtures it shares.

A shared fixture runs only once, in the first test that uses it, so its lines are recorded for the fixture and
count for every test that uses it. Run under `coverage run`, with BEIBEI_RECORD set to the JSON file to add
to. Failing tests are left out.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from coverage import Coverage

FIXTURE = "fixture "  # prefix of coverage contexts of shared fixtures
# A failure need not be shrunk to count as one.
hypothesis.settings.register_profile(
    "mutation", deadline=None, phases=[p for p in hypothesis.Phase if p.name in ("explicit", "generate")]
)
_tests: dict[str, dict[str, Any]] = {}
_shared: dict[str, float] = {}
_failed: set[str] = set()


def _seconds() -> float:
    """Processor time, including finished child processes, so that the load of the machine does not matter."""
    return sum(os.times()[:4])


def _switch(context: str) -> None:
    if running := Coverage.current():
        running.switch_context(context)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    _switch(item.nodeid)
    begun, shared = _seconds(), sum(_shared.values())
    try:
        return (yield)
    finally:
        seconds = _seconds() - begun - (sum(_shared.values()) - shared)
        _tests[item.nodeid] = {"seconds": seconds, "fixtures": list(getattr(item, "fixturenames", ()))}
        _switch("")


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Iterator[None]:
    if fixturedef.scope == "function":
        return (yield)
    _switch(FIXTURE + fixturedef.argname)
    begun = _seconds()
    try:
        return (yield)
    finally:
        _shared[fixturedef.argname] = _seconds() - begun
        _switch(request._pyfuncitem.nodeid)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.failed:
        _failed.add(report.nodeid)


def pytest_sessionfinish() -> None:
    if path := os.environ.get("BEIBEI_RECORD"):
        file = Path(path)
        known = json.loads(file.read_text("utf-8")) if file.exists() else {"tests": {}, "fixtures": {}}
        passed = {test: about for test, about in (known["tests"] | _tests).items() if test not in _failed}
        made = {"tests": passed, "fixtures": known["fixtures"] | _shared}
        file.write_text(json.dumps(made, indent=1, ensure_ascii=False), "utf-8")
