"""The site as a whole: every link leads somewhere, nothing comes from elsewhere, no byte by chance."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from tests.conftest import ROOT, TODAY, Built, make_folders


class Page(HTMLParser):
    """The links and anchors of one page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.inline: list[str] = []
        self.moved = False
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.anchors |= {value for key in ("id", "name") if (value := given.get(key))}
        self.links += [value for key in ("href", "src", "action") if (value := given.get(key))]
        self.moved |= given.get("http-equiv") == "refresh"
        if "style" in given or tag == "style" or any(k.startswith("on") for k in given):
            self.inline.append(f"<{tag}>")
        if tag == "script" and "src" not in given and given.get("type") != "application/ld+json":
            self.inline.append("<script>")


def read_pages(output: Path) -> dict[str, Page]:
    files = sorted(output.rglob("*.html"))
    return {p.relative_to(output).as_posix(): Page(p.read_text(encoding="utf-8")) for p in files}


@pytest.fixture(scope="module")
def pages(built: Built) -> dict[str, Page]:
    return read_pages(built.folders.output)


def test_every_link_and_anchor_leads_somewhere(built: Built, pages: dict[str, Page]) -> None:
    assert broken_links(built.folders.output, pages) == []


def broken_links(output: Path, pages: dict[str, Page]) -> list[str]:
    """The links that lead to no file, or to no anchor in it."""
    broken = []
    for name, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            target = posixpath.normpath(
                posixpath.join(posixpath.dirname(name), unquote(parts.path) or posixpath.basename(name))
            )
            if parts.scheme or link.startswith("/") or not (output / target).is_file():
                broken.append(f"{name}: {link}")
            elif parts.fragment.startswith("q="):
                pass  # a search, or what an article should mark: read by a script
            elif parts.fragment and target in pages and parts.fragment not in pages[target].anchors:
                broken.append(f"{name}: {link} (no such anchor)")
    return broken


def test_there_is_nothing_inline(pages: dict[str, Page]) -> None:
    assert {name: page.inline for name, page in pages.items() if page.inline} == {}


def test_every_page_but_redirects_is_reached_from_home(pages: dict[str, Page]) -> None:
    seen = reached(pages)
    redirects = {name for name, page in pages.items() if page.moved}
    assert set(pages) - seen - redirects == {"404.html", "review/index.html"}  # the second is for curators
    assert not redirects & seen


def reached(pages: dict[str, Page]) -> set[str]:
    """The pages to which links lead from the start page."""
    seen: set[str] = set()
    todo = ["index.html"]
    while todo:
        name = todo.pop()
        if name in seen or name not in pages:
            continue
        seen.add(name)
        for link in pages[name].links:
            path = urlsplit(link).path
            todo.append(posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name)
    return seen


def test_addresses_are_ascii_and_links_name_their_file(built: Built, pages: dict[str, Page]) -> None:
    files = [
        p.relative_to(built.folders.output).as_posix() for p in built.folders.output.rglob("*") if p.is_file()
    ]
    assert all(name.isascii() for name in files)
    for page in pages.values():
        assert not [link for link in page.links if urlsplit(link).path.endswith("/")]


def test_no_address_comes_or_goes_unnoticed(built: Built) -> None:
    """Addresses are permanent. `tests/addresses.txt` names those of the five pages, without what only pages
    load: add a line with a new page; a line that must go needs a reason (and, once published, a redirect)."""
    known = (ROOT / "tests" / "addresses.txt").read_text(encoding="utf-8").split()
    output = built.folders.output
    files = {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()} - {".beibei-site"}
    made = {name for name in files if not name.startswith(("assets/", "search/")) or name.endswith(".html")}
    assert sorted(made - set(known)) == [] and sorted(set(known) - made) == []


def test_every_line_of_a_source_page_tells_where_it_went(built: Built) -> None:
    for page in built.archive.pages:
        html = (built.folders.output / "sources" / f"{page.record.key}.html").read_text(encoding="utf-8")
        for number, line in enumerate(page.lines, 1):
            row = re.search(rf'<tr id="L{number}".*?</tr>', html, re.S)
            assert row
            assert ('class="role"></td>' in row[0]) == (not line.strip()), f"{page.record.file}:{number}"


def test_supplied_titles_are_marked_wherever_they_stand(built: Built) -> None:
    supplied = [a for a in built.archive.articles if a.title_from == "supplied"]
    assert supplied
    listed = {a.id for a in built.archive.stories}
    for article in supplied:
        html = (built.folders.output / "articles" / f"{article.id}.html").read_text(encoding="utf-8")
        assert "自拟题名" in html
        if article.id not in listed:
            continue
        month = article.date[:7].replace("-", "/")
        day = (built.folders.output / f"dates/{month}.html").read_text("utf-8")
        card = day[day.index(f"articles/{article.id}.html") :]
        assert "自拟题名" in card[: card.index("</h2>")]


def differing_files(ours: Path, theirs: Path) -> list[str]:
    """The files that are not in both folders with the same bytes."""
    names = {p.relative_to(folder) for folder in (ours, theirs) for p in folder.rglob("*") if p.is_file()}
    both = {name for name in names if (ours / name).is_file() and (theirs / name).is_file()}
    same = {name for name in both if (ours / name).read_bytes() == (theirs / name).read_bytes()}
    return sorted(map(str, names - same))


FAR_AWAY = {
    "east of here": {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8"},
    "where text is ASCII": {  # to a program that does not say otherwise
        "PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LC_ALL": "C",
        "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0",
    },
}  # fmt: skip


@pytest.mark.parametrize("environment", FAR_AWAY.values(), ids=FAR_AWAY)
def test_the_same_input_gives_the_same_bytes_elsewhere(
    built: Built, tmp_path: Path, environment: dict[str, str]
) -> None:
    folders = make_folders(tmp_path / "somewhere else")
    command = [sys.executable, "-m", "beibei_site", "build", "--root", str(folders.root), "--today", TODAY]
    subprocess.run(command, env=os.environ | environment, check=True, capture_output=True)
    assert differing_files(built.folders.output, folders.output) == []
    assert differing_files(built.folders.content, folders.content) == []


def test_a_second_build_writes_nothing(folders: Folders) -> None:
    before = {
        p: p.stat().st_mtime_ns for p in folders.root.rglob("*") if p.is_file() and ".cache" not in p.parts
    }
    again = pipeline.build(folders)
    assert (again.ingested.written, again.published.written, again.published.deleted) == (0, 0, 0)
    after = {
        p: p.stat().st_mtime_ns for p in folders.root.rglob("*") if p.is_file() and ".cache" not in p.parts
    }
    assert after == before


@pytest.mark.slow
def test_incremental_builds_give_the_bytes_of_a_clean_one(folders: Folders, tmp_path: Path) -> None:
    """An article's title, a person's name, a topic, the name of the site, an article less."""
    edits = [
        ("articles/2020/04/000-112.md", "全区文化和旅游发展大会召开", "全区文旅大会召开"),
        ("people.yml", "", "zhou-xu:\n  name: 周旭\n  variants: [周书记]\n"),
        ("topics.yml", "", "railways:\n  name: 铁路\n  terms: {北川铁路: 2}\n"),
        ("site.yml", "name: ", "name: 新"),
        ("articles/2020/04/001-159.md", None, ""),
    ]
    for name, old, new in edits:
        path = next(folders.content.rglob(Path(name).name))
        if old is None:
            path.unlink()
        else:
            text = path.read_text("utf-8")
            path.write_text(text.replace(old, new, 1) if old else new + text, "utf-8")
            assert path.read_text("utf-8") != text
        before = {p: p.read_bytes() for p in folders.output.rglob("*.html")}
        pipeline.build(folders)
        assert before != {p: p.read_bytes() for p in folders.output.rglob("*.html")}, name
    clean = Folders(folders.root, folders.seeds, folders.content, tmp_path / "clean")
    shutil.rmtree(folders.cache)
    pipeline.build(clean)
    differing = differing_files(clean.output, folders.output)
    listed = (".beibei-site", "search/")  # the index keeps the history of its edits, and all files are listed
    assert [name for name in differing if not name.startswith(listed)] == []
