"""Damaged files of every kind: one costs itself, is named, and all else is built.

`python -m benchmarks.reliability.inputs` tries all; here are one in eight, and those that have once failed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.reliability.inputs import damage, values
from benchmarks.reliability.inputs.archive import Bench, Case, make_bench, try_case

pytestmark = pytest.mark.slow
ALL = (*damage.cases(), *values.cases())
ONCE_FAILED = {
    "content/articles/own.md: a link in a loop",
    "content/articles/own.md: no right to read it",
    "content/articles/own.md: a folder in its place",
    "content/articles/own.md: a dangling link",
    "content/articles/own.md: a merge that was not finished",
    "content/pages/page.yml: a named pipe",
    "content/site.yml: no right to read it",
    "content/people.yml: a dangling link",
    "content/topics.yml: 20 MB in one line",
    "seeds/page.txt: a link in a loop",
    "seeds/packed.zip: no right to read it",
    "seeds/packed.zip: 7 of 200 MiB",
    "seeds/page.txt: many brackets",
    "content/site.yml: base_url: https://example.org:port/",
    "content/people.yml: not: [{a: b}]",
    "content/pages/page.yml: file: nowhere.txt",
    "templates/about.html: no right to read it",
    "templates/about.html: a division by zero",
    "templates/about.html: itself as its base",
    "static/own.js: no right to read it",
}
CASES = [case for number, case in enumerate(ALL) if number % 8 == 0 or case.name in ONCE_FAILED]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return make_bench(tmp_path_factory.mktemp("inputs"))


def test_there_is_a_case_of_everything() -> None:
    assert len(ALL) >= 250 and {case.name for case in ALL} >= ONCE_FAILED
    assert {case.expected for case in CASES} == {"error", "ignored", "warning", "same", "taken"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_damaged_file_costs_itself(case: Case, bench: Bench, tmp_path: Path) -> None:
    verdict = try_case(bench, case, tmp_path / "run")
    assert verdict.faults == (), verdict.said
