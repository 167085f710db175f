"""One edit changes one file: what a person does to one article stands in no other, but in its page's record."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from beibei_site.commands import pipeline
from beibei_site.content.reading import read_content
from beibei_site.content.store import Folders
from tests.test_curation import contents, edit, find

# Of every page one; an infographic, which has the date of its page; twins; the one read with the least confidence.
IDS = ["000-1", "000-48", "001-95", "001-159", "002-244", "003-2", "004-96"]


def new_title(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    lines[2] = "title: 此题为编者新拟"
    path.write_text("\n".join(lines), "utf-8")


def review(path: Path) -> None:
    edit(path, "reviewed: false", "reviewed: true")


def new_date(path: Path) -> None:
    lines = path.read_text("utf-8").split("\n")
    (at,) = (at for at, line in enumerate(lines) if line.startswith("date: "))
    lines[at] = "date: 2019-12-30~"
    path.write_text("\n".join(lines), "utf-8")


def new_text(path: Path) -> None:
    header = path.read_text("utf-8").split("---\n")[1]
    path.write_text(f"---\n{header}---\n\n全文已由编者改写。\n", "utf-8")


def delete(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("change", [new_title, review, new_date, new_text, delete], ids=lambda f: f.__name__)
def test_one_edit_changes_one_file_and_the_record_of_its_page(
    folders: Folders, change: Callable[[Path], None]
) -> None:
    before = contents(folders)
    for article_id in IDS:
        path = find(folders, article_id)
        own = path.relative_to(folders.content).as_posix()
        record = next(
            f.path
            for f in read_content(folders.content).records
            if any(entry.id == article_id for entry in f.record.articles)
        )
        saved, ledger = path.read_bytes(), folders.content / record
        change(path)
        edited = contents(folders).get(own)
        pipeline.run_ingest(folders)
        after = contents(folders)
        changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        assert changed <= {own, record}, article_id
        assert after.get(own) == edited, article_id
        path.write_bytes(saved)  # and when it is undone, all is as it was
        ledger.write_bytes(before[record])
        pipeline.run_ingest(folders)
        assert contents(folders) == before, article_id


def test_edits_of_many_articles_change_those_alone(folders: Folders) -> None:
    before = contents(folders)
    for article_id in IDS:
        new_title(find(folders, article_id))
    pipeline.run_ingest(folders)
    after = contents(folders)
    changed = {Path(name).stem for name in {*before, *after} if before.get(name) != after.get(name)}
    assert {name for name in changed if name[3:4] == "-"} == set(IDS)


def test_a_site_without_an_article_changes_no_other_file(folders: Folders) -> None:
    before = contents(folders)
    path = find(folders, "001-95")
    path.unlink()
    pipeline.build(folders)
    after = contents(folders)
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    assert {Path(name).stem[:3] for name in changed} == {"001"} and len(changed) == 2
