"""The signs printed on a page of a PDF: what characters each stands for, where and how it is set."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from beibei_site.domain.text import NO_TEXT, ZERO_WIDTH
from beibei_site.parsing.pdf.view import Bounds
from beibei_site.parsing.text.lines import LOOK_ALIKE

_HYPHEN = "\x02"  # PDFium's sign for a hyphen at the end of a line
_MOST = 100_000  # characters of a page
_SQUARE = 0x2E80  # from this code point on, a character fills a full-width square
_TEXT, _HIDDEN = raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_TEXTRENDERMODE_INVISIBLE
_UNTOLD = "\ufffd"
_SOFT_HYPHEN = 0xAD  # has a width of its own
_CLEANED = {code: sign for code, sign in (ZERO_WIDTH | LOOK_ALIKE).items() if code != _SOFT_HYPHEN}
# Of the private characters, those of symbol fonts are bullets.
_PRIVATE = re.compile("[\ue000-\uefff\uf100-\uf8ff\U000f0000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One sign: its characters (several for a ligature), its origin and bounds in the PDF's coordinates, the
    size of its type in points, the way it runs (see `View`), its lightness, and whether a blank stands before
    it. `told`: whether the PDF says what it stands for; `hidden`: whether it is set without being printed.
    """

    text: str
    origin: tuple[float, float]
    bounds: Bounds
    size: float
    way: int
    light: float
    spaced: bool
    told: bool
    hidden: bool

    @property
    def is_square(self) -> bool:
        """Whether it is made to fill a square of its size."""
        return ord(self.text[0]) >= _SQUARE

    @property
    def width(self) -> float:
        """Its width along its line, in points."""
        left, bottom, right, top = self.bounds
        return top - bottom if self.way % 2 else right - left

    @property
    def end(self) -> tuple[float, float]:
        """Where the next sign of its line may be expected, in the PDF's coordinates."""
        (x, y), wide = self.origin, self.width
        return ((x + wide, y), (x, y + wide), (x - wide, y), (x, y - wide))[self.way]


def read_glyphs(page: pdfium.PdfPage, marks: Iterable[pdfium.PdfObject]) -> list[Glyph]:
    """The signs of a page, on which these `marks` are, in the order of the file.

    Raises ValueError if they are too many for one page.
    """
    text = page.get_textpage()
    count = text.count_chars()
    if count > _MOST:
        raise ValueError(f"a page of this PDF has {count:,} characters; it may have {_MOST:,}")
    # how the text inside forms is placed on the page, by the address of its object
    forms = {_address(mark.raw): form_matrix(mark) for mark in marks if mark.container and mark.type == _TEXT}
    found: list[Glyph] = []
    last, follows = None, None
    for at, owner, signs, spaced in _signs(text.raw, count):
        glyph = _glyph(text.raw, at, _clean(signs), spaced)
        if owner in forms:
            expected = follows if follows and owner == last else _start(text.raw, at)
            glyph = _on_page(glyph, forms[owner], expected)
            last, follows = owner, glyph.end
        if glyph.text:
            found.append(glyph)
    text.close()
    return found


def form_matrix(item: pdfium.PdfObject) -> pdfium.PdfMatrix:
    """What places a mark on the page that is drawn inside forms; PDFium gives its bounds inside them."""
    matrix, form = pdfium.PdfMatrix(), item.container
    while form:
        matrix, form = matrix.multiply(form.get_matrix()), form.container
    return matrix


def _on_page(glyph: Glyph, form: pdfium.PdfMatrix, expected: tuple[float, float]) -> Glyph:
    """A sign in a form, near where it is expected. PDFium has left it where it is in the form if it stands
    for another form of its character (U+2F08 for 人, ﬁ for fi)."""
    origin = form.on_point(*glyph.origin)
    if math.dist(glyph.origin, expected) <= math.dist(origin, expected):
        return glyph
    return replace(glyph, origin=origin, bounds=form.on_rect(*glyph.bounds))


def _signs(text: raw.FPDF_TEXTPAGE, count: int) -> Iterator[tuple[int, int | None, str, bool]]:
    """The number of each sign, the address of its object, its characters as PDFium gives them, and whether
    a blank stands before it.

    What belongs to one sign follows each other in one place: a ligature's letters, the two halves of a
    character beyond the first 65,536.
    """
    x, y = ctypes.c_double(), ctypes.c_double()
    first, owner, signs, before, spaced = 0, None, "", False, False
    last: tuple[int | None, float, float] | None = None
    for at in range(count):
        sign = chr(raw.FPDFText_GetUnicode(text, at))
        if sign.isspace():  # PDFium tells blanks from line ends, also where the file moves instead
            spaced = sign not in "\n\r"
            continue
        if raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        where = _address(raw.FPDFText_GetTextObject(text, at)), x.value, y.value
        if where == last:
            signs += sign
            continue
        if signs:
            yield first, owner, signs, before
        first, owner, signs, before, last = at, where[0], sign, spaced, where
        spaced = False
    if signs:
        yield first, owner, signs, before


def _address(item: raw.FPDF_PAGEOBJECT) -> int | None:
    return ctypes.cast(item, ctypes.c_void_p).value


def _clean(signs: str) -> str:
    """What a sign stands for, with a mark for what no text holds; empty if it is invisible."""
    whole = signs.replace(_HYPHEN, "-").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return NO_TEXT.sub(_UNTOLD, whole).translate(_CLEANED)


def _matrix(text: raw.FPDF_TEXTPAGE, at: int) -> raw.FS_MATRIX:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, at, matrix)
    return matrix


def _start(text: raw.FPDF_TEXTPAGE, at: int) -> tuple[float, float]:
    """Where on the page the object begins that a sign belongs to."""
    matrix = _matrix(text, at)
    return matrix.e, matrix.f


def _glyph(text: raw.FPDF_TEXTPAGE, at: int, signs: str, spaced: bool) -> Glyph:
    bounds, matrix = raw.FS_RECTF(), _matrix(text, at)
    x, y = ctypes.c_double(), ctypes.c_double()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetLooseCharBox(text, at, bounds)
    raw.FPDFText_GetCharOrigin(text, at, x, y)
    raw.FPDFText_GetFillColor(text, at, red, green, blue, alpha)
    size = raw.FPDFText_GetFontSize(text, at)  # some programs turn type round twice: it may be negative
    scale = max(abs(matrix.d), abs(matrix.b), abs(matrix.a), abs(matrix.c)) or 1.0
    return Glyph(
        text=signs,
        origin=(x.value, y.value),
        bounds=(bounds.left, bounds.bottom, bounds.right, bounds.top),
        size=abs(size) * scale,
        way=round(math.atan2(matrix.b * size, matrix.a * size) / (math.pi / 2)) % 4,
        light=(red.value + green.value + blue.value) / 765,
        spaced=spaced,
        hidden=raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, at)) == _HIDDEN,
        told=raw.FPDFText_HasUnicodeMapError(text, at) == 0 and not _is_untold(signs),
    )


def _is_untold(signs: str) -> bool:
    return _UNTOLD in signs or _PRIVATE.search(signs) is not None
