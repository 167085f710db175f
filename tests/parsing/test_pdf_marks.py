"""PDFs without a browser: what is read of the marks on a page, from files written here byte by byte."""

from __future__ import annotations

import pytest

from beibei_site.parsing.pdf.pdfium import read_pdf
from beibei_site.parsing.sheet.model import Sheet
from beibei_site.parsing.sources.seeds import read_pages

FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UTF16-H/DescendantFonts[<</Type/Font"
    b"/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/SimSun/Flags 4/FontBBox[0 -140 1000 860]/ItalicAngle 0"
    b"/Ascent 860/Descent -140/CapHeight 700/StemV 80>>/DW 1000>>]>>"
)
IMAGE = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>stream\n0\nendstream"


def pdf(*pages: str, info: str = "<<>>") -> bytes:
    """A PDF whose pages, 400 points wide and 500 high, have these marks."""
    streams = [page.encode("latin-1") for page in pages]
    own = range(5, 5 + 2 * len(pages), 2)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(own)}/Kids[{' '.join(f'{n} 0 R' for n in own)}]>>".encode(),
        FONT,
        IMAGE,
    ]
    for number, stream in zip(own, streams, strict=True):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 500]/Contents %d 0 R"
            b"/Resources<</Font<</F 3 0 R>>/XObject<</I 4 0 R>>>>>>" % (number + 1)
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    objects.append(info.encode())
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>" % (len(objects) + 1, len(objects))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, trailer, len(data),
    )  # fmt: skip


def show(
    text: str, x: float, y: float, size: float = 10, matrix: str = "1 0 0 1", colour: str = "0 g"
) -> str:
    """Marks that set `text` with its baseline from (x, y), counted from the lower left corner."""
    return f"{colour} BT /F {size} Tf {matrix} {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def sheet_of(*marks: str) -> Sheet:
    (sheet,) = read_pdf(pdf("".join(marks))).sheets
    return sheet


def test_a_line_has_its_place_from_the_upper_left_corner() -> None:
    sheet = sheet_of(show("夏粮收购", 50, 400))
    (line,) = sheet.lines
    assert (sheet.width, sheet.height, line.text, line.size, line.vertical) == (
        400,
        500,
        "夏粮收购",
        10,
        False,
    )
    assert (line.box.x0, line.box.x1) == (50, 90)
    assert (line.box.y0, line.box.y1) == pytest.approx((91.4, 101.4)), (
        "a square stands mostly above its baseline"
    )


@pytest.mark.parametrize("matrix", ["2 0 0 2", "0 2 -2 0"])
def test_type_is_as_large_as_its_matrix_makes_it(matrix: str) -> None:
    assert {line.size for line in sheet_of(show("夏粮收购", 200, 200, 10, matrix)).lines} == {20}


def test_the_lightness_of_a_colour() -> None:
    lines = sheet_of(
        show("夏粮", 50, 400), show("秋粮", 50, 300, colour="1 g"), show("农户", 50, 200, colour="1 0 0 rg")
    ).lines
    assert [line.light for line in lines] == pytest.approx([0.0, 1.0, 1 / 3])


def test_blanks_are_no_characters() -> None:
    assert [line.text for line in sheet_of(show("夏粮　", 50, 400), show("　", 50, 300)).lines] == ["夏粮"]


def test_what_is_drawn() -> None:
    text = show("夏粮", 50, 400)
    sheet = sheet_of(
        text, "50 300 200 1 re f\n", "60 100 1 150 re f\n", "70 90 5 2 re f\n",
        "100 100 50 40 re S\n", "200 100 6 6 re f\n", "q 80 0 0 60 300 20 cm /I Do Q\n", "q 6 0 0 60 300 100 cm /I Do Q\n",
    )  # fmt: skip
    assert [(round(r.x0), round(r.y0), round(r.x1), round(r.y1)) for r in sheet.rules] == [
        (50, 199, 250, 200), (60, 250, 61, 400),
    ]  # fmt: skip
    ((left, top, right, bottom),) = [(f.x0, f.y0, f.x1, f.y1) for f in sheet.frames]
    assert (left, top, right, bottom) == pytest.approx((100, 360, 150, 400), abs=1)
    assert [(p.x0, p.y0, p.x1, p.y1) for p in sheet.pictures] == [(300, 420, 380, 480)]


def test_a_rule_between_two_words_parts_them() -> None:
    words = show("夏粮", 50, 400), show("收购", 72, 400)
    assert [line.text for line in sheet_of(*words).lines] == ["夏粮收购"]
    assert [line.text for line in sheet_of(*words, "71 300 0.5 150 re f\n").lines] == ["夏粮", "收购"]


def test_bold_type_has_more_ink_than_plain_type() -> None:
    bold = show("夏粮收购", 50, 450, colour="0 g 2 Tr 0.6 w") + "0 Tr\n"
    plain = [show("夏粮收购全面启动农户排队卖粮", 50, 400 - 15 * n) for n in range(12)]
    first, *others = sheet_of(bold, *plain).lines
    assert first.ink > 1.15 and all(0.95 < line.ink < 1.05 for line in others)
    light = [show("夏粮收购全面启动农户排队卖粮", 50, 400 - 15 * n, colour="1 g") for n in range(12)]
    inked = sheet_of("0 g 0 0 400 500 re f\n", *light).lines
    assert all(0.9 < line.ink < 1.1 for line in inked), "white on black"


def test_ink_is_that_of_the_same_characters_in_the_usual_type() -> None:
    sparse, dense = "一二三十人卜", "囊壤鑫癌囍罐"
    plain = [show(text * 3, 50, 400 - 15 * n) for n, text in enumerate([sparse, dense] * 5)]
    bold = show(sparse, 50, 450, colour="0 g 2 Tr 0.6 w") + "0 Tr\n"
    heavy, *lines = sheet_of(bold, *plain, show(sparse, 50, 200), show(dense, 50, 185)).lines
    assert [line.ink for line in lines] == pytest.approx([1.0] * len(lines), abs=0.15)
    assert heavy.ink > 1.3, "bold, though it has less ink than a dense line"


def test_ink_does_not_depend_on_the_colours() -> None:
    rows = [show("夏粮收购全面启动农户排队卖粮", 50, 400 - 15 * n) for n in range(8)]
    grey = show("农户排队卖粮", 50, 200, colour="0.5 g")
    tinted = "0.8 g 40 150 200 30 re f\n" + show("农户排队卖粮", 50, 160)
    *_, pale, on_tint = sheet_of(*rows, grey, tinted).lines
    assert (pale.ink, on_tint.ink) == pytest.approx((1.0, 1.0), abs=0.15)


def test_the_pages_of_a_pdf_and_the_issue_that_its_title_names() -> None:
    text = "".join(show("夏粮收购全面启动", 50, 400 - 15 * n) for n in range(9))
    data = pdf(
        text,
        text,
        info="<</Title<feff{}>/Subject(A02)>>".format("江城日报 2020年6月9日".encode("utf-16-be").hex()),
    )
    first, second = read_pages("paper.pdf", data)
    assert (first.name, second.name, first.encoding) == ("paper.pdf", "paper.pdf#2", "pdf")
    assert first.issue.issued and first.issue.issued.value == "2020-06-09"
    assert first.sheet and first.text.split("\n")[:-1] == [line.text for line in first.sheet.lines]
    (whole,) = read_pages("paper.pdf", data, kind="article")
    assert whole.flowing and whole.sheet is None and whole.text.count("夏粮收购全面启动") == 18


def test_a_pdf_of_one_wide_column_is_one_text() -> None:
    text = "".join(show("夏粮收购全面启动农户排队卖粮" * 2, 50, 400 - 15 * n) for n in range(9))
    (whole,) = read_pages("paper.pdf", pdf(text, text))
    assert whole.flowing and whole.sheet is None
    assert [page.flowing for page in read_pages("paper.pdf", pdf(text, text), kind="page")] == [False, False]


def test_a_pdf_without_text_is_a_scan() -> None:
    with pytest.raises(ValueError, match="it is a scan"):
        read_pdf(pdf("50 300 200 100 re f\n"))
    with pytest.raises(ValueError, match="cannot be read"):
        read_pdf(b"%PDF-1.7\n")
