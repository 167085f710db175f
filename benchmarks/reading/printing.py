"""Composed pages → HTML → PDF, with Chromium."""

from __future__ import annotations

import base64
import html
import json
import shutil
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, sync_playwright

from benchmarks.reading.compose.page import Page, to_gold
from benchmarks.reading.compose.setting import Mark, Shape

_STYLE = """
@page { size: %(width)spt %(height)spt; margin: 0 }
body { margin: 0; width: %(width)spt; height: %(height)spt; overflow: hidden }
body { text-spacing-trim: space-all; text-autospace: no-autospace }
div, img { position: absolute; white-space: nowrap }
.justify { text-align: justify; text-align-last: justify }
.center { text-align: center } .right { text-align: end }
.down { writing-mode: vertical-rl }
"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, headless."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def print_pages(pages: Iterable[Page], folder: Path, browser: Browser) -> Iterator[Path]:
    """Writes NAME.pdf and NAME.gold.json for each page; returns the paths of the PDFs."""
    folder.mkdir(parents=True, exist_ok=True)
    opened = browser.new_page()
    for page in pages:
        path = folder / f"{page.name}.pdf"
        opened.set_content(to_html(page))
        opened.pdf(path=str(path), prefer_css_page_size=True, print_background=True)
        gold = json.dumps(to_gold(page), ensure_ascii=False, indent=1)
        path.with_suffix(".gold.json").write_text(gold + "\n", "utf-8")
        yield path
    opened.close()


def to_html(page: Page) -> str:
    """The page as a one-sheet document."""
    language = "zh-TW" if page.house.traditional else "zh-CN"
    script = "TC" if page.house.traditional else "SC"
    parts = [*map(_shape, page.shapes), *(_mark(mark, script) for mark in page.marks)]
    style = _STYLE % {"width": page.width, "height": page.height}
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><style>{style}</style>{"".join(parts)}'
    )


def _place(item: Mark | Shape) -> str:
    x0, y0, x1, y1 = item.rect
    return f"left:{x0:.2f}pt;top:{y0:.2f}pt;width:{x1 - x0:.2f}pt;height:{y1 - y0:.2f}pt"


def _mark(mark: Mark, script: str) -> str:
    thick = mark.rect.width if mark.vertical else mark.rect.height
    font = f"font:{mark.weight} {mark.size}pt/{thick:.2f}pt 'Noto {mark.face} CJK {script}'"
    style = f"{_place(mark)};{font};color:{mark.colour};letter-spacing:{mark.spacing}pt"
    down = " down" if mark.vertical else ""
    return f'<div class="{mark.align}{down}" style="{style}">{html.escape(mark.text)}</div>'


def _shape(shape: Shape) -> str:
    if shape.picture is not None:
        return f'<img src="{_picture(shape.picture)}" style="{_place(shape)}">'
    fill = f";background:{shape.fill}" if shape.fill != "none" else ""
    border = f";border:{shape.border};box-sizing:border-box" if shape.border != "none" else ""
    return f'<div style="{_place(shape)}{fill}{border}"></div>'


def _picture(seed: int) -> str:
    """A blurred grey picture (a BMP) as a data URL."""
    chance, wide, high = Random(seed), 48, 36
    spots = [
        (chance.random() * wide, chance.random() * high, chance.uniform(3, 15), chance.randint(-90, 90))
        for _ in range(9)
    ]
    greys = [
        140 + sum(by / (1 + ((x - u) ** 2 + (y - v) ** 2) / r**2) for u, v, r, by in spots)
        for y in range(high)
        for x in range(wide)
    ]
    dots = b"".join(bytes([max(0, min(255, int(grey)))]) * 3 for grey in greys)
    file = struct.pack("<2sIHHI", b"BM", 54 + len(dots), 0, 0, 54)
    image = struct.pack("<IiiHHIIiiII", 40, wide, high, 1, 24, 0, len(dots), 2835, 2835, 0, 0)
    return "data:image/bmp;base64," + base64.b64encode(file + image + dots).decode()
