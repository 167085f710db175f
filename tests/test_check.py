"""`check` finds all in order after a build, and names whatever is then damaged."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.cli import main
from beibei_site.commands import pipeline
from beibei_site.commands.check.data import check_data
from beibei_site.commands.check.ledgers import check_ledger
from beibei_site.commands.check.links import check_links
from beibei_site.content.store import Folders
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.domain.record import LedgerEntry, PageRecord, SourcePage
from beibei_site.domain.spans import to_spans
from tests.conftest import Built
from tests.test_curation import edit

RECORD = "pages/000_055a70a6cdb3e695.yml"


def remove(folder: str, name: str) -> Callable[[Folders], object]:
    return lambda a: next((getattr(a, folder)).rglob(name)).unlink()


def change(folder: str, name: str, old: str, new: str) -> Callable[[Folders], object]:
    return lambda a: edit(next((getattr(a, folder)).rglob(name)), old, new)


def write(name: str, data: bytes) -> Callable[[Folders], object]:
    return lambda a: next(a.output.rglob(name)).write_bytes(data)


def flip(name: str) -> Callable[[Folders], object]:
    """Changes one bit in the first file of a zip file after the name of its kind, where it is packed."""

    def damage(folders: Folders) -> None:
        path = next(folders.output.rglob(name))
        with zipfile.ZipFile(path) as book:
            packed = next(part for part in book.infolist() if part.compress_type == zipfile.ZIP_DEFLATED)
        data = bytearray(path.read_bytes())
        data[packed.header_offset + 30 + len(packed.filename) + packed.compress_size // 2] ^= 4
        path.write_bytes(data)

    return damage


DAMAGES: dict[str, tuple[Callable[[Folders], object], str, str]] = {  # what is done, the code, words of the message
    "an article that is broken": (change("content", "000-112.md", "kind: report", "kind: novel"), "broken-file", "000-112.md:11"),
    "a twin that is not there": (change("content", "000-112.md", "twins: []", "twins: [a-1]"), "unknown-article", "'a-1'"),
    "a line that is lost": (change("content", "000_055a70a6cdb3e695.yml", "lines: [112-120, ", "lines: [113-120, "), "line-differs", "accounted for nowhere"),
    "a line that stands twice": (change("content", "000_055a70a6cdb3e695.yml", "orphans:", "orphans: [112]\nmine:"), "line-differs", "112 stand in more than one"),
    "a line that is not there": (change("content", "000_055a70a6cdb3e695.yml", "orphans:", "orphans: [9999]\nmine:"), "line-differs", "9999 do not exist"),
    "a seed that has changed": (change("seeds", "000_055a70a6cdb3e695.txt", "发展", "大发展"), "seed-differs", "has changed"),
    "a seed that is gone": (remove("seeds", "000_055a70a6cdb3e695.txt"), "seed-differs", "is gone"),
    "a seed that is new": (lambda a: (a.seeds / "new.txt").write_text("渡口小学\n", "utf-8"), "seed-differs", "has not been read"),
    "a page of the site that has changed": (change("output", "000-112.html", "<h1", "<h2"), "site-differs", "000-112.html"),
    "a page of the site that is gone": (remove("output", "000-112.html"), "broken-link", "000-112.html: there is no such file"),
    "an anchor that is gone": (change("output", "000-112.html", 'id="content"', 'id="contents"'), "broken-link", "no such place"),
    "a feed": (change("output", "all.xml", "</feed>", "</fed>"), "broken-data", "all.xml"),
    "a table": (change("output", "people.csv", "zhou-xu", "zhou-wu"), "broken-data", "people.csv"),
    "a row": (change("output", "articles.csv", "\n000-112,", "\n000-113,"), "broken-data", "000-112: this article is not in the data"),
    "a link that is no address": (change("output", "000-112.html", 'href="', 'href="http://[broken/x" data-is="'), "broken-link", "http://[broken/x: this is no address"),
    "a page of a comment": (write("000-112.html", b"<!-- nothing -->"), "site-differs", "000-112.html"),
    "a book": (flip("*.epub"), "broken-data", ".epub: "),
    "data that are not described": (write("datapackage.json", b"{}"), "broken-data", "datapackage.json: does not say what the data are"),
    "the browser's index": (remove("output", "manifest.js"), "search-differs", "browser"),
    "the terminal's index": (lambda a: shutil.rmtree(a.index), "search-differs", "index"),
    "no site": (lambda a: shutil.rmtree(a.output), "site-differs", "there is no site"),
}  # fmt: skip


def test_all_is_well_after_a_build(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    before = {
        p: p.read_bytes() for p in (*folders.content.rglob("*"), *folders.output.rglob("*")) if p.is_file()
    }
    assert main(["check", "--root", str(folders.root)]) == 0
    assert "all is well" in capsys.readouterr().out
    assert before == {p: p.read_bytes() for p in before}
    assert main(["check", "--json", "--root", str(folders.root)]) == 0 and capsys.readouterr().out == "[]\n"


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damage_is_named(name: str, folders: Folders) -> None:
    damage, code, words = DAMAGES[name]
    if code == "site-differs":
        pipeline.build(folders)  # here, so that it knows what it has written
    damage(folders)
    found = pipeline.run_check(folders)
    assert [p for p in found if p.code == code and words in p.message], found


def test_the_exit_status_is_that_of_the_worst(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    (folders.seeds / "new.txt").write_text("渡口小学\n", "utf-8")
    assert main(["check", "--root", str(folders.root)]) == 1
    capsys.readouterr()
    (folders.seeds / "000_055a70a6cdb3e695.txt").unlink()
    assert main(["check", "--json", "--root", str(folders.root)]) == 2
    told = json.loads(capsys.readouterr().out)
    assert {item["severity"] for item in told} == {"error", "warning"}


@given(
    st.lists(st.sampled_from(["字", " ", ""]), min_size=1, max_size=12),
    st.lists(st.sets(st.integers(1, 14), max_size=6), min_size=2, max_size=2),
)
def test_only_lines_that_stand_once_are_in_order(lines: list[str], owned: list[set[int]]) -> None:
    article, rest = (to_spans(numbers, "a.txt") for numbers in owned)
    record = PageRecord(
        file="a.txt", key="a", articles=(LedgerEntry(id="a-1", spans=article),), furniture=rest
    )
    found = list(check_ledger(SourcePage(record, tuple(lines))))
    printed = {n for n, line in enumerate(lines, 1) if line.strip()}
    both = owned[0] | owned[1]
    is_whole = printed <= both and not owned[0] & owned[1] & printed and max(both, default=0) <= len(lines)
    assert (not found) == is_whole


DESCRIPTIONS = [
    b"", b"\xff", b"[]", b"5", b'{"resources": [1]}', b'{"resources": 5}', b'{"resources": [{"name": "x"}]}',
    b'{"resources": [{"name": 1, "path": "a.csv"}]}', b'{"resources": [{"name": "x", "path": [1]}]}', b'{"a":' * 99_999,
]  # fmt: skip


@pytest.mark.parametrize("description", DESCRIPTIONS, ids=range(len(DESCRIPTIONS)))
def test_a_description_of_the_data_that_is_none_is_named_once(description: bytes) -> None:
    archive = Archive([Article(id="a-1", title="")])
    told = [p.message for p in check_data({"data/datapackage.json": description}, archive)]
    assert len([m for m in told if "does not say what the data are" in m]) == 1
    assert "a-1: this article has no page" in told and len(told) <= 3


@given(data=st.data())
@settings(max_examples=300)
def test_no_damage_of_a_book_ends_the_check(data: st.DataObject, book: bytes) -> None:
    damaged = bytearray(book)
    for _ in range(data.draw(st.integers(1, 3))):
        damaged[data.draw(st.integers(0, len(book) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(damaged[: data.draw(st.integers(0, len(book)) | st.just(len(book)))])
    assert all(p.code == "broken-data" for p in check_data({"a.epub": cut}, Archive([])))


@pytest.fixture(scope="session")
def book(built: Built) -> bytes:
    return min((p.read_bytes() for p in built.folders.output.rglob("*.epub")), key=len)


PARTS = [
    "<!--",
    "-->",
    "<a href='",
    "'>",
    "http://",
    "[",
    "]",
    "#",
    "?",
    "x",
    "<html>",
    "<p id=x>",
    "%",
    "\0",
    "<?xml ",
    ">",
    " ",
]


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.binary(max_size=9))
def test_no_page_ends_the_check(text: str, rest: bytes) -> None:
    found = check_links({"a.html": text.encode() + rest, "b.html": b"<a href=a.html>"}, "http://x/")
    assert {p.code for p in found} <= {"broken-link"}
