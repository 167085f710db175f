"""The day of issue, the page, the paper and the section, from the lines of a page and from names of files."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.parsing.folio.days import find_days, find_weekdays
from beibei_site.parsing.folio.issue import folio_lines, page_number, read_issue
from beibei_site.parsing.folio.names import issue_of_name

CASES = Path(__file__).parent.parent / "cases"

BODY = [
    "本报讯（记者 石青）6月8日，全市夏粮",
    "收购工作全面启动，二十个收购点同时开",
    "秤。2020年6月9日，收购价比去年高出一成。",
]
DAY = "2020-06-09"  # a Tuesday


def issue_of(*folio: str, at: int = 0, body: list[str] = BODY) -> tuple[str | None, ...]:
    data = read_issue([*body[:at], *folio, *body[at:]]).data
    return tuple(p.value if p else None for p in (data.issued, data.paper, data.page, data.section))


@pytest.mark.parametrize(
    ("folio", "expected"),
    [
        (["江城日报　2020年6月9日　星期二　第2版　民生"], (DAY, "江城日报", "2", "民生")),
        (["2020年6月9日星期二", "江城日报", "要闻　1版"], (DAY, "江城日报", "1", "要闻")),
        (["2020年6月9日 星期二A8江城日报副刊热线：6650-2100"], (DAY, "江城日报", "A8", "副刊")),
        (["A06：民生", "江城日报", "2020/06/09 周二"], (DAY, "江城日报", "A06", "民生")),
        (
            ["３　|　副刊　|　责编：沈秋　|　２０２０．６．９　|　星期二　|　江城日报"],
            (DAY, "江城日报", "3", "副刊"),
        ),
        (["二〇二〇年六月九日　星期二", "第四版　文化"], (DAY, None, "4", "文化")),
        (["民國109年6月9日　星期二", "A2　社會", "港灣時報"], (DAY, "港灣時報", "A2", "社會")),
        (
            ["香山公報　中華民國一百零九年六月九日　星期二"],
            (DAY, "香山公報", None, None),
        ),
        (["中華民國九十二年三月一日　星期六　第二版"], ("2003-03-01", None, "2", None)),
        (["2020年　6月", "9", "星期二", "头版"], (DAY, None, "头版", None)),
        (["二〇二〇年 | 六月九日", "第3版 | 时政"], (DAY, None, "3", "时政")),
        (["2020年6月9日　星期二　农历庚子年闰四月十八"], (DAY, None, None, None)),
        (["Jun. 9, 2020 Tue", "江城日报"], (DAY, "江城日报", None, None)),
        (["江城日报", "国内统一刊号CN50-0001", "2020年6月9日"], (DAY, "江城日报", None, None)),
        (["江　城　日　报", "2 0 2 0 年 6 月 9 日　星期二"], (DAY, "江城日报", None, None)),
        ([*"二〇二〇年六月九日星期二", *"江城日报"], (DAY, "江城日报", None, None)),
    ],
)
@pytest.mark.parametrize("at", [0, 3])
def test_folio_lines_in_any_form(folio: list[str], expected: tuple[str | None, ...], at: int) -> None:
    assert issue_of(*folio, at=at) == expected


def test_parts_that_stand_apart_support_each_other() -> None:
    lines = ["江城日报", BODY[0], "2020年6月9日", BODY[1], "星期二", BODY[2], "第2版"]
    read = read_issue(lines)
    assert read.data.issued and read.data.issued.value == DAY
    assert read.folio == {1, 3, 5, 7}
    split = read_issue(["2020年", *BODY, "6月9日　星期二"])
    assert split.data.issued and split.data.issued.value == DAY


@pytest.mark.parametrize(
    "line",
    [
        "2020年6月9日，大会在区行政中心召开。",
        "6月9日",
        "2020年6月9日，",
        "江城日报社",
        "据《江城日报》报道",
        "第2版印了三万份",
        "有鉴于此，本报",
        "12",
    ],
)
def test_a_line_of_a_story_is_no_folio_line(line: str) -> None:
    assert folio_lines([*BODY, line, *BODY]) == frozenset()
    assert read_issue([*BODY, line, *BODY]).data.issued is None


def test_the_day_at_the_end_of_a_document_is_not_the_day_of_issue() -> None:
    assert issue_of("区人民政府", "2020年4月2日", at=3) == (None, None, None, None)
    assert issue_of("区人民政府", "2020年4月2日", "江城日报　2020年6月9日　星期二")[0] == DAY


def test_where_it_was_read() -> None:
    data = read_issue(["江城日报", "2020年6月9日", "星期二", *BODY], "a.txt").data
    assert data.issued and data.paper
    assert (data.issued.origin, [(s.first, s.last) for s in data.issued.spans]) == ("folio", [(2, 3)])
    assert [s.file for s in data.paper.spans] == ["a.txt"]
    flag = read_issue(["江城日报", "国内统一刊号：CN50-0001", "2020年6月9日　星期二"]).data
    assert flag.issued and flag.issued.origin == "masthead"


def test_a_weekday_that_contradicts_the_calendar_is_told() -> None:
    assert read_issue(["江城日报", "2020年6月9日　星期三"]).wrong_weekday == "2020年6月9日 星期三"
    assert read_issue(["江城日报", "2020年6月9日　星期二"]).wrong_weekday == ""
    assert read_issue(["江城日报", "2020年6月9日"]).wrong_weekday == ""


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("江城日报_20200609_A02.txt", (DAY, "江城日报", "A02")),
        ("江城日报2020年6月9日第2版.pdf", (DAY, "江城日报", "2")),
        ("2020-06-09/03.pdf", (DAY, None, "03")),
        ("2020/06/09/a.txt", (DAY, None, None)),
        ("jcrb20200609.txt", (DAY, None, None)),
        ("000_055a70a6cdb3e695.txt", (None, None, None)),
        ("20201301.txt", (None, None, None)),
        ("第2版.txt", (None, None, None)),
    ],
)
def test_names_of_files(name: str, expected: tuple[str | None, ...]) -> None:
    data = issue_of_name(name)
    assert tuple(p.value if p else None for p in (data.issued, data.paper, data.page)) == expected


NUMERALS = "〇一二三四五六七八九"
FORMS = [
    lambda d: f"{d.year}年{d.month}月{d.day}日",
    lambda d: f"{d:%Y-%m-%d}",
    lambda d: f"{d.year}.{d.month}.{d.day}",
    lambda d: f"{d.year}·{d.month:02}·{d.day:02}",
    lambda d: f"{d.year}/{d.month}/{d.day}",
    lambda d: f"{d:%b. %d, %Y}",
    lambda d: f"{d.day} {d:%B %Y}",
    lambda d: (
        "二" * (d.year >= 2000)
        + "一" * (d.year < 2000)
        + f"{NUMERALS[d.year // 100 % 10]}"
        f"{NUMERALS[d.year // 10 % 10]}{NUMERALS[d.year % 10]}年{d.month}月{d.day}日".replace("〇", "O")
    ),
    lambda d: "".join(NUMERALS[int(c)] for c in str(d.year)) + f"年{spell(d.month)}月{spell(d.day)}日",
]


def spell(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens < 1 else "十" if tens == 1 else NUMERALS[tens] + "十") + (
        NUMERALS[ones] if ones else ""
    )


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(FORMS))
def test_any_day_in_any_form(day: datetime.date, form: object) -> None:
    text = form(day)  # type: ignore[operator]
    assert [found.value for found in find_days(text)] == [day.isoformat()]
    weekday = "一二三四五六日"[day.weekday()]
    assert find_weekdays(f"{text} 星期{weekday}") == [day.weekday()]
    assert issue_of(f"{text}　星期{weekday}")[0] == day.isoformat()
    assert issue_of(f"第3版 澜川日报{text}星期{weekday}") == (day.isoformat(), "澜川日报", "3", None)
    assert not read_issue([f"{text} 星期{weekday}"]).wrong_weekday


@given(st.dates(datetime.date(1912, 1, 1), datetime.date(2099, 12, 31)))
def test_any_day_of_the_republic(day: datetime.date) -> None:
    text = f"中華民國{day.year - 1911}年{day.month}月{day.day}日"
    assert [found.value for found in find_days(text)] == [day.isoformat()]


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)), st.integers(0, 6))
def test_a_weekday_is_told_if_and_only_if_it_is_wrong(day: datetime.date, weekday: int) -> None:
    read = read_issue([f"{day.year}年{day.month}月{day.day}日　周{'一二三四五六日'[weekday]}", "澜川日报"])
    assert bool(read.wrong_weekday) == (weekday != day.weekday())


@given(st.lists(st.text("2020年6月9日星期二周第版A-./|江城报 \n：〇", max_size=12), max_size=12))
def test_any_lines_are_read(lines: list[str]) -> None:
    read = read_issue(lines)
    assert read.folio <= set(range(1, len(lines) + 1))
    assert folio_lines(lines) == read.folio


@given(st.text(max_size=40))
def test_any_name_and_number_is_read(text: str) -> None:
    issue_of_name(text)
    assert isinstance(page_number(text), str)


_, FOLIOS, NO_FOLIOS = (CASES / "folios.txt").read_text(encoding="utf-8").split("\n====\n")
PRINTED = [line.rsplit(" | ", 1) for line in FOLIOS.split("\n") if line and not line.startswith("# ")]


@pytest.mark.parametrize(("folio", "expected"), PRINTED)
@pytest.mark.parametrize("at", [0, 3])
def test_a_folio_is_read_as_written_down(folio: str, expected: str, at: int) -> None:
    found = issue_of(*folio.split("⏎"), at=at)
    assert " ".join(value or "-" for value in found) == expected


@pytest.mark.parametrize("line", NO_FOLIOS.split())
def test_what_is_no_folio_line(line: str) -> None:
    assert folio_lines([*BODY, line, *BODY]) == frozenset()


def test_a_year_and_a_day_on_two_lines_need_the_weekday_of_both() -> None:
    def day(*lines: str) -> str | None:
        issued = read_issue(lines).data.issued
        return issued.value if issued else None

    assert day("2020年", *BODY, "6月9日　星期二", "江城日报") == DAY
    assert day("2020年", *BODY, "6月9日　星期三", "江城日报") is None
    assert day("2020年", *BODY, "6月9日", "江城日报") is None, "nothing says that they belong together"


# which lines are folio lines --------------------------------------------------------------------

TOLD = "江城日报　2020年6月9日　星期二"


def folio_of(*lines: str) -> list[int]:
    """The numbers of the folio lines among `lines`, each with a line of a story above it."""
    whole = [part for line in lines for part in (BODY[1], line)]
    return [number // 2 for number in sorted(folio_lines(whole))]


def test_what_proves_a_line_alone_and_what_needs_a_day_elsewhere() -> None:
    for alone in ("第2版", "责编：罗一禾", "国内统一刊号CN50-0001", "今日8版"):
        assert folio_of(alone) == [1]
    for beside in ("A06　民生", "江城日报", "星期二"):
        assert folio_of(beside) == [] and folio_of(TOLD, beside) == [1, 2]
    for nothing in ("12", "民生", "星期三", "石桥报"):
        assert folio_of(TOLD, nothing) == [1]


def test_a_day_needs_more_that_speaks_for_it() -> None:
    def day(*lines: str) -> str | None:
        issued = read_issue(lines).data.issued
        return issued.value if issued else None

    far = [*BODY, BODY[0], BODY[1]]
    assert day(*far, "2020年6月9日", *far) is None
    assert day("2020年6月9日", *far) == DAY == day("", *far[:2], "2020年6月9日", *far), "near the top"
    assert day(*far[:3], "2020年6月9日", *far) is None
    assert day(*far, "2020-06-09", *far) == DAY, "no document signs so"
    assert day(*far, "2020年6月9日　星期二", *far) == DAY
    assert (
        day(*far, "2020年6月9日", *far, "星期二") == DAY and day(*far, "2020年6月9日", *far, "星期三") is None
    )
    assert day(*far, "2020年6月9日", BODY[0], "江城日报", BODY[0], "第2版") == DAY
    assert day(*far, "2020年6月9日", BODY[0], "江城日报") is None


def test_of_two_days_the_better_told_one_is_the_day_of_issue() -> None:
    assert (
        issue_of("2021年1月1日", BODY[0], TOLD)[0] == DAY == issue_of(TOLD, BODY[0], "2021年1月1日　第2版")[0]
    )


def test_a_long_line_is_no_folio_line() -> None:
    staff = "　".join(["责编：罗一禾"] * 12)
    assert folio_of(staff[:83]) == [1] and folio_of(staff + "　责编：罗一禾" * 2) == []


@pytest.mark.parametrize(
    ("lines", "page", "section"),
    [
        (["第2版　第3版"], "2", None),
        (["A06"], None, None),
        ([TOLD, "a06"], "A06", None),
        ([TOLD, "6"], "6", None),
        ([TOLD, "第4版　石桥"], "4", "石桥"),
        ([TOLD, "石桥　4版"], "4", "石桥"),
        ([TOLD, "第四版", "民生"], "4", "民生"),
    ],
)
def test_the_page_and_its_section(lines: list[str], page: str | None, section: str | None) -> None:
    data = read_issue([*lines, *BODY]).data
    assert (data.page and data.page.value, data.section and data.section.value) == (page, section)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2020年6月31日", []),
        ("2020年13月1日", []),
        ("12020年6月9日", []),
        ("2020年6月9日 10:30", ["2020-06-09"]),
        ("2020-06-09T08:00:00+08:00", ["2020-06-09"]),
        ("2020.6.9-2020.6.10", []),
        ("2020年6月9日至2021年1月1日", ["2020-06-09", "2021-01-01"]),
        ("二〇二〇年十二月三十一日", ["2020-12-31"]),
        ("二〇二〇年廿日", []),
        ("民國元年1月1日", ["1912-01-01"]),
        ("公元2020年 六月 廿九日", ["2020-06-29"]),
        ("sept 9th, 2020", ["2020-09-09"]),
        ("May 2020", []),
    ],
)
def test_days_in_a_text(text: str, days: list[str]) -> None:
    assert [found.value for found in find_days(text)] == days


def test_weekdays_in_a_text() -> None:
    assert find_weekdays("星期天 周一 礼拜六 Thurs. Tuesday wed Sunday") == [6, 0, 5, 3, 1, 2, 6]
    assert find_weekdays("sunset") == []


@pytest.mark.parametrize("before", [[], ["夏粮收购工作全面启动"]])
def test_a_day_set_down_the_page(before: list[str]) -> None:
    lines = [*before, *"2020年6月9日", "星期二", *BODY]
    read = read_issue(lines)
    assert read.data.issued and read.data.issued.value == DAY
    assert read.folio == set(range(len(before) + 1, len(before) + 11))


def test_the_sides_of_a_page_are_read_down() -> None:
    lines = ["江城", BODY[0], "日报", "二〇二〇年", BODY[1], "六月九日", "民生"]
    read = read_issue(lines, sides=((1, 3, 4, 6), (7,)))
    assert read.data.issued and (read.data.issued.value, read.folio) == (DAY, {1, 3, 4, 6})
    assert read.data.paper and read.data.paper.value == "江城日报"
