"""What lines of text say and what can be measured on them: credits, jump lines, furniture, widths, blanks."""

from __future__ import annotations

import pytest

from beibei_site.domain.model import Jump
from beibei_site.parsing.text import credits, furniture, grammar, signatures
from beibei_site.parsing.text.lines import PageLine, mark_width, read_lines, width_of
from beibei_site.parsing.text.spacing import close_heading, close_sentence, join_lines
from beibei_site.parsing.text.wording import measure_words

# credits ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("记者 石青", [("记者", "石青")]),
        ("（本报记者 石青 通讯员 何苗）", [("记者", "石青"), ("通讯员", "何苗")]),
        ("本报特约通讯员 何苗", [("通讯员", "何苗")]),
        ("首席记者 石青 见习记者 何苗", [("记者", "石青"), ("记者", "何苗")]),
        ("石青/文 方圆 摄影", [("文", "石青"), ("摄影", "方圆")]),
        ("记者 石青 何苗/文 方圆/制图", [("文", "石青"), ("文", "何苗"), ("制图", "方圆")]),
        ("石青/摄", [("摄", "石青")]),
        ("文/石青", [("文", "石青")]),
        ("■ 撰文 石青 摄影 方圆", [("撰文", "石青"), ("摄影", "方圆")]),
        ("石青 何苗 图片由粮食局提供", [("记者", "石青"), ("记者", "何苗")]),
        ("记者 霍 吕", [("记者", "霍吕")]),
        ("記者 霍敏兒 攝影", [("摄影", "霍敏兒")]),
        ("记者 阿依古丽·买买提 摄", [("摄", "阿依古丽·买买提")]),
        ("□记者石青通讯员何苗", [("记者", "石青"), ("通讯员", "何苗")]),
    ],
)
def test_lines_of_credits(text: str, found: list[tuple[str, str]]) -> None:
    assert [(credit.role, credit.name) for credit in credits.line_credits(text)] == found


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("记者 石青 摄", True),
        ("石青/文 方圆/摄", True),
        ("石青 图片由江城粮食局提供", True),
        ("记者 石青在收购点采访了二十位农户", False),
        ("周旭出席 何庆主持", False),
        ("记者 石青。", False),
        ("记者 " + "石青 " * 8, True),
        ("记者 " + "石青 " * 8 + "文 " * 20, False),
    ],
)
def test_whether_a_line_is_credits_alone(text: str, is_one: bool) -> None:
    assert credits.is_credit(text) is is_one


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("本报讯（记者 石青 实习生 何苗）6月8日", ["石青", "何苗"]),
        ("〔记者石青／江城报导〕夏粮", ["石青"]),
        ("（中央社记者霍敏兒台北3日电）夏粮", ["霍敏兒"]),
        ("本报记者 石青 报道 夏粮", ["石青"]),
        ("夏粮收购全面启动，" * 11 + "本报讯（记者 石青）", []),
        ("本报讯（记者 石青 报道）", ["石青"]),
        ("（本報記者石青、何苗報導）「來了麼？」", ["石青", "何苗"]),
        ("【本报讯】（作者 石青）夏粮收购全面启动。", ["石青"]),
        ("本报讯作者石青报道：夏粮收购全面启动。", ["石青"]),
        ("●作者 石青 夏粮收购全面启动。", ["石青"]),
        ("●记者方圆 夏粮收购全面启动。", ["方圆"]),
        ("【本报讯】记者石青报道：夏粮收购全面启动。", ["石青"]),
        ("〔記者方曉林／專訪〕夏粮", ["方曉林"]),
        ("本报讯（记者 佟岩于春鹤）夏粮", ["佟岩", "于春鹤"]),
        ("●记者来到 夏粮收购点的门前。", []),
        ("本报北京1月26日讯 记者石青报道：夏粮收购全面启动。", ["石青"]),
        ("《夏粮》（作者 石青）一书，日前出版。", []),
    ],
)
def test_who_writes_by_the_lead(text: str, names: list[str]) -> None:
    assert [credit.name for credit in signatures.lead_credits(text)] == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("完。（记者 石青 通讯员 何苗）", [("记者", "石青"), ("通讯员", "何苗")]),
        ("完。（石青）", [("作者", "石青")]),
        ("“完。”（江城大学教授 石青）", [("作者", "石青")]),
        ("完。（石青 整理）", [("作者", "石青")]),
        ("完。（石青／江城）", [("作者", "石青")]),
        ("完。（石青 辑）", [("作者", "石青")]),
        ("完。（文 石青）", [("文", "石青")]),
        ("完。（文方圆）", [("文", "方圆")]),
        ("完。（文天祥）", [("作者", "文天祥")]),
        ("完。（石青 何苗 方圆）", [("作者", "石青"), ("作者", "何苗"), ("作者", "方圆")]),
        ("完。（方圆）（石青、何苗）", [("作者", "石青"), ("作者", "何苗")]),
        ("完。（安排 见表）", []),
        ("完。（据 新华社）", []),
        ("完。（新华社）", []),
        ("完。（未完）", []),
        ("完。（全文完）", []),
        ("完。（下略）", []),
        ("农户（石青）", []),
        ("完。（石青）又来了", []),
    ],
)
def test_who_signs_at_the_end(text: str, found: list[tuple[str, str]]) -> None:
    assert [(credit.role, credit.name) for credit in signatures.closing_credits(text)] == found


def test_the_lead_comes_before_the_end() -> None:
    def names(*paragraphs: str, lines: tuple[str, ...] = ()) -> list[str]:
        return [credit.name for credit in signatures.story_credits(paragraphs, [[line] for line in lines])]

    assert names("本报讯（记者 石青）夏粮。", "完。（何苗）") == ["石青"]
    assert names("夏粮。", "完。（何苗）", lines=("石青/摄", "何苗/文")) == ["何苗", "石青"]
    assert names(lines=("石青/摄",)) == ["石青"]


# grammar ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rest", "jump"),
    [
        ("稳定。（下转3版）", "稳定。", Jump("to", 3)),
        ("（上接第A02版）稳定。", "稳定。", Jump("from", 2)),
        ("( 紧接 十二 版 )", "", Jump("to", 12)),
        ("稳定。（下转3版《夏粮》）", "稳定。", Jump("to", 3)),
        ("稳定。（下转）", "稳定。（下转）", None),
        ("稳定。（下转十二三版）", "稳定。", Jump("to", 12)),
        ("稳定。（下转二三版）", "稳定。", Jump("to", 2)),
        ("稳定。（下转第二、第三版）", "稳定。", Jump("to", 2)),
        ("稳定。（下转0版）", "稳定。（下转0版）", None),
        ("The delegates met. Continued on Page 0", "The delegates met. Continued on Page 0", None),
    ],
)
def test_jump_lines_are_taken_out(text: str, rest: str, jump: Jump | None) -> None:
    assert grammar.find_jump(text) == (rest, jump)


@pytest.mark.parametrize(
    ("text", "finished", "closed"),
    [
        ("完。", True, True),
        ("完。”）", True, True),
        ("完……", True, True),
        ("The end.", True, True),
        ("增长3.", False, False),
        ("The storm carried it off in the spring of 1920.", True, True),
        ("It was, he said, “gone by the spring of 1920.”", True, True),
        ("The price rose from 12 to 14.", True, True),
        ("The Northern Star, No. 12.", False, False),
        ("Lisbon, Portugal, Saturday, June 14, 1923.", False, False),
        ("如下：", False, True),
        ("第一条；", False, True),
        ("仓容充足（下转3版）", False, True),
        ("仓容充足，", False, False),
        ("（上接1版）夏粮收购工作全面启动二十个收购点", False, False),
        ("仓容充足", False, False),
    ],
)
def test_how_sentences_and_paragraphs_end(text: str, finished: bool, closed: bool) -> None:
    assert (grammar.is_finished(text), grammar.is_closed(text)) == (finished, closed)


@pytest.mark.parametrize(("text", "is_day"), [
    ("12月31日", True), ("1月1日", True), ("13月1日", False), ("0月1日", False), ("6月32日", False), ("6月0日", False),
])  # fmt: skip
def test_only_days_of_the_calendar_are_days(text: str, is_day: bool) -> None:
    assert grammar.has_day(text) is is_day


@pytest.mark.parametrize(("text", "is_open"), [
    ("“夏粮", True), ("“夏粮”", False), ("《夏粮", True), ("（夏粮", True), ("夏粮”", False), ("“夏粮”“收购", True),
])  # fmt: skip
def test_brackets_left_open(text: str, is_open: bool) -> None:
    assert grammar.leaves_open(text) is is_open


# furniture --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("责编：罗一禾", "folio"),
        ("A02版", "folio"),
        ("第二版", "folio"),
        ("2021年6月9日 星期三", "folio"),
        ("热线：12345678", "folio"),
        ("2021年6月9日，大会召开。", ""),
        ("热线：" + "1" * 57, "folio"),
        ("热线：" + "1" * 58, ""),
        ("热烈庆祝大桥通车", "slogan"),
        ("热烈庆祝" + "大桥" * 28, "slogan"),
        ("热烈庆祝" + "大桥" * 29, ""),
        ("大桥通车 热烈庆祝", ""),
        ("讲文明讲文明", "doubled"),
        ("讲 文 明 讲 文 明", "doubled"),
        ("文明文明", ""),
        ("讲文明讲文化", ""),
        ("讲文明文明讲", ""),
        ("文明" * 30, "doubled"),
        ("文明" * 32, ""),
    ],
)
def test_lines_of_the_page_itself(text: str, kind: str) -> None:
    assert furniture.furniture_of(text) == kind


# lines ------------------------------------------------------------------------------------------


def line(text: str) -> PageLine:
    (found,) = read_lines(text)
    return found


@pytest.mark.parametrize(
    ("raw", "text", "indent", "level", "spaced"),
    [
        ("　　夏粮", "夏粮", 2.0, 0, False),
        (" \t夏粮  ", "夏粮", 2.5, 0, False),
        ("## 夏粮", "夏粮", 0.0, 2, False),
        ("####### 夏粮", "####### 夏粮", 0.0, 0, False),
        ("##夏粮", "##夏粮", 0.0, 0, False),
        ("**夏粮**开__秤__", "夏粮开秤", 0.0, 0, False),
        ("夏 粮 收 购", "夏粮收购", 0.0, 0, True),
        ("夏 粮 收购", "夏粮收购", 0.0, 0, True),
        ("夏 粮", "夏 粮", 0.0, 0, False),
        ("夏粮 收购 启动", "夏粮 收购 启动", 0.0, 0, False),
        ("夏 粮 收 购  全 面 启 动", "夏粮收购 全面启动", 0.0, 0, True),
        ("夏粮收购工作 2 0 2 0 年启动", "夏粮收购工作 2020 年启动", 0.0, 0, False),
        ("⼈⺠", "人民", 0.0, 0, False),
        ("夏\u00a0粮\u200b", "夏 粮", 0.0, 0, False),
        ("A　B", "A B", 0.0, 0, False),
    ],
)
def test_a_line_without_its_markup(raw: str, text: str, indent: float, level: int, spaced: bool) -> None:
    found = line(raw)
    assert (found.text, found.indent, found.level, found.spaced) == (text, indent, level, spaced)


def test_widths_count_in_full_characters() -> None:
    assert [width_of(text) for text in ("夏粮", "2020年", "GDP,", "，。", "a b", "")] == [
        2,
        3,
        2.5,
        2,
        1.5,
        0,
    ]
    assert width_of("夏粮,开秤.", 0.5) == 5.0


def test_narrow_marks_are_full_ones_if_that_makes_lines_even() -> None:
    assert mark_width(["夏粮,开秤", "夏粮，开秤", "夏粮开秤,"]) == 1.0
    assert mark_width(["夏,粮,开秤", "夏粮收购点", "农,户,排队"]) == 0.5
    assert mark_width(["夏粮开秤", "夏粮开"]) == 1.0


def test_blank_lines_are_counted() -> None:
    assert [found.after_blank for found in read_lines("\n甲\n乙\n\n \n　\n丙")] == [1, 0, 3]


# blanks -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("夏 粮收购 启动", "夏粮收购启动"),
        ("用 Python 3 写", "用Python 3写"),
        ("New York 的", "New York的"),
        ("（ 本报 记者  石青 何苗 ）夏 粮", "（本报 记者 石青 何苗）夏粮"),
        ("（记者：石青）", "（记者 石青）"),
        ("《江城市人民政府 夏粮收购办法》", "《江城市人民政府 夏粮收购办法》"),
        ("《江城市 人民政府 夏粮收购办法》", "《江城市人民政府夏粮收购办法》"),
        ("《江城 日报》", "《江城日报》"),
        ("【本报讯】（作者 石青）夏 粮", "【本报讯】（作者 石青）夏粮"),
        ("完。（石青 何苗 方圆）", "完。（石青 何苗 方圆）"),
        ("完。（石青 辑）", "完。（石青 辑）"),
        ("●作者 石青 夏 粮", "●作者 石青 夏粮"),
    ],
)
def test_blanks_of_a_sentence(text: str, closed: str) -> None:
    assert close_sentence(text, wrapped=False) == closed


def test_line_breaks_left_as_blanks_are_none_of_a_title() -> None:
    assert close_sentence("《江城市人民政府 夏粮收购办法》", wrapped=True) == "《江城市人民政府夏粮收购办法》"


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("农户排队 价格上涨", "农户排队 价格上涨"),
        ("农户 排队卖粮收购", "农户排队卖粮收购"),
        ("农户排 排队卖粮收购", "农户排 排队卖粮收购"),
        ("农户排 排队卖粮收购点", "农户排排队卖粮收购点"),
        ("甲 乙 丙丁戊己庚", "甲 乙 丙丁戊己庚"),
        ("夏粮“ 四地 ”目标", "夏粮“四地”目标"),
        ("New Yorkers", "New Yorkers"),
    ],
)
def test_blanks_of_a_heading(text: str, closed: str) -> None:
    assert close_heading(text) == closed


def test_words_of_latin_letters_stay_apart_at_a_line_break() -> None:
    assert join_lines(["New", "York"]) == "New York"
    assert (
        join_lines(["夏粮GDP", "增长", "GDP", "3", "%", "sixty-", "one", ""]) == "夏粮GDP增长GDP3%sixty-one"
    )


# wording ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("夏粮，开秤；价格，好，很好。", {"finished", "commas", "full stop mark"}),
        ("夏粮。开秤", {"stops inside", "full stop mark"}),
        ("夏粮开秤，", {"ends open", "commas"}),
        ("，夏粮", {"starts closed", "commas"}),
        ("▲夏粮", {"mark", "caption words"}),
        ("图为夏粮。石青摄", {"caption words", "photo credit", "stops inside", "full stop mark"}),
        ("（下转3版）", {"jump line", "bracketed", "page words", "digits", "ascii"}),
        ("星期三", {"date", "folio"}),
        ("热烈庆祝通车", {"slogan"}),
        ("记者 石青", {"credit", "staff", "blank", "ascii"}),
        ("“夏粮”", {"quoted"}),
        ("——夏粮", {"dash first"}),
        ("GDP增长3:1", {"digits", "ascii", "colon"}),
    ],
)
def test_what_a_line_says(text: str, said: set[str]) -> None:
    assert {name for name, value in measure_words(text, 1, text).items() if value} == said


def test_how_much_a_line_says() -> None:
    measures = measure_words("甲，乙，丙，丁，戊A1", 1, "")
    assert measures["commas"] == 3 and measures["digits"] == 1 / 11 and measures["ascii"] == 2 / 11
    assert [measure_words("夏粮收购点", n, whole)["printed twice"] for n, whole in ((1, ""), (2, ""))] == [
        0,
        1,
    ]
    assert measure_words("夏粮收购点", 1, "夏粮收购点的夏粮收购点")["printed twice"] == 1
    assert measure_words("夏粮收购点", 1, "夏粮收购点")["printed twice"] == 0
    assert measure_words("夏粮收购", 1, "夏粮收购夏粮收购")["printed twice"] == 0, "too short to tell"
