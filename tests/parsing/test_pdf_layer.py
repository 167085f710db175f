"""The invisible type over pictures, as OCR writes it."""

from __future__ import annotations

import pytest

from beibei_site.parsing.pdf.pdfium import read_pdf
from beibei_site.parsing.sheet.model import Sheet
from tests.parsing.test_pdf_marks import pdf, sheet_of, show

ROWS = (
    "夏粮收购全面启动农户排队",
    "卖粮收购价比去年高出一成",
    "据了解种植面积稳中有增。",
    "总产量预计再创新高",
)
SHARES = 0.35, 0.9, 0.6, 0.2, 1.2  # of the printed width: how wide OCR saw a sign
SIZES = 12, 12, 31, 14  # of the words, whose type has a size of 10


def pressed(text: str, x: float, y: float) -> str:
    """The signs of a line, each a word of its own, pressed into the width that OCR saw it in."""
    marks = []
    for at, sign in enumerate(text):
        size, share = SIZES[at % len(SIZES)], SHARES[at % len(SHARES)] if at + 1 < len(text) else 1
        word = f"BT 3 Tr /F {size} Tf {1000 * share / size} Tz 1 0 0 1 {x + 10 * at} {y} Tm"
        marks.append(f"{word} <{sign.encode('utf-16-be').hex()}> Tj ET\n")
    return "".join(marks)


def layer(*columns: float) -> Sheet:
    marks = [pressed(row, x, 400 - 15 * n) for x in columns for n, row in enumerate(ROWS)]
    (sheet,) = read_pdf(pdf("".join(marks))).sheets
    return sheet


def test_signs_that_ocr_has_pressed_are_set_evenly_in_their_lines() -> None:
    lines = layer(30).lines
    assert [line.text for line in lines] == list(ROWS)
    assert [line.size for line in lines] == pytest.approx([10.0] * len(ROWS))
    assert [(line.box.x0, line.box.x1) for line in lines] == [
        pytest.approx((30, 30 + 10 * len(row))) for row in ROWS
    ]


def test_lines_of_two_columns_stay_apart() -> None:
    assert [line.text for line in layer(30, 170).lines] == [row for row in ROWS for _ in range(2)]


def test_a_short_line_has_the_size_that_the_others_tell() -> None:
    (sheet,) = read_pdf(pdf(pressed(ROWS[0], 30, 400) + pressed("增", 200, 300))).sheets
    assert [line.text for line in sheet.lines] == [ROWS[0], "增"]
    assert sheet.lines[1].size == pytest.approx(10, rel=0.1)


def test_invisible_type_that_fills_its_squares_stays_where_it_is() -> None:
    marks = [show(row, 50 + n, 400 - 15 * n) for n, row in enumerate(ROWS)]
    seen, hidden = sheet_of(*marks), sheet_of("3 Tr\n", *marks)
    assert [(line.text, line.box) for line in hidden.lines] == [(line.text, line.box) for line in seen.lines]
