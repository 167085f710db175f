"""The year of a file: from itself, its curator, its own folder, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from beibei_site.cli import main
from beibei_site.commands import pipeline
from beibei_site.content.reading import read_content
from beibei_site.content.store import Folders
from tests.test_curation import edit
from tests.test_moves import ISSUE
from tests.test_slips import PAGE, folders_of


def archive(root: Path, **seeds: str) -> Folders:
    for name, text in seeds.items():
        path = root / "seeds" / f"{name.replace('__', '/')}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    folders = folders_of(root)
    pipeline.run_ingest(folders)
    return folders


def days(folders: Folders) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for file in read_content(folders.content).articles:
        found.setdefault(file.article.source_file or "", []).append(file.article.date)
    return found


def test_a_file_without_a_year_gets_none_from_other_folders(tmp_path: Path) -> None:
    dated = ISSUE.replace("2010年8月20日", "1998年5月4日")
    folders = archive(tmp_path, y1998__a=dated, y2001__n=PAGE.replace("9月1日", "5月12日"), y2003__z=dated)
    found = days(folders)
    assert found["y2001/n.txt"] == [""]
    assert {day[:4] for name in ("y1998/a.txt", "y2003/z.txt") for day in found[name]} == {"1998"}


def test_the_year_that_a_curator_sets_is_that_of_the_printed_day(tmp_path: Path) -> None:
    folders = archive(tmp_path, issue=ISSUE)
    record = folders.content / "pages/issue.yml"
    edit(record, "year: null", "year: 2011")
    assert main(["build", "--root", str(tmp_path)]) == 0
    before = record.read_bytes()
    files = read_content(folders.content).articles
    assert {f.article.issued for f in files} == {"2011-08-20"}
    assert {f.article.issued_from for f in files} == {"page-record"}
    assert sorted(f.article.date for f in files) == ["2011-08-17", "2011-08-18", "2011-08-19"]
    assert "2011年8月20日" in (folders.output / "articles/issue-5.html").read_text("utf-8")
    assert pipeline.run_ingest(folders).written == 0 and record.read_bytes() == before
    edit(record, "year: 2011", "year: null")
    pipeline.run_ingest(folders)
    assert {f.article.issued for f in read_content(folders.content).articles} == {"2010-08-20"}
