"""`check` finds all in order after a build, and names whatever is then damaged."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cli import main
from beibei_site.commands import pipeline
from beibei_site.commands.check.ledgers import check_ledger
from beibei_site.content.store import Folders
from beibei_site.domain.record import LedgerEntry, PageRecord, SourcePage
from beibei_site.domain.spans import to_spans
from tests.test_curation import edit

RECORD = "pages/000_055a70a6cdb3e695.yml"


def remove(folder: str, name: str) -> Callable[[Folders], object]:
    return lambda a: next((getattr(a, folder)).rglob(name)).unlink()


def change(folder: str, name: str, old: str, new: str) -> Callable[[Folders], object]:
    return lambda a: edit(next((getattr(a, folder)).rglob(name)), old, new)


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
