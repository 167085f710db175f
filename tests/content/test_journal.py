"""Changes to a page's record and its articles: made together, and not to what a person has saved since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from beibei_site.content.disk.files import sha256
from beibei_site.content.disk.journal import (
    Change,
    Changed,
    PageChange,
    Source,
    Target,
    change_content,
    finish_changes,
)

RECORD, KEPT, MOVED, GONE = (
    "pages/a.yml",
    "articles/2020/04/a-1.md",
    "articles/undated/a-2.md",
    "articles/2020/05/a-3.md",
)
NEW_PLACE, ARRIVAL = "articles/2021/01/a-2.md", "articles/2021/01/a-4.md"
BEFORE = {RECORD: "record", KEPT: "one", MOVED: "two", GONE: "three"}
AFTER = {RECORD: "record, new", KEPT: "one, new", NEW_PLACE: "two", ARRIVAL: "four"}


def source(path: str) -> Source:
    return Source(path, sha256(BEFORE[path].encode()))


def target(path: str) -> Target:
    return Target(path, AFTER[path])


PAGE = PageChange(
    source(RECORD),
    target(RECORD),
    (
        Change(source(KEPT), target(KEPT)),
        Change(source(MOVED), target(NEW_PLACE)),
        Change(source(GONE), None),
        Change(None, target(ARRIVAL)),
    ),
)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for path, text in BEFORE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def lying(content: Path) -> dict[str, str]:
    return {
        p.relative_to(content).as_posix(): p.read_text("utf-8") for p in content.rglob("*") if p.is_file()
    }


def test_a_page_changes_as_a_whole(content: Path) -> None:
    hashes = {path: sha256(text.encode()) for path, text in AFTER.items()}
    made = {**hashes, MOVED: None, GONE: None}
    assert change_content(content, [PAGE]) == Changed(4, (), made)
    assert lying(content) == AFTER
    assert not (content / "articles/undated").exists() and not (content / "articles/2020/05").exists()


def test_what_is_as_it_should_be_is_not_written(content: Path) -> None:
    same = Target(RECORD, BEFORE[RECORD])
    stay = Change(source(KEPT), Target(KEPT, BEFORE[KEPT]))
    assert change_content(content / "nowhere", [PageChange(source(RECORD), same, (stay,))]) == Changed()
    assert not (content / "nowhere").exists()
    changed = change_content(content, [PageChange(source(RECORD), target(RECORD), (stay,))])
    assert (changed.written, [*changed.made]) == (1, [RECORD])
    arrival = Change(None, target(ARRIVAL))
    assert change_content(content, [PageChange(None, target(RECORD), (arrival,))]).written == 2
    assert lying(content) == BEFORE | {RECORD: AFTER[RECORD], ARRIVAL: AFTER[ARRIVAL]}


@pytest.mark.parametrize(
    ("edited", "expected"),
    [
        (KEPT, AFTER | {KEPT: "mine"}),
        (MOVED, {**AFTER, MOVED: "mine"}),
        (GONE, AFTER | {GONE: "mine"}),
        (RECORD, BEFORE | {RECORD: "mine"}),
        (ARRIVAL, BEFORE | {ARRIVAL: "mine"}),
        (NEW_PLACE, BEFORE | {NEW_PLACE: "mine"}),
    ],
)  # fmt: skip
def test_what_a_person_has_saved_stays_and_is_named(
    content: Path, edited: str, expected: dict[str, str]
) -> None:
    (content / edited).parent.mkdir(parents=True, exist_ok=True)
    (content / edited).write_text("mine", "utf-8")
    done = change_content(content, [PAGE])
    if edited == MOVED:
        expected = {path: text for path, text in expected.items() if path != NEW_PLACE}
    assert lying(content) == expected
    (problem,) = done.problems
    assert problem.code == "changed-meanwhile" and problem.message.startswith(str(content / edited))
    assert ("as well" in problem.message) is (edited in (RECORD, ARRIVAL, NEW_PLACE))
    assert done.written == {KEPT: 3, MOVED: 3, GONE: 4}.get(edited, 0)


def leave_journal(content: Path, *pages: PageChange) -> None:
    (content / ".changes.json").write_bytes(msgspec.json.encode(pages))


@pytest.mark.parametrize("done", range(5))
def test_what_a_killed_build_has_begun_is_finished(content: Path, done: int) -> None:
    steps: list[Callable[[], object]] = [
        lambda: (content / NEW_PLACE).parent.mkdir(parents=True),
        lambda: (content / NEW_PLACE).write_text(AFTER[NEW_PLACE], "utf-8"),
        lambda: (content / RECORD).write_text(AFTER[RECORD], "utf-8"),
        lambda: (content / MOVED).unlink(),
    ]
    for step in steps[:done]:
        step()
    leave_journal(content, PAGE)
    assert finish_changes(content) == ()
    assert lying(content) == AFTER
    assert finish_changes(content) == ()


@pytest.mark.parametrize(
    "path", ["../a.md", "articles/../../a.md", "pages/a.md", "articles/a.txt", "site.yml", "/a.md"]
)
def test_a_journal_that_speaks_of_other_files_changes_none_of_them(content: Path, path: str) -> None:
    leave_journal(content, PageChange(None, target(RECORD), (Change(None, Target(path, "evil")),)))
    (problem,) = finish_changes(content)
    assert problem.code == "damaged-journal" and problem.severity == "error"
    assert lying(content) == BEFORE
    leave_journal(content, PageChange(None, Target(path, "evil")), PAGE)
    assert [p.code for p in finish_changes(content)] == ["damaged-journal"]
    assert lying(content) == AFTER


def test_a_record_that_a_person_changed_after_it_was_written_lets_its_articles_follow(content: Path) -> None:
    known = " ".join(c.new.digest for c in PAGE.articles if c.new)
    (content / RECORD).write_text(f"edited, {known}", "utf-8")
    assert change_content(content, [PAGE]).problems == ()
    assert lying(content) == AFTER | {RECORD: f"edited, {known}"}


@pytest.mark.parametrize("missing", ["an article", "all"])
def test_a_record_that_does_not_know_its_articles_holds_them_back(content: Path, missing: str) -> None:
    known = [c.new.digest for c in PAGE.articles if c.new][1:] if missing == "an article" else []
    (content / RECORD).write_text(f"edited, {' '.join(known)}", "utf-8")
    (problem,) = change_content(content, [PAGE]).problems
    assert problem.code and lying(content) == BEFORE | {RECORD: f"edited, {' '.join(known)}"}


def test_a_record_that_still_knows_a_deleted_article_holds_all_back(content: Path) -> None:
    known = " ".join([*(c.new.digest for c in PAGE.articles if c.new), source(GONE).digest])
    (content / RECORD).write_text(known, "utf-8")
    assert change_content(content, [PAGE]).problems and lying(content) == BEFORE | {RECORD: known}
