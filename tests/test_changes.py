"""What is new in the archive: the day is written down once, by ingest; the site only repeats it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import feedparser
import pytest

from beibei_site.cli import main
from beibei_site.commands import pipeline
from beibei_site.content.page_record import parse_record
from beibei_site.content.store import Folders
from tests.conftest import TODAY, Built, make_folders
from tests.test_curation import edit, find

NEXT, LATER = "2026-12-01", "2027-01-15"
TITLE = "title: 中国共产党重庆市北碚区第十二届委员会第八次全体会议决议"


def state(folders: Folders) -> dict[str, str]:
    paths = sorted(p for p in folders.content.rglob("*") if p.is_file())
    return {p.relative_to(folders.content).as_posix(): p.read_text("utf-8") for p in paths}


def days(folders: Folders, article_id: str) -> tuple[str, str, str]:
    """The days of an article: when it came, was corrected and was removed."""
    for path in (folders.content / "pages").iterdir():
        record = parse_record(path.read_text("utf-8"), path.name)
        for entry in (*record.articles, *record.removed):
            if entry.id == article_id:
                return entry.added, entry.corrected, entry.removed
    raise KeyError(article_id)


def shown(folders: Folders, name: str) -> str:
    return (folders.output / name).read_text("utf-8")


def test_the_day_is_that_of_the_first_ingest(folders: Folders) -> None:
    before = state(folders)
    assert days(folders, "002-200") == (TODAY, "", "")
    pipeline.build(folders, today=LATER)
    assert state(folders) == before


def test_two_machines_differ_in_the_day_alone(built: Built, tmp_path: Path) -> None:
    other = make_folders(tmp_path)
    pipeline.run_ingest(other, today=LATER)
    ours = state(built.folders)
    assert {name: text.replace(LATER, TODAY) for name, text in state(other).items()} == ours


def test_a_correction_gets_its_day_once(folders: Folders) -> None:
    edit(find(folders, "002-200"), TITLE, "title: 全会决议")
    pipeline.build(folders, today=NEXT)
    assert days(folders, "002-200") == (TODAY, NEXT, "")
    before, site = state(folders), shown(folders, "new/index.html")
    built = pipeline.build(folders, today=LATER)
    assert state(folders) == before and shown(folders, "new/index.html") == site
    assert built.published.written == 0
    edit(find(folders, "002-200"), "title: 全会决议", "title: 决议")
    pipeline.build(folders, today=LATER)
    assert days(folders, "002-200") == (TODAY, LATER, "") and days(folders, "000-1") == (TODAY, "", "")


def test_a_confirmation_is_no_correction(folders: Folders) -> None:
    edit(find(folders, "002-200"), "reviewed: false", "reviewed: true")
    edit(find(folders, "000-1"), "\n---\n", "\nshelf: 12\n---\n")
    pipeline.run_ingest(folders, today=NEXT)
    assert days(folders, "002-200") == days(folders, "000-1") == (TODAY, "", "")


def test_only_the_record_of_its_page_changes_with_a_corrected_article(folders: Folders) -> None:
    before = state(folders)
    edit(find(folders, "002-200"), TITLE, "title: 全会决议")
    pipeline.run_ingest(folders, today=NEXT)
    after = state(folders)
    records = {name for name in after if name.startswith("pages/") and after[name] != before[name]}
    dated = {name for name in records if NEXT in after[name]}
    assert dated == {"pages/002_117e6937177e12ca.yml"} and before.keys() == after.keys()


def test_records_of_an_earlier_version_have_no_days(folders: Folders) -> None:
    for path in (folders.content / "pages").iterdir():
        path.write_text(re.sub(r"(?m)^    (added|words): .*\n", "", path.read_text("utf-8")), "utf-8")
    pipeline.build(folders, today=NEXT)
    assert days(folders, "002-200") == ("", "", "")
    assert "另有 25 篇早已在库" in shown(folders, "new/index.html")
    assert feedparser.parse(shown(folders, "feeds/new.xml")).entries == []
    edit(find(folders, "002-200"), TITLE, "title: 全会决议")
    pipeline.run_ingest(folders, today=LATER)
    assert days(folders, "002-200") == ("", LATER, "")


def test_the_list_and_the_feed_show_both_days(folders: Folders) -> None:
    edit(find(folders, "002-200"), TITLE, "title: 全会决议")
    pipeline.build(folders, today=NEXT)
    page = shown(folders, "new/index.html")
    assert page.index("2026年12月1日") < page.index("全会决议") < page.index("2026年11月20日")
    assert "全会决议" in shown(folders, "new/2026-12.html")
    assert "全会决议" in shown(folders, "new/2026-11.html")
    feed = feedparser.parse(shown(folders, "feeds/new.xml"))
    first, second = feed.entries[:2]
    assert not feed.bozo and feed.feed.updated == first.updated == f"{NEXT}T00:00:00Z"
    assert first.title == "全会决议" and "published" not in first  # no page prints its day of issue
    assert second.updated == f"{TODAY}T00:00:00Z" and len(feed.entries) == 25
    everywhere = feedparser.parse(shown(folders, "feeds/all.xml")).entries
    assert first.id in {entry.id for entry in everywhere}


def test_a_deleted_article_leaves_a_tombstone(folders: Folders) -> None:
    edit(folders.content / "site.yml", 'base_url: ""', "base_url: https://example.org/a/")
    find(folders, "002-200").unlink()
    pipeline.build(folders, today=NEXT)
    assert days(folders, "002-200") == (TODAY, "", NEXT)
    page = shown(folders, "articles/002-200.html")
    assert "已于2026年12月1日" in page and "第八次全体会议决议" in page
    assert '<meta name="robots" content="noindex">' in page and "sources/002.html#L200" in page
    assert "articles/002-200.html" not in shown(folders, "sitemap.xml")
    assert "articles/002-200.html" in shown(folders, "new/2026-12.html")
    before = state(folders)
    pipeline.build(folders, today=LATER)
    assert state(folders) == before and shown(folders, "articles/002-200.html") == page


def test_an_article_that_moved_leaves_a_redirect_and_no_tombstone(folders: Folders) -> None:
    path = find(folders, "002-200")
    edit(path, "id: 002-200", "id: big-meeting\naliases: [002-200]")
    pipeline.build(folders, today=NEXT)
    assert "big-meeting.html" in shown(folders, "articles/002-200.html")
    edit(path, "aliases: [002-200]\n", "")
    pipeline.build(folders, today=NEXT)
    assert "由编者从文献库中移除" in shown(folders, "articles/002-200.html")


def test_an_article_without_a_page_has_its_days_in_the_log(folders: Folders) -> None:
    path = folders.content / "articles" / "mine.md"
    path.write_text("---\nid: mine\ntitle: 我的文章\n---\n\n正文。\n", "utf-8")
    pipeline.build(folders, today=NEXT)
    log = folders.content / "log.yml"
    assert re.search(
        r"\nmine: {path: articles/mine.md, added: 2026-12-01, words: \w{16}}\n$", log.read_text("utf-8")
    )
    assert "我的文章" in shown(folders, "new/2026-12.html")
    before = log.read_bytes()
    pipeline.build(folders, today=LATER)
    assert log.read_bytes() == before
    edit(path, "正文。", "改过的正文。")
    pipeline.build(folders, today=LATER)
    assert " added: 2026-12-01, corrected: 2027-01-15, " in log.read_text("utf-8")
    path.unlink()
    pipeline.build(folders, today=LATER)
    assert " removed: 2027-01-15, " in log.read_text("utf-8")
    assert "已于2027年1月15日" in shown(folders, "articles/mine.html")


def test_the_day_may_be_given(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "seeds").mkdir()
    shutil.copy("tests/cases/pages.txt", tmp_path / "seeds" / "a.txt")
    assert main(["ingest", "--root", str(tmp_path), "--today", NEXT]) == 0
    assert f"added: {NEXT}" in (tmp_path / "content/pages/a.yml").read_text("utf-8")
    assert main(["ingest", "--root", str(tmp_path), "--today", "2026-12"]) == 2
    assert "'2026-12' is not a day such as 2026-11-28" in capsys.readouterr().err


def test_a_later_article_takes_nobody_s_address(folders: Folders) -> None:
    """Both names are `li-na` in letters, and the later article's file stands first."""

    def write(name: str, day: str, person: str) -> None:
        path = folders.content / "articles" / f"{name}.md"
        text = f"---\nid: {name}\ntitle: 石桥\ndate: {day}\npeople: [{person}]\n---\n\n{person}说。\n"
        path.write_text(text, "utf-8")

    write("n-1", "2020-05-20", "丽娜")
    pipeline.build(folders, today=NEXT)
    assert "<h1>丽娜" in shown(folders, "people/li-na.html")
    write("m-1", "2020-05-01", "李娜")
    pipeline.build(folders, today=LATER)
    assert "<h1>丽娜" in shown(folders, "people/li-na.html")
    assert "<h1>李娜" in shown(folders, "people/li-na-2.html")
