"""PDF → sheets: pages as lines of type and drawings (pypdfium2)."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from beibei_site.domain.text import NO_TEXT
from beibei_site.parsing.pdf.ink import SCALE, weigh
from beibei_site.parsing.pdf.typesetting import set_lines
from beibei_site.parsing.sheet.model import Box, Char, PdfText, Sheet, TypeLine

_THIN = 3.0  # points: the greatest thickness of a rule
_SQUARE = 0x2E80  # from this code point on, a character fills a full-width square
_HYPHEN = 0x02  # PDFium's code for a hyphen at the end of a line
_RISE = 0.86  # of the size: how far the square extends above the baseline
_LEAST = 8.0  # points: the smallest frame
_MOST_PAGES, _MOST_CHARS, _MOST_OBJECTS = 500, 100_000, 200_000  # of a file; of a page

Typeset = Callable[[Sequence[Char], Sequence[Box]], list[TypeLine]]  # characters and rules to lines


def read_pdf(data: bytes, typeset: Typeset = set_lines) -> PdfText:
    """The pages of a PDF, its characters put together to lines by `typeset`.

    Raises ValueError with a message for users if it is encrypted, damaged, or only scanned.
    """
    try:
        document = pdfium.PdfDocument(data)
        if len(document) > _MOST_PAGES:
            raise ValueError(
                f"this PDF has {len(document):,} pages; it may have {_MOST_PAGES}: cut it into several"
            )
        sheets = tuple(_sheet(document[number], typeset) for number in range(len(document)))
        title = f"{document.get_metadata_value('Title')} {document.get_metadata_value('Subject')}"
        document.close()
    except pdfium.PdfiumError:
        raise ValueError(_why_not()) from None
    if not any(sheet.lines for sheet in sheets):
        raise ValueError("this PDF contains no text; it is a scan: run OCR on it first")
    return PdfText(sheets, title.strip())


def _why_not() -> str:
    """Why PDFium could not open the last PDF, for users."""
    if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return "this PDF is locked with a password: save a copy without a password"
    return "this PDF cannot be read: it is damaged, or not really a PDF"


def _sheet(page: pdfium.PdfPage, typeset: Typeset) -> Sheet:
    width, height = page.get_size()
    chars = list(_chars(page, height))
    rules, frames, pictures = _drawings(page, height)
    pixels = page.render(scale=SCALE, grayscale=True).to_numpy()
    lines = weigh(typeset(chars, rules), chars, pixels)
    return Sheet(width, height, tuple(lines), tuple(rules), tuple(frames), tuple(pictures))


def _chars(page: pdfium.PdfPage, height: float) -> Iterator[Char]:
    text = page.get_textpage()
    handle = text.raw
    if text.count_chars() > _MOST_CHARS:
        raise ValueError(
            f"a page of this PDF has {text.count_chars():,} characters; it may have {_MOST_CHARS:,}"
        )
    loose, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    spaced = False
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, at)
        code = ord("-") if code == _HYPHEN else code
        if chr(code).isspace():  # PDFium tells blanks from line ends, also where the file moves instead
            spaced = code not in (0x0A, 0x0D)
            continue
        if raw.FPDFText_IsGenerated(handle, at) == 1 or NO_TEXT.match(chr(code)):
            continue
        raw.FPDFText_GetLooseCharBox(handle, at, loose)
        raw.FPDFText_GetMatrix(handle, at, matrix)
        raw.FPDFText_GetCharOrigin(handle, at, x, y)
        raw.FPDFText_GetFillColor(handle, at, red, green, blue, alpha)
        scale = max(abs(matrix.d), abs(matrix.b), abs(matrix.a), abs(matrix.c)) or 1.0
        size, base = raw.FPDFText_GetFontSize(handle, at) * scale, height - y.value
        if abs(matrix.b) > abs(matrix.a):  # a Latin letter laid on its side in a vertical line
            box = Box(loose.left, height - loose.top, loose.right, height - loose.bottom)
        else:
            left, right = (x.value, x.value + size) if code >= _SQUARE else (loose.left, loose.right)
            box = Box(left, base - _RISE * size, right, base + (1 - _RISE) * size)
        yield Char(
            text=chr(code),
            box=box,
            size=size,
            base=base,
            light=(red.value + green.value + blue.value) / 765,
            spaced=spaced,
        )
        spaced = False
    text.close()


def _drawings(page: pdfium.PdfPage, height: float) -> tuple[list[Box], list[Box], list[Box]]:
    """Rules, frames and pictures."""
    rules: list[Box] = []
    frames: list[Box] = []
    pictures: list[Box] = []
    for item in islice(page.get_objects(max_depth=4), _MOST_OBJECTS):
        if item.type not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        left, bottom, right, top = item.get_bounds()
        box = Box(left, height - top, right, height - bottom)
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            if min(box.width, box.height) > _LEAST:
                pictures.append(box)
        elif min(box.width, box.height) <= _THIN:
            if max(box.width, box.height) > _LEAST:
                rules.append(box)
        elif min(box.width, box.height) > _LEAST:
            frames.append(box)
    return rules, frames, pictures
