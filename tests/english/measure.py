"""Pages of articles that nothing was worked on with, drawn at random: `python -m tests.english.measure [SEED]`."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pypdfium2
from playwright.sync_api import sync_playwright

from tests.english.compose import HELD_OUT, Page, Setting, compose, print_page, read_texts, to_text
from tests.english.score import read, score, score_issue

PAGES = 12
_FACES = (
    "Noto Serif CJK SC",
    "DejaVu Serif Condensed",
    "DejaVu Sans Condensed",
    "Noto Sans CJK SC",
    "DejaVu Serif",
)
_PAPERS = ("The Valley Advertiser", "Easthaven Guardian", "The Northern Star", "Carrow Daily Press")
_DATELINES = (
    "{place}, {month} {day} ({agency}) —",
    "{place}, {month} {day}.—",
    "{place}, {month} {day}. —",
    "{place} ({agency}) —",
)


def draw(seed: int) -> Setting:
    """The setting of a page, whatever chance gives."""
    chance = Random(seed)
    day = datetime.date(chance.randint(1905, 2020), chance.randint(1, 12), chance.randint(2, 28))
    paper, number, columns = chance.choice(_PAPERS), chance.randint(1, 24), chance.randint(2, 6)
    said = f"{day:%A}, {day:%B} {day.day}, {day.year}"
    folio = chance.choice(
        (f"{paper} | {said} | Page {number}", f"{number} | {paper.upper()}, {said.upper()}")
    )
    articles = tuple(chance.sample(range(10), chance.randint(3, 6)))
    return Setting(
        name=f"drawn-{seed}",
        day=day.isoformat(),
        paper=paper,
        page=str(number),
        folio=(folio,),
        columns=columns,
        articles=articles,
        spans=tuple(chance.randint(1, columns) for _ in articles) if chance.random() < 0.7 else (),
        justified=chance.random() < 0.6,
        hyphens=chance.random() < 0.6,
        capitals=chance.random() < 0.3,
        byline=chance.choice(("By {}", "by {}", "BY {}")),
        dateline=chance.choice(_DATELINES),
        indent=chance.random() < 0.7,
        rules=chance.random() < 0.3,
        face=chance.choice(_FACES),
        picture=articles[0] if chance.random() < 0.4 else -1,
        jumps=((articles[0], f"Continued on Page {number + 1}"),) if chance.random() < 0.3 else (),
    )


def texts_of(pdf: Path) -> dict[str, bytes]:
    """A page as a PDF and as the text of several tools."""
    page = pypdfium2.PdfDocument(str(pdf))[0]
    tools = {"PDFium": page.get_textpage().get_text_bounded().replace("\r\n", "\n")}
    tools |= {
        f"pdftotext {option}".strip(): to_text(pdf, *option.split()) for option in ("", "-raw", "-layout")
    }
    return {"PDF": pdf.read_bytes()} | {tool: text.encode() for tool, text in tools.items()}


def main() -> None:
    first = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    drawn: list[Page] = [compose(draw(first + at), read_texts(HELD_OUT)) for at in range(PAGES)]
    totals: dict[str, Counter[str]] = {}
    path = Path("page.pdf")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        opened = browser.new_page()
        for page in drawn:
            path.write_bytes(print_page(page, opened))
            for tool, data in texts_of(path).items():
                found = read("page.pdf" if tool == "PDF" else "page.txt", data)
                right = score(page.articles, found) + score_issue(page.setting, found)
                totals[tool] = totals.get(tool, Counter()) + right
        browser.close()
    path.unlink()
    for tool, right in totals.items():
        print(tool, dict(right))


if __name__ == "__main__":
    main()
