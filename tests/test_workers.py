"""Pages read by other processes: of this machine, of a Dask cluster, of a cluster that loses a worker."""

from __future__ import annotations

import os
import select
import shutil
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pymupdf
import pytest
from distributed import Client, LocalCluster

from beibei_site.commands import pipeline
from beibei_site.commands.reading import remember_each
from beibei_site.content.cache import Cache
from beibei_site.content.output import KeyedFile
from beibei_site.content.site.together import make_together
from beibei_site.content.store import Folders
from beibei_site.domain.problems import SetupError
from beibei_site.workers import HERE, cluster
from tests.conftest import ROOT, TODAY

PAGES, PDFS = 40, 8  # more than one process is asked to read


@pytest.fixture(scope="module")
def dask() -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0") as made:
        yield made


def where(job: int) -> tuple[int, int]:
    return job, os.getpid()


def told(jobs: int, seconds: float, *, loads: bool = True) -> list[int]:
    """The processes that do some jobs, each of which is told of once it is done."""
    said: list[tuple[int, int]] = []
    done = list(HERE.map(where, range(jobs), seconds, lambda *counts: said.append(counts), loads=loads))
    assert [job for job, _ in done] == list(range(jobs))
    assert said == [(n, jobs) for n in range(1, jobs + 1)]
    return [process for _, process in done]


def test_little_work_is_done_here() -> None:
    assert told(0, 1.0) == []
    assert told(1, 600.0) == [os.getpid()]
    assert set(told(20, 0.001)) == {os.getpid()}


def test_much_work_is_shared_and_begins_here_if_it_loads_much() -> None:
    first, *others = told(30, 1.0)
    assert first == os.getpid() not in others
    assert os.getpid() not in told(30, 1.0, loads=False)


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_processes_are_forked_where_python_warns_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Python does from 3.12 on if there are threads, and a warning is an error here."""
    fork, forks = os.fork, []

    def warn_and_fork() -> int:
        warnings.warn("this process is multi-threaded", DeprecationWarning, stacklevel=2)
        forks.append(True)
        return fork()

    monkeypatch.setattr(os, "fork", warn_and_fork)
    assert os.getpid() not in told(30, 1.0, loads=False)
    assert forks


def share_pages() -> Iterator[object]:
    return make_together([KeyedFile(f"{n}.html", str(n), lambda: bytes(2**20)) for n in range(100)], 2)


def share_work() -> Iterator[object]:
    return HERE.map(where, range(30), 1.0, lambda *counts: None, loads=False)


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
@pytest.mark.parametrize("begin", [share_pages, share_work])
def test_processes_end_with_the_one_that_they_help(begin: Callable[[], Iterator[object]]) -> None:
    """A pipe that all of them have inherited ends when none of them is left."""
    held, holds = os.pipe()
    first = os.fork()
    if first == 0:
        begun = begin()
        next(begun)
        os.write(holds, b"begun")
        signal.pause()
    os.close(holds)
    assert select.select([held], [], [], 20)[0] and os.read(held, 5) == b"begun"
    os.kill(first, signal.SIGKILL)
    os.waitpid(first, 0)
    assert select.select([held], [], [], 20)[0] and os.read(held, 1) == b""
    os.close(held)


def test_what_is_asked_for_twice_is_done_once(tmp_path: Path) -> None:
    done: list[str] = []

    def work(job: str) -> str:
        done.append(job)
        return job * 2

    def ask() -> list[str]:
        with closing(Cache(tmp_path / "values.db")) as cache:
            return remember_each(
                "kind", ["1", "2", "1"], str, work, ["a", "b", "a"],
                cache=cache, workers=HERE, seconds=0.001, say=lambda done, whole: None,
            )  # fmt: skip

    assert ask() == ask() == ["aa", "bb", "aa"]
    assert done == ["a", "b"]


def many_pages(root: Path) -> Folders:
    """The five pages, each eight times with another first line."""
    for name in ("seeds", "content"):
        (root / name).mkdir(parents=True)
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    for number in range(PAGES):
        text = seeds[number % 5].read_text("utf-8")
        (root / "seeds" / f"{number:03}_page.txt").write_text(f"第{number}号\n\n{text}", "utf-8")
    return Folders(root, root / "seeds", root / "content", root / "site")


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pdfs")
    for number in range(PDFS):
        with pymupdf.open() as pdf:
            page = pdf.new_page()
            page.insert_text((72, 90), f"渡口小学第{number}届运动会开幕", fontname="china-s", fontsize=22)
            for line in range(12):
                text = f"本报讯（记者 王石）四月{line + 2}日，渡口小学师生在操场上参加了第{number}届运动会。"
                page.insert_text((72, 130 + 16 * line), text, fontname="china-s", fontsize=9)
            pdf.save(folder / f"pdf-{number}.pdf")
    return folder


def contents(folders: Folders) -> dict[str, bytes]:
    found = sorted(p for p in folders.content.rglob("*") if p.is_file())
    return {p.relative_to(folders.content).as_posix(): p.read_bytes() for p in found}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the processes of this machine make of the pages."""
    folders = many_pages(tmp_path_factory.mktemp("here"))
    pipeline.run_ingest(folders, today=TODAY)
    return contents(folders)


def test_a_cluster_reads_what_this_machine_reads(
    dask: LocalCluster, expected: dict[str, bytes], tmp_path: Path
) -> None:
    folders = many_pages(tmp_path / "archive")
    told: list[tuple[str, int, int]] = []
    pipeline.run_ingest(
        folders,
        lambda step, done=0, whole=0: told.append((step, done, whole)),
        TODAY,
        workers=cluster(dask.scheduler_address),
    )
    assert contents(folders) == expected
    assert ("reading pages", PAGES, PAGES) in told


def test_a_cluster_opens_pdfs(dask: LocalCluster, pdfs: Path, tmp_path: Path) -> None:
    made = []
    for workers in (HERE, cluster(dask.scheduler_address)):
        root = tmp_path / str(len(made))
        shutil.copytree(pdfs, root / "seeds")
        (root / "content").mkdir()
        folders = Folders(root, root / "seeds", root / "content", root / "site")
        told: list[tuple[str, int, int]] = []
        pipeline.run_ingest(folders, lambda *step, told=told: told.append(step), TODAY, workers=workers)
        assert ("opening PDFs", PDFS, PDFS) in told
        made.append(contents(folders))
    assert made[0] == made[1]
    assert (
        sum("渡口小学第" in text.decode() for name, text in made[0].items() if name.endswith(".md")) == PDFS
    )


def test_the_pages_of_a_worker_that_is_killed_are_read_by_another(
    dask: LocalCluster, expected: dict[str, bytes], tmp_path: Path
) -> None:
    folders = many_pages(tmp_path / "archive")
    killed: list[int] = []

    def kill_one(step: str, done: int = 0, whole: int = 0) -> None:
        """Once, when some pages are read and others are not."""
        if whole and not killed:
            with Client(dask.scheduler_address, set_as_default=False) as client:
                killed.append(next(iter(client.run(os.getpid).values())))
            os.kill(killed[0], signal.SIGKILL)

    pipeline.run_ingest(folders, kill_one, TODAY, workers=cluster(dask.scheduler_address))
    assert killed
    assert contents(folders) == expected


def test_what_is_read_before_an_interruption_is_not_read_again(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    folders = many_pages(tmp_path / "archive")

    def interrupt(step: str, done: int = 0, whole: int = 0) -> None:
        if done == PAGES // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pipeline.run_ingest(folders, interrupt, TODAY)
    told: list[tuple[str, int, int]] = []
    pipeline.run_ingest(folders, lambda step, done=0, whole=0: told.append((step, done, whole)), TODAY)
    assert 0 < max(whole for step, _, whole in told if step == "reading pages") <= PAGES // 2
    assert contents(folders) == expected


def test_without_a_scheduler_nothing_is_read(tmp_path: Path) -> None:
    folders = many_pages(tmp_path / "archive")
    with pytest.raises(SetupError, match="no Dask scheduler answers"):
        pipeline.run_ingest(folders, today=TODAY, workers=cluster("tcp://127.0.0.1:9"))


@pytest.mark.parametrize("what", ["program_digest", "installed"])
def test_a_worker_with_another_version_is_refused(
    what: str, dask: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the program, or of the networks that it finds names with."""
    monkeypatch.setattr(f"beibei_site.workers.{what}", lambda: str(os.getpid()))
    folders = many_pages(tmp_path / "archive")
    with pytest.raises(SetupError, match="another version"):
        pipeline.run_ingest(folders, today=TODAY, workers=cluster(dask.scheduler_address))
