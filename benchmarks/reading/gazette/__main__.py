"""Draw pages: NAME.pdf and NAME.gold.json."""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.reading.compose.newspaper import add_articles, articles_for
from benchmarks.reading.gazette.ink import print_page
from benchmarks.reading.gazette.sheet import draw_page


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading.gazette", description=__doc__)
    parser.add_argument("--pages", type=int, default=12, help="how many pages (default: 12)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other pages (default: 1)")
    parser.add_argument("--out", type=Path, required=True, help="the folder")
    parser.add_argument("--wide", action="store_true", help="a wider range of pages; articles are rewritten")
    add_articles(parser)
    options = parser.parse_args()
    for number in range(options.pages):
        articles = articles_for(options.articles, options.seed, number)
        print_page(draw_page(options.seed, number, options.wide, articles), options.out)


if __name__ == "__main__":
    main()
