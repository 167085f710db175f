"""Which reader a page gets, and what is known of it before it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beibei_site.domain.issue import IssueData, Printed
from beibei_site.parsing.documents.reading import DocumentTrace
from beibei_site.parsing.explain import explain_page
from beibei_site.parsing.hints import Hints
from beibei_site.parsing.reader import read_page, trace_page, trace_tables
from beibei_site.parsing.role_trace import RoleTrace
from beibei_site.parsing.text.lines import read_lines
from beibei_site.parsing.trace import PageTrace
from beibei_site.rendering.sentences import teller
from tests.conftest import ROOT
from tests.parsing.files import PARAGRAPHS, Piece, as_text
from tests.parsing.test_stories import GRAIN, HARVEST, PUPILS, SCHOOL

PAGE = f"江城日报　第2版　2020年6月9日　星期二\n\n{GRAIN}\n\n{HARVEST}\n\n{PUPILS}\n\n{SCHOOL}\n"
ARTICLE = as_text(Piece(source="2020-06-08 来源：江城晚报"))


def test_a_page_that_only_tables_read_surely_is_read_by_them() -> None:
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        assert isinstance(trace_page(seed.read_text("utf-8"), seed.name), PageTrace)
    assert isinstance(trace_page(PAGE, "a.txt"), RoleTrace), "both do"
    assert isinstance(trace_page("夏粮收购\n农户排队\n价格\n", "a.txt"), RoleTrace)


def test_one_article_is_read_as_one_and_a_curator_decides() -> None:
    assert isinstance(trace_page(ARTICLE, "a.txt"), DocumentTrace)
    assert not isinstance(trace_page(ARTICLE, "a.txt", hints=Hints(kind="page")), DocumentTrace)
    assert read_page(PAGE, "a.txt", hints=Hints(kind="article")).kind == "article"
    assert read_page("\n".join(PARAGRAPHS), "a.txt", hints=Hints(flowing=True)).kind == "article"


MARKET = [
    "老街菜场月底搬迁",
    "使用了三十一年的老街菜场将于本月底搬迁至河东新市场，目前一百二十户摊主中已有八十四户签约。",
    "区商务局副局长何建平说，新市场设有冷链仓库和公共厨房，摊位费前三年减半。",
    "卖了二十年豆腐的周桂兰说：“舍不得，可是老房子一下雨就漏。”",
]
BUSES = [
    "公交12路延长至火车站",
    "从3月8日起，公交12路由人民广场延长至火车站，首班车为早上六点，末班车为晚上十点半。",
    "市公交公司介绍，延长后全线共有二十四站，高峰时每八分钟一班。",
]
FOLIO = "渡口晚报  2021年3月5日 星期五  第3版 民生"
SHORT = [BUSES[0], BUSES[1]]  # on its own it could be a crosshead with its text


@pytest.mark.parametrize("hints", [Hints(), Hints(flowing=True)], ids=["text", "Word"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    ("stories", "folio", "kind"),
    [([MARKET, BUSES], "", "page"), ([MARKET, SHORT], FOLIO, "page"), ([MARKET], FOLIO, "article")],
    ids=["no folio", "folio", "one story"],
)
def test_what_is_copied_from_a_page_without_its_columns(
    stories: list[list[str]], folio: str, kind: str, gap: str, hints: Hints
) -> None:
    text = gap.join([*([folio] if folio else []), *(line for story in stories for line in story)])
    reading = read_page(text, "a.txt", hints=hints)
    found = [[s.heading.headline, *(b.text for b in s.blocks)] for s in reading.stories]
    assert reading.kind == kind and found == stories
    assert numbers(reading.furniture) == ([1] if folio else [])
    assert (reading.issue.page.value if reading.issue.page else "") == ("3" if folio else "")


def test_crossheads_and_front_matter_make_no_page() -> None:
    crossheads = "\n".join([*MARKET[:3], "签约的人多了", MARKET[3]])
    assert read_page(crossheads, "a.txt").kind == "article"
    several = "\n".join(["---", "title: 老街菜场月底搬迁", "---", *MARKET[1:], *BUSES])
    assert read_page(several, "a.md").kind == "article", "its author says that it is one"


def test_furniture_of_a_source_is_that_of_a_page_too() -> None:
    text = "\n".join(["首页　登录　注册", *MARKET, *BUSES])
    reading = read_page(text, "a.html", hints=Hints(flowing=True, furniture=frozenset({1})))
    assert reading.kind == "page" and len(reading.stories) == 2 and numbers(reading.furniture) == [1]


def numbers(spans: object) -> list[int]:
    return [n for span in spans for n in span]  # type: ignore[attr-defined]


def test_folio_lines_are_furniture_unless_a_person_has_claimed_them() -> None:
    trace = trace_page(PAGE, "a.txt")
    assert numbers(trace.reading.furniture) == [1]
    report = list(explain_page(trace, teller("en")))
    assert "issued: 2020-06-09 (folio, line 1)" in report and "folio lines: 1" in report
    claimed = trace_page(PAGE, "a.txt", frozenset({1, 3}))
    assert numbers(claimed.reading.furniture) == [] and numbers(claimed.claimed) == [1, 3]
    assert explain_claimed(claimed) == ["in articles that a person wrote or deleted: 1, 3"]


def explain_claimed(trace: PageTrace | RoleTrace) -> list[str]:
    return [row for row in explain_page(trace, teller("en")) if "a person" in row]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "file", "hints", "issue"),
    [
        (PAGE, "a.txt", Hints(), ("2020-06-09", "江城日报", "2")),
        (PAGE, "江浦日报_20210603_A02.txt", Hints(), ("2020-06-09", "江城日报", "2")),  # what is printed comes first
        (HARVEST, "江浦日报_20210603_A02.txt", Hints(), ("2021-06-03", "江浦日报", "A02")),
        (HARVEST, "江浦日报_20210603_A02.txt", Hints(issue=IssueData(issued=Printed("2021-06-04", "metadata"))), ("2021-06-04", "江浦日报", "A02")),
        (ARTICLE, "a.txt", Hints(), ("2020-06-08", "江城晚报", None)),
    ],
)  # fmt: skip
def test_the_issue_of_a_page(text: str, file: str, hints: Hints, issue: tuple[str | None, ...]) -> None:
    found = read_page(text, file, hints=hints).issue
    assert tuple(p.value if p else None for p in (found.issued, found.paper, found.page)) == issue


def test_the_page_of_a_collection_is_that_of_its_parts() -> None:
    text = f"江城日报\n2020年6月9日　星期二\n\n第1版　要闻\n\n{ARTICLE}\n第2版　民生\n\n{ARTICLE}"
    reading = read_page(text, "a.txt")
    assert reading.kind == "collection" and reading.issue.page is None and reading.issue.section is None
    assert [story.issue.page and story.issue.page.value for story in reading.stories] == ["1", "2"]


def test_lines_that_a_source_knows_as_furniture_stay_out_of_an_article() -> None:
    first = ARTICLE.split("\n").index(PARAGRAPHS[1]) + 1
    reading = read_page(ARTICLE, "a.txt", hints=Hints(furniture=frozenset({first}), flowing=True))
    assert numbers(reading.furniture) == [first]
    assert [block.text for block in reading.stories[0].blocks if block.kind == "paragraph"] == [
        PARAGRAPHS[0],
        PARAGRAPHS[2],
    ]


def test_what_is_left_of_a_page_without_text() -> None:
    reading = trace_tables(read_lines("2021年6月9日 星期三\n\n夏粮收购全面启动\n"), "a.txt").reading
    assert not reading.stories and numbers(reading.furniture) == [1] and numbers(reading.orphans) == [3]
    reading = trace_tables(read_lines("图为收购点\n"), "a.txt").reading
    assert not reading.stories and numbers(reading.furniture) == [1], "a caption of nothing"


def test_explain_says_what_a_second_look_has_changed() -> None:
    page = trace_page(PAGE, "a.txt")
    assert isinstance(page, RoleTrace)
    one, *others = page.lines
    changed = replace(page, lines=(one._replace(role="deck", first="headline"), *others))
    rows = [row for row in explain_page(changed, teller("en")) if "(first: " in row]
    assert [row.split()[:2] for row in rows] == [[str(one.number), "deck"]]
    assert rows[0].endswith("(first: headline)")
