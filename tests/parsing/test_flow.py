"""PDFs of one wide column as one text, and pictures of pages in blanks as columns."""

from __future__ import annotations

import pytest

from beibei_site.parsing.sheet.model import Box, Sheet, TypeLine
from beibei_site.parsing.sources.flow import is_flowing, to_flow
from beibei_site.parsing.sources.layout import order_columns

TEXT = "全市夏粮收购工作今天全面启动二十个收购点同时开秤农户排队卖粮收购价比去年高出一成仓容准备充足" * 3


def line(
    text: str, y: float, x: float = 60.0, size: float = 10.0, ink: float = 1.0, *, vertical: bool = False
) -> TypeLine:
    return TypeLine(text, Box(x, y, x + size * len(text), y + size), size, vertical=vertical, ink=ink)


def rows(count: int, y: float = 100.0, width: int = 40, step: float = 16.0) -> list[TypeLine]:
    """Full lines of text below each other, all different."""
    return [line(TEXT[at : at + width], y + at * step) for at in range(count)]


def sheet(*lines: TypeLine) -> Sheet:
    return Sheet(595.0, 842.0, lines)


def flow(*lines: TypeLine) -> list[str]:
    """What stands over twelve full lines of a page."""
    body = rows(12, 400)
    text, furniture = to_flow([sheet(*lines, *body)])
    found = [row for n, row in enumerate(text.split("\n"), 1) if n not in furniture]
    at = found.index(body[0].text)
    assert found[at + 1 : at + 12] == [row.text for row in body[1:]], "no blank line and no mark in the text"
    return found[:at]


def test_one_wide_column_flows() -> None:
    assert is_flowing([sheet(*rows(8))])
    assert is_flowing([sheet(line("夏粮收购全面启动", 60, size=20), *rows(4)), sheet(*rows(4))])
    assert not is_flowing([sheet(*rows(7))]), "too little to tell"
    assert not is_flowing([sheet(*rows(12, width=22))]), "a narrow column"
    assert is_flowing([sheet(*rows(12, width=23))])
    assert not is_flowing([])


def test_columns_beside_each_other_do_not_flow() -> None:
    beside = [line(TEXT[:24], y, x=320) for y in range(100, 260, 16)]
    assert not is_flowing([sheet(*rows(10, width=24), *beside)])
    note = line("旁注", 150, x=480)
    assert is_flowing([sheet(*rows(70, step=10), note)]), "one note beside seventy lines"
    assert not is_flowing([sheet(*rows(60, step=10), note)])
    assert is_flowing([sheet(*rows(60, step=10), line("旁注", 150, x=480, size=8))]), "in smaller type"
    assert is_flowing([sheet(*rows(20, step=20), note)]), "between two lines"


def test_vertical_type_does_not_flow() -> None:
    assert not is_flowing([sheet(*rows(12), line("夏粮收购", 100, x=30, vertical=True))])


def test_short_lines_among_full_ones_still_flow() -> None:
    short = [line("完。", 300 + 16 * n) for n in range(6)]
    assert is_flowing([sheet(*rows(8), *short)])
    assert not is_flowing([sheet(*rows(8), *short, *short, *short, *short)])


@pytest.mark.parametrize(
    ("head", "mark"),
    [
        (line("夏粮收购全面启动", 300, size=12.5), "# "),
        (line("夏粮收购全面启动", 300, size=12.0), "## "),
        (line("夏粮收购全面启动", 300, size=10.5), ""),
        (line("夏粮收购全面启动", 300, x=220), "## "),  # centred
        (line("夏粮收购全面启动", 300, x=260), ""),  # neither centred nor large: an indent
        (line("夏粮收购全面启动", 300, ink=1.3), "### "),  # bold
        (line("夏粮收购全面启动。", 300, ink=1.3), ""),
        (line("夏粮收购全面启动" * 3 + "了了", 300, ink=1.3), "### "),
        (line("夏粮收购全面启动" * 3 + "了了了", 300, ink=1.3), ""),
        (line("夏粮收购全面启动", 300, ink=1.15), ""),
    ],
)
def test_large_centred_and_bold_lines_are_headings(head: TypeLine, mark: str) -> None:
    over, blank = flow(head)
    assert over.startswith(mark) and over.lstrip("# 　") == head.text
    assert mark or not over.startswith("#")
    assert blank == ""


def test_a_line_that_sticks_out_does_not_move_the_column() -> None:
    head, wide = line("夏粮收购全面启动", 300, x=220), line(TEXT[:46], 332, x=60)
    assert flow(head, wide)[0] == "## " + head.text
    left = line(TEXT[30:70], 348, x=20)
    assert flow(head, left)[0] == "## " + head.text and flow(left)[0] == left.text


def test_first_lines_of_paragraphs_are_indented() -> None:
    set_in = line(TEXT[:38], 384, x=80)
    assert flow(set_in) == ["　　" + set_in.text]
    assert flow(line(TEXT[:39], 384, x=70)) == [TEXT[:39]]


def test_a_gap_wider_than_usual_is_a_blank_line() -> None:
    assert flow(line(TEXT[20:60], 380)) == [TEXT[20:60]]
    assert flow(line(TEXT[20:60], 370)) == [TEXT[20:60], ""]
    assert flow(line("夏粮收购", 340, size=20), line("全面启动", 366, size=20)) == [
        "# 夏粮收购",
        "# 全面启动",
        "",
    ]


def test_lines_stand_from_top_to_bottom_and_left_to_right() -> None:
    assert flow(line("丙丙", 340, x=200), line("乙乙", 340), line("甲甲", 324))[:3] == [
        "甲甲",
        "乙乙",
        "　　丙丙",
    ]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    pages = [
        sheet(
            line(f"江城文选　第{n}期", 30), line(f"第{n}节", 50) if n == 1 else line(TEXT[20 + n :][:38], 80), *rows(10, 100 + 2 * n),
            line("· 说明 ·" if n == 1 else "结语" * n, 780), line(f"{n}", 800),
        )
        for n in (1, 2, 3, 4)
    ]  # fmt: skip
    text, furniture = to_flow(pages)
    lines = text.split("\n")
    found = [lines[n - 1] for n in sorted(furniture)]
    assert found == [row for n in (1, 2, 3, 4) for row in (f"江城文选　第{n}期", f"{n}")]
    assert sum(row in (TEXT[at : at + 40] for at in range(10)) for row in lines) >= 40


def test_a_line_that_only_two_of_many_pages_repeat_is_no_running_head() -> None:
    pages = [sheet(line("答记者问" if n < 2 else "篇" * n, 30), *rows(9, 100)) for n in range(9)]
    assert not any("答记者问" in row for row in furniture_of(pages))
    assert (
        furniture_of([sheet(line("答记者问", 30), *rows(9, 100, width=40 - n)) for n in range(2)])[0]
        == "答记者问"
    )


def furniture_of(pages: list[Sheet]) -> list[str]:
    text, furniture = to_flow(pages)
    return [text.split("\n")[n - 1] for n in sorted(furniture)]


def test_a_page_without_lines() -> None:
    assert to_flow([sheet()]) == ("", frozenset())
    assert to_flow([sheet(), sheet(line("完", 100))])[0] == "完\n"


# pictures of pages in blanks -------------------------------------------------------------------


def picture(*columns: tuple[int, int, list[str]]) -> str:
    """Columns as `pdftotext -layout` shows them: each with its first row, its position and its lines."""
    grid: dict[int, str] = {}
    for first, at, lines in sorted(columns, key=lambda column: column[1]):
        for number, text in enumerate(lines, first):
            grid[number] = grid.get(number, "").ljust(at) + text
    return "\n".join(grid.get(row, "") for row in range(max(grid) + 1)) + "\n"


LEFT, MIDDLE, RIGHT = ([f"{name}栏第{row}行的文字" for row in "一二三四五六"] for name in "左中右")


def test_columns_side_by_side_come_one_after_the_other() -> None:
    page = picture((0, 0, LEFT), (0, 14, MIDDLE), (0, 28, RIGHT))
    assert order_columns(page)[0] == "\n\n".join("\n".join(c) for c in (LEFT, MIDDLE, RIGHT)) + "\n"


def test_what_stands_over_all_columns_comes_first_and_below_all_last() -> None:
    head, foot = ["夏粮收购全面启动二十个收购点同时开秤"], ["责任编辑的话写在这里给所有的读者看一看"]
    page = picture((0, 6, head), (2, 0, LEFT), (2, 14, RIGHT), (9, 0, foot))
    assert order_columns(page)[0].split("\n\n") == [
        *("\n".join(part) for part in (head, LEFT, RIGHT)), foot[0] + "\n",
    ]  # fmt: skip


def test_two_stories_below_each_other_in_two_columns() -> None:
    page = picture((0, 0, LEFT[:3]), (0, 14, LEFT[3:]), (7, 0, RIGHT[:3]), (7, 14, RIGHT[3:]))
    assert order_columns(page)[0].replace("\n\n", "\n").split() == [*LEFT, *RIGHT]


def test_a_line_that_is_set_in_keeps_its_indent() -> None:
    left = ["左栏第一行的文字", "  左栏第二行", "左栏第三行的文字", " 左栏第四行", "左栏第五行的文字"]
    found = order_columns(picture((0, 0, left), (0, 14, RIGHT)))[0].split("\n")
    assert found[:5] == [left[0], "　　左栏第二行", left[2], "左栏第四行", left[4]]
    moved = order_columns(picture((0, 0, LEFT), (0, 14, [*RIGHT[:2], "  右栏第三行", *RIGHT[3:]])))[0]
    assert "　　右栏第三行" in moved.split("\n")


def test_blanks_inside_a_line_are_no_gutter() -> None:
    left = ["左栏 第一行文字", "左栏第  二行的文字", *LEFT[2:]]
    found = order_columns(picture((0, 0, left), (0, 14, RIGHT)))[0].split("\n")
    assert found[:6] == left


def test_a_narrow_gutter_shows_by_where_lines_begin() -> None:
    found = order_columns(picture((0, 0, LEFT), (0, 9, MIDDLE), (0, 30, RIGHT)))[0]
    assert found.split() == [*LEFT, *MIDDLE, *RIGHT]


def test_two_columns_with_a_narrow_gutter_show_by_their_widths() -> None:
    found = order_columns(picture((0, 0, LEFT), (0, 10, RIGHT)))[0].split("\n")
    assert found[:-1] == [line for row in zip(LEFT, RIGHT, strict=True) for line in row]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(LEFT) + "\n",
        picture((0, 0, LEFT), (0, 14, RIGHT[:2])),  # two rows
        picture((0, 0, LEFT * 4), (0, 14, RIGHT[:3])),  # three of twenty-four
        "强   对   脱   贫   攻   坚\n" * 6,  # spaced out
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert order_columns(text)[0] == text
