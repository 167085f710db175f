"""Pages of PDFs that are turned, cut, put into other pages, or whose fonts say more or less than a letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pymupdf
import pytest

from beibei_site.parsing.pdf.pdfium import read_pdf
from beibei_site.parsing.sheet.model import Box, Sheet
from beibei_site.parsing.sources.seeds import read_pages
from tests.parsing.test_pdf_marks import pdf, show

ROWS = "夏粮收购全面启动", "农户排队卖粮", "收购价比去年高"
PAGE = pdf(
    "".join(show(text, 50, 400 - 15 * n) for n, text in enumerate(ROWS))
    + show("渡口小学", 230, 200, 20)
    + "220 300 1 150 re f\n100 100 50 40 re S\n"
)
UPRIGHT = read_pdf(PAGE).sheets[0]


def changed(change: Callable[[pymupdf.Page], object]) -> Sheet:
    with pymupdf.open(stream=PAGE) as document:
        change(document[0])
        (sheet,) = read_pdf(document.tobytes()).sheets
    return sheet


def put(turn: int, width: float, height: float, place: tuple[float, float, float, float], way: int) -> Sheet:
    """PAGE, drawn turned by `turn` degrees into a `place` on a page that is shown turned by `way`."""
    with pymupdf.open(stream=PAGE) as inner, pymupdf.open() as outer:
        page = outer.new_page(width=width, height=height)
        page.show_pdf_page(pymupdf.Rect(place), inner, rotate=turn)
        page.set_rotation(way)
        (sheet,) = read_pdf(outer.tobytes()).sheets
    return sheet


def boxes(found: tuple[Box, ...], x: float = 0, y: float = 0, scale: float = 1) -> list[list[float]]:
    return [
        [round(v) for v in (b.x0 * scale + x, b.y0 * scale + y, b.x1 * scale + x, b.y1 * scale + y)]
        for b in found
    ]


def is_like(sheet: Sheet, x: float = 0, y: float = 0, scale: float = 1) -> bool:
    """Whether a page has what PAGE has, in the same place but for a shift and a scale."""
    lines, own = sheet.lines, UPRIGHT.lines
    return (
        [line.text for line in lines] == [line.text for line in own]
        and boxes(tuple(line.box for line in lines)) == boxes(tuple(line.box for line in own), x, y, scale)
        and boxes(sheet.rules) == boxes(UPRIGHT.rules, x, y, scale)
        and boxes(sheet.frames) == boxes(UPRIGHT.frames, x, y, scale)
        and [round(line.ink, 1) for line in lines] == [round(line.ink, 1) for line in own]
    )


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("way", [0, 90, 180, 270])
def test_a_page_is_read_the_way_its_type_stands(turn: int, way: int) -> None:
    """Also where the file shows it lying on its side."""
    size = (400, 500) if turn % 180 == 0 else (500, 400)
    sheet = put(turn, *size, (0, 0, *size), way)
    assert (sheet.width, sheet.height) == (400, 500) and is_like(sheet)


def test_a_page_begins_where_its_box_does() -> None:
    assert is_like(changed(lambda page: page.set_mediabox(pymupdf.Rect(-70, -30, 400, 500))), 70)
    assert is_like(changed(lambda page: page.set_cropbox(pymupdf.Rect(20, 40, 400, 500))), -20, -40)


def test_what_lies_outside_the_page_is_not_on_it() -> None:
    sheet = changed(lambda page: page.set_cropbox(pymupdf.Rect(0, 0, 215, 500)))
    assert [line.text for line in sheet.lines] == list(ROWS)
    assert (sheet.width, len(sheet.rules), len(sheet.frames)) == (215, 0, 1)


def test_a_page_inside_a_page_has_its_drawings_and_its_type_where_they_are() -> None:
    assert is_like(put(0, 900, 600, (450, 50, 850, 550), 0), 450, 50)
    (line, *_) = put(0, 900, 600, (500, 0, 700, 250), 0).lines
    assert line.size == pytest.approx(5)


# Signs and what a font says they stand for.
CODES = {
    1: "高", 2: "⾼", 3: "⻄", 4: "𠮷", 5: "ffi", 6: "本报讯", 7: "\u200b", 8: "\ue123", 9: "\uf06c", 10: "\0",
    11: "夏", 12: "粮", 13: "国\ufe00", 14: "——",
}  # fmt: skip


def told(signs: list[int], moved: str = "1 0 0 1 0 0") -> bytes:
    """A PDF with these signs in one line, drawn in a form that is `moved`."""
    pairs = "".join(f"<{n:04x}><{text.encode('utf-16-be').hex()}>\n" for n, text in CODES.items())
    cmap = (
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/U def/CMapType 2 def\n"
        f"1 begincodespacerange<0000><ffff>endcodespacerange\n{len(CODES)} beginbfchar\n{pairs}"
        "endbfchar endcmap end end"
    )
    with pymupdf.open(stream=pdf("/X Do")) as document:
        font, mapping, form = (document.get_new_xref() for _ in range(3))
        document.update_object(mapping, "<<>>")
        document.update_stream(mapping, cmap.encode())
        document.update_object(
            font,
            f"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode {mapping} 0 R/DescendantFonts"
            "[<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
            "/Supplement 0>>/FontDescriptor<</Type/FontDescriptor/FontName/X/Flags 4/FontBBox[0 -140 1000 860]"
            "/ItalicAngle 0/Ascent 860/Descent -140/CapHeight 700/StemV 80>>/DW 1000/W[7[0]]>>]>>",
        )
        text = f"<{''.join(f'{sign:04x}' for sign in signs)}> Tj"
        document.update_object(
            form,
            f"<</Type/XObject/Subtype/Form/BBox[-9 -9 999 999]/Matrix[{moved}]/Resources<</Font<</F {font} 0 R>>>>>>",
        )
        document.update_stream(form, f"BT /F 10 Tf 50 400 Td {text} ET".encode())
        document.xref_set_key(document[0].xref, "Resources/XObject/X", f"{form} 0 R")
        return bytes(document.tobytes())


@pytest.mark.parametrize(
    ("signs", "text"),
    [
        ([11, 2, 3, 12], "夏高西粮"),
        ([11, 4, 12], "夏𠮷粮"),
        ([5, 5], "ffiffi"),
        ([11, 6, 12], "夏本报讯粮"),
        ([11, 7, 12], "夏粮"),
        ([11, 13, 12], "夏国\ufe00粮"),
        ([11, 14, 12], "夏——粮"),
        ([11, 8, 9, 10, 99, 12], "夏\ue123\uf06c\ufffdc粮"),
    ],
)
def test_a_sign_is_what_its_font_says(signs: list[int], text: str) -> None:
    (line,) = read_pdf(told(signs)).sheets[0].lines
    assert line.text == text


def test_signs_in_a_form_stand_in_one_line() -> None:
    """PDFium leaves those where they are in the form that stand for another form of their character."""
    (plain,) = read_pdf(told([11, 1, 1, 12])).sheets[0].lines
    (line,) = read_pdf(told([11, 2, 2, 12], "1 0 0 1 60 30")).sheets[0].lines
    assert line == replace(plain, box=line.box) and line.text == "夏高高粮"
    assert boxes((line.box,)) == boxes((plain.box,), 60, -30)


def test_it_is_said_how_many_signs_nothing_tells() -> None:
    (page,) = read_pages("paper.pdf", told([11, 8, 9, 10, 99, 12]))
    ((problem, message),) = [(p.code, p.message) for p in page.problems]
    assert (problem, message) == (
        "untold-characters", "paper.pdf: its fonts do not tell 3 of its 6 characters",
    )  # fmt: skip
    (page,) = read_pages("paper.pdf", told([11, 12]))
    assert page.problems == ()
