"""Builds that are killed or refused something at chosen moments: no mixture, nothing lost, no traceback.

`python -m benchmarks.reliability` does the same at many more moments.
"""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.reliability import faults
from benchmarks.reliability.archive import Trial, make_trial

pytestmark = pytest.mark.slow
_KILLS, _REFUSALS = 6, 2


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    """An archive in which a build has much to change."""
    return make_trial(tmp_path_factory.mktemp("faults"))


@pytest.fixture
def run(trial: Trial, tmp_path: Path) -> Iterator[Path]:
    yield faults.copy(trial.before, tmp_path / "run")


def spread(trial: Trial, count: int) -> list[int]:
    """Moments of a build, evenly spread, and of the exchange at its end."""
    return sorted(
        {*range(0, trial.changes, trial.changes // count), *range(trial.changes - 4, trial.changes, 2)}
    )


def test_a_build_killed_at_any_moment_leaves_the_old_site_or_the_new_one(
    trial: Trial, tmp_path: Path
) -> None:
    seen = set()
    for at in spread(trial, _KILLS):
        run = faults.copy(trial.before, tmp_path / "run")
        assert faults.build(run, faults.kill_before(run, at)).status == -9, at
        assert trial.faults(run) == [], at
        seen.add(trial.is_new(run))
        assert faults.build(run).status == 0
        assert trial.faults(run, finished=True) == [], at
    assert seen == {True, False}


def test_a_first_build_that_is_killed_leaves_no_site_or_a_whole_one(trial: Trial, tmp_path: Path) -> None:
    for at in spread(trial, _KILLS):
        run = faults.copy(trial.before, tmp_path / "run")
        for name in ("site", ".site.beside", ".cache"):
            faults.remove(run / name)
        faults.build(run, faults.kill_before(run, at))
        site = faults.held(run / "site")
        assert not site or ("index.html" in site and "feeds/all.xml" in site), at


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EMFILE], ids=errno.errorcode.get)
def test_what_the_system_refuses_is_one_message(trial: Trial, tmp_path: Path, code: int) -> None:
    for at in spread(trial, _REFUSALS):
        run = faults.copy(trial.before, tmp_path / "run")
        ended = faults.build(run, faults.refuse_from(run, at, code))
        assert "Traceback" not in ended.said and trial.faults(run) == [], (at, ended.said)
        if ended.status:
            lines = [line for line in ended.said.split("\n") if line.startswith("error:")]
            assert ended.status == 2 and len(lines) == 1, (at, ended.said)
            assert os.strerror(code).lower() in lines[0] and "the site is whole" in lines[0]
        assert faults.build(run).status == 0 and trial.faults(run, finished=True) == [], at


def limit(kind: int, value: int) -> Callable[[], None]:
    return lambda: resource.setrlimit(kind, (value, value))


@pytest.mark.parametrize(
    "prepare",
    [limit(resource.RLIMIT_FSIZE, 30_000), limit(resource.RLIMIT_NOFILE, 9)],
    ids=["size of files", "open files"],
)
def test_limits_of_the_system(trial: Trial, run: Path, prepare: Callable[[], None]) -> None:
    ended = faults.build(run, prepare)
    assert ended.status == 2 and "Traceback" not in ended.said and "ulimit" in ended.said, ended.said
    assert trial.faults(run) == [] and not trial.is_new(run)
    assert faults.build(run).status == 0 and trial.faults(run, finished=True) == []


def test_where_the_folder_cannot_be_exchanged_its_files_are_replaced(trial: Trial, run: Path) -> None:
    def refuse(number: int, path: str) -> None:
        if path == str(run / ".site.beside"):
            raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), path)

    ended = faults.build(run, lambda: faults.before_change(run, refuse))
    assert ended.status == 0 and "replaced file by file" in ended.said, ended.said
    assert trial.faults(run, finished=True) == []


def test_two_builds_at_once(trial: Trial, run: Path) -> None:
    builds = [faults.start(run) for _ in range(2)]
    ended = [wait() for wait in builds]
    assert sorted(e.status for e in ended) == [0, 2]
    assert "another build is running (process" in ended[ended[0].status == 0].said
    assert not [e.said for e in ended if "Traceback" in e.said]
    assert trial.faults(run, finished=True) == []
