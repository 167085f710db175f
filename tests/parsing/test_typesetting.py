"""Characters as lines of type: what stands in one line, and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from beibei_site.parsing.pdf.typesetting import set_lines, set_parts
from beibei_site.parsing.pdf.whole_lines import join_parts, take_up_initials
from beibei_site.parsing.sheet.model import Box, Char, TypeLine
from tests.parsing.test_sheet import TEXT, chars, column


def lines_of(*parts: Sequence[Char], rules: Sequence[Box] = ()) -> list[str]:
    return [line.text for line in set_lines([char for part in parts for char in part], rules)]


BODY = column(0, 100, 6)  # twelve letters of size 10 a line


def heads(*parts: Sequence[Char], rules: Sequence[Box] = ()) -> list[str]:
    """The lines over six lines of text."""
    found = lines_of(*parts, BODY, rules=rules)
    assert found[-6:] == [(TEXT * 9)[12 * n :][:12] for n in range(6)]
    return found[:-6]


@pytest.mark.parametrize(
    ("left", "right", "lines"),
    [
        (chars("夏粮", 0, 10), chars("收购", 20, 10), ["夏粮收购"]),
        (chars("夏粮", 0, 10), chars("收购", 23.5, 10), ["夏粮收购"]),
        (chars("夏粮", 0, 10), chars("收购", 55, 10), ["夏粮", "收购"]),
        (chars("夏粮", 0, 10), chars("收购", 20, 12), ["夏粮收购"]),
        (chars("夏粮", 0, 10), chars("收购", 20, 14), ["夏粮", "收购"]),  # another baseline
        (chars("夏粮", 0, 10), chars("收购", 20, 8.28, 12), ["夏粮收购"]),
        (chars("夏粮", 0, 10), chars("收购", 20, 5.7, 15), ["收购", "夏粮"]),  # other type
        (chars("夏粮", 0, 10), [replace(c, light=1.0) for c in chars("收购", 20, 10)], ["夏粮", "收购"]),
        (chars("夏粮收购", 0, 10, step=1.6), [], ["夏粮收购"]),
        (chars("夏粮收购", 0, 10, step=2.3), [], ["夏粮收购"]),
        (chars("夏粮收购", 0, 10, step=4.3), [], ["夏", "粮", "收", "购"]),
        (chars("夏粮收购", 0, 10, 20, step=1.7), [], ["夏粮收购"]),
    ],
)
def test_what_stands_in_one_line(left: list[Char], right: list[Char], lines: list[str]) -> None:
    assert [line.replace(" ", "") for line in heads(left, right)] == lines


def test_a_rule_parts_what_stands_beside_it() -> None:
    beside = chars("夏粮", 0, 10), chars("收购", 22, 10)
    assert heads(*beside, rules=[Box(20.5, 0, 21, 60)]) == ["夏粮", "收购"]
    assert heads(*beside, rules=[Box(20.5, 30, 21, 60)]) == ["夏粮收购"], "further down"
    assert heads(*beside, rules=[Box(45, 0, 46, 60)]) == ["夏粮收购"], "not between them"
    assert heads(*beside, rules=[Box(0, 14, 60, 15)]) == ["夏粮收购"], "a lying one"


def test_a_shadow_is_not_printed_twice() -> None:
    word = chars("夏粮收购", 0, 10)
    moved = [
        replace(c, box=Box(c.box.x0 + 0.6, c.box.y0 + 0.6, c.box.x1 + 0.6, c.box.y1 + 0.6)) for c in word
    ]
    assert heads(word, moved) == ["夏粮收购"]
    assert heads(chars("夏夏", 0, 10)) == ["夏夏"]


def test_words_of_latin_letters_are_parted_by_blanks() -> None:
    letters = [
        Char(c, Box(5 * at, 10, 5 * at + 5, 20), 10, 18.6) for at, c in enumerate("GDP is up") if c != " "
    ]
    assert heads(letters) == ["GDP is up"]
    assert heads(chars("夏粮", 0, 10), chars("收购", 28, 10), chars("启动", 48, 10)) == ["夏粮 收购启动"]


def test_latin_letters_at_the_edge_of_a_column_stay_in_it() -> None:
    left, right = column(0, 10, 5), column(132, 10, 5)
    for at in (23, 24):  # the end of the second line, the beginning of the third
        left[at] = replace(left[at], text="A")
    assert len(lines_of(left, right)) == 10


def test_columns_stay_apart_and_a_printed_blank_does_not_part_a_line() -> None:
    gutter = column(0, 10, 5), column(136, 10, 5)
    assert len(lines_of(*gutter)) == 10
    parted = [*chars(TEXT[:5], 0, 25), *chars(TEXT[5:10], 66, 25)]
    around = [*chars(TEXT[:12], 0, 10), *chars(TEXT[3:15], 0, 40)]
    assert lines_of(parted, around, column(300, 10, 5))[2].split() == [TEXT[:5], TEXT[5:10]]


@pytest.mark.parametrize(
    ("text", "x", "step", "is_line"),
    [
        ("菜价涨了是谁", 200, 1.08, True),
        ("菜价涨", 200, 1.08, True),
        ("菜价", 200, 1.08, False),
        ("菜价涨了是谁", 200, 2.3, False),
    ],
)
def test_characters_set_closely_below_each_other_are_a_vertical_line(
    text: str, x: float, step: float, is_line: bool
) -> None:
    found = set_lines([*chars(text, x, 10, 20, down=True, step=step), *BODY])
    assert [line.text for line in found if line.vertical] == [text] * is_line


def test_vertical_columns_beside_each_other_stay_vertical() -> None:
    page = [c for n in range(5) for c in chars((TEXT * 9)[20 * n :][:20], 200 - 16 * n, 10, down=True)]
    found = set_lines(page)
    assert all(line.vertical for line in found)
    assert sorted(line.text for line in found) == sorted((TEXT * 9)[20 * n :][:20] for n in range(5))


def test_a_line_keeps_its_box_its_size_and_its_colour() -> None:
    (line, *_) = set_lines([*[replace(c, light=1.0) for c in chars("夏粮收购", 30, 10, 20)], *BODY])
    assert (line.box, line.size, line.light, line.vertical) == (Box(30, 10, 110, 30), 20, 1.0, False)


# parts of lines ---------------------------------------------------------------------------------


def type_line(text: str, x: float, y: float, size: float = 10.0) -> TypeLine:
    return TypeLine(text, Box(x, y, x + size * len(text), y + size), size)


LEFT, RIGHT = type_line("夏粮收购", 0, 30), type_line("全面启动", 52, 30)
OVER, UNDER = type_line(TEXT[:10], 0, 15), type_line(TEXT[2:12], 0, 45)


def joined(*lines: TypeLine, rules: Sequence[Box] = ()) -> bool:
    return any(line.text == "夏粮收购 全面启动" for line in join_parts(lines, rules))


def test_parts_of_a_line_are_put_together_where_type_stands_over_the_blank() -> None:
    assert joined(LEFT, RIGHT, OVER) and joined(LEFT, RIGHT, UNDER)
    assert joined(LEFT, RIGHT), "a blank that is no gutter"
    assert not joined(LEFT, RIGHT, OVER, rules=[Box(45, 0, 46, 90)])
    assert joined(LEFT, RIGHT, OVER, rules=[Box(45, 60, 46, 90)]) and joined(
        LEFT, RIGHT, OVER, rules=[Box(0, 42, 90, 43)]
    )


def test_columns_on_one_grid_of_lines_stay_apart() -> None:
    rows = range(0, 90, 15)
    columns = [type_line(TEXT[:8], 0, y) for y in rows] + [type_line(TEXT[8:16], 92, y) for y in rows]
    assert len(join_parts(columns, [])) == 12


def test_headings_beside_each_other_are_parts_of_their_own_if_not_on_one_baseline() -> None:
    def parts_of(beside: list[Char]) -> list[str]:
        whole = set_parts([*chars("夏粮收购全面启动", 0, 10, 20), *beside, *column(0, 60, 6)])
        return sorted(line.text for line in whole if line.size > 15)

    near = 8 * 20 + 0.6 * 20
    assert parts_of(chars("河堤加固", near, 10, 20)) == ["夏粮收购全面启动 河堤加固"]
    assert parts_of(chars("河堤加固", near, 13, 20)) == ["夏粮收购全面启动", "河堤加固"]
    assert parts_of(chars("河堤加固", near, 8.7, 21.5)) == ["夏粮收购全面启动", "河堤加固"]


@pytest.mark.parametrize(
    "right",
    [
        type_line("全面启动", 80, 30),  # too far away
        type_line("全面启动", 52, 35),  # on another level
        type_line("全面启动", 52, 28, 13),  # in other type
        replace(RIGHT, light=1.0),
    ],
)
def test_other_type_is_no_part_of_a_line(right: TypeLine) -> None:
    assert not joined(LEFT, right, OVER)


def test_three_parts_make_one_line() -> None:
    parts = [type_line("夏粮", 0, 30), type_line("收购", 32, 30), type_line("启动", 64, 30), OVER]
    whole = next(line for line in join_parts(parts, []) if line.text.startswith("夏粮"))
    assert (whole.text, whole.box) == ("夏粮 收购 启动", Box(0, 30, 84, 40))


# initials ---------------------------------------------------------------------------------------


def opened(initial: TypeLine, *more: TypeLine) -> bool:
    """Whether a letter opens the first of two lines beside it."""
    beside = [type_line(TEXT[1:10], 45, 10), type_line(TEXT[10:19], 45, 25), type_line(TEXT[19:30], 0, 45)]
    return any(line.text == "全" + TEXT[1:10] for line in take_up_initials([initial, *beside, *more]))


def test_a_large_letter_before_two_lines_opens_the_first() -> None:
    assert opened(type_line("全", 10, 10, 32))
    assert opened(type_line("全", 23, 10, 21))
    assert not opened(type_line("全", 30, 20, 14)), "hardly larger"
    assert not opened(type_line("全", -10, 10, 32)), "too far away"
    assert not opened(type_line("全", 10, -20, 32)), "above"
    assert not opened(type_line("全", 10, 10, 32), type_line("新", 10, -30, 32)), "a letter of a heading"
    assert not opened(type_line("全国人", 10, 10, 11))
    assert not opened(replace(type_line("全", 10, 10, 32), vertical=True))
    only = [type_line("全", 10, 10, 32), type_line(TEXT[1:10], 45, 10)]
    assert len(take_up_initials(only)) == 2, "one line is beside it"


def test_a_word_that_is_spaced_out_stands_beside_one_that_is_not() -> None:
    close, wide = chars("夏粮", 0, 10), chars("收购全", 26, 10, step=1.7)
    found = heads(close, wide, rules=[Box(23, 0, 23.5, 60)])
    assert [text.replace(" ", "") for text in found] == ["夏粮", "收购全"]
    assert heads(
        chars("夏粮", 0, 10, step=1.3), chars("收购", 31, 10, step=1.3), rules=[Box(27, 0, 28, 60)]
    ) == ["夏粮", "收购"]


@pytest.mark.parametrize(("blank", "across"), [([0], []), ([2], []), ([0, 4], []), ([], range(5))])
def test_a_blank_is_one_within_a_vertical_line_if_the_line_beside_goes_on(
    blank: Sequence[int], across: Sequence[int]
) -> None:
    texts = [(TEXT * 9)[20 * n :][:20] for n in range(5)]
    page = [
        char
        for n, text in enumerate(texts)
        for at, char in enumerate(chars(text, 200 - 16 * n, 10, down=True))
        if at != 6 or n not in (*blank, *across)
    ]
    found = [f"{t[:6]} {t[7:]}" if n in blank else t for n, t in enumerate(texts) if n not in across]
    found += [part for n in across for part in (texts[n][:6], texts[n][7:])]
    assert sorted(line.text for line in set_lines(page)) == sorted(found)


@pytest.mark.parametrize(
    ("shift", "sizes", "is_line"),
    [
        (0.0, (20, 20, 20), True),
        (4.0, (20, 20, 20), True),
        (9.0, (20, 20, 20), False),  # the middle one stands beside the others
        (0.0, (20, 16, 20), True),
        (0.0, (20, 12, 20), False),
    ],
)
def test_a_vertical_line_keeps_to_its_middle_and_its_size(
    shift: float, sizes: tuple[int, ...], is_line: bool
) -> None:
    column = [
        char
        for at, size in enumerate(sizes)
        for char in chars("菜价涨"[at], 210 + shift * (at == 1) - size / 2, 10 + 22 * at, size)
    ]
    found = set_lines([*column, *BODY])
    assert any(line.vertical for line in found) is is_line


def test_stops_in_a_vertical_line_stand_in_a_corner() -> None:
    page = chars("菜价，涨了", 200, 10, 20, down=True)
    page[2] = replace(page[2], box=Box(210, 54, 230, 74))
    assert [line.text for line in set_lines([*page, *BODY]) if line.vertical] == ["菜价，涨了"]


def test_white_type_on_black_is_no_line_with_black_type() -> None:
    page = chars("菜价涨了", 200, 10, 20, down=True)
    found = set_lines([*page[:1], *(replace(c, light=1.0) for c in page[1:]), *BODY])
    assert [line.text for line in found if line.vertical] == ["价涨了"]


def column_of(x: float, width: int, rows: int, y: float = 30.0) -> list[TypeLine]:
    """Full lines of type below each other."""
    return [type_line(TEXT[row : row + width], x, y + 15 * row) for row in range(rows)]


@pytest.mark.parametrize("gutter", [8.0, 10.0, 20.0])
def test_lines_of_two_columns_stay_apart(gutter: float) -> None:
    lines = [*column_of(0, 12, 8), *column_of(120 + gutter, 12, 8)]
    assert sorted(line.text for line in join_parts(lines, [])) == sorted(line.text for line in lines)


def test_a_blank_that_other_lines_of_the_column_run_over_is_one_of_its_line() -> None:
    parts = [type_line("第三条", 0, 75), type_line(TEXT[:8], 40, 75)]
    lines = [*column_of(0, 12, 3), *parts, *column_of(0, 12, 3, 90)]
    assert f"第三条 {TEXT[:8]}" in [line.text for line in join_parts(lines, [])]
