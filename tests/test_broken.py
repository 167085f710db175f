"""One bad file costs one file: it is named, its last good state stands in for it, and all else is built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from beibei_site.cli import main
from beibei_site.commands import pipeline
from beibei_site.content.store import Folders
from beibei_site.domain.problems import IncompleteError
from beibei_site.rendering import urls
from tests.test_slips import PAGE, folders_of

OWN = "---\nid: own\ntitle: 渡口的船\npeople: [周旭]\n---\n\n旧船还在。\n"
BROKEN = {  # a file of the archive, and what becomes of it
    "articles/own.md": "---\nid: own\ntitle: [渡口\n---\n\n新船。\n",
    "articles/undated/page-1.md": "not an article",
    "pages/page.yml": "file: page.txt\nkey: page\narticles: 3\n",
    "people.yml": "zhou-xu: {nmae: 周旭}\n",
    "topics.yml": "ferry: &a {name: 渡船, parent: *a}\n",
    "site.yml": "name: 旧报库\nlanguage: tlh\n",
    "issues.yml": "2020-13-01: {pages: 4}\n",
    "log.yml": "own: [\n",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built archive: a page, an article of a person's own, and every file that a curator may write."""
    root = tmp_path_factory.mktemp("broken")
    (root / "seeds").mkdir()
    (root / "content/articles").mkdir(parents=True)
    (root / "seeds/page.txt").write_text(PAGE, "utf-8")
    written = {
        "articles/own.md": OWN,
        "people.yml": "zhou-xu: {name: 周旭, description: 船工}\n",
        "topics.yml": "ferry: {name: 渡船, terms: {船: 1}}\n",
        "site.yml": "name: 渡口旧报库\n",
        "issues.yml": "2020-05-01: {pages: 4}\n",
    }
    for name, text in written.items():
        (root / "content" / name).write_text(text, "utf-8")
    pipeline.build(folders_of(root), today="2026-11-28")
    return root


@pytest.fixture
def folders(base: Path, tmp_path: Path) -> Folders:
    shutil.copytree(base, tmp_path / "archive")
    return folders_of(tmp_path / "archive")


def site_of(folders: Folders) -> dict[str, bytes]:
    """The pages of the site but the review, which names what is broken."""
    files = (p for p in folders.output.rglob("*") if p.is_file() and p.suffix in (".html", ".xml", ".csv"))
    return {str(p.relative_to(folders.output)): p.read_bytes() for p in files if "review" not in p.parts}


@pytest.mark.parametrize("path", BROKEN)
def test_the_last_good_state_stands_in_until_the_file_is_mended(path: str, folders: Folders) -> None:
    before, file = site_of(folders), folders.content / path
    good = file.read_bytes()
    file.write_text(BROKEN[path], "utf-8")
    content = {p: p.read_bytes() for p in folders.content.rglob("*") if p.is_file()}
    built = pipeline.build(folders, today="2026-11-29")
    problems = built.problems
    named = [p for p in problems if p.code == "broken-file"]
    assert [p.message.split(":")[0] for p in named] == [str(file)] and len(problems) == 1
    assert site_of(folders) == before
    assert content == {p: p.read_bytes() for p in folders.content.rglob("*") if p.is_file()}
    review = (folders.output / urls.REVIEW).read_text("utf-8")
    assert f"content/{path}" in review and "以上次读得的为准" in review and str(folders.root) not in review
    file.write_bytes(good)
    assert pipeline.build(folders, today="2026-11-29").problems == ()
    assert site_of(folders) == before and path not in (folders.output / urls.REVIEW).read_text("utf-8")


def test_all_that_is_broken_is_named_at_once_and_left_out_if_it_was_never_read(folders: Folders) -> None:
    for path, text in BROKEN.items():
        (folders.content / path).write_text(text, "utf-8")
    shutil.rmtree(folders.cache)
    (folders.content / "articles/good.md").write_text(
        "---\nid: good\ntitle: 好文章\n---\n\n正文。\n", "utf-8"
    )
    problems = pipeline.build(folders).problems
    named = {p.message.split(":")[0].removeprefix(f"{folders.content}/") for p in problems}
    assert named == set(BROKEN) and {p.severity for p in problems} == {"error"}
    assert "好文章" in (folders.output / urls.article("good")).read_text("utf-8")
    assert "暂不收入" in (folders.output / urls.REVIEW).read_text("utf-8")


def people_of(folders: Folders) -> set[str]:
    texts = (p.read_text("utf-8") for p in (folders.content / "articles").rglob("*.md"))
    return {line for text in texts for line in text.split("\n") if line.startswith("people: ")}


def test_pages_are_read_though_a_new_file_on_names_is_broken(tmp_path: Path) -> None:
    folders = folders_of(tmp_path)
    folders.seeds.mkdir()
    folders.content.mkdir()
    (folders.seeds / "page.txt").write_text(PAGE, "utf-8")
    slip = "he-ping: {name: 何平校长, varients: [何平]}\n"
    (folders.content / "people.yml").write_text(slip, "utf-8")
    built = pipeline.build(folders)
    assert [p.code for p in built.problems] == ["broken-file"] and "varients" in built.problems[0].message
    assert built.ingested.articles == built.published.articles == 1
    assert (folders.content / "people.yml").read_text("utf-8") == slip
    (folders.content / "people.yml").write_text(slip.replace("varients", "variants"), "utf-8")
    assert not pipeline.build(folders).problems and "何平校长" in "".join(people_of(folders))


def test_what_was_decided_on_names_stays_while_their_file_is_broken(folders: Folders) -> None:
    people = folders.content / "people.yml"
    people.write_text("fang-yuan: {name: 方远书记, variants: [方远]}\n", "utf-8")
    pipeline.run_ingest(folders)
    before = people_of(folders)
    assert "方远书记" in "".join(before)
    people.write_text("fang-yuan: {nmae: 方远书记}\n", "utf-8")
    shutil.rmtree(folders.cache)  # so no former state stands in
    (folders.seeds / "new.txt").write_text(PAGE.replace("渡口", "河口"), "utf-8")
    done = pipeline.run_ingest(folders)
    assert [p.code for p in done.problems] == ["broken-file"] and done.pages == 2
    after = people_of(folders)
    assert before < after and len(after) == len(before) + 1, "a new page is read, the other stays as it was"


@pytest.mark.parametrize("is_remembered", [True, False])
def test_a_page_with_a_broken_record_is_still_evidence_for_others(
    folders: Folders, is_remembered: bool
) -> None:
    (folders.seeds / "dated.txt").write_text(f"渡口晚报　2003年9月2日　星期二\n\n{PAGE}", "utf-8")
    pipeline.run_ingest(folders, today="2026-11-28")
    content = {p: p.read_bytes() for p in folders.content.rglob("*") if p.is_file()}
    assert "twins: [dated-3]\n" in (folders.content / "articles/2003/09/page-1.md").read_text("utf-8")
    record = folders.content / "pages/dated.yml"
    record.write_text(content[record].decode().replace("page: null", "page: [3"), "utf-8")
    if not is_remembered:
        shutil.rmtree(folders.cache)
    done = pipeline.run_ingest(folders, today="2026-11-29")
    assert [p.code for p in done.problems] == ["broken-file"] and not done.kept and not done.written
    del content[record]
    assert content == {p: p.read_bytes() for p in content}


def test_a_damaged_seed_costs_no_other(folders: Folders) -> None:
    before = site_of(folders)
    (folders.seeds / "new.txt").write_text(PAGE.replace("渡口", "河口"), "utf-8")
    (folders.seeds / "odd.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folders.seeds / "page.txt").write_bytes(b"\0\0\0")
    problems = pipeline.build(folders).problems
    assert {p.message.split(":")[0] for p in problems} == {"odd.pdf", "page.txt"}
    after = site_of(folders)
    assert after[urls.article("page-1")] and urls.article("new-1") in after
    assert set(before) - set(after) == {urls.beside("page")}  # shows the lines of the damaged page


@pytest.mark.parametrize("path", BROKEN)
def test_strict_writes_nothing(path: str, folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    (folders.content / path).write_text(BROKEN[path], "utf-8")
    (folders.seeds / "new.txt").write_text(PAGE, "utf-8")
    files = {p: p.read_bytes() for p in folders.root.rglob("*") if p.is_file() and ".cache" not in p.parts}
    assert main(["build", "--strict", "--root", str(folders.root)]) == 2
    said = capsys.readouterr().err
    assert str(folders.content / path) in said and "nothing was written: 1 errors" in said
    with pytest.raises(IncompleteError):
        pipeline.run_publish(folders, strict=True)
    assert files == {p: p.read_bytes() for p in files}
    assert main(["build", "--root", str(folders.root)]) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{% if %}", 1),
        ("<p>\n{{ view.title | nothing }}", 2),
        ("{% for a in b %}", 1),
        (b"\xff", None),
        ("{{" * 3000, None),
    ],
)
def test_a_template_that_is_none_costs_itself(text: str | bytes, line: int | None, folders: Folders) -> None:
    own = folders.root / "templates/about.html"
    own.parent.mkdir()
    own.write_bytes(text if isinstance(text, bytes) else text.encode())
    (problem,) = pipeline.build(folders).problems
    assert (
        problem.message.startswith(f"{own}:{line}: " if line else f"{own}: ")
        and problem.code == "broken-file"
    )
    assert "<main" in (folders.output / urls.ABOUT).read_text("utf-8")


FAILING = ["{{ view.nothing.at_all }}", "{{ 1 / 0 }}", "{{ view | round }}", '{% extends "about.html" %}']


@pytest.mark.parametrize("text", [*FAILING, '{% include "nowhere.html" %}'])
def test_a_template_that_fails_is_named_every_time_and_the_program_s_makes_its_pages(
    text: str, folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    own = folders.root / "templates/about.html"
    own.parent.mkdir()
    own.write_text(f"\n{text}", "utf-8")
    other = OWN.replace("id: own", "id: other").replace("周旭", "何庆")
    (folders.content / "articles/other.md").write_text(other, "utf-8")
    for _ in range(2):
        (folders.content / "topics.yml").touch()
        assert main(["build", "--root", str(folders.root)]) == 1
        said = capsys.readouterr().err
        assert said.count("error:") == 1 and f"{own}:2: " in said and "or delete it" in said
    after = site_of(folders)
    assert b"<main" in after[urls.ABOUT] and urls.article("other") in after
    assert main(["build", "--strict", "--root", str(folders.root)]) == 2
    assert site_of(folders) == after


def test_a_feed_s_template_that_fails_costs_no_page(folders: Folders) -> None:
    before = site_of(folders)
    (folders.content / "site.yml").write_text("name: 渡口旧报库\nbase_url: https://example.org/\n", "utf-8")
    pipeline.build(folders, today="2026-11-28")
    with_address = site_of(folders)
    (folders.root / "templates").mkdir()
    for name in ("feed.xml", "sitemap.xml"):
        (folders.root / "templates" / name).write_text("{{ nothing.at_all }}", "utf-8")
    problems = pipeline.build(folders, today="2026-11-28").problems
    assert {Path(p.message.split(":")[0]).name for p in problems} == {"feed.xml", "sitemap.xml"}
    assert site_of(folders) == with_address != before
