"""`python -m benchmarks.search.exact [--articles 10000] [--queries 400]`: is every printed string found?

Strings of two to six characters from anywhere in the texts, some of them shuffled, are searched for in
Chromium, in the terminal and by a plain scan. The exit status is 1 if the results differ.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from beibei_site.search.bigrams import fold
from beibei_site.search.date_forms import date_forms
from beibei_site.search.document import searched_text
from beibei_site.search.whoosh.search import search
from benchmarks.search.browse import host
from benchmarks.search.build import add_search_page, with_records, write_search
from benchmarks.search.corpus import make_archive

_SOUGHT = re.compile(r"[\w,.;!?%。、]{2,}")  # without the operators of the query language
_AT_ONCE = 20


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.exact", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=400)
    options = parser.parse_args()
    archive = with_records(make_archive(options.articles))
    texts = {article.id: fold(searched_text(article)) for article in archive.articles}
    strings = random_strings(list(texts.values()), options.queries)
    expected = [scan(texts, string) for string in strings]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site, index = Path(name) / "site", Path(name) / "whoosh"
        started = time.perf_counter()
        made = write_search(archive, site, index)
        add_search_page(site)
        bigrams = len(made.pairs) // 4
        print(f"{len(texts):,} articles, {bigrams:,} distinct bigrams: {time.perf_counter() - started:.0f} s")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with host(site) as server:
            page = browser.new_page()
            page.goto(f"{server.address}/search/index.html")
            browsed = in_browser(page, strings)
        typed = [in_terminal(index, string, len(texts)) for string in strings]
    good = [report("Chromium", strings, browsed, expected), report("terminal", strings, typed, expected)]
    return 0 if all(good) else 1


def random_strings(texts: Sequence[str], count: int, longest: int = 6, seed: int = 3) -> list[str]:
    """Strings of two or more characters from anywhere in folded texts; every tenth is shuffled, so that most
    of these occur nowhere."""
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        string = text[start : start + chance.randint(2, longest)]
        if _SOUGHT.fullmatch(string):
            found.append("".join(chance.sample(string, len(string))) if len(found) % 10 == 9 else string)
    return found


def scan(texts: Mapping[str, str], string: str) -> set[str]:
    """The ids of the folded texts that contain a string; dates match in either notation."""
    forms = date_forms(string)
    return {i for i, text in texts.items() if any(form in text for form in forms)}


def in_browser(page: Page, strings: Sequence[str]) -> list[set[str]]:
    """The ids that our search page finds for each string."""
    found: list[set[str]] = []
    for at in range(0, len(strings), _AT_ONCE):
        queries = [f'"{string}"' for string in strings[at : at + _AT_ONCE]]
        found += map(set, page.evaluate("queries => Promise.all(queries.map(beibei.search))", queries))
    return found


def in_terminal(index: Path, string: str, limit: int) -> set[str]:
    """The ids that the terminal's search finds, without relaxed queries."""
    found = search(index, f'"{string}"', limit=limit)
    return set() if found.notes else {hit.id for hit in found.hits}


def report(
    where: str, strings: Sequence[str], found: Sequence[set[str]], expected: Sequence[set[str]]
) -> bool:
    """Print recall, precision and the strings with wrong results; returns True if there are none."""
    right = sum(len(got & wanted) for got, wanted in zip(found, expected, strict=True))
    recall, precision = (right / max(1, sum(map(len, sets))) for sets in (expected, found))
    wrong = [s for s, got, wanted in zip(strings, found, expected, strict=True) if got != wanted]
    print(f"{where}: recall {recall:.3f}, precision {precision:.3f}, {len(wrong)} strings wrong", *wrong)
    return not wrong


if __name__ == "__main__":
    sys.exit(main())
