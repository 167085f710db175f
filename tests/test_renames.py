"""A seed that has another name now takes its record, its ids and what a person has done along."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.commands import pipeline
from beibei_site.content.disk import files
from beibei_site.content.store import Folders
from tests.moments import before_each, moments_of
from tests.test_curation import claimed_once
from tests.test_moves import ISSUE, NOTE, base, folders, ingest, is_kept, texts  # noqa: F401 - fixtures
from tests.test_slips import PAGE, folders_of


def rename(folders: Folders, old: str, new: str) -> None:  # noqa: F811
    (folders.seeds / new).parent.mkdir(parents=True, exist_ok=True)
    (folders.seeds / old).rename(folders.seeds / new)


def records(folders: Folders) -> list[str]:  # noqa: F811
    pages = folders.content / "pages"
    return sorted(p.relative_to(pages).as_posix() for p in pages.rglob("*.yml"))


def state(folders: Folders) -> dict[str, bytes]:  # noqa: F811
    found = (p for p in folders.content.rglob("*") if p.is_file())
    return {p.relative_to(folders.content).as_posix(): p.read_bytes() for p in found}


def test_articles_go_along_with_a_renamed_seed(folders: Folders) -> None:  # noqa: F811
    pipeline.run_ingest(folders)
    edited, name = texts(folders)["issue-17"], "issue.txt"
    for new in ("2010/08-20.txt", "云川晚报_20100820.txt", "issue.txt"):
        rename(folders, name, new)
        built = pipeline.build(folders)
        assert not built.problems and records(folders) == [f"{new[:-4]}.yml"]
        is_kept(folders, edited)
        assert texts(folders).keys() == {"issue-5", "issue-17"}
        assert f"file: {new}" in texts(folders)["issue-5"] and "file: issue.txt" in edited
        claimed_once(folders, new)
        assert pipeline.run_ingest(folders).written == 0
        name = new
    ingest(folders, NOTE + ISSUE)
    is_kept(folders, edited)


def test_a_new_page_may_have_the_name_that_another_one_had(folders: Folders) -> None:  # noqa: F811
    pipeline.run_ingest(folders)
    edited = texts(folders)["issue-17"]
    rename(folders, "issue.txt", "b.txt")
    pipeline.run_ingest(folders)
    (folders.seeds / "issue.txt").write_text(PAGE, "utf-8")
    for _ in range(2):
        assert not pipeline.run_ingest(folders).problems
        is_kept(folders, edited)
    assert records(folders) == ["b.yml", "issue.yml"]
    claimed_once(folders, "b.txt")
    claimed_once(folders, "issue.txt")


def test_of_two_copies_none_is_the_old_page(folders: Folders) -> None:  # noqa: F811
    pipeline.run_ingest(folders)
    rename(folders, "issue.txt", "a.txt")
    shutil.copy(folders.seeds / "a.txt", folders.seeds / "b.txt")
    assert "seed-differs" in {p.code for p in pipeline.run_ingest(folders).problems}
    assert "issue.yml" in records(folders)


def test_a_record_that_is_edited_meanwhile_stays(
    folders: Folders,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pipeline.run_ingest(folders)
    rename(folders, "issue.txt", "b.txt")
    record, replace = folders.content / "pages/issue.yml", files.replace

    def save_first(path: Path, before: str | None, data: bytes) -> bool:
        monkeypatch.setattr(files, "replace", replace)
        record.write_text(record.read_text("utf-8").replace("year: null", "year: 2011"), "utf-8")
        return replace(path, before, data)

    monkeypatch.setattr(files, "replace", save_first)
    (problem,) = pipeline.run_ingest(folders).problems
    assert problem.code == "changed-meanwhile" and "issue.yml" in problem.message
    assert records(folders) == ["issue.yml"] and "year: 2011" in record.read_text("utf-8")
    assert not pipeline.run_ingest(folders).problems and records(folders) == ["b.yml"]
    assert "year: 2011" in (folders.content / "pages/b.yml").read_text("utf-8")


def test_a_rename_that_is_killed_is_made_up_for(folders: Folders, tmp_path: Path) -> None:  # noqa: F811
    pipeline.run_ingest(folders, today="2026-11-28")
    rename(folders, "issue.txt", "2010/b.txt")

    def copy(name: str) -> Folders:
        shutil.copytree(folders.root, tmp_path / name)
        return folders_of(tmp_path / name)

    whole = copy("whole")
    moments = moments_of(lambda: pipeline.run_ingest(whole, today="2026-11-29"), whole.content)
    for moment in range(len(moments)):
        run = copy(str(moment))

        def kill(number: int, _: str, at: int = moment) -> None:
            if number == at:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt), before_each(kill, run.content):
            pipeline.run_ingest(run, today="2026-11-29")
        assert not pipeline.run_ingest(run, today="2026-11-29").problems
        assert state(run) == state(whole), moments[moment]


NAMES = st.sampled_from(["a.txt", "b.txt", "x/a.txt", "x/b.md", "z.txt"])


@settings(max_examples=12)
@given(names=st.lists(NAMES, min_size=1, max_size=4))
def test_whatever_a_seed_is_called_its_articles_keep_their_ids(
    names: list[str],
    base: Path,  # noqa: F811
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = tmp_path_factory.mktemp("renamed") / "archive"
    shutil.copytree(base, root)
    again, last = folders_of(root), "issue.txt"
    edited = texts(again)["issue-17"]
    for name in names:
        rename(again, last, name)
        last = name
        assert not pipeline.run_ingest(again).problems
        is_kept(again, edited)
        assert texts(again).keys() == {"issue-5", "issue-17"} and len(records(again)) == 1
