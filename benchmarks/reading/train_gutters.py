"""`python -m benchmarks.reading.train_gutters FOLDER …`: learn which blanks part columns.

Reads pages with their gold (see `gold`): a blank lies within a line if the letters on both sides stand
together in the gold. Writes `parsing/pdf/gutters.toml`. Run it before `train`, which learns from whole
lines.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from beibei_site.domain.text import letters
from beibei_site.parsing.pdf import gutters
from beibei_site.parsing.pdf.pdfium import read_pdf
from beibei_site.parsing.pdf.typesetting import set_parts
from beibei_site.parsing.pdf.whole_lines import pair_parts
from beibei_site.parsing.worth import WorthTable
from benchmarks.reading.gold import texts_of
from benchmarks.reading.learning import Answer, learn_answers, rows_of

TABLE = Path(gutters.__file__).with_name("gutters.toml")
_FOLDS = 4


def read_blanks(folders: Sequence[Path]) -> Iterator[list[Answer]]:
    """The blanks of each page of `folders`, each with whether it parts columns; those beside letters that the
    gold does not know are left out."""
    for path in sorted(path for folder in folders for path in folder.glob("*.gold.json")):
        gold = json.loads(path.read_text("utf-8"))
        pdf = path.with_name(path.name.replace(".gold.json", ".pdf"))
        if gold.get("split", "dev") != "dev" or not pdf.is_file():
            continue
        texts = ["".join(letters(text) for text in gold["furniture"])]
        texts += [text for article in gold["articles"] for _, text in texts_of(article)]
        sheet = read_pdf(pdf.read_bytes(), set_parts).sheets[0]
        rows = gutters.Rows(sheet.lines)
        found = []
        for left, right in pair_parts(sheet.lines, sheet.rules):
            parts = sheet.lines[left], sheet.lines[right]
            one, other = (letters(part.text) for part in parts)
            if one and other and all(any(part in text for text in texts) for part in (one, other)):
                together = any(one + other in text for text in texts)
                found.append((gutters.measure_blank(*parts, rows), not together))
        yield found


def write_table(table: Mapping[str, Mapping[str, Sequence[float]]]) -> str:
    """The table as TOML, a feature a line."""
    lines = [
        "# Learned by benchmarks/reading/train_gutters.py from composed pages; do not edit.",
        "# What each range of a feature, parted by `edges`, speaks for a gutter: natural logarithms of odds.",
        "",
    ]
    return "\n".join((*lines, *rows_of(table))) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.train_gutters", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders of NAME.pdf and NAME.gold.json")
    pages = list(read_blanks(parser.parse_args().folders))
    wrong = {True: 0, False: 0}
    for fold in range(_FOLDS):
        worth = WorthTable.parse(
            learn_answers([b for n, p in enumerate(pages) if n % _FOLDS != fold for b in p])
        )
        for features, gutter in (blank for page in pages[fold::_FOLDS] for blank in page):
            wrong[gutter] += (worth.score(features) > 0) != gutter
    print(
        f"{sum(map(len, pages))} blanks; cross-validated, wrong: {wrong[True]} gutters, {wrong[False]} others"
    )
    TABLE.write_text(write_table(learn_answers([blank for page in pages for blank in page])), "utf-8")


if __name__ == "__main__":
    main()
