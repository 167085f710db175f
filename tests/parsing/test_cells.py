"""Lines of several columns that an extractor put on one line."""

from __future__ import annotations

from itertools import zip_longest

import pytest

from beibei_site.parsing.sources.cells import part_cells
from tests.parsing.test_columns import LEFT, RIGHT, set_in


def on_one_line(*columns: list[str]) -> str:
    """Columns as pdftotext writes those whose lines stand level: a blank between two."""
    rows = zip_longest(*columns, fillvalue="")
    return "\n".join(" ".join(cell.strip("　") for cell in row if cell) for row in rows)


@pytest.mark.parametrize("width", [9, 14, 19])
def test_the_lines_of_columns_get_lines_of_their_own(width: int) -> None:
    left, right = set_in(width, LEFT), set_in(width, RIGHT)
    parted = part_cells(on_one_line(left, right)).split("\n")
    assert parted[::2] == [line.strip("　") for line in left]
    assert parted[1::2] == [line.strip("　") for line in right]


def test_a_blank_within_a_line_of_type_stays() -> None:
    left = ["本报讯（记者 石青）", *set_in(10, LEFT)]
    right = ["二〇二〇年 6月9日", *set_in(10, RIGHT)]
    parted = part_cells(on_one_line(left, right)).split("\n")
    assert parted[:2] == ["本报讯（记者 石青）", "二〇二〇年 6月9日"]


def test_lines_that_stand_apart_stay_so() -> None:
    left, right = set_in(14, LEFT), set_in(14, RIGHT)
    parted = part_cells(on_one_line(left, right).replace("\n", "\n\n")).split("\n")
    assert set(parted[1::2]) == {""} and all(parted[::2])


def test_text_of_one_column_is_left_alone() -> None:
    lines = [line.strip("　") for line in set_in(14, LEFT * 4)]
    column = "\n".join([*lines, "记者 石青", "夏粮 收购", "江城 日报"])
    paragraphs = "\n".join(" ".join(lines[at : at + 4]) for at in range(0, len(lines) - 1, 4))
    assert part_cells(column) == column
    assert part_cells(paragraphs) == paragraphs, "line breaks of one paragraph, as blanks"


def test_english_text_is_left_alone() -> None:
    text = "\n".join(["The summer harvest began today at twenty places of the county"] * 12)
    assert part_cells(text) == text
