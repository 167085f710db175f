"""`explain` shows what `ingest` did: the same stories, kinds, confidences and reasons, whatever the page."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.commands import pipeline
from beibei_site.commands.explain import explain_seed
from beibei_site.content.disk.paths import archive_of
from beibei_site.content.reading import read_content
from beibei_site.content.store import Folders
from beibei_site.domain.problems import SetupError
from beibei_site.domain.reasons import because
from beibei_site.parsing.bare.reading import trace_bare
from beibei_site.parsing.explain import explain_page
from beibei_site.parsing.reader import read_page, trace_page, trace_tables
from beibei_site.parsing.text.lines import read_lines
from beibei_site.rendering.sentences import teller
from tests.conftest import Built
from tests.parsing.test_columns import LEFT, RIGHT, set_in, side_by_side
from tests.parsing.test_properties import PAGES, SENTENCES

tell = teller("en")


def explained(folders: Folders, seed: str) -> list[str]:
    """What the report says of the stories of a seed, page after page."""
    pages = "\n".join(explain_seed(folders, folders.seeds / seed)).split("PAGE: ")[1:]
    return [
        line
        for page in pages
        for line in page.split("\nSTORIES")[1].split("\n")[1:]
        if line[:1].isdigit() or line.startswith(("      because: ", "      or else: "))
    ]


def ingested(folders: Folders, page: str) -> list[str]:
    """The same from the files that `ingest` wrote, without the articles that are a person's."""
    record = next(f.record for f in read_content(folders.content).records if f.record.file == page)
    articles = {file.path: file.article for file in read_content(folders.content).articles}
    told = []
    for entry in sorted(record.articles, key=lambda e: e.spans[0].first):
        if entry.reasons == (because("by-hand"),):
            continue
        article = articles[entry.path]
        lines = ", ".join(str(s.first) if s.first == s.last else f"{s.first}-{s.last}" for s in entry.spans)
        told.append(f"{lines}  {article.kind}  {article.confidence:.2f}")
        told += [f"      because: {tell(reason)}" for reason in entry.reasons]
        told += [f"      or else: {tell(other)}" for other in entry.alternatives]
    return told


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_a_real_page(built: Built, number: str) -> None:
    seed = next(built.folders.seeds.glob(f"{number}*")).name
    assert explained(built.folders, seed) == ingested(built.folders, seed) != []


def new_archive(root: Path, text: str) -> Folders:
    folders = Folders(root, root / "seeds", root / "content", root / "site")
    folders.seeds.mkdir()
    (folders.seeds / "page.txt").write_text(text, "utf-8", newline="")
    pipeline.run_ingest(folders)
    return folders


def in_two_columns(left: list[str], right: list[str], width: int) -> str:
    """A page of two stories beside each other, as `pdftotext -layout` draws it."""
    columns = (["夏粮收购全面启动", left, "石青"], ["新校舍正式启用", right, "林晓"])
    drawn = [
        [head, "", *set_in(width, f"本报讯（记者 {name}）{'。'.join(body)}。")]
        for head, body, name in columns
    ]
    return side_by_side(*drawn)


BODY = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4)


@given(PAGES | st.builds(in_two_columns, BODY, BODY, st.integers(12, 22)), st.integers(0, 30))
@settings(max_examples=40)
def test_any_page_before_and_after_a_person_confirms_an_article(text: str, chosen: int) -> None:
    with TemporaryDirectory() as root:
        folders = new_archive(Path(root), text)
        assert explained(folders, "page.txt") == ingested(folders, "page.txt")
        paths = sorted((folders.content / "articles").rglob("*.md"))
        if paths:
            path = paths[chosen % len(paths)]
            confirmed = path.read_text("utf-8").replace("\nreviewed: false\n", "\nreviewed: true\n", 1)
            path.write_text(confirmed, "utf-8")
            pipeline.run_ingest(folders)
            assert explained(folders, "page.txt") == ingested(folders, "page.txt")


def test_a_page_of_two_columns(tmp_path: Path) -> None:
    folders = new_archive(tmp_path, in_two_columns([LEFT], [RIGHT], 16))
    report = list(explain_seed(folders, folders.seeds / "page.txt"))
    for headline in ("夏粮收购全面启动", "新校舍正式启用"):
        assert f"      headline: {headline}" in report
    assert explained(folders, "page.txt") == ingested(folders, "page.txt") != []


def test_a_page_with_an_article_that_a_person_corrected(folders: Folders) -> None:
    path = next((folders.content / "articles").rglob("000-112.md"))
    path.write_text(path.read_text("utf-8").replace("发展大会召开", "发展大会举行"), "utf-8")
    pipeline.run_ingest(folders)
    seed = next(folders.seeds.glob("000*"))
    assert explained(folders, seed.name) == ingested(folders, seed.name) != []
    report = list(explain_seed(folders, seed))
    assert "      headline: 全区文化和旅游发展大会召开" not in report
    assert report[-1].startswith("in articles that a person wrote or deleted: 112-")


@pytest.mark.parametrize("name", ["2020/page.txt", "06.zip/page.txt", "2020/06.ZIP/deep/page.txt"])
def test_a_page_in_a_folder_or_an_archive(
    folders: Folders, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that a curator has taken in hand: its record and articles are those of its whole name."""
    text = next(folders.seeds.glob("000*")).read_text("utf-8")
    archive, inner = archive_of(name)
    (folders.seeds / archive).parent.mkdir(exist_ok=True)
    if inner:
        with zipfile.ZipFile(folders.seeds / archive, "w") as file:
            file.writestr(inner, text)
    else:
        (folders.seeds / name).write_text(text, "utf-8")
    pipeline.run_ingest(folders)
    articles = [f for f in read_content(folders.content).articles if f.article.source_file == name]
    path = folders.content / articles[3].path
    path.write_text(path.read_text("utf-8").replace("reviewed: false", "reviewed: true"), "utf-8")
    pipeline.run_ingest(folders)
    assert explained(folders, name) == ingested(folders, name) != []
    monkeypatch.chdir(folders.root)
    report = list(explain_seed(folders, Path("seeds", name)))
    assert report[0] == f"PAGE: {name} (page)"
    assert report[-1].startswith("in articles that a person wrote or deleted: ")


def test_a_page_of_another_archive(folders: Folders, tmp_path: Path) -> None:
    seed = next(folders.seeds.glob("000*"))
    here = Folders(tmp_path, tmp_path / "seeds", tmp_path / "content", tmp_path / "site")
    assert list(explain_seed(here, seed)) == list(explain_seed(folders, seed))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("seeds/none.txt", "there is no such file"),
        ("seeds/a.zip/none.txt", "there is no such file"),
        ("seeds/none.zip/a.txt", "there is no such file"),
        ("seeds/a.zip", r"an archive, not a page.*a\.zip/page\.txt"),
        ("seeds/broken.zip/a.txt", "damaged"),
        ("seeds/2020", "no plain file"),
        ("seeds/link.txt", "link"),
        ("none.txt", "there is no such file"),
        ("seeds/../none.txt/a.txt", "there is no such file"),
    ],
)
def test_what_cannot_be_explained_is_named(tmp_path: Path, name: str, why: str) -> None:
    folders = Folders(tmp_path, tmp_path / "seeds", tmp_path / "content", tmp_path / "site")
    (folders.seeds / "2020").mkdir(parents=True)
    (folders.seeds / "broken.zip").write_bytes(b"PK")
    (folders.seeds / "link.txt").symlink_to(folders.seeds / "broken.zip")
    with zipfile.ZipFile(folders.seeds / "a.zip", "w") as file:
        file.writestr("a.txt", "一")
    with pytest.raises(SetupError, match=why) as caught:
        list(explain_seed(folders, tmp_path / name))
    assert str(tmp_path / name) in str(caught.value)


@given(PAGES)
@settings(max_examples=60, deadline=None)
def test_the_trace_leads_to_the_reading(text: str) -> None:
    assert trace_page(text, "page.txt").reading == read_page(text, "page.txt")


@given(PAGES)
@settings(max_examples=60, deadline=None)
def test_the_trace_by_tables_accounts_for_every_line(text: str) -> None:
    trace = trace_tables(read_lines(text), "page.txt")
    printed = [line.number for line in read_lines(text)]
    assert [line.number for fragment in trace.fragments for line in fragment.lines] == printed
    in_units = Counter(number for unit in trace.units for number in {line.number for line in unit.lines})
    assert set(in_units) == set(printed)


@given(PAGES)
@settings(max_examples=60)
def test_the_report_names_the_rule_of_every_line(text: str) -> None:
    trace = trace_tables(read_lines(text), "page.txt")
    report = "\n".join(explain_page(trace, tell))
    lines = report.split("\nLINES: ")[1].split("\n\nUNITS: ")[0].split("\n")[1:]
    decided = [
        (n.number, r.verdict, r.name)
        for f, r in zip(trace.fragments, trace.rules, strict=True)
        for n in f.lines
    ]
    shown = [(int(row[:5]), row[7:16].strip(), row[18:50].strip()) for row in lines]
    assert shown == decided


@given(PAGES)
@settings(max_examples=60, deadline=None)
def test_the_report_names_the_learned_role_of_every_line(text: str) -> None:
    trace = trace_bare(read_lines(text), "page.txt")
    report = "\n".join(explain_page(trace, tell))
    lines = report.split("\nLINES: ")[1].split("\n\nSTORIES, ")[0].split("\n")[1:]
    shown = [(int(row[:5]), row[7:17].strip(), float(row[19:23])) for row in lines]
    assert shown == [(number, role, round(odds, 2)) for number, role, odds, *_ in trace.lines]
    assert sorted(number for number, *_ in shown) == [line.number for line in read_lines(text)]


def report_of(text: str) -> list[str]:
    return list(explain_page(trace_tables(read_lines(text), "page.txt"), tell))


def test_the_report_on_a_page_line_by_line() -> None:
    text = (
        "全市夏粮会议强调\n\n夏粮收购全面启动\n\n方远出席 何平主持\n\n本报讯（记者 石青）6月8日，全市夏粮\n"
        "收购工作全面启动，二十个收购点同时开\n\n记者 林晓 摄\n\n（下转3版）\n\n江城日报　第2版　2020年6月9日　星期二\n"
    )
    report = report_of(text)
    assert (
        "    7  paragraph  lead                               18.0  本报讯（记者 石青）6月8日，全市夏粮"
        in report
    )
    assert any(row.startswith("        7-8  paragraph  lead ") and " LC " in row for row in report), "flags"
    first = next(at for at, row in enumerate(report) if row.startswith("1, 3, 5, 7-8, 10, 12  report"))
    assert report[first + 1 : first + 5] == [
        "      kicker: 全市夏粮会议强调",
        "      headline: 夏粮收购全面启动",
        "      deck: 方远出席 何平主持",
        "      byline: 石青 (记者), 林晓 (摄)",
    ]
    assert report[-2:] == ["furniture: -", "orphans: 14"]


def test_long_texts_are_cut_in_the_report() -> None:
    line = "夏" * 30 + "粮" * 17
    rows = [row for row in report_of(line + "\n\n" + line[1:] + "\n") if "夏夏" in row]
    assert any(row.endswith("夏" * 30 + " … " + "粮" * 12) for row in rows)
    assert any(row.endswith(line[1:]) for row in rows)
