"""Pages → PDF (PyMuPDF): the marks as operators of a content stream, with fonts cut to their letters."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import pymupdf
from fontTools import subset
from fontTools.ttLib import TTFont

from benchmarks.reading.gazette.block import Shape
from benchmarks.reading.gazette.golden import to_gold
from benchmarks.reading.gazette.letterpress import Mark, face_file
from benchmarks.reading.gazette.sheet import Page
from benchmarks.reading.gazette.style import Style

_BASE = 0.88  # of the size: the baseline below the top of a square
_FORMS = dict(
    zip(
        map(ord, "（）「」『』《》〈〉【】〔〕—…，。、：；！？"),
        map(ord, "︵︶﹁﹂﹃﹄︽︾︿﹀︻︼︹︺︱︙︐︒︑︓︔︕︖"),
        strict=True,
    )
)


def print_page(page: Page, folder: Path) -> Path:
    """Writes NAME.pdf and NAME.gold.json; gives the path of the PDF."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{page.name}.pdf"
    if page.style.scan == "none":
        document = _draw(page)
    elif page.style.scan == "jitter":
        document = _draw(_jittered(page))
    else:
        document = _draw(replace(_jittered(page), shapes=()), under=_photographed(page))
    document.save(str(path), garbage=3, deflate=True, no_new_id=True)
    gold = json.dumps(to_gold(page), ensure_ascii=False, indent=1)
    path.with_suffix(".gold.json").write_text(gold + "\n", "utf-8")
    return path


def _photographed(page: Page) -> bytes:
    """A scan of the page."""
    printed = pymupdf.open(stream=_draw(page).tobytes(), filetype="pdf")
    return bytes(printed[0].get_pixmap(dpi=110, colorspace=pymupdf.csGRAY).tobytes("jpeg", 50))


def _jittered(page: Page) -> Page:
    """The page with its lines as a machine finds them on a scan: not quite in place, nor in their size."""
    chance = Random(page.seed)
    shift, scale = chance.uniform(-1.2, 1.2), chance.uniform(0.92, 1.06)
    marks = []
    for mark in page.marks:
        rect = mark.rect.moved(shift + chance.gauss(0, 0.3), chance.gauss(0, 0.35))
        marks.append(replace(mark, rect=rect, size=mark.size * scale * chance.gauss(1, 0.015)))
    return replace(page, marks=tuple(marks))


def _draw(page: Page, *, under: bytes | None = None) -> Any:
    """The page; above a scan its text cannot be seen."""
    document = pymupdf.open()
    sheet = document.new_page(width=page.width, height=page.height)
    if under:
        sheet.insert_image(sheet.rect, stream=under)
    for shape in page.shapes:
        if shape.picture:
            stream = _photograph(page.seed, shape)
            sheet.insert_image(pymupdf.Rect(shape.rect), stream=stream, keep_proportion=False)
    pictures = [document.xref_stream(number) for number in sheet.get_contents()]
    fonts = _Fonts(sheet, page)
    grounds = [text for shape in page.shapes for text in _shape(shape, page.height)]
    text = [f"BT {3 if under else 0} Tr"]
    for mark in page.marks:
        text += _mark(mark, fonts, page.style, page.height)
        if page.style.fake_bold and mark.role == "headline":
            text += _mark(replace(mark, rect=mark.rect.moved(0.3, 0)), fonts, page.style, page.height)
    whole = ["q", *grounds, "Q", *(found.decode() for found in pictures), *text, "ET"]
    stream = document.get_new_xref()
    document.update_object(stream, "<<>>")
    document.update_stream(stream, "\n".join(whole).encode())
    sheet.set_contents(stream)
    return document


class _Fonts:
    """The fonts of a page: their names in the page's resources, and the codes of their letters."""

    def __init__(self, sheet: Any, page: Page) -> None:
        letters: defaultdict[tuple[str, bool], set[str]] = defaultdict(set)
        for mark in page.marks:
            letters[mark.face, mark.turned] |= set(mark.text)
        style = page.style
        self.latin = "" if style.latin == "own" or style.vertical else style.latin
        if self.latin:
            self.plain = pymupdf.Font(self.latin)
            sheet.insert_font(fontname="L", fontbuffer=self.plain.buffer)
        self.forms = _FORMS if style.brackets == "forms" else {}
        self.fonts: dict[tuple[str, bool], tuple[str, Any]] = {}
        for at, (face, turned) in enumerate(sorted(letters)):
            data = _cut(face, 3 if style.traditional else 2, frozenset(letters[face, turned]), turned)
            self.fonts[face, turned] = f"G{at}", pymupdf.Font(fontbuffer=data)
            sheet.insert_font(fontname=f"G{at}", fontbuffer=data)

    def shown(self, part: str, mark: Mark) -> tuple[str, str, float]:
        """The font of a part, its letters as a hexadecimal string, and its width in sizes."""
        latin = self.latin and part.isascii() and not mark.turned
        name, font = ("L", self.plain) if latin else self.fonts[mark.face, mark.turned]
        text = part.translate(self.forms) if mark.turned else part
        code = "".join(f"{font.has_glyph(ord(char)):04x}" for char in text)
        return name, code, float(sum(font.glyph_advance(ord(char)) for char in text))


@lru_cache(maxsize=16)  # a scan is drawn twice
def _cut(face: str, number: int, letters: frozenset[str], turned: bool) -> bytes:
    """A font with these letters alone; `turned`: signs have their glyphs of vertical lines."""
    options = subset.Options(layout_features=[], notdef_outline=True)
    options.drop_tables += ["GSUB", "GPOS", "BASE", "vhea", "vmtx", "VORG"]
    cutter = subset.Subsetter(options)
    forms = {ord(char): _FORMS[ord(char)] for char in letters if ord(char) in _FORMS} if turned else {}
    cutter.populate(unicodes=[*map(ord, sorted(letters)), *sorted(forms.values())])
    with TTFont(face_file(face), fontNumber=number, lazy=True, recalcBBoxes=False) as font:
        cutter.subset(font)
        for table in font["cmap"].tables:
            glyphs = table.cmap
            table.cmap = glyphs | {code: glyphs[form] for code, form in forms.items() if form in glyphs}
        data = _saved(font)
    with TTFont(io.BytesIO(data), recalcBBoxes=False) as font:
        _number_glyphs(font)
        return _saved(font)


def _number_glyphs(font: TTFont) -> None:
    """Names the glyphs by their place: some readers go by the place, some by the name."""
    top = font["CFF "].cff.topDictIndex[0]
    places = [top.CharStrings.charStrings[name] for name in top.charset]
    names = [".notdef", *(f"cid{at:05}" for at in range(1, len(places)))]
    top.charset[:] = names
    top.CharStrings.charStrings = dict(zip(names, places, strict=True))
    font.setGlyphOrder(names)


def _saved(font: TTFont) -> bytes:
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def _mark(mark: Mark, fonts: _Fonts, style: Style, height: float) -> Iterator[str]:
    """The operators that show a mark: letter by letter, in pieces, or as one run."""
    yield f"{mark.grey:.2f} g"
    if mark.turned:
        yield from _down(mark, fonts, height)
        return
    base = height - mark.rect.y0 - _BASE * mark.size
    run: list[str] = []
    at = font = ""
    pen, most = 0.0, {"letters": 1, "pieces": 5}.get(style.shows, 999)
    for part, step in zip(mark.parts, mark.steps, strict=True):
        name, code, width = fonts.shown(part, mark)
        if name != font or len(run) >= most:
            if run:
                yield f"{at} [{''.join(run)}] TJ"
            font, run, pen = name, [], step
            x = mark.rect.x0 + step
            at = f"/{name} {mark.size:.2f} Tf {mark.stretch:.3f} 0 {mark.lean:.2f} 1 {x:.2f} {base:.2f} Tm"
        gap = (pen - step) / mark.size / mark.stretch * 1000
        run.append(f"{gap:.1f}<{code}>" if abs(gap) > 1 else f"<{code}>")
        pen = step + width * mark.size * mark.stretch
    if run:
        yield f"{at} [{''.join(run)}] TJ"


def _down(mark: Mark, fonts: _Fonts, height: float) -> Iterator[str]:
    """Down the page: every part in the middle of a square of its own, squeezed if it is wider."""
    size, x = mark.size, mark.rect.x0
    for part, step in zip(mark.parts, mark.steps, strict=True):
        name, code, width = fonts.shown(part, mark)
        squeeze = min(1.0, 1.0 / width) if width else 1.0
        left = x + max(0.0, 1 - width) / 2 * size
        base = height - mark.rect.y0 - step - _BASE * size
        yield f"/{name} {size:.2f} Tf {squeeze:.3f} 0 0 1 {left:.2f} {base:.2f} Tm <{code}> Tj"


def _shape(shape: Shape, height: float) -> Iterator[str]:
    rect = shape.rect
    box = f"{rect.x0:.2f} {height - rect.y1:.2f} {rect.x1 - rect.x0:.2f} {rect.y1 - rect.y0:.2f} re"
    if shape.fill is not None:
        yield f"{shape.fill:.2f} g {box} f"
    if shape.line is not None:
        yield f"{shape.line:.2f} G 0.6 w {box} S"


def _photograph(seed: str, shape: Shape) -> bytes:
    """A grey picture of soft bands."""
    chance = Random(f"{seed}{shape.rect}")
    pixels = pymupdf.Pixmap(pymupdf.csGRAY, pymupdf.IRect(0, 0, 24, 18))
    tilt, ground = chance.randint(-6, 6), chance.randint(90, 170)
    for x in range(24):
        for y in range(18):
            pixels.set_pixel(
                x, y, (max(0, min(255, ground + tilt * (x - 12) // 2 + chance.randint(-25, 25))),)
            )
    return bytes(pixels.tobytes("png"))
