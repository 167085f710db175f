"""A changed seed moves lines; what a person has edited or deleted, and every id, moves with its text."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beibei_site.commands import pipeline
from beibei_site.commands.pipeline import Ingested
from beibei_site.commands.stored.moves import fingerprints, to_present
from beibei_site.content.frontmatter import parse_article
from beibei_site.content.store import Folders
from beibei_site.domain.record import LedgerEntry, PageRecord
from beibei_site.domain.spans import numbers_of, to_spans
from tests.test_curation import claimed_once, edit, find
from tests.test_slips import folders_of

ISSUE = """\
云川晚报　2010年8月20日

第1版　要闻

青石桥修缮工程昨日竣工
本报讯（记者 林晓）8月19日，历时半年的青石桥修缮工程正式竣工，桥面重新铺设了条石，两侧加装了护栏，行人车辆恢复通行。
桥梁管理所负责人说，今后每年汛期之前都要对桥墩进行检查，确保两岸居民出行安全。

第2版　民生

老城区三千户居民用上天然气
本报讯（记者 何平）8月18日，老城区天然气改造工程通气点火，三千多户居民告别了煤球炉，厨房里从此没有了煤烟。
燃气公司提醒居民使用前检查阀门，发现漏气应立即关闭总阀并拨打抢修电话。

第3版　文化

云川剧团新戏下乡巡演
本报讯（记者 周旭）8月17日，云川剧团带着新编川剧来到柳溪乡，当晚观众超过千人，掌声不断。
剧团团长表示，巡演将持续到国庆节，预计演出四十场，行程两千里。
"""
DELETED = ISSUE.split("\n")[10:13]  # the text of issue-11, sentence by sentence
EDITED, NOTE = "云川剧团下乡", "整理者按：本期据馆藏录入。\n\n"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An issue of three articles: one as it was read, one deleted, one edited."""
    root = tmp_path_factory.mktemp("moves")
    (root / "seeds").mkdir()
    (root / "seeds/issue.txt").write_text(ISSUE, "utf-8")
    folders = folders_of(root)
    pipeline.run_ingest(folders)
    find(folders, "issue-11").unlink()
    edit(find(folders, "issue-17"), "云川剧团新戏下乡巡演", EDITED)
    edit(find(folders, "issue-17"), "掌声不断", "掌声雷动")
    return root


@pytest.fixture
def folders(base: Path, tmp_path: Path) -> Folders:
    shutil.copytree(base, tmp_path / "archive")
    return folders_of(tmp_path / "archive")


def ingest(folders: Folders, seed: str, name: str = "issue.txt") -> Ingested:
    (folders.seeds / name).write_text(seed, "utf-8")
    return pipeline.run_ingest(folders)


def texts(folders: Folders) -> dict[str, str]:
    return {path.stem: path.read_text("utf-8") for path in (folders.content / "articles").rglob("*.md")}


def is_kept(folders: Folders, edited: str) -> None:
    """What a person has edited and deleted stays so, and nothing of it stands anywhere else."""
    found = texts(folders)
    assert found["issue-17"] == edited and "issue-11" not in found
    for article_id, text in found.items():
        assert not any(line in text for line in DELETED)
        assert article_id == "issue-17" or "剧团团长" not in text


@pytest.mark.parametrize("is_built_between", [False, True])
def test_a_line_at_the_top_moves_nothing_from_one_article_to_another(
    folders: Folders, is_built_between: bool
) -> None:
    edited = texts(folders)["issue-17"]
    if is_built_between:
        pipeline.run_ingest(folders)
    for seed in (NOTE + ISSUE, NOTE + NOTE + ISSUE, ISSUE, NOTE + ISSUE):  # there and back
        shutil.rmtree(folders.cache, ignore_errors=True)  # nothing rests on it
        done = ingest(folders, seed)
        assert not done.problems and [Path(path).stem for path in done.kept] == ["issue-17"]
        is_kept(folders, edited)
        assert "条石" in texts(folders)["issue-5"], "ids stay"
        claimed_once(folders, "issue.txt")
    before = {p: p.read_bytes() for p in folders.content.rglob("*") if p.is_file()}
    assert pipeline.run_ingest(folders).written == 0
    assert before == {p: p.read_bytes() for p in folders.content.rglob("*") if p.is_file()}


def test_the_site_shows_the_lines_that_an_edited_article_has_now(folders: Folders) -> None:
    (folders.seeds / "issue.txt").write_text(NOTE + ISSUE, "utf-8")
    pipeline.build(folders)
    page = (folders.output / "articles/issue-17.html").read_text("utf-8")
    assert EDITED in page and re.search(r"19\s*[-–]\s*21", page) and not re.search(r"17\s*[-–]\s*19", page)


def test_a_confirmed_article_is_protected_in_the_same_way(folders: Folders) -> None:
    edit(find(folders, "issue-5"), "reviewed: false", "reviewed: true")
    confirmed = texts(folders)["issue-5"]
    ingest(folders, NOTE + ISSUE)
    assert texts(folders)["issue-5"] == confirmed
    assert not [i for i, text in texts(folders).items() if "条石" in text and i != "issue-5"]


def test_borders_drawn_anew_count_in_the_text_as_it_is(folders: Folders) -> None:
    ingest(folders, NOTE + ISSUE)
    path = find(folders, "issue-17")
    edit(path, "lines: [17-19]", "lines: [19-20]")
    ingest(folders, NOTE + ISSUE)
    parts = [i for i, text in texts(folders).items() if "剧团团长" in text.split("---\n")[2]]
    assert "lines: [19-20]" in path.read_text("utf-8") and len(parts) == 2, "the last line is another's now"


@pytest.mark.parametrize("case", ["other text", "borders too", "an older version"])
def test_a_page_is_left_alone_and_named_if_its_lines_cannot_be_told(folders: Folders, case: str) -> None:
    record, seed = folders.content / "pages/issue.yml", NOTE + ISSUE
    if case == "other text":
        seed = re.sub(r"[。，]", "；", ISSUE)
    elif case == "borders too":
        edit(find(folders, "issue-17"), "lines: [17-19]", "lines: [18-19]")
    else:
        text = record.read_text("utf-8")
        record.write_text(re.sub(r"fingerprints: .*\n", "", text), "utf-8")
    before = texts(folders), record.read_bytes()
    (problem,) = ingest(folders, seed).problems
    assert (problem.code, problem.severity) == ("unclear-lines", "error")
    assert str(record) in problem.message and "issue-17.md" in problem.message
    assert (texts(folders), record.read_bytes()) == before
    assert pipeline.run_ingest(folders).problems == (problem,), "until it is mended"
    if case == "other text":  # the lines are right as they stand: the second way out
        found = record.read_text("utf-8")
        record.write_text(re.sub(r"(fingerprints|sha256): .*\n", "", found), "utf-8")
    else:
        (folders.seeds / "issue.txt").write_text(ISSUE, "utf-8")
    assert not pipeline.run_ingest(folders).problems
    assert texts(folders).keys() == before[0].keys()


FLAG, ONE, FIRST, TWO, SECOND, THREE, THIRD = ISSUE.rstrip("\n").split("\n\n")


@pytest.mark.parametrize("order", [(THIRD, FIRST, SECOND), (THIRD, SECOND, FIRST), (SECOND, FIRST, THIRD)])
def test_articles_go_along_with_texts_that_change_places(folders: Folders, order: tuple[str, ...]) -> None:
    first, second, third = order
    edited = texts(folders)["issue-17"]
    for seed in ("\n\n".join((FLAG, ONE, first, TWO, second, THREE, third)), ISSUE):
        assert not ingest(folders, seed).problems
        is_kept(folders, edited)
        assert "条石" in texts(folders)["issue-5"] and len(texts(folders)) == 2
        claimed_once(folders, "issue.txt")


def test_a_text_that_has_changed_and_its_place_too_is_not_published_twice(folders: Folders) -> None:
    before = texts(folders)
    changed = re.sub("[。，]", "；", THIRD)
    (problem,) = ingest(folders, "\n\n".join((FLAG, ONE, changed, TWO, FIRST, THREE, SECOND))).problems
    assert problem.code == "unclear-lines" and "issue-17.md" in problem.message
    assert texts(folders) == before
    assert not ingest(folders, ISSUE.replace(THIRD, "")).problems, "a text that has gone is no riddle"


def test_a_deleted_article_that_is_put_back_has_its_lines_again(folders: Folders) -> None:
    path = folders.content / "articles/2010/08/issue-11.md"
    pipeline.run_ingest(folders)
    ingest(folders, NOTE + ISSUE)
    text = texts(folders)["issue-5"].replace("issue-5", "issue-11").replace("[7-9]", "[11-13]")
    path.write_text(text, "utf-8")
    for _ in range(2):
        assert not pipeline.run_ingest(folders).problems
    claimed_once(folders, "issue.txt")
    assert path.read_text("utf-8") == text and len(texts(folders)) == 4


def test_a_seed_that_is_gone_is_named_with_the_ways_out(folders: Folders) -> None:
    pipeline.run_ingest(folders)
    before = texts(folders)
    (folders.seeds / "issue.txt").unlink()
    for _ in range(2):
        (problem,) = pipeline.run_ingest(folders).problems
        assert (problem.code, problem.severity) == ("seed-differs", "warning")
        assert problem.message.startswith("issue.txt: ") and "pages/issue.yml" in problem.message
    assert texts(folders) == before
    (folders.seeds / "issue.txt").write_bytes(b"\0\0\0")  # there, but no text: not gone
    assert [p.code for p in pipeline.run_ingest(folders).problems] == ["unreadable-seed"]


LINES = ISSUE.split("\n")
NEW = ["渡口的旧船已经拖走。", "", "（完）", "据悉，有关工作正在进行之中，预计年底全部结束。"]
CHANGES = st.lists(
    st.tuples(
        st.integers(0, len(LINES) - 1),
        st.sampled_from(["put in", "take out", "correct"]),
        st.sampled_from(NEW),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda change: change[0],
)


def reads_articles(folders: Folders) -> bool:
    """Whether the file is still read article by article: a page without headings of pages may be cut anew."""
    return "\nkind: collection\n" in (folders.content / "pages/issue.yml").read_text("utf-8")


@settings(max_examples=25)
@example(changes=[(3, "put in", NEW[0]), (4, "correct", NEW[0])])  # a brief in the place of a headline
@given(changes=CHANGES)
def test_whatever_is_changed_in_a_seed_edits_stay_or_the_page_does(
    changes: list[tuple[int, str, str]], base: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("changed") / "archive"
    shutil.copytree(base, root)
    folders, lines = folders_of(root), list(LINES)
    before = texts(folders)
    for at, what, new in sorted(changes, reverse=True):
        lines[at : at + (what != "put in")] = {"put in": [new], "take out": []}.get(what, [f"{lines[at]}！"])
    problems = ingest(folders, "\n".join(lines)).problems
    is_kept(folders, before["issue-17"])
    if [p for p in problems if p.code == "unclear-lines"]:
        assert texts(folders) == before
    elif LINES[5] in lines and LINES[6] in lines and reads_articles(folders):
        assert LINES[5][-20:] in texts(folders)["issue-5"], "an id stays with its text"


@given(
    text=st.lists(st.sampled_from("abc "), max_size=12),
    lines=st.sets(st.integers(1, 12)),
    top=st.integers(0, 3),
)
def test_lines_are_found_again_below_new_ones(text: list[str], lines: set[int], top: int) -> None:
    own = frozenset(n for n in lines if n <= len(text) and text[n - 1].strip())
    entry = LedgerEntry(id="a-1", spans=to_spans(own, "a.txt"))
    before = "\n".join(text)
    record = PageRecord(file="a.txt", key="a", fingerprints=fingerprints(before), articles=(entry,))
    now = to_present(record, (), "\n" * top + before)
    assert now.record and not now.unclear
    assert numbers_of(now.record.articles[0].spans) == {n + top for n in own}
    back = to_present(
        PageRecord(
            file="a.txt",
            key="a",
            fingerprints=fingerprints("\n" * top + before),
            articles=now.record.articles,
        ),
        (),
        before,
    )
    assert back.record and back.record.articles == (entry,)


def test_an_article_says_which_lines_it_has_as_its_page_has_them(folders: Folders) -> None:
    ingest(folders, NOTE + ISSUE)
    path = find(folders, "issue-5")
    assert numbers_of(parse_article(path.read_text("utf-8"), "issue-5").source) == {7, 8, 9}
