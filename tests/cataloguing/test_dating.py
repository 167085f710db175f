"""The year of a page and the day of a story."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cataloguing.dating import (
    SURROUNDINGS,
    YEAR_RULES,
    Opening,
    ReadPage,
    date_stories,
    find_years,
    issue_of,
    opening_day,
    own_year,
    weekday_years,
    year_evidence,
)
from beibei_site.domain.dates import is_day
from beibei_site.domain.issue import FileKind, IssueData, Printed, value_of
from beibei_site.domain.model import IssueDate
from beibei_site.domain.record import PageRecord
from tests.cataloguing.stories import page, story

SURROUNDED = {
    "a plan": [
        *(f"{word}2025年" for word in "到 至 力争 预计 计划 确保 将于 有望".split()),
        *(f"2025年{word}" for word in "底前 年底前 以前 前 全面建成 完成 实现 的候选 的目标".split()),
    ],
    "a look back": [
        *(f"{word}2015年" for word in "自 从 于 截至 早在 始于 建于 创办于 成立于 回顾 与 较 比".split()),
        *(f"2015年{word}" for word in "以来 起 开始 的考核 审计 决算 同期 相比".split()),
    ],
}


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("2020年4月2日", {2020: 7.0}),
        ("2020 年 4 月 2 日", {2020: 7.0}),
        ("4月2日，2020年", {2020: 6.0}),
        ("今年，也就是2020年", {2020: 5.0}),
        ("今年的事。2020年", {2020: 1.0}),
        ("2020年，今年", {2020: 5.0}),
        ("去年（2019年）", {2020: 4.0, 2019: 1.0}),
        ("上年即2019年", {2020: 4.0, 2019: 1.0}),
        ("2020年，2019年", {2020: 1.0, 2019: 1.0}),
        ("2016—2020年的规划，2019年", {2019: 1.0}),
        ("12020年，2120年，1899年", {}),
        ("无", {}),
    ],
)
def test_what_a_text_says_of_its_year(text: str, evidence: dict[int, float]) -> None:
    assert year_evidence(text) == evidence


@pytest.mark.parametrize(("name", "weight"), [("a plan", 0.0), ("a look back", 0.25)])
def test_words_beside_a_year_change_its_weight(name: str, weight: float) -> None:
    for text in SURROUNDED[name]:
        assert sum(year_evidence(text).values()) == weight, text


def test_every_rule_has_a_case() -> None:
    assert {s.name for s in SURROUNDINGS} == set(SURROUNDED) and len(YEAR_RULES) == 5


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("", None),
        ("到2025年", None),
        ("2019年，2019年，2019年，2020年", 2020),
        ("2019年，2019年，2019年，2019年，2020年", 2019),
        ("2019年，" * 10 + "2020年，" * 3, 2020),
        ("2020年4月2日。到2025年", 2020),
        ("2021年。4月2日 星期四", 2020),
        ("2023年。4月2日 星期四", 2020),
        ("2020年。4月5日星期天", 2020),
        ("2020年。4月2日星期四，2月30日星期一", 2020),
        ("2021年。2019年4月2日 星期四", 2019),
        ("4月2日 星期四", None),
    ],
)
def test_the_year_of_a_page_from_its_own_text(text: str, year: int | None) -> None:
    assert own_year(page(text=text)) == year


def test_a_weekday_is_looked_for_ten_years_either_way() -> None:
    assert weekday_years("4月2日 星期四", 2020) == {2015, 2020, 2026}
    assert weekday_years("2月29日 星期六", 2021) == {2020}


def test_the_curator_has_the_first_word() -> None:
    assert own_year(page(text="2019年4月2日", year=2021)) == 2021
    assert own_year(page(text="2019年4月2日", issued="2020-04-03")) == 2020
    assert own_year(page(text="2019年4月2日", page="3")) == 2019


def test_a_page_without_a_year_takes_that_of_its_twin_then_that_of_its_neighbours() -> None:
    texts = {"a": "2019年", "b": "", "c": "2019年", "d": "", "e": "2020年", "f": "", "g": ""}
    pages = [page(text=text, file=file) for file, text in texts.items()]
    known = {"a": 2019, "c": 2019, "e": 2020}
    assert find_years(pages, {}) == known | {"b": 2019}
    assert find_years(pages, {"b": "e", "c": "e", "d": "f"}) == known | {"b": 2020}
    assert find_years(pages, {"g": "e"}) == known | {"b": 2019, "g": 2020, "f": 2020}


@given(st.lists(st.sampled_from([None, 2019, 2020]), max_size=9))
def test_no_year_is_guessed(years: list[int | None]) -> None:
    pages = [page(text=f"{year}年" if year else "", file=str(at)) for at, year in enumerate(years)]
    found = find_years(pages, {})
    for at, year in enumerate(years):
        before = next((y for y in reversed(years[:at]) if y), None)
        after = next((y for y in years[at:] if y), None)
        assert found.get(str(at)) == (year or (before if before == after else None))


def test_no_year_comes_from_another_folder_paper_or_kind_of_file() -> None:
    def dated(file: str, paper: str = "", year: int | None = 1998) -> ReadPage:
        printed = IssueData(paper=Printed(paper, "folio")) if paper else IssueData()
        return ReadPage(file, f"{year}年" if year else "", (), None, printed)

    a, z = dated("1/a.txt"), dated("1/z.txt")
    assert find_years([a, dated("1/n.txt", year=None), z], {})["1/n.txt"] == 1998
    for pages in (
        [a, dated("2/n.txt", year=None), dated("3/z.txt")],
        [a, replace(dated("1/n.txt", year=None), kind="article"), z],
        [replace(a, kind="article", text="1998年5月4日"), dated("1/n.txt", year=None), z],
        [dated("1/a.txt", "江城日报"), dated("1/n.txt", year=None), dated("1/z.txt", "云川晚报")],
        [dated("1/a.txt", "江城日报"), dated("1/n.txt", "云川晚报", None), dated("1/z.txt", "江城日报")],
    ):
        assert pages[1].file not in find_years(pages, {})


@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"), st.sampled_from([None, 1998, 2003]), st.sampled_from(["page", "article"])
        ),
        max_size=8,
    )
)
def test_a_folder_is_dated_as_if_it_were_alone(files: list[tuple[str, int | None, FileKind]]) -> None:
    pages = [
        ReadPage(f"{folder}/{at}", f"{year}年1月1日" if year else "", (), None, kind=kind)
        for at, (folder, year, kind) in enumerate(files)
    ]
    alone = [find_years([p for p in pages if p.file[0] == folder], {}) for folder in "ab"]
    assert find_years(pages, {}) == alone[0] | alone[1]


LEAD = "本报讯（记者 石青）"


@pytest.mark.parametrize(
    ("paragraphs", "opening"),
    [
        ([f"{LEAD}6月8日，夏粮开镰。"], Opening(6, 8, is_dateline=True)),
        (["新华社北京6月8日电，夏粮开镰。"], Opening(6, 8, is_dateline=True)),
        (["6月8日，夏粮开镰。"], Opening(6, 8)),
        (["2019年6 月 8 日，夏粮开镰。"], Opening(6, 8, 2019)),
        ([f"{LEAD}全市夏粮收购工作于昨日6月8日启动。"], Opening(6, 8, is_dateline=True)),
        ([f"{LEAD}全市夏粮收购工作已经在昨日6月8日启动。"], Opening(6, 8)),
        (["夏粮开镰。", f"{LEAD}6月8日"], Opening(6, 8)),
        (["夏粮开镰。", "秋粮入库。", "6月8日"], None),
        (["稻" * 156 + "6月8日"], Opening(6, 8)),
        (["稻" * 157 + "6月8日"], None),
        *(([f"6月8日{word}，6月9日"], Opening(6, 9)) for word in "起 前 之前 止 开始 至 将".split()),
        (["13月40日，2月30日，2月29日"], Opening(2, 29)),
        (["重3.6月8日"], None),
        ([], None),
    ],
)  # fmt: skip
def test_the_day_that_opens_a_story(paragraphs: list[str], opening: Opening | None) -> None:
    assert opening_day(story(*paragraphs)) == opening


def test_each_story_is_dated_by_what_it_says_else_by_its_page() -> None:
    stories = (
        story(f"{LEAD}4月2日，甲。"),
        story("4月1日，乙。"),
        story("丙。"),
        story("2019年5月1日，丁。"),
    )
    expected = [
        IssueDate("2020-04-02", "dateline"),
        IssueDate("2020-04-01", "text"),
        IssueDate("2020-04-02", "page"),
        IssueDate("2019-05-01", "text"),
    ]
    assert list(date_stories(page(*stories), 2020)) == expected
    assert date_stories(page(stories[2]), 2020) == (IssueDate("2020", "page"),)


def test_without_a_year_only_a_full_date_is_one() -> None:
    stories = (story("4月1日，乙。"), story("2019年5月1日，丁。"), story("2019年2月29日，戊。"))
    dates = date_stories(page(*stories), None)
    assert dates == (IssueDate(), IssueDate("2019-05-01", "text"), IssueDate())


def test_a_curators_date_of_issue_dates_what_says_nothing() -> None:
    made = page(story("丙。"), story("4月1日，乙。"), issued="2020-04-03")
    assert date_stories(made, 2020) == (IssueDate("2020-04-03", "curator"), IssueDate("2020-04-01", "text"))


def test_a_day_after_the_day_of_issue_is_of_the_year_before() -> None:
    late = story("12月30日，乙。")
    assert date_stories(page(late, issued="2020-01-02"), 2020)[0].value == "2019-12-30"
    assert date_stories(page(late, issued="2020-01"), 2020)[0].value == "2020-12-30"
    assert date_stories(page(late, issued="2020-12-30"), 2020)[0].value == "2020-12-30"


def test_in_a_january_paper_december_is_of_the_year_before() -> None:
    stories = (story("12月30日，甲。"), story("1月2日，乙。"), story("11月2日，丙。"))
    assert [d.value for d in date_stories(page(*stories), 2020)] == ["2019-12-30", "2020-01-02", "2020-11-02"]
    assert date_stories(page(stories[0]), 2020)[0].value == "2020-12-30"


def test_a_day_that_its_year_does_not_have_is_no_date() -> None:
    assert date_stories(page(story("2月29日，甲。")), 2019) == (IssueDate("2019", "page"),)


@given(st.integers(0, 14), st.integers(0, 33), st.sampled_from([None, 2019, 2020]))
def test_a_date_is_one_of_the_calendar_or_none(month: int, day: int, year: int | None) -> None:
    (date,) = date_stories(page(story(f"{month}月{day}日，甲。")), year)
    assert is_day(date.value) or date.value == (str(year) if year else "")


def test_a_printed_day_of_issue_beats_all_counting() -> None:
    printed = IssueData(issued=Printed("2021-06-03", "folio"))
    stories = (
        story("6月2日，甲。"),
        story("5月30日，乙。"),
        story("2019年5月1日，丙。"),
        story("6月4日，丁。"),
        story("戊。"),
    )
    made = ReadPage("a.txt", "2019年，2019年，2019年5月1日", stories, None, printed)
    assert own_year(made) == 2021
    values = [(date.value, date.origin) for date in date_stories(made, 2021)]
    assert values == [("2021-06-02", "text"), *[("2021-06-03", "page")] * 4]


def test_a_curator_comes_before_the_folio_and_a_source_line_before_the_page() -> None:
    printed = IssueData(issued=Printed("2021-06-03", "folio"), page=Printed("2", "folio"))
    own = replace(story("甲。"), issue=IssueData(issued=Printed("2020-01-02", "metadata")))
    read = ReadPage("a.txt", "", (own,), None, printed)
    assert issue_of(own, read) == IssueData(issued=own.issue.issued, page=printed.page)
    by_hand = replace(read, record=PageRecord(file="a.txt", key="a", issued="2021-06-04"))
    assert issue_of(own, by_hand).issued == Printed("2021-06-04", "page-record")
    kept = PageRecord(file="a.txt", key="a", issued="2021-06-03", read=printed)  # as the program has read it
    assert issue_of(own, replace(read, record=kept)).issued == own.issue.issued


@pytest.mark.parametrize(
    ("printed", "year", "issued"),
    [
        ("2010-08-20", 2011, "2011-08-20"),
        ("2012-02-29", 2011, "2011-02"),
        ("2010", 2011, "2011"),
        ("", 2011, ""),
    ],
)
def test_a_year_that_somebody_has_set_counts_in_the_day_that_was_read(
    printed: str, year: int, issued: str
) -> None:
    read = IssueData(issued=Printed(printed, "folio") if printed else None)
    record = PageRecord(file="a.txt", key="a", issued=printed or None, year=year, read=read)
    stories = (story("8月19日，甲。"), story("乙。"))
    dated = ReadPage("a.txt", "", stories, record, read)
    assert own_year(dated) == year and value_of(dated.issue.issued) == issued == value_of(record.issue.issued)
    first, second = (day.value for day in date_stories(dated, year))
    assert first[:4] == second[:4] == str(year)
    by_hand = replace(record, issued="2009-08-20")
    assert value_of(replace(dated, record=by_hand).issue.issued) == "2009-08-20"


def test_the_articles_of_a_collection_have_no_year_in_common() -> None:
    assert own_year(replace(page(text="2019年5月1日"), kind="collection")) is None
    assert own_year(replace(page(text="1987年进厂"), kind="article")) is None
    assert own_year(replace(page(text="2019年5月1日"), kind="article")) == 2019
