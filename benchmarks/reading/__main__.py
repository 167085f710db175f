"""Compose pages, read them as PDF and as text from eight tools, and score the results."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.reading import calibration
from benchmarks.reading.compose.newspaper import add_articles, articles_for
from benchmarks.reading.compose.page import draw_page
from benchmarks.reading.extract import EXTRACTORS, write_texts
from benchmarks.reading.printing import chromium, print_pages
from benchmarks.reading.program import read_file
from benchmarks.reading.score import FIGURES, Row, score_page

PDF = "PDF"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--pages", type=int, default=12, help="number of pages (default: 12)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random pages (default: 1)")
    parser.add_argument(
        "--out", type=Path, help="only compose: NAME.pdf, NAME.gold.json, texts/NAME.TOOL.txt"
    )
    parser.add_argument("--wide", action="store_true", help="a wider range of pages; articles are rewritten")
    add_articles(parser)
    options = parser.parse_args()
    pages = (
        draw_page(options.seed, number, options.wide, articles_for(options.articles, options.seed, number))
        for number in range(options.pages)
    )
    with chromium() as browser, tempfile.TemporaryDirectory() as folder:
        pdfs = print_pages(pages, options.out or Path(folder), browser)
        if options.out:
            for pdf in pdfs:
                write_texts(pdf)
            return
        rows = [row for pdf in pdfs for row in _read(pdf)]
    console = Console(width=130)
    console.print(_table(rows))
    _show_confidence(console, "PDF", [row for row in rows if row.source == PDF])
    _show_confidence(console, "text", [row for row in rows if row.source != PDF])


def _read(pdf: Path) -> list[Row]:
    gold = json.loads(pdf.with_suffix(".gold.json").read_text("utf-8"))
    files = {PDF: pdf} | write_texts(pdf)
    return [row for source, path in files.items() for row in score_page(gold, read_file(path), source)]


def _table(rows: Sequence[Row]) -> Table:
    """A row for PDFs, for all texts, for each tool, and for each trait in the PDFs."""
    pdf = [row for row in rows if row.source == PDF]
    text = [row for row in rows if row.source != PDF]
    table = Table("", "n", *FIGURES, "AUC", "ECE")
    _add(table, "PDF", pdf)
    _add(table, "text", text)
    for tool in EXTRACTORS:
        _add(table, f"  {tool}", [row for row in text if row.source == tool])
    table.add_section()
    for trait in sorted({trait for row in pdf for trait in row.traits}):
        _add(table, f"PDF: {trait}", [row for row in pdf if trait in row.traits])
    return table


def _add(table: Table, name: str, rows: Sequence[Row]) -> None:
    means = [_mean([getattr(row, figure) for row in rows]) for figure in FIGURES]
    sure = [_sure(rows, measure) for measure in (calibration.auc, calibration.calibration_error)]
    table.add_row(name, str(len(rows)), *means, *sure)


def _mean(values: Sequence[float | None]) -> str:
    known = [value for value in values if value is not None]
    return f"{sum(known) / len(known):.3f}" if known else "–"


def _judged(rows: Sequence[Row]) -> tuple[list[float], list[bool]]:
    """The confidence of each article found, and whether its body and headline are right."""
    found = [row for row in rows if row.confidence is not None]
    return [row.confidence or 0.0 for row in found], [row.body and row.headline for row in found]


def _sure(rows: Sequence[Row], measure: Callable[[Sequence[float], Sequence[bool]], float]) -> str:
    sure, right = _judged(rows)
    return f"{measure(sure, right):.3f}" if len(sure) >= 20 else "–"


def _show_confidence(console: Console, name: str, rows: Sequence[Row]) -> None:
    console.print(f"\nConfidence, {name}: share of right articles (#) and mean confidence (|)")
    console.print(calibration.diagram(*_judged(rows)), markup=False, highlight=False)


if __name__ == "__main__":
    main()
