"""Pages with geometry: nothing is lost, nothing invented, and what is laid out plainly is read plainly."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.domain.text import letters
from beibei_site.parsing.pdf.typesetting import set_lines
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sheet.layout import upright
from beibei_site.parsing.sheet.model import Box, Char, Sheet, TypeLine
from beibei_site.parsing.sheet.reading import in_order, to_text
from beibei_site.parsing.sheet.weights import ROLES, learned

TEXT = "全市夏粮收购工作今天全面启动二十个收购点同时开秤农户排队卖粮收购价比去年高出一成仓容准备充足"


def chars(
    text: str, x: float, y: float, size: float = 10.0, *, down: bool = False, step: float = 1.0
) -> list[Char]:
    """`text` set from the upper left corner (x, y) across, or down."""
    found = []
    for at, char in enumerate(text):
        left, top = (x, y + at * step * size) if down else (x + at * step * size, y)
        found.append(Char(char, Box(left, top, left + size, top + size), size, top + 0.86 * size))
    return found


def column(x: float, y: float, lines: int, width: int = 12) -> list[Char]:
    return [c for n in range(lines) for c in chars((TEXT * 9)[n * width :][:width], x, y + 15 * n)]


def test_lines_are_found_in_any_order_of_the_file() -> None:
    both = [*chars("夏粮收购全面启动", 10, 10, 24), *column(10, 50, 5), *column(150, 50, 5)]
    lines = [line.text for line in set_lines(both)]
    assert lines == [line.text for line in set_lines(both[::-1])]
    assert lines[0] == "夏粮收购全面启动" and len(lines) == 11


def test_a_vertical_headline_is_one_line() -> None:
    page = [*chars("菜价涨了是谁添柴", 200, 10, 24, down=True, step=1.08), *column(10, 10, 12)]
    (upright_line,) = [line for line in set_lines(page) if line.vertical]
    assert upright_line.text == "菜价涨了是谁添柴"


def test_letter_spaced_headings_stay_whole_and_columns_apart() -> None:
    spaced = chars("会开到大棚边上", 10, 10, 20, step=1.9)
    heading = set_lines([*spaced, *column(10, 60, 3)])[0].text
    assert heading.replace(" ", "") == "会开到大棚边上"
    assert len(set_lines([*column(10, 10, 4), *column(140, 10, 4)])) == 8


@given(st.floats(0, 50), st.sampled_from((6.0, 8.5, 10.0, 24.0)))
def test_two_narrow_letters_are_no_shadow(left: float, size: float) -> None:
    """Letters are 0.22 of their size wide (`l` in Helvetica), their shadows 0.04 beside them."""

    def narrow(x: float) -> list[Char]:
        box = Box(x, 10.0, x + 0.22 * size, 10.0 + size)
        return [Char("l", box, size, 10.0 + 0.86 * size)]

    places = [left + n * 0.22 * size for n in range(2)]
    printed = [char for x in places for char in (*narrow(x), *narrow(x + 0.04 * size))]
    assert [line.text for line in set_lines(printed)] == ["ll"]


def test_a_drop_initial_opens_its_line() -> None:
    page = [
        *chars("全", 10, 10, 32),
        *chars(TEXT[1:10], 45, 10),
        *chars(TEXT[10:19], 45, 25),
        *chars(TEXT[19:30], 10, 45),
    ]
    assert set_lines(page)[0].text == TEXT[:10]


def test_a_page_set_vertically_is_turned() -> None:
    lines = tuple(
        TypeLine(TEXT[:20], Box(200 - 15 * n, 10, 210 - 15 * n, 210), 10.0, vertical=True) for n in range(6)
    )
    turned = upright(Sheet(300, 400, lines))
    assert (turned.width, turned.height) == (400, 300)
    assert [line.vertical for line in turned.lines] == [False] * 6
    assert [line.box.y0 for line in turned.lines] == sorted(line.box.y0 for line in turned.lines)


LINES = st.builds(
    lambda text, x, y, size, vertical: TypeLine(
        text,
        Box(x, y, x + (size if vertical else size * len(text)), y + (size * len(text) if vertical else size)),
        size,
        vertical,
    ),
    st.text("夏粮收购全面启动，。（）“”摄图版1", min_size=1, max_size=16),
    st.floats(0, 700),
    st.floats(0, 1000),
    st.sampled_from([8.0, 10.0, 10.0, 10.0, 14.0, 28.0]),
    st.booleans(),
)
SHEETS = st.builds(
    lambda lines, frames: in_order(Sheet(800.0, 1100.0, tuple(lines), frames=tuple(frames))),
    st.lists(LINES, min_size=1, max_size=40),
    st.lists(
        st.builds(lambda x, y: Box(x, y, x + 200, y + 150), st.floats(0, 500), st.floats(0, 900)), max_size=3
    ),
)


@given(SHEETS, st.data())
@settings(max_examples=60)
def test_every_line_is_accounted_for_once_and_no_letter_is_invented(
    sheet: Sheet, data: st.DataObject
) -> None:
    text = to_text(sheet)
    count = len(sheet.lines)
    claimed = frozenset(data.draw(st.sets(st.integers(1, count), max_size=3)))
    reading = read_page(text, "page.pdf", claimed, sheet)
    spans = [s for story in reading.stories for s in story.spans] + [*reading.furniture, *reading.orphans]
    assert sorted(n for span in spans for n in span) == [n for n in range(1, count + 1) if n not in claimed]
    lines = text.split("\n")
    for story in reading.stories:
        made = "".join(
            [
                *(b.text for b in story.blocks),
                story.heading.headline or "",
                story.heading.kicker or "",
                *story.heading.deck,
            ]
        )
        held = letters("".join(lines[n - 1] for span in story.spans for n in span))
        assert set(letters(made)) <= set(held) and len(letters(made)) <= len(held)
        assert 0 < story.confidence < 1
        assert all(block.text for block in story.blocks)


@given(SHEETS)
@settings(max_examples=20)
def test_a_reading_depends_on_nothing_but_the_sheet(sheet: Sheet) -> None:
    again = in_order(replace(sheet, lines=tuple(reversed(sheet.lines))))
    assert read_page(to_text(sheet), "a.pdf", sheet=sheet) == read_page(to_text(sheet), "a.pdf", sheet=sheet)
    assert sorted(line.text for line in again.lines) == sorted(line.text for line in sheet.lines)


def test_the_learned_table_is_whole() -> None:
    weights = learned()
    assert tuple(weights.roles) == ROLES and len(weights.after) == len(ROLES)
    assert tuple(weights.links) == ("link",)
    assert all(len(worth) == len(edges) + 1 for edges, worth in weights.heads.ranges.values())
