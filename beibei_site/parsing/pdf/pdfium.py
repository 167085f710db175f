"""PDF → sheets: pages as lines of type and drawings (pypdfium2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from beibei_site.parsing.pdf.glyphs import Glyph, form_matrix, read_glyphs
from beibei_site.parsing.pdf.ink import SCALE, weigh
from beibei_site.parsing.pdf.layer import even_out, is_pressed
from beibei_site.parsing.pdf.typesetting import set_lines
from beibei_site.parsing.pdf.view import View
from beibei_site.parsing.sheet.model import Box, Char, PdfText, Sheet, TypeLine

_THIN = 3.0  # points: the greatest thickness of a rule
_RISE = 0.86  # of the size: how far the square extends above the baseline
_DEPTH = 4  # forms inside forms
_LEAST = 8.0  # points: the smallest frame
_MOST_PAGES, _MOST_OBJECTS = 500, 200_000  # of a file; of a page

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
        pages = [_sheet(document[number], typeset) for number in range(len(document))]
        title = f"{document.get_metadata_value('Title')} {document.get_metadata_value('Subject')}"
        document.close()
    except pdfium.PdfiumError:
        raise ValueError(_why_not()) from None
    sheets = tuple(sheet for sheet, _ in pages)
    if not any(sheet.lines for sheet in sheets):
        raise ValueError("this PDF contains no text; it is a scan: run OCR on it first")
    return PdfText(sheets, title.strip(), sum(untold for _, untold in pages))


def _why_not() -> str:
    """Why PDFium could not open the last PDF, for users."""
    if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return "this PDF is locked with a password: save a copy without a password"
    return "this PDF cannot be read: it is damaged, or not really a PDF"


def _sheet(page: pdfium.PdfPage, typeset: Typeset) -> tuple[Sheet, int]:
    """A page, and how many of its characters the PDF does not tell."""
    marks = list(islice(page.get_objects(max_depth=_DEPTH), _MOST_OBJECTS))
    glyphs = read_glyphs(page, marks)
    turned = page.get_rotation() // 90
    ways = Counter(glyph.way for glyph in glyphs)
    view = View(page.get_bbox(), ways.most_common(1)[0][0] if ways else turned)
    whole = view.page
    drawn = ((glyph, _char(glyph, view)) for glyph in glyphs)
    seen = [(glyph, char) for glyph, char in drawn if whole.holds_middle(char.box)]
    layer = [glyph for glyph, _ in seen if glyph.hidden]
    pressed = is_pressed(layer)
    chars = [char for glyph, char in seen if not (pressed and glyph.hidden)]
    if pressed:
        chars += even_out([_char(glyph, view, as_told=True) for glyph in layer], _RISE)
    rules, frames, pictures = _drawings(marks, view)
    pixels = page.render(scale=SCALE, rotation=(view.way - turned) % 4 * 90, grayscale=True).to_numpy()
    lines = weigh(typeset(chars, rules), chars, pixels)
    sheet = Sheet(whole.x1, whole.y1, tuple(lines), tuple(rules), tuple(frames), tuple(pictures))
    return sheet, sum(not glyph.told for glyph, _ in seen)


def _char(glyph: Glyph, view: View, *, as_told: bool = False) -> Char:
    """A sign as it is seen; a full-width one fills the square at its origin, or is as wide `as_told`."""
    x, base = view.point(*glyph.origin)
    box = view.box(glyph.bounds)
    if glyph.way == view.way:  # others lie on their side, as Latin letters in a vertical line
        left, right = (x, x + glyph.size) if glyph.is_square and not as_told else (box.x0, box.x1)
        box = Box(left, base - _RISE * glyph.size, right, base + (1 - _RISE) * glyph.size)
    return Char(glyph.text, box, glyph.size, base, glyph.light, glyph.spaced)


def _drawings(marks: Iterable[pdfium.PdfObject], view: View) -> tuple[list[Box], list[Box], list[Box]]:
    """Rules, frames and pictures."""
    rules: list[Box] = []
    frames: list[Box] = []
    pictures: list[Box] = []
    for item in marks:
        if item.type not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE):
            continue
        box = view.box(form_matrix(item).on_rect(*item.get_bounds()))
        if not view.shows(box):
            continue
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            if min(box.width, box.height) > _LEAST:
                pictures.append(box)
        elif min(box.width, box.height) <= _THIN:
            if max(box.width, box.height) > _LEAST:
                rules.append(box)
        elif min(box.width, box.height) > _LEAST:
            frames.append(box)
    return rules, frames, pictures
