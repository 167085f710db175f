"""A person's corrections win for ever."""

from __future__ import annotations

import re
import shutil
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from beibei_site.commands import pipeline
from beibei_site.content.disk import files
from beibei_site.content.frontmatter import parse_article
from beibei_site.content.reading import read_content
from beibei_site.content.store import Folders
from beibei_site.domain.model import Article
from beibei_site.search.whoosh.search import search


def find(folders: Folders, article_id: str) -> Path:
    return next((folders.content / "articles").rglob(f"{article_id}.md"))


def article(folders: Folders, article_id: str) -> Article:
    path = find(folders, article_id)
    return parse_article(path.read_text("utf-8"), str(path))


def edit(path: Path, old: str, new: str) -> bytes:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path.read_bytes()


def claimed_once(folders: Folders, file: str) -> None:
    """Every non-blank line of a seed stands once in its record."""
    records = read_content(folders.content).records
    record = next(r.record for r in records if r.record.file == file)
    spans = [s for e in (*record.articles, *record.removed) for s in e.spans]
    spans += [*record.furniture, *record.orphans]
    lines = sorted(n for s in spans for n in s)
    text = (folders.seeds / file).read_text("utf-8").split("\n")
    assert lines == [n for n, line in enumerate(text, 1) if line.strip()]


def test_an_edit_is_kept_and_said(folders: Folders) -> None:
    path = find(folders, "000-112")
    after = edit(path, "title: 全区文化和旅游发展大会召开", "title: 全区文旅大会召开")
    built = pipeline.build(folders)
    assert path.read_bytes() == after
    assert built.ingested.kept == (path.relative_to(folders.content).as_posix(),)
    assert "全区文旅大会召开" in (folders.output / "articles/000-112.html").read_text("utf-8")
    claimed_once(folders, "000_055a70a6cdb3e695.txt")


def test_an_edit_survives_a_changed_seed(folders: Folders) -> None:
    path = find(folders, "004-41")
    after = edit(path, "reviewed: false", "reviewed: true")
    seed = folders.seeds / "004_c473d4d3c41d478a.txt"
    seed.write_text(
        seed.read_text("utf-8").replace("会议还研究了其他事项。", "会议还研究了其他有关事项。"), "utf-8"
    )
    pipeline.build(folders)
    assert path.read_bytes() == after


def test_a_deleted_article_stays_deleted(folders: Folders) -> None:
    find(folders, "001-159").unlink()
    pipeline.build(folders)
    pipeline.build(folders)
    assert not list((folders.content / "articles").rglob("001-159.md"))
    left = [path.name for path in (folders.output / "articles").glob("001-159*")]
    assert left == ["001-159.html"]  # which says that it was removed
    claimed_once(folders, "001_c39b219bdb99aca7.txt")


def test_a_merge_stays_merged_and_leaves_a_redirect(folders: Folders) -> None:
    main, side = find(folders, "001-95"), find(folders, "001-159")
    body = side.read_text("utf-8").split("---\n", 2)[2]
    merged = main.read_text("utf-8").replace("155, 157]", "155, 157, 159, 161, 163, 165, 167, 169, 171]")
    merged = merged.replace("twins: [003-2]", "twins: [003-2]\naliases: [001-159]") + body
    main.write_text(merged, "utf-8")
    side.unlink()
    pipeline.build(folders)
    pipeline.build(folders)
    assert main.read_text("utf-8") == merged
    assert "001-95" in (folders.output / "articles/001-159.html").read_text("utf-8")
    claimed_once(folders, "001_c39b219bdb99aca7.txt")


def test_a_split_stays_split(folders: Folders) -> None:
    path = find(folders, "002-244")
    text = path.read_text("utf-8")
    head, tail = text.split("会上，双方签订了", 1)
    first = head.replace("328-333, 335-337", "335-337").rstrip() + "\n"
    path.write_text(first, "utf-8")
    second = first.split("---\n", 2)[1].replace("id: 002-244", "id: 002-328")
    second = second[: second.index("  lines:")] + "  lines: [328-333]\nconfidence: 1.0\nreviewed: true\n"
    path.with_name("002-328.md").write_text(f"---\n{second}---\n\n会上，双方签订了{tail}", "utf-8")
    pipeline.build(folders)
    pipeline.build(folders)
    assert path.read_text("utf-8") == first
    assert (folders.output / "articles/002-328.html").exists()
    claimed_once(folders, "002_117e6937177e12ca.txt")


def test_the_year_of_a_page_moves_its_articles_but_not_their_ids(folders: Folders) -> None:
    record = folders.content / "pages" / "000_055a70a6cdb3e695.yml"
    edit(record, "year: null", "year: 2019")
    pipeline.build(folders)
    moved = article(folders, "000-112")
    assert moved.date == "2019-04-02" and "2019/04" in find(folders, "000-112").as_posix()
    assert "year: 2019" in record.read_text("utf-8")


def test_a_date_of_issue_dates_what_has_no_dateline(folders: Folders) -> None:
    edit(folders.content / "pages" / "000_055a70a6cdb3e695.yml", "issued: null", "issued: 2020-04-03")
    pipeline.build(folders)
    graphic = article(folders, "000-48")
    assert (graphic.date, graphic.date_from) == ("2020-04-03", "curator")


def test_dates_in_edtf_are_kept_shown_and_found(folders: Folders) -> None:
    edit(folders.content / "pages" / "000_055a70a6cdb3e695.yml", "issued: null", "issued: 2020-04-03~")
    written = {"004-41": "2023-02-17?", "004-59": "2023-02-10/2023-02-12", "002-244": "2020-03/.."}
    for article_id, date in written.items():
        path = find(folders, article_id)
        lines = path.read_text("utf-8").split("\n")
        path.write_text(
            "\n".join(f"date: {date}" if line[:6] == "date: " else line for line in lines), "utf-8"
        )
    built = pipeline.build(folders)
    assert not built.ingested.problems
    assert {i: article(folders, i).date for i in written} == written
    graphic = article(folders, "000-48")  # which has no date of its own
    assert (graphic.date, graphic.issued, graphic.issued_from) == (
        "2020-04-03~",
        "2020-04-03~",
        "page-record",
    )

    def page(path: str) -> str:
        return (folders.output / path).read_text("utf-8")

    assert "约2020年4月3日" in page("articles/000-48.html")
    assert "2023年2月10日至12日" in page("dates/2023/02.html")
    assert "2023年2月17日（存疑）" in page("dates/2023/02.html")
    assert "2020年3月起" in page("dates/2020/03.html")
    found = search(folders.index, "date:2023-02-10")
    assert [hit.id for hit in found.hits] == ["004-59"]


def test_a_changed_topic_file_changes_the_archive(folders: Folders) -> None:
    (folders.content / "topics.yml").write_text("railways:\n  name: 铁路\n  terms: {北川铁路: 2}\n", "utf-8")
    pipeline.build(folders)
    assert article(folders, "001-69").topics == ("railways",)
    assert (folders.output / "topics/railways.html").exists()
    assert not (folders.output / "topics/safety").exists()


def test_a_rejected_name_is_no_person(folders: Folders) -> None:
    (folders.content / "people.yml").write_text("not: [周旭]\n", "utf-8")
    pipeline.build(folders)
    assert "周旭" not in article(folders, "000-1").people


def test_a_preferred_form_stands_for_its_variants(folders: Folders) -> None:
    (folders.content / "people.yml").write_text(
        "zhou:\n  name: 周旭书记\n  variants: [周旭]\n  aliases: [zhou-xu]\n", "utf-8"
    )
    pipeline.build(folders)
    assert "周旭书记" in article(folders, "000-1").people
    assert "zhou.html" in (folders.output / "people/zhou-xu.html").read_text("utf-8")


def test_a_key_of_the_user_is_kept(folders: Folders) -> None:
    path = find(folders, "000-112")
    edit(path, "reviewed: false", "reviewed: false\nshelfmark: A-12")
    pipeline.build(folders)
    assert article(folders, "000-112").extra == (("shelfmark", "A-12"),)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("kind: report", "kind: novel", 11, "kind"),
        ("date: 2020-04-02", "date: 2020-13-02", 7, "2020-13-02"),
        ("deck: [", "deck: [[", 7, "YAML"),
    ],
)
def test_a_broken_file_is_named_with_its_line(
    folders: Folders, old: str, new: str, line: int | None, words: str
) -> None:
    path = find(folders, "000-112")
    edit(path, old, new)
    (problem,) = pipeline.build(folders).problems
    assert problem.message.startswith(f"{path}:{line}: ") and words in problem.message
    assert (folders.output / "articles/000-112.html").exists(), "its last good state stays"


def test_two_files_may_not_share_an_id(folders: Folders) -> None:
    path = find(folders, "000-112")
    path.with_name("copy.md").write_bytes(path.read_bytes())
    (problem,) = pipeline.build(folders).problems
    assert problem.message.startswith(str(path.with_name("copy.md"))) and "000-112" in problem.message


def test_bad_seeds_do_not_stop_the_good_ones(folders: Folders) -> None:
    (folders.seeds / "bad.txt").write_bytes(b"\x00\x01\x02")
    (folders.seeds / "empty.txt").write_text("\n \n", "utf-8")
    built = pipeline.build(folders)
    assert {p.code for p in built.ingested.problems} == {"unreadable-seed", "empty-seed"}
    assert built.published.articles == 25


def test_many_pages_are_read_as_one_by_one(folders: Folders, tmp_path: Path) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    text = (folders.seeds / "004_c473d4d3c41d478a.txt").read_text("utf-8")
    for number in range(40):
        (seeds / f"p{number:02}.txt").write_text(text.replace("234名", f"{number + 100}名"), "utf-8")
    many = Folders(tmp_path, seeds, tmp_path / "content", tmp_path / "site")
    done = pipeline.run_ingest(many)
    assert (done.pages, done.articles) == (40, 240)
    one = parse_article((tmp_path / "content/articles/2023/02/p07-59.md").read_text("utf-8"), "p07-59.md")
    assert "107名政协委员" in one.body and one.title == "区政协委员开展会前集中视察活动"


@pytest.mark.parametrize("made", [0, 1, 4])
def test_a_killed_ingest_is_made_up_for(
    folders: Folders, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: int
) -> None:
    seed = folders.seeds / "000_055a70a6cdb3e695.txt"
    seed.write_text(seed.read_text("utf-8").replace("发展", "大发展"), "utf-8")
    shutil.copytree(folders.root, tmp_path / "other")
    other = Folders(*(tmp_path / "other" / p.relative_to(folders.root) for p in astuple(folders)))
    pipeline.build(other)
    replace, count = files.replace, iter(range(1000))

    def stop_after_some(path: Path, before: str | None, data: bytes) -> bool:
        if next(count) == made:
            raise KeyboardInterrupt
        return replace(path, before, data)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(files, "replace", stop_after_some)
        pipeline.build(folders)
    for each in (folders, other):
        edit(find(each, "004-41"), "reviewed: false", "reviewed: true")
        pipeline.build(each)
    assert contents(folders) == contents(other)


def contents(folders: Folders) -> dict[str, bytes]:
    return {
        p.relative_to(folders.content).as_posix(): p.read_bytes()
        for p in folders.content.rglob("*")
        if p.is_file()
    }


def test_a_file_that_a_person_has_moved_is_shown_where_it_lies(folders: Folders) -> None:
    """In the terminal's search, also if nothing else has changed."""
    old = find(folders, "000-112")
    new = folders.content / "articles/mine/meeting.md"
    new.parent.mkdir()
    old.rename(new)
    pipeline.run_publish(folders)
    (hit,) = search(folders.index, "id:000-112").hits
    assert hit.path == "articles/mine/meeting.md"


def test_lines_that_were_claimed_on_the_wrong_page_are_free_again(folders: Folders) -> None:
    before, path = contents(folders), find(folders, "001-159")
    text = edit(path, "reviewed: false", "reviewed: true")
    edit(path, "file: 001_c39b219bdb99aca7.txt", "file: 000_055a70a6cdb3e695.txt")
    record = folders.content / "pages/000_055a70a6cdb3e695.yml"
    assert not pipeline.run_ingest(folders).problems and "001-159" in record.read_text("utf-8")
    path.write_bytes(text)
    for _ in range(2):
        assert not pipeline.run_ingest(folders).problems
    assert "001-159" not in record.read_text("utf-8")
    claimed_once(folders, "000_055a70a6cdb3e695.txt")
    now = contents(folders)
    changed = {name for name in {*now, *before} if now.get(name) != before.get(name)}
    assert {name for name in changed if "articles/" in name} == {path.relative_to(folders.content).as_posix()}


def test_a_file_that_a_person_has_moved_stays_where_it_is(folders: Folders) -> None:
    """Also if it is written anew, and if it is called what another article of its page would be."""
    moved = {"000-112": "articles/mine/meeting.md", "000-1": "articles/2019/04/000-243.md"}
    for article_id, path in moved.items():
        (folders.content / path).parent.mkdir(parents=True)
        find(folders, article_id).rename(folders.content / path)
    record = folders.content / "pages/000_055a70a6cdb3e695.yml"
    for year in ("null", "2019", "2018"):
        edit(record, re.findall("^year: .*$", record.read_text("utf-8"), re.M)[0], f"year: {year}")
        done = pipeline.run_ingest(folders)
        assert not done.problems and not done.kept
        files = {file.article.id: file for file in read_content(folders.content).articles}
        assert {
            i: files[i].path for i in moved
        } == moved and f"path: {moved['000-112']}" in record.read_text()
        assert year == "null" or {files[i].article.date[:4] for i in moved} == {year}
    claimed_once(folders, "000_055a70a6cdb3e695.txt")


def test_an_article_of_ones_own_needs_review_where_the_build_says_so(folders: Folders) -> None:
    path = folders.content / "articles/own.md"
    path.write_text("---\nid: own-1\ntitle: 校史\nconfidence: 0.5\n---\n\n渡口小学。\n", "utf-8")
    for run in (pipeline.run_publish, lambda f: pipeline.build(f).published):
        told = run(folders).doubtful
        found = pipeline.run_review(folders)
        assert len(found) == told and "content/articles/own.md" in [item.path for item in found]


def test_review_names_a_file_where_it_lies(folders: Folders) -> None:
    item = pipeline.run_review(folders)[0]
    (folders.root / item.path).rename(folders.content / "articles/moved.md")
    assert pipeline.run_review(folders)[0] == replace(item, path="content/articles/moved.md")
