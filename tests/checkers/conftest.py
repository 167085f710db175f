"""The built site served from disk by a local server, for checkers that want an address."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from tests.conftest import TODAY, Built

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
ISSUE = "2020-05-01"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@dataclass(frozen=True)
class Served:
    root: Path
    address: str

    def pages(self) -> list[str]:
        """Every HTML file, below the root."""
        return sorted(p.relative_to(self.root).as_posix() for p in self.root.rglob("*.html"))


@pytest.fixture(scope="session")
def served(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The five pages as a site, two of them as the pages of one issue."""
    root = tmp_path_factory.mktemp("served") / "archive"
    shutil.copytree(built.folders.root, root)
    folders = Folders(root, root / "seeds", root / "content", root / "site")
    for page, record in enumerate(sorted((folders.content / "pages").glob("00[12]_*.yml")), 1):
        text = record.read_text("utf-8").replace("issued: null", f"issued: {ISSUE}", 1)
        record.write_text(text.replace("page: null", f"page: {page}", 1), "utf-8")
    pipeline.build(folders, today=TODAY)
    handler = functools.partial(_Quiet, directory=str(folders.output))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Served(folders.output, f"http://127.0.0.1:{server.server_address[1]}")
        server.shutdown()


def module(name: str) -> Path:
    """A file of an installed checker. Not installed is a failure, not a skip."""
    path = MODULES / name
    assert path.is_file(), f"no {path}: run 'npm ci --omit=optional' in {HERE}"
    return path


def kinds(root: Path) -> dict[str, str]:
    """One page of every kind, by its address: the fullest where there are several."""

    def fullest(pattern: str) -> str:
        found = max(
            (
                p
                for p in sorted(root.glob(pattern))
                if p.stem != "index" and p.name.count(".") == pattern.count(".")
            ),
            key=lambda p: p.stat().st_size,
        )
        return found.relative_to(root).as_posix()

    several = {
        "article": "articles/*.html",
        "beside": "sources/*.beside.html",
        "collation": "articles/*.collation.html",
        "person": "people/*.html",
        "topic": "topics/*.html",
        "place": "places/*.html",
        "body": "bodies/*.html",
        "year": "dates/[0-9]*.html",
        "month": "dates/[0-9]*/[0-9]*.html",
        "source": "sources/*.html",
        "dossier": "topics/*.dossier.html",
        "office": "offices/[a-z]*-*.html",
    }
    one = ("people", "topics", "places", "bodies", "dates", "issues", "sources", "search", "about")
    one += ("review", "coverage", "connections", "data", "offices")
    return (
        {
            "home": "index.html",
            "lost": "404.html",
            "issue": f"issues/{ISSUE}/index.html",
            "page": f"issues/{ISSUE}/1.html",
            "unplaced": "issues/unknown.html",
            "by-name": "people/index.by-name.html",
            "by-parent": "places/index.by-parent.html",
        }
        | {name: f"{name}/index.html" for name in one}
        | {name: fullest(pattern) for name, pattern in several.items()}
    )
