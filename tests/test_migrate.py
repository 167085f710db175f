"""An archive of version 1 is lifted once, and nothing that a person wrote is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from beibei_site.cli import main
from beibei_site.commands import pipeline
from beibei_site.content.disk import files
from beibei_site.content.frontmatter import parse_article, without_key
from beibei_site.content.store import Folders
from tests.test_curation import contents, edit, find

OWN = "keywords: [我写的词]"


@pytest.fixture
def older(folders: Folders) -> Folders:
    """The archive as version 1 wrote it, with the edits of a person."""
    for path in sorted((folders.content / "articles").rglob("*.md")):
        before = files.sha256(path.read_bytes())
        edit(path, "\npage: ", "\nkeywords: [会议, 工作, 发展]\npage: ")
        edit(path, "issued: null\nissued_from: null\n", "")
        (record,) = (p for p in (folders.content / "pages").iterdir() if before in p.read_text("utf-8"))
        edit(record, before, files.sha256(path.read_bytes()))
    edit(find(folders, "000-112"), "keywords: [会议, 工作, 发展]", f"{OWN}\nshelfmark: A-12  # in the cellar")
    edit(find(folders, "000-243"), "date_from: dateline", "date_from: curator")
    edit(find(folders, "004-41"), "keywords: [会议, 工作, 发展]", "keywords: []")
    edit(folders.content / "pages" / "001_c39b219bdb99aca7.yml", "issued: null", "issued: 2020-05-01")
    mine = folders.content / "articles" / "mine.md"
    mine.write_bytes(
        b"---\r\nid: mine\r\nkeywords:\r\n- one\r\n# two\r\n- three\r\ntitle: Mine\r\n---\r\nText.\r\n"
    )
    return folders


def test_what_the_program_wrote_is_lifted_and_what_a_person_wrote_is_kept(older: Folders) -> None:
    before = contents(older)
    done = pipeline.run_migrate(older)
    after = contents(older)
    assert not done.problems and {path for path, _ in done.changed} == {
        path for path in after if after[path] != before[path]
    }
    kept = {Path(path).stem for path, _ in done.to_look_at}
    assert kept == {"000-112", "000-243", "mine"}
    assert [path for path, what in done.to_look_at if "day of issue" in what] == [
        "articles/2020/04/000-243.md"
    ]
    for path, data in after.items():
        if path.endswith(".md"):
            article = parse_article(data.decode(), path)
            assert bool(article.keywords) == (article.id in kept), path
            assert re.sub(rb"keywords: .*\n", b"", before[path]) == re.sub(rb"keywords: .*\n", b"", data)
    assert OWN.encode() in after["articles/2020/04/000-112.md"]
    assert b"issued: 2020-05-01" in after["pages/001_c39b219bdb99aca7.yml"]


def test_a_second_run_changes_nothing_and_the_program_s_files_stay_its_own(older: Folders) -> None:
    pipeline.run_migrate(older)
    after = contents(older)
    again = pipeline.run_migrate(older)
    assert not again.changed and again.to_look_at and contents(older) == after
    built = pipeline.build(older)
    edited = {Path(path).stem for path in built.ingested.kept}
    assert edited == {"000-112", "000-243", "004-41"}


def test_the_command_reports_every_file(older: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--root", str(older.root)]) == 0
    told = capsys.readouterr().out
    assert "content/articles/2020/03/000-1.md: the program's keywords are taken out" in told
    assert "content/articles/2020/04/000-112.md: its keywords are kept" in told
    assert re.search(r"^\d+ files changed, 4 to look at$", told, re.M)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("---\nid: a\nkeywords: [一]\ntitle: 题\n---\n文", "---\nid: a\ntitle: 题\n---\n文"),
        ("---\nid: a\nkeywords:\n- 一\n- 二\n---\n文", "---\nid: a\n---\n文"),
        ("\ufeff---\r\nkeywords: [一,\r\n  二]\r\nid: a\r\n---\r\n文", "\ufeff---\r\nid: a\r\n---\r\n文"),
        ("---\nkeywords:\nid: a\n---\n文", "---\nid: a\n---\n文"),
    ],
)
def test_a_key_is_taken_out_with_its_lines_and_nothing_else(text: str, left: str) -> None:
    assert without_key(text, "keywords") == left and without_key(left, "keywords") == left


@pytest.mark.parametrize(
    "text", ["---\nid: a\nkeywords: [一]  # mine\n---\n", "keywords: [一]", "---\nid: keywords\n---\n"]
)
def test_a_commented_key_stays(text: str) -> None:
    assert without_key(text, "keywords") == text
