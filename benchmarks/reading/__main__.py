"""Compose, print, extract, read, score: `python -m benchmarks.reading --help`."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.table import Table

from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sources.decode import decode
from beibei_site.parsing.sources.layout import put_columns_in_order
from benchmarks.reading.articles import invented, of_the_five_pages
from benchmarks.reading.compose import STYLES, Page, compose
from benchmarks.reading.extract import EXTRACTORS, own_pages, to_markdown
from benchmarks.reading.score import FIGURES, Figures, score_page

OWN = "a PDF, by geometry"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--pages", type=int, default=6, help="pages of each style (default: 6)")
    parser.add_argument("--seed", type=int, default=1, help="another seed composes other pages (default: 1)")
    parser.add_argument("--write", type=Path, metavar="DIR", help="keep the extracted pages there")
    parser.add_argument("--verbose", action="store_true", help="say what was read wrong")
    options = parser.parse_args()
    articles = [*of_the_five_pages(), *invented()]
    with tempfile.TemporaryDirectory() as folder:
        pages = {
            f"{style} {number}": compose(articles, style, options.seed * 1000 + number)
            for style in STYLES
            for number in range(options.pages)
        }
        files = print_pages(pages, options.write or Path(folder))
        measured = {
            (name.rsplit(" ", 1)[0], tool): []  # type: ignore[var-annotated]
            for name in pages
            for tool in (*EXTRACTORS, OWN)
        }
        for name, path in files.items():
            (own,) = own_pages(path)
            reading = read_page(own.text, name, sheet=own.sheet)
            measured[name.rsplit(" ", 1)[0], OWN].append(
                score_page(pages[name], reading, options.verbose and f"{name} {OWN}")
            )
            for tool, extract in EXTRACTORS.items():
                text = put_columns_in_order(decode(extract(path).encode())[0])
                if options.write:
                    path.with_suffix(f".{tool.replace(' ', '')}.txt").write_text(text, "utf-8")
                figures = score_page(pages[name], read_page(text, name), options.verbose and f"{name} {tool}")
                measured[name.rsplit(" ", 1)[0], tool].append(figures)
    show(measured)


def print_pages(pages: dict[str, Page], folder: Path) -> dict[str, Path]:
    """The pages as PDF files in `folder`, with a Markdown file beside each."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened = browser.new_page()
        for name, page in pages.items():
            path = folder / f"{name.replace(' ', '-')}.pdf"
            opened.set_content(page.html)
            opened.pdf(path=str(path), prefer_css_page_size=True)
            path.with_suffix(".md").write_text(to_markdown(page.html), "utf-8")
            files[name] = path
        browser.close()
    return files


def show(measured: dict[tuple[str, str], list[Figures]]) -> None:
    """A row for each style and for each extractor, and one for all."""
    rows: dict[str, list[Figures]] = defaultdict(list)
    for (style, tool), figures in measured.items():
        rows[style] += figures
        rows[tool] += figures
        rows["all"] += figures
    table = Table("", "articles", *FIGURES)
    for name in (*STYLES, OWN, *EXTRACTORS, "all"):
        total = sum((f.counts for f in rows[name]), Counter())
        cells = [f"{total[figure] / max(1, total[f'{figure} of']):.3f}" for figure in FIGURES]
        table.add_row(name, str(total["body exact of"]), *cells)
    Console(width=110).print(table)


main()
