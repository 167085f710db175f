"""A build or publish of what has not changed is proven so before the program is imported, and never else."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest

from beibei_site.arguments import make_parser
from beibei_site.content.disk import seal
from beibei_site.content.store import Folders
from beibei_site.domain.problems import SetupError
from beibei_site.unchanged import Proof
from tests.conftest import ROOT
from tests.rendering.test_pictures import FONT
from tests.test_curation import find

LONG_AGO = 1_600_000_000_123_456_789
REPORT = (1, "nothing changed\n", "error: something\n")
FILES = [
    "seeds/a.txt",
    "content/a.md",
    "content/b/c.yml",
    "templates/t",
    "site/index.html",
    ".cache/whoosh/x",
]


def write(path: Path, text: str, when: int | None = LONG_AGO) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    if when:
        os.utime(path, ns=(when, when))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of a few old files."""
    seal.seal(b"")  # there is a key from the first build on
    for name in FILES:
        write(tmp_path / name, name)
    (tmp_path / "static").mkdir()
    return tmp_path


def begin(root: Path, *options: str) -> Proof:
    return Proof(["build", "--root", str(root), *options])


def built(root: Path, *options: str) -> bool:
    proof = begin(root, *options)
    assert proof.report() is None
    return proof.record(*REPORT, {}, {})


def touch(name: str, when: int = LONG_AGO + 1) -> Callable[[Path], object]:
    return lambda root: os.utime(root / name, ns=(when, when))


def rewrite(name: str) -> Callable[[Path], object]:
    return lambda root: write(root / name, name.upper(), None)


CHANGES: dict[str, Callable[[Path], object]] = {
    **{f"{name} saved with as many bytes": rewrite(name) for name in FILES},
    "a seed touched": touch("seeds/a.txt"),
    "a longer article of the same time": lambda root: write(root / "content/a.md", "content/a.md."),
    "another file of the same time and size": lambda root: (
        write(root / "other", "content/a.MD"),
        (root / "other").replace(root / "content/a.md"),
    ),
    "an article more": lambda root: write(root / "content/new.md", ""),
    "an article less": lambda root: (root / "content/a.md").unlink(),
    "an article renamed": lambda root: (root / "content/a.md").rename(root / "content/z.md"),
    "a folder renamed": lambda root: (root / "content/b").rename(root / "content/z"),
    "a link for an article": lambda root: (
        (root / "content/a.md").rename(root / "a.md"),
        (root / "content/a.md").symlink_to(root / "a.md"),
    ),
    "a static file": lambda root: write(root / "static/x.css", ""),
    "no templates": lambda root: shutil.rmtree(root / "templates"),
    "no site": lambda root: shutil.rmtree(root / "site"),
    "a page less": lambda root: (root / "site/index.html").unlink(),
    "a file of others in the site": lambda root: write(root / "site/CNAME", ""),
    "no index": lambda root: shutil.rmtree(root / ".cache/whoosh"),
    "no cache": lambda root: shutil.rmtree(root / ".cache"),
    "another status in the proof": lambda root: write(
        root / ".cache/unchanged", (root / ".cache/unchanged").read_text("utf-8").replace("\0" + "1", "\0" + "0")
    ),
    "no proof": lambda root: write(root / ".cache/unchanged", ""),
    "bytes for a proof": lambda root: (root / ".cache/unchanged").write_bytes(b"\xff\0" * 9),
    "a folder for a proof": lambda root: (
        (root / ".cache/unchanged").unlink(),
        (root / ".cache/unchanged").mkdir(),
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_every_change_counts(root: Path, change: Callable[[Path], object]) -> None:
    assert built(root)
    assert begin(root).report() == REPORT == begin(root, "--wait").report()
    change(root)
    assert begin(root).report() is None


def test_options_and_the_day_belong_to_the_proof(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert built(root, "--today", "2026-11-20")
    assert begin(root, "--today", "2026-11-20").report() == REPORT
    for other in ([], ["--today", "2026-11-21"], ["--today=2026-11-20"], ["--strict"]):
        assert begin(root, *other).report() is None
    assert built(root)
    (root / "else").mkdir()
    for name in ("seeds", "content", "output"):
        assert begin(root, f"--{name}", str(root / "else")).report() is None
    monkeypatch.chdir(root)
    assert begin(root).report() is None


FONTS: dict[str, Callable[[Path], object]] = {
    "changed": lambda root: write(root / "fonts/own.otf", "another font"),
    "touched": touch("fonts/own.otf"),
    "removed": lambda root: (root / "fonts/own.otf").unlink(),
    "a folder": lambda root: ((root / "fonts/own.otf").unlink(), (root / "fonts/own.otf").mkdir()),
}


@pytest.mark.parametrize("change", FONTS.values(), ids=FONTS)
def test_a_font_anywhere_in_the_archive_counts(root: Path, change: Callable[[Path], object]) -> None:
    font = root / "fonts/own.otf"
    write(font, "font")
    proof = begin(root)
    assert proof.report() is None and proof.record(*REPORT, {}, {font: seal_of("font")})
    assert begin(root).report() == REPORT
    change(root)
    assert begin(root).report() is None


def test_a_font_that_is_missing_or_named_no_more(root: Path) -> None:
    font = root / "fonts/own.otf"
    proof = begin(root)
    assert proof.report() is None and proof.record(*REPORT, {}, {font: seal_of("")})
    assert begin(root).report() == REPORT
    write(font, "font")
    proof = begin(root)
    assert proof.report() is None, "it has come"
    assert proof.record(*REPORT, {}, {}), "it is named no more"
    font.unlink()
    assert begin(root).report() == REPORT


def test_a_font_that_changes_during_a_build_is_not_built(root: Path) -> None:
    font = root / "fonts/own.otf"
    write(font, "font")
    proof = begin(root)
    write(font, "FONT")
    assert not proof.record(*REPORT, {}, {font: seal_of("font")})


@pytest.mark.parametrize(
    "options",
    [
        ["--root", "{other}", "--root", "{root}"],
        ["--root={other}", "--root", "{root}"],
        ["--root", "{other}", "--root={root}"],
        ["--root={root}", "--seeds", "{other}", "--seeds={root}/seeds"],
    ],
)
def test_the_last_of_two_options_counts(root: Path, tmp_path: Path, options: list[str]) -> None:
    argv = ["build", *(o.format(root=root, other=tmp_path / "other") for o in options)]
    assert make_parser().parse_args(argv).root == root
    proof = Proof(argv)
    assert proof.report() is None and proof.record(*REPORT, {}, {}) and Proof(argv).report() == REPORT
    rewrite("seeds/a.txt")(root)
    assert Proof(argv).report() is None


def test_an_empty_option_is_this_folder(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root / "seeds")
    argv = ["build", "--root", str(root), "--seeds="]
    assert make_parser().parse_args(argv).seeds == Path()
    (root / "seeds").rename(root / "moved")
    assert (Proof(argv).report(), Proof(argv).record(*REPORT, {}, {})) == (None, True)
    rewrite("moved/a.txt")(root)
    assert Proof(argv).report() is None


def test_an_option_cut_short_is_none() -> None:
    """The proof does not know it."""
    with pytest.raises(SetupError, match="--roo"):
        make_parser().parse_args(["build", "--roo", "elsewhere"])


def test_without_a_cache_nothing_is_written_down(root: Path) -> None:
    proof = begin(root)
    shutil.rmtree(root / ".cache")
    assert not proof.record(*REPORT, {}, {}) and not (root / ".cache").exists()


def test_what_cannot_be_looked_at_is_passed_over(root: Path) -> None:
    """A folder that may be listed, but not entered."""
    write(root / "seeds/listed/page.txt", "page")
    (root / "seeds/listed").chmod(0o444)
    try:
        assert built(root) and begin(root).report() == REPORT
    finally:
        (root / "seeds/listed").chmod(0o755)


def test_a_file_that_vanishes_while_it_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def vanishing(folder: str) -> Any:
        entries = scan(folder)
        if Path(folder) == root / "seeds":
            listed = list(entries)
            (root / "seeds/a.txt").unlink(missing_ok=True)
            return nullcontext(listed)
        return entries

    monkeypatch.setattr(os, "scandir", vanishing)
    assert begin(root).report() is None


def test_the_proof_of_another_user_proves_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert built(root)
    write(root / "state/beibei-site/key", "x" * 32)
    monkeypatch.setenv("XDG_STATE_HOME", str(root / "state"))
    assert begin(root).report() is None
    shutil.rmtree(root / "state")
    assert begin(root).report() is None
    assert not built(root), "without a key nothing is proven"


@pytest.mark.parametrize("name", FILES[:4])
def test_what_somebody_changes_during_a_build_is_not_built(root: Path, name: str) -> None:
    for change in (rewrite(name), touch(name), lambda root: (root / name).unlink()):
        proof = begin(root)
        assert proof.report() is None
        change(root)
        assert not proof.record(*REPORT, {}, {}) and begin(root).report() is None
        write(root / name, name)


def test_what_the_build_itself_has_changed_is_built(root: Path) -> None:
    proof = begin(root)
    now = time.time_ns() - 100_000_000  # long enough ago for a clock that ticks in thousandths
    write(root / "content/a.md", "new", now)
    write(root / "content/more.md", "more", now)
    (root / "content/b/c.yml").unlink()
    for page in ("site/index.html", ".cache/whoosh/y"):
        write(root / page, "new", None)
    hashes = {"a.md": "new", "more.md": "more", "b/c.yml": None}
    made = {root / "content" / n: text and seal_of(text) for n, text in hashes.items()}
    for wrong in (
        {},
        {**made, root / "content/a.md": seal_of("other")},
        {**made, root / "content/b/c.yml": "0"},
    ):
        assert not proof.record(*REPORT, wrong, {})
    assert proof.record(*REPORT, made, {}) and begin(root).report() == REPORT


def test_the_first_build_is_proven_too(root: Path) -> None:
    """It makes the folders that are not there yet."""
    for folder in ("content", "site", ".cache"):
        shutil.rmtree(root / folder)
    proof = begin(root)
    write(root / "content/a.md", "new", time.time_ns() - 100_000_000)
    for page in ("site/index.html", ".cache/whoosh/y"):
        write(root / page, "new", None)
    assert not proof.record(*REPORT, {}, {})
    made = {root / "content/a.md": seal_of("new")}
    assert proof.record(*REPORT, made, {}) and begin(root).report() == REPORT


def seal_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_time_that_says_nothing_is_no_proof(root: Path) -> None:
    """Saved just before a build, and once more within the same tick of the clock, with as many bytes."""
    just_now = time.time_ns() - 500_000_000
    write(root / "content/a.md", "one", just_now)
    assert built(root), "its bytes are the same at the end"
    proof = begin(root, "--today", "2026-11-20")
    assert proof.report() is None
    inode = (root / "content/a.md").stat().st_ino
    write(root / "content/a.md", "two", just_now)
    assert (root / "content/a.md").stat().st_ino == inode
    assert not proof.record(*REPORT, {}, {})
    whole_seconds = time.time_ns() // 1_000_000_000 * 1_000_000_000 - 1_000_000_000
    write(root / "content/a.md", "one", whole_seconds)
    assert not built(root), "a clock of two seconds may not have moved on"


def run(root: Path, *options: str, name: str = "build") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *options, "-m", "beibei_site", name, "--root", str(root)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


@pytest.mark.slow
def test_a_build_of_what_has_not_changed(folders: Folders) -> None:
    """Says so, and what the last build has said, with its status; it imports next to nothing."""
    path = find(folders, "000-112")
    path.write_text(path.read_text("utf-8").replace("topics: [", "topics: [harvset, "), "utf-8")
    first = run(folders.root)
    second = run(folders.root, "-X", "importtime")
    assert second.stdout.startswith("nothing changed; 5 pages, 25 articles") and second.returncode == 0
    assert second.stdout.split("\n")[1:] == first.stdout.split("\n")[1:]
    imported = {
        line.split("|")[-1].strip() for line in second.stderr.split("\n") if line.startswith("import time")
    }
    assert {n for n in imported if n.startswith("beibei_site")} == {"beibei_site", "beibei_site.unchanged"}
    assert not imported & {"argparse", "rich", "sqlite3", "jinja2", "msgspec"}
    said = [line for line in second.stderr.split("\n") if not line.startswith("import time")]
    assert said == first.stderr.split("\n") and "harvset" in first.stderr
    page = folders.output / "index.html"
    whole = page.read_bytes()
    page.write_bytes(whole[:-9] + b"</ html>\n")
    mended = run(folders.root)
    assert "1 file written" in mended.stdout and page.read_bytes() == whole
    assert run(folders.root).stdout.startswith("nothing changed")


@pytest.mark.slow
def test_a_build_with_another_font(folders: Folders) -> None:
    """One outside the folders that are looked through."""
    font = folders.root / "fonts/own.ttc"
    font.parent.mkdir()
    shutil.copy(FONT, font)
    settings = "base_url: https://example.org/\nshare_font: fonts/own.ttc\n"
    (folders.content / "site.yml").write_text(settings, "utf-8")
    run(folders.root)
    assert run(folders.root).stdout.startswith("nothing changed")
    font.unlink()
    told = run(folders.root)
    assert "own.ttc does not exist" in told.stderr.replace("\n", " ") and told.returncode == 1
    assert run(folders.root).stderr == told.stderr, "said again"


@pytest.mark.slow
def test_a_publish_of_what_has_not_changed(folders: Folders) -> None:
    first = run(folders.root, name="publish")
    second = run(folders.root, "-X", "importtime", name="publish")
    assert second.stdout.startswith("nothing changed; 25 articles, ") and second.returncode == 0
    assert second.stdout.split("\n")[1:] == first.stdout.split("\n")[1:]
    assert "beibei_site.cli" not in second.stderr
    path = find(folders, "000-112")
    path.write_text(path.read_text("utf-8").replace("发展", "大发展", 1), "utf-8")
    assert " written, " in run(folders.root, name="publish").stdout
    assert "nothing changed" not in run(folders.root).stdout, "a build reads the seeds as well"


def test_build_py_takes_the_same_way() -> None:
    text = (ROOT / "build.py").read_text("utf-8")
    assert "from beibei_site.__main__ import main" in text
    assert 'beibei-site = "beibei_site.__main__:main"' in (ROOT / "pyproject.toml").read_text("utf-8")
