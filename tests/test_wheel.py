"""The wheel and the sdist, each installed into an empty environment far from the checkout, and used there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.request
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT, TODAY, Built, make_folders

pytestmark = pytest.mark.slow
_MADE_ANYWHERE = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "node_modules")
_MADE_HERE = {"build", "dist", "site"}
ENVIRONMENT = {
    key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "PYTHON", "VIRTUAL_ENV"))
}


def made_here(folder: str, names: list[str]) -> set[str]:
    """What a fresh checkout would not have, for `shutil.copytree` of `ROOT`."""
    return set(_MADE_ANYWHERE(folder, names)) | (_MADE_HERE if Path(folder) == ROOT else set())


@dataclass(frozen=True)
class Installed:
    """A virtual environment with nothing but this program in it, and an empty folder to work in."""

    scripts: Path
    package: Path
    folder: Path

    def run(self, *arguments: str) -> str:
        """What `beibei-site` prints; it must end with status 0, and no library may complain to the user."""
        done = run(str(self.scripts / "beibei-site"), *arguments, folder=self.folder)
        assert "Warning" not in done.stderr
        return done.stdout

    def read(self, path: str) -> str:
        return (self.folder / path).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        return read_files(self.package)


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=folder, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done


def read_files(folder: Path) -> dict[str, bytes]:
    found = (p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


@pytest.fixture(scope="module")
def distributions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the sdist, made from a copy, so that no build of before has a part in them."""
    folder = tmp_path_factory.mktemp("dist")
    shutil.copytree(ROOT, folder / "source", ignore=made_here)
    options = ("--wheel", "--sdist", "--outdir", str(folder))
    run(sys.executable, "-m", "build", *options, str(folder / "source"), folder=folder)
    return folder


@pytest.fixture(scope="module", params=["*.whl", "*.tar.gz"], ids=["wheel", "sdist"])
def installed(
    request: pytest.FixtureRequest, distributions: Path, tmp_path_factory: pytest.TempPathFactory
) -> Installed:
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "environment", with_pip=True)
    (file,) = distributions.glob(request.param)
    (folder / "empty").mkdir()
    python = folder / "environment" / "bin" / "python"
    pip = (str(python), "-m", "pip", "install", "--quiet", "--no-compile")  # as uv does
    run(*pip, str(file), folder=folder / "empty")
    where = "import beibei_site; print(*beibei_site.__path__)"
    package = run(str(python), "-c", where, folder=folder / "empty").stdout.strip()
    return Installed(python.parent, Path(package), folder / "empty")


def test_the_wheel_carries_its_bill_of_materials(distributions: Path) -> None:
    (wheel,) = distributions.glob("*.whl")
    with zipfile.ZipFile(wheel) as held:
        (name,) = [n for n in held.namelist() if ".dist-info/sboms/" in n]
        assert held.read(name) == (ROOT / "sbom.cdx.json").read_bytes()


def test_it_holds_every_file_of_the_program_and_no_other(installed: Installed) -> None:
    program = read_files(ROOT / "beibei_site")
    for name in ("templates", "static"):
        program |= {f"{name}/{path}": data for path, data in read_files(ROOT / name).items()}
    assert installed.files() == program


def test_a_new_archive(installed: Installed) -> None:
    before = installed.files()
    installed.run("new", "沙河报", "--sample")
    assert "1 page read, 1 article," in installed.run("build", "--root", "沙河报")
    assert "渡口小学迎来新校舍" in installed.read("沙河报/site/index.html")
    page = installed.read("沙河报/site/search/index.html")
    scripts = re.findall(r'<script src="\.\./(assets/[^"]+)"', page)
    assert scripts and all((installed.folder / "沙河报/site" / script).stat().st_size for script in scripts)
    assert "渡口小学迎来新校舍" in installed.run("search", "水上学", "--root", "沙河报")
    assert "渡口小学迎来新校舍" in installed.run("explain", "沙河报/seeds/sample.txt")
    assert "nothing to review" in installed.run("review", "--root", "沙河报")
    assert installed.files() == before  # it may stand where its user cannot write


def test_an_archive_in_english_with_a_style_and_a_template_of_its_own(installed: Installed) -> None:
    installed.run("new", "paper", "--sample")
    settings = installed.folder / "paper" / "content" / "site.yml"
    settings.write_text(
        installed.read("paper/content/site.yml").replace("language: zh-CN", "language: en", 1), "utf-8"
    )
    for path, text in (("static/style.css", "body { color: red }"), ("templates/404.html", "lost at sea")):
        own = installed.folder / "paper" / path
        own.parent.mkdir()
        own.write_text(text, "utf-8")
    installed.run("build", "--root", "paper")
    home = installed.read("paper/site/index.html")
    assert '<html lang="en"' in home and "Search" in home and "检索" not in home
    assert "渡口小学迎来新校舍" in home
    assert installed.read("paper/site/assets/style.css") == "body{color:red}"
    assert installed.read("paper/site/404.html") == "lost at sea"


def test_the_five_pages(installed: Installed, built: Built) -> None:
    root = installed.folder / "five"
    root.mkdir()
    make_folders(root)
    assert "5 pages read, 25 articles" in installed.run("build", "--today", TODAY, "--root", "five")
    for folder in ("content", "site"):  # the same bytes as from the checkout
        assert read_files(root / folder) == read_files(built.folders.root / folder)
    found = installed.run("search", "绵阳 合作", "--topic", "beibei-mianyang", "--root", "five")
    assert "北碚绵阳深化务实合作" in found
    assert "articles need review" in installed.run("review", "--root", "five")
    page = serve_one_request(installed, "five", "articles/000-112.html")
    assert "全区文化和旅游发展大会召开" in page and "/_reload.js" in page


def serve_one_request(installed: Installed, root: str, path: str) -> str:
    command = [str(installed.scripts / "beibei-site"), "serve", "--port", "0", "--root", root]
    with subprocess.Popen(
        command,
        cwd=installed.folder,
        env=ENVIRONMENT | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout
        try:
            address = server.stdout.readline().split()[0]
            return str(urllib.request.urlopen(address + path).read(), "utf-8")
        finally:
            server.terminate()
