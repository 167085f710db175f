"""Files as people have them, through a whole build: folders and zip files, kinds, the day of issue."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import yaml
from rich.console import Console

from beibei_site.commands import pipeline
from beibei_site.commands.pipeline import Ingested
from beibei_site.content.frontmatter import parse_article
from beibei_site.content.store import Folders
from beibei_site.domain.issue import FileKind
from beibei_site.domain.model import Article
from beibei_site.parsing.sources.seeds import read_pages
from beibei_site.report import show_problems
from tests.parsing.files import OTHER, Piece, as_html, as_text, as_word, write
from tests.parsing.test_any_file import zipped
from tests.parsing.test_files import FRONT, MARKDOWN, PIECES

SOURCED = Piece(source="2020-06-09 来源：江城日报")
PAGE = "江城日报　2020年6月9日　星期二　第2版　民生\n\n" + "\n".join(
    text[at : at + 15] for text in SOURCED.paragraphs for at in range(0, len(text), 15)
)


@pytest.fixture
def archive(tmp_path: Path) -> Folders:
    (tmp_path / "seeds").mkdir()
    return Folders(tmp_path, tmp_path / "seeds", tmp_path / "content", tmp_path / "site")


def ingest(folders: Folders) -> Ingested:
    return pipeline.run_ingest(folders)


def articles(folders: Folders) -> dict[str, Article]:
    files = sorted(folders.content.glob("articles/**/*.md"))
    found = [parse_article(path.read_text("utf-8"), path.name) for path in files]
    return {article.source_file or "": article for article in found}


def record(folders: Folders, name: str) -> dict[str, object]:
    loaded: dict[str, object] = yaml.safe_load((folders.content / "pages" / name).read_text("utf-8"))
    return loaded


def edit(folders: Folders, name: str, old: str, new: str) -> None:
    path = folders.content / "pages" / name
    text = path.read_text("utf-8")
    assert f"\n{old}\n" in text
    path.write_text(text.replace(f"\n{old}\n", f"\n{new}\n"), "utf-8")


def test_form_feeds_part_the_pages_of_a_text(archive: Folders) -> None:
    other = Piece(headline="渡口小学迎来新校舍", paragraphs=OTHER)
    cut = [text[at : at + 15] for text in OTHER for at in range(0, len(text), 15)]
    third = "\n".join(["江城日报　2020年6月10日　星期三　第3版", "", other.headline, *cut])
    (archive.seeds / "issue.txt").write_text(f"{PAGE}\f\n \f{third}\f", "utf-8")
    built = pipeline.build(archive)
    assert (built.ingested.pages, built.published.articles) == (2, 2)
    for name, day, page in (("issue.yml", "2020-06-09", "2"), ("issue.txt#2.yml", "2020-06-10", "3")):
        assert (str(record(archive, name)["issued"]), record(archive, name)["page"]) == (day, page)
    assert articles(archive)["issue.txt#2"].source[0].first == 3, "lines of its page"
    assert pipeline.build(archive).published.written == 0
    edit(archive, "issue.yml", "kind: page", "kind: collection")
    assert ingest(archive).pages == 1


@pytest.mark.parametrize(
    ("name", "text", "kind", "pages"),
    [
        ("a.txt", as_text(SOURCED).replace("\n\n", "\n\f"), None, 1),  # a text that flows
        ("a.txt", f"{PAGE}\f", None, 1),
        ("a.txt", "\f \f", None, 1),
        ("a.txt", f"{PAGE}\f{PAGE}\f{PAGE}", None, 3),
        ("a.txt", f"{PAGE}\f{PAGE}", "article", 1),
        ("a.txt", as_text(SOURCED).replace("\n\n", "\n\f"), "page", 4),
        ("a.md", f"{PAGE}\f{PAGE}", None, 1),
    ],
)
def test_how_many_pages_a_text_has(name: str, text: str, kind: FileKind | None, pages: int) -> None:
    found = read_pages(name, text.encode(), kind=kind)
    assert [page.name for page in found] == [name, *(f"{name}#{n}" for n in range(2, pages + 1))]
    assert not any("\f" in page.text or page.problems for page in found)


def test_folders_and_zip_files_of_every_form(archive: Folders) -> None:
    inner = {
        "甲/a.txt": as_text(SOURCED).encode(),
        "b.html": as_html(SOURCED),
        "c.jpg": b"",
        "__MACOSX/d.txt": b"x",
    }
    write(archive.seeds, "2020/06.zip", zipped(inner))
    write(archive.seeds, "2020/e.docx", as_word(SOURCED, styled=True))
    write(archive.seeds, "f.md", FRONT + MARKDOWN)
    built = pipeline.build(archive)
    assert [p.code for p in built.ingested.problems] == ["unread-files"], "a picture"
    assert not built.published.problems
    names = {"2020/06.zip/甲/a.txt", "2020/06.zip/b.html", "2020/e.docx", "f.md"}
    found = articles(archive)
    assert set(found) == names
    assert {(a.title, a.issued, a.issued_from) for a in found.values()} == {
        ("夏粮收购全面启动", "2020-06-09", "metadata")
    }
    assert found["f.md"].body == MARKDOWN.strip("\n") and dict(found["f.md"].extra) == {
        "tags": ["转载", "剪报"]
    }
    assert record(archive, "2020/06.zip/甲/a.yml")["kind"] == "article"
    assert pipeline.build(archive).published.written == 0
    shown = [
        path.read_text("utf-8")
        for path in archive.output.glob("sources/*.html")
        if path.stem != "index" and "." not in path.stem
    ]
    assert len(shown) == 4 and all("夏粮收购全面启动" in page for page in shown)


def test_what_in_a_zip_file_cannot_be_used_is_named(archive: Folders) -> None:
    write(archive.seeds, "a.zip", zipped({"../b.txt": b"x", "c.txt": as_text(SOURCED).encode()}))
    write(archive.seeds, "broken.zip", b"PK\x03\x04")
    write(archive.seeds, "broken.docx", b"PK\x03\x04")
    problems = ingest(archive).problems
    assert sorted(p.code for p in problems) == ["refused-file", "unreadable-seed", "unreadable-seed"]
    assert set(articles(archive)) == {"a.zip/c.txt"}


def test_the_issue_of_a_page_is_read_and_told(archive: Folders) -> None:
    write(archive.seeds, "a.txt", PAGE)
    assert ingest(archive).problems == ()
    page = record(archive, "a.yml")
    assert [str(page[k]) for k in ("kind", "paper", "issued", "page", "section")] == [
        "page",
        "江城日报",
        "2020-06-09",
        "2",
        "民生",
    ]
    read = page["read"]
    assert isinstance(read, dict) and read["issued"]["from"] == "folio" and read["issued"]["lines"] == [1]
    (article,) = articles(archive).values()
    assert (article.issued, article.issued_from, article.page) == ("2020-06-09", "folio", "2")
    assert (article.date, article.date_from) == ("2020-06-08", "dateline")


def test_the_name_of_a_file_comes_after_its_folio(archive: Folders) -> None:
    write(archive.seeds, "江城日报_20200610_A03.txt", PAGE)
    write(archive.seeds, "渡口日报_20190902_A03.txt", PAGE.split("\n\n")[1])
    ingest(archive)
    found = {name[:4]: (a.issued, a.issued_from, a.page) for name, a in articles(archive).items()}
    assert found == {"江城日报": ("2020-06-09", "folio", "2"), "渡口日报": ("2019-09-02", "file", "A03")}


def test_a_day_in_a_story_counts_if_it_is_news(archive: Folders) -> None:
    write(archive.seeds, "a.txt", PAGE.replace("2020年6月9日　星期二", "2020年6月15日　星期一"))
    ingest(archive)
    (article,) = articles(archive).values()
    assert (article.date, article.date_from, article.issued) == ("2020-06-15", "page", "2020-06-15")


def test_a_wrong_weekday_is_reported_with_its_line(archive: Folders) -> None:
    write(archive.seeds, "a.txt", PAGE.replace("星期二", "星期三"))
    problems = ingest(archive).problems
    said = io.StringIO()
    show_problems(Console(file=said, width=1000), problems)
    assert said.getvalue() == (
        "warning: a.txt:1: wrong weekday for 2020-06-09 in '江城日报 2020年6月9日 星期三 第2版 民生'. "
        "Look at the page; set 'issued' in its record if the day is wrong.\n"
    )
    assert next(iter(articles(archive).values())).issued == "2020-06-09"
    edit(archive, "a.yml", "issued: 2020-06-09", "issued: 2020-06-10")
    assert ingest(archive).problems == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (PAGE.replace("6月9日　星期二", "6月31日　星期三"), "a.txt:1: no calendar has the day in '江城日报 2020年6月31日"),
        (as_text(Piece(source="2020年6月31日　江城日报　第3版")), "a.txt:2: no calendar has the day in '2020年6月31日 "),
    ],
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_reported_and_no_headline(
    archive: Folders, text: str, line: str
) -> None:
    write(archive.seeds, "a.txt", text)
    (problem,) = ingest(archive).problems
    assert problem.code == "wrong-day" and problem.message.startswith(line)
    assert {a.issued for a in articles(archive).values()} == {""}
    assert not any("31日" in a.title for a in articles(archive).values())
    edit(archive, "a.yml", "issued: null", "issued: 2020-06-30")
    assert ingest(archive).problems == ()
    assert {a.issued for a in articles(archive).values()} == {"2020-06-30"}


def test_what_a_curator_sets_in_a_record_is_kept(archive: Folders) -> None:
    write(archive.seeds, "a.txt", PAGE)
    ingest(archive)
    edit(archive, "a.yml", "issued: 2020-06-09", "issued: 2020-06-10")
    edit(archive, "a.yml", "page: '2'", "page: 4")
    edit(archive, "a.yml", "kind: page", "kind: article")
    for _ in range(2):
        ingest(archive)
        page = record(archive, "a.yml")
        assert [str(page[k]) for k in ("kind", "issued", "page", "section")] == [
            "article",
            "2020-06-10",
            "4",
            "民生",
        ]
        (article,) = articles(archive).values()
        assert (article.issued, article.issued_from, article.page) == ("2020-06-10", "page-record", "4")


def test_what_a_curator_takes_out_of_a_record_stays_out(archive: Folders) -> None:
    write(archive.seeds, "a.txt", PAGE)
    ingest(archive)
    edit(archive, "a.yml", "issued: 2020-06-09", "issued: null")
    edit(archive, "a.yml", "section: 民生", "section:")
    for seed in (PAGE, PAGE, PAGE + "\n\n渡口镇的水塔昨日重新刷了油漆。\n"):
        write(archive.seeds, "a.txt", seed)
        ingest(archive)
        page = record(archive, "a.yml")
        assert (page["issued"], page["section"], page["page"]) == (None, None, "2")
        assert "value: 2020-06-09" in (archive.content / "pages/a.yml").read_text("utf-8"), "as read"
        found = {(a.issued, a.issued_from, a.page) for a in articles(archive).values()}
        assert found == {("", None, "2")}


def test_articles_of_a_digest_have_days_of_their_own(archive: Folders) -> None:
    text = "剪报\n\n====\n" + "\n====\n".join(map(as_text, PIECES))
    write(archive.seeds, "a.txt", text)
    ingest(archive)
    files = sorted(archive.content.glob("articles/**/*.md"))
    found = [parse_article(path.read_text("utf-8"), path.name) for path in files]
    assert {(a.title, a.issued, a.page) for a in found} == {
        ("夏粮收购全面启动", "2020-06-09", None),
        ("渡口小学迎来新校舍", "2019-09-02", "3"),
    }
    assert all(OTHER[0] in a.body for a in found if a.title.startswith("渡口"))


def test_what_front_matter_says_is_written_or_named(archive: Folders) -> None:
    write(archive.content, "topics.yml", "arts: {name: 文艺}\n")
    front = "---\ntitle: 琴社成立\nkicker: 简讯\ndate: 1986-02-31\npeople: [石青]\ntopics: [文艺]\nkeywords: [古琴]\n---\n"
    write(archive.seeds, "a.md", f"{front}\n{OTHER[0]}\n")
    write(archive.seeds, "b.md", front.replace("[石青]", "[石青") + f"\n{OTHER[1]}\n")
    problems = ingest(archive).problems
    assert [(p.code, p.message[:7]) for p in problems] == [
        ("front-matter", "a.md:4:"),
        ("front-matter", "b.md:6:"),
    ]
    found = articles(archive)["a.md"]
    assert (found.kicker, found.people, found.topics, found.keywords) == (
        "简讯",
        ("石青",),
        ("arts",),
        ("古琴",),
    )
    assert (found.issued, found.body) == ("", OTHER[0])
    (path,) = archive.content.glob(f"articles/**/{found.id}.md")
    path.write_text(path.read_text("utf-8") + "\n完。\n", "utf-8")
    assert [p.message[:5] for p in ingest(archive).problems] == ["b.md:"], "the article is a person's now"


def test_content_without_the_newer_keys_is_read(archive: Folders) -> None:
    write(archive.seeds, "a.txt", PAGE)
    ingest(archive)
    path = archive.content / "pages" / "a.yml"
    mapping = yaml.safe_load(path.read_text("utf-8"))
    for key in ("kind", "section", "read", "issued", "paper", "page"):
        del mapping[key]
    path.write_text(yaml.safe_dump(mapping, allow_unicode=True), "utf-8")
    (article,) = archive.content.glob("articles/**/*.md")
    kept = [line for line in article.read_text("utf-8").split("\n") if not line.startswith("issued")]
    article.write_text("\n".join(kept).replace("page: '2'", "page: 2"), "utf-8")
    assert ingest(archive).problems == ()
    found = articles(archive)["a.txt"]
    assert (found.issued, found.page) == ("", "2")  # it was changed by hand, so it stays as it is
    assert str(record(archive, "a.yml")["issued"]) == "2020-06-09"
