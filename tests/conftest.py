"""Real parts for the tests: an archive built from the five pages, a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from beibei_site.commands import pipeline
from beibei_site.commands.stored.archive import read_archive
from beibei_site.content.cache import Cache
from beibei_site.content.store import Folders
from beibei_site.domain.archive import Archive

ROOT = Path(__file__).parent.parent
TODAY = "2026-11-20"  # by the clock of the tests
AUTHORITIES = ("site.yml", "topics.yml", "people.yml", "places.yml", "bodies.yml")

# No test times anything: the first example may load a dictionary, the next take a thousandth of its time.
# A failure prints the blob that brings its example back.
hypothesis.settings.register_profile("untimed", deadline=None, print_blob=True)
hypothesis.settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever opens Chromium is marked, so that `-m 'not browser'` leaves it out; what is slow comes first, so
    that no worker waits for it at the end."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def make_folders(root: Path) -> Folders:
    """An archive folder with the five seeds and the curator's files, but no articles yet."""
    shutil.copytree(ROOT / "seeds", root / "seeds")
    (root / "content").mkdir()
    for name in AUTHORITIES:
        shutil.copy(ROOT / "content" / name, root / "content" / name)
    return Folders(root, root / "seeds", root / "content", root / "site")


@dataclass(frozen=True)
class Built:
    folders: Folders
    archive: Archive
    report: pipeline.Built


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The five pages, built once; tests only look at it."""
    folders = make_folders(tmp_path_factory.mktemp("archive"))
    report = pipeline.build(folders, today=TODAY)
    cache = Cache(folders.cache / "values.db")
    archive = read_archive(folders, cache).archive
    cache.close()
    return Built(folders, archive, report)


@pytest.fixture
def folders(built: Built, tmp_path: Path) -> Folders:
    """A copy of the built archive that a test may change."""
    root = tmp_path / "archive"
    shutil.copytree(built.folders.root, root)
    return Folders(root, root / "seeds", root / "content", root / "site")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless. A machine without it fails these tests: they are not skipped."""
    path = shutil.which("chromium")
    assert path, "no chromium on this machine: apt-get install chromium"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def node() -> str:
    """A machine without it fails these tests: they are not skipped."""
    path = shutil.which("node")
    assert path, "no node on this machine: apt-get install nodejs"
    return path
