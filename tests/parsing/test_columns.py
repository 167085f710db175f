"""Columns that stand side by side in one line of text, put one after the other."""

from __future__ import annotations

from collections import Counter
from itertools import zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.domain.text import letters
from beibei_site.parsing.hints import Hints
from beibei_site.parsing.reader import read_page, trace_tables
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.sources.layout import order_columns
from beibei_site.parsing.text.lines import read_lines, unprinted_lines
from tests.parsing.test_properties import PAGES, SEEDS, SENTENCES, accounted

LEFT = (
    "夏粮收购工作全面启动，二十个收购点同时开秤，农户排队卖粮，收购价比去年高出一成，仓容准备十分充足。" * 2
)
RIGHT = (
    "渡口镇中心小学的新校舍正式启用，三百二十名学生在新教室里上了第一课，操场比从前大了整整一倍还要多。" * 2
)


def set_in(width: int, text: str) -> list[str]:
    """`text` as lines of `width` characters, the first indented by two."""
    whole = "　　" + text
    return [whole[at : at + width] for at in range(0, len(whole), width)]


def side_by_side(*columns: list[str], gutter: int = 3) -> str:
    """Columns as `pdftotext -layout` draws them: padded with blanks to one line each."""
    width = max(len(line) for column in columns for line in column)
    rows = zip_longest(*columns, fillvalue="")
    return "\n".join((" " * gutter).join(cell.ljust(width) for cell in row).rstrip() for row in rows) + "\n"


@pytest.mark.parametrize("width", [12, 17, 22])
@pytest.mark.parametrize("gutter", [3, 5])
def test_two_columns_are_put_one_after_the_other(width: int, gutter: int) -> None:
    text = side_by_side(set_in(width, LEFT), set_in(width, RIGHT), gutter=gutter)
    ordered = letters(order_columns(text)[0])
    assert ordered == letters(LEFT + RIGHT)


def test_a_headline_across_the_columns_parts_them() -> None:
    above = side_by_side(set_in(15, LEFT), set_in(15, RIGHT))
    below = side_by_side(set_in(15, RIGHT), set_in(15, LEFT))
    ordered = letters(order_columns(f"{above}\n        全市夏粮收购工作今日全面启动\n\n{below}")[0])
    assert ordered == letters(LEFT + RIGHT + "全市夏粮收购工作今日全面启动" + RIGHT + LEFT)


def test_the_stories_of_a_picture_are_read() -> None:
    left = ["夏粮收购全面启动", "", *set_in(16, "本报讯（记者 石青）" + LEFT)]
    right = ["新校舍正式启用", "", *set_in(16, "本报讯（记者 林晓）" + RIGHT)]
    lines = read_lines(order_columns(side_by_side(left, right))[0])
    reading = trace_tables(lines, "page.txt").reading
    assert [(s.heading.headline, s.credits[0].name) for s in reading.stories] == [
        ("夏粮收购全面启动", "石青"),
        ("新校舍正式启用", "林晓"),
    ]


def test_the_five_pages_are_no_pictures() -> None:
    for seed in SEEDS:
        text = decode(seed.read_bytes()).text
        assert order_columns(text)[0] == text


COLUMNS = st.lists(
    st.builds(set_in, st.integers(8, 24), st.lists(st.sampled_from(SENTENCES), min_size=1).map("，".join)),
    min_size=1,
    max_size=4,
)


@given(st.lists(COLUMNS.map(lambda c: side_by_side(*c)) | PAGES, max_size=4))
@settings(max_examples=80)
def test_no_letter_is_lost_or_added(blocks: list[str]) -> None:
    text = "\n\n".join(blocks)
    ordered, places = order_columns(text)
    assert Counter(letters(ordered)) == Counter(letters(text))
    every = {line.number for line in read_lines(ordered)} | unprinted_lines(ordered.split("\n"))
    assert set(accounted(read_page(ordered, "page.txt", hints=Hints(places=places)))) == every
