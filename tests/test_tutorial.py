"""docs/tutorial.md, typed from its first line to its last by someone with three PDFs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import venv
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count, islice
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.reading.gazette.ink import print_page
from benchmarks.reading.gazette.sheet import draw_page
from tests.conftest import ROOT
from tests.test_wheel import ENVIRONMENT, made_here

pytestmark = [pytest.mark.slow, pytest.mark.browser]

TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
ADDITIONS = re.compile(
    r"`([\w/-]+\.yml)`[^`]*:\n\n```yaml\n(.*?)```", re.S
)  # a file, and what to write in it


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder with a clone of the repository and a folder of PDFs; and the shell's variables."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT, folder / "clone", ignore=made_here)
    (folder / "pages").mkdir()
    (folder / "webroot").mkdir()
    plain = (page for page in map(partial(draw_page, 77), count()) if not page.style.vertical)
    for page in islice((page for page in plain if page.style.scan == "none"), 3):
        print_page(page, folder / "pages").with_suffix(".gold.json").unlink()
    environment, tools = folder / "environment", folder / "tools"
    venv.create(environment, with_pip=False)
    tools.mkdir()
    (tools / "pipx").symlink_to(Path(sys.executable).parent / "pipx")
    yield (
        folder,
        ENVIRONMENT
        | {
            "PATH": f"{folder / 'pipx' / 'bin'}:{tools}:{os.environ['PATH']}",
            "PIPX_HOME": str(folder / "pipx"),
            "PIPX_BIN_DIR": str(folder / "pipx" / "bin"),
        },
    )


def steps() -> Iterator[str]:
    """The sections of the tutorial."""
    return iter(re.split(r"(?m)^## \d\. ", TUTORIAL)[1:])


def type_commands(section: str, folder: Path, settings: dict[str, str]) -> str:
    """Run the commands of a section; returns what they printed."""
    said = ""
    for block in re.findall(r"(?m)^(?:    \S.*\n)+", section):
        command = block.replace("SPEC", "./clone").replace("WEBROOT", "webroot")
        done = subprocess.run(
            ["bash", "-euc", command], cwd=folder, env=settings, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
        said += done.stdout
    return said


def write_what_it_shows(section: str, folder: Path) -> None:
    for name, text in ADDITIONS.findall(section):
        path = folder / name
        keys = re.findall(r"(?m)^(\w+):", text)
        kept = [line for line in path.read_text("utf-8").splitlines() if line.split(":")[0] not in keys]
        path.write_text("\n".join([*kept, text]), "utf-8")


def correct_first(listed: str, archive: Path) -> Path:
    """Give the first article on the review list a title of one's own; returns its file."""
    found = re.search(r"content/articles/\S+\.md", listed)
    assert found
    path = archive / found[0]
    text = re.sub(r"(?m)^title: .*$", "title: 编者改定的题目", path.read_text("utf-8"))
    text = re.sub(r"(?m)^title_from: .*$", "title_from: curator", text)
    path.write_text(text.replace("reviewed: false", "reviewed: true"), "utf-8")
    return path


def test_from_a_folder_of_pdfs_to_a_site_on_the_web(
    desk: tuple[Path, dict[str, str]], browser: Browser
) -> None:
    folder, settings = desk
    archive = folder / "river-archive"
    start, read, correct, topics, about, publish = steps()
    type_commands(start, folder, settings)
    assert "3 pages read" in type_commands(read, folder, settings)
    assert "issued: 20" in "".join(p.read_text("utf-8") for p in (archive / "content" / "pages").iterdir())
    listed = type_commands(correct, folder, settings)
    mended = correct_first(listed, archive)
    as_mended = mended.read_text("utf-8")
    write_what_it_shows(topics, folder)
    type_commands(topics, folder, settings)
    write_what_it_shows(about, folder)
    type_commands(about, folder, settings)
    type_commands(publish, folder, settings)
    assert mended.read_text("utf-8") == as_mended

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder / "webroot")) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        assert (
            page.get_by_role("link", name="沙河旧报")
            .or_(page.get_by_role("heading", name="沙河旧报"))
            .count()
        )
        assert page.get_by_role("link", name="交通").count()
        page.get_by_role("searchbox").fill("编者改定")
        page.keyboard.press("Enter")
        page.get_by_role("link", name="编者改定的题目").first.click()
        assert page.locator("h1").inner_text() == "编者改定的题目"
        assert page.locator('link[rel="canonical"]').get_attribute("href", timeout=5000) == (
            f"https://archive.example.org/articles/{mended.stem}.html"
        )
        server.shutdown()
