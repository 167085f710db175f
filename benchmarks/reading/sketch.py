"""`python -m benchmarks.reading.sketch --out FOLDER`: pages as bare text, without printing them.

Both composers draw them. Composing takes a hundredth of the time of printing and extracting, so that a reader
of text can learn from far more pages: NAME.gold.json, texts/NAME.sketch.txt (the lines in the order of the
file, as most tools write them) and texts/NAME.ocr-md.txt (Markdown).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from beibei_site.domain.text import letters
from beibei_site.parsing.sheet.model import Box, Sheet, TypeLine
from benchmarks.reading.compose import page as compose
from benchmarks.reading.compose.articles import Article
from benchmarks.reading.compose.newspaper import add_articles, articles_for
from benchmarks.reading.gazette import golden, sheet
from benchmarks.reading.gold import GoldPage, Label
from benchmarks.reading.transcript import describe

_BLANKS = {"none": 12, "frames": 4, "lines": 1}  # where blank lines stand, and how often
_MIXED = ("by y", "rows", "faces", "random")  # orders in which the lines of a text do not follow each other


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page in the order of its file: each line, the article (-1: none) and role of each, and its frame."""

    seed: str
    lines: tuple[TypeLine, ...]
    labels: tuple[Label, ...]
    frames: tuple[str, ...]
    gold: dict[str, Any]


def draw_composed(seed: int, number: int, articles: Sequence[Article] = ()) -> Drawn:
    """A page of the benchmark; every other page prints the articles as they were written."""
    page = compose.draw_page(seed, number, wide=bool(number % 2), articles=articles)
    lines = [TypeLine(m.text, Box(*m.rect), m.size, m.vertical) for m in page.marks]
    labels = [Label(m.owner, m.role) for m in page.marks]
    frames = [f"{m.owner} {m.frame}" for m in page.marks]
    return Drawn(page.seed, tuple(lines), _placed(lines, labels), tuple(frames), compose.to_gold(page))


def draw_gazette(seed: int, number: int, articles: Sequence[Article] = ()) -> Drawn:
    """A page of the third generator."""
    page = sheet.draw_page(seed, number, wide=bool(number % 4), articles=articles)
    lines = [TypeLine(m.text, Box(*m.rect), m.size, m.turned) for m in page.marks]
    labels = [Label(m.owner, m.role) for m in page.marks]
    frames = [str(m.owner) for m in page.marks]
    return Drawn(page.seed, tuple(lines), _placed(lines, labels), tuple(frames), golden.to_gold(page))


def _placed(lines: Sequence[TypeLine], labels: Sequence[Label]) -> tuple[Label, ...]:
    """The labels with where the letters of each line of text stand in its article, if read in this order."""
    read = Counter[int]()
    found = []
    for line, label in zip(lines, labels, strict=True):
        if label.role == "body":
            label = Label(label.article, label.role, read[label.article])
            read[label.article] += len(letters(line.text))
        found.append(label)
    return tuple(found)


def lines_of(page: Drawn) -> str:
    """The page as lines of text in the order of the file; one that runs down is a character a line."""
    chance = Random(f"{page.seed} sketch")
    blanks = chance.choices(tuple(_BLANKS), tuple(_BLANKS.values()))[0]
    found: list[str] = []
    for at, line in enumerate(page.lines):
        is_new = at and page.frames[at] != page.frames[at - 1]
        if blanks == "lines" or (blanks == "frames" and is_new):
            found.append("")
        found += line.text if line.vertical else [line.text]
    return "\n".join(found) + "\n"


def write_sketch(page: Drawn, name: str, folder: Path) -> None:
    """The gold and the texts of a page; if its lines run down or are out of order, it has no Markdown."""
    gold = page.gold | {"name": name}
    (folder / "texts").mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False) + "\n", "utf-8")
    (folder / "texts" / f"{name}.sketch.txt").write_text(lines_of(page), "utf-8")
    if not gold["vertical"] and gold["layout"]["stream"] not in _MIXED:
        size = (gold["page"]["width"], gold["page"]["height"])
        markdown = describe(GoldPage(name, Sheet(*size, page.lines), gold, page.labels))
        (folder / "texts" / f"{name}.ocr-md.txt").write_text(markdown, "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.sketch", description=__doc__)
    parser.add_argument(
        "--pages",
        type=int,
        default=100,
        help="number of pages of the benchmark; the third generator draws half as many (default: 100)",
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the random pages (default: 1)")
    parser.add_argument("--out", type=Path, required=True, help="the folder")
    add_articles(parser)
    options = parser.parse_args()
    for number in range(options.pages):
        articles = articles_for(options.articles, options.seed, number)
        write_sketch(draw_composed(options.seed, number, articles), f"c{number:04}", options.out)
        if number % 2 == 0:
            write_sketch(draw_gazette(options.seed, number, articles), f"g{number:04}", options.out)


if __name__ == "__main__":
    main()
