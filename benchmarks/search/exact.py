"""`python -m benchmarks.search.exact [--articles 10000] [--queries 400]`: is every printed string found?

Strings of one to twelve characters from anywhere in the texts, some of them shuffled, are searched for in
Chromium, in the terminal and by a plain scan: in a new archive, and again when forty of its articles are new,
edited or gone. The exit status is 1 if the results differ.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from beibei_site.domain.archive import Archive
from beibei_site.search.bigrams import fold
from beibei_site.search.browser.export import export_search
from beibei_site.search.date_forms import date_forms
from beibei_site.search.document import searched_text
from beibei_site.search.whoosh.search import search
from benchmarks.search.browse import host
from benchmarks.search.build import add_search_page, with_records, write_search
from benchmarks.search.corpus import make_archive

_SOUGHT = re.compile(r"[\w,.;!?%。、]+")  # without the operators of the query language
_AT_ONCE = 20


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.exact", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=400)
    options = parser.parse_args()
    archive = with_records(make_archive(options.articles))
    print(f"{options.articles:,} articles, {cost_of_index(archive)}")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site, index = Path(name) / "site", Path(name) / "whoosh"
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        state, good = None, []
        for kind, held in (("new", archive), ("edited", edit(archive))):
            state = write_search(held, site, index, state).state
            add_search_page(site)
            texts = {article.id: fold(searched_text(article)) for article in held.articles}
            strings = random_strings(list(texts.values()), options.queries)
            expected = [scan(texts, string) for string in strings]
            with host(site) as server:
                page = browser.new_page()
                page.goto(f"{server.address}/search/index.html")
                good.append(report(f"Chromium, {kind}", strings, in_browser(page, strings), expected))
            typed = [in_terminal(index, string, len(texts)) for string in strings]
            good.append(report(f"terminal, {kind}", strings, typed, expected))
    return 0 if all(good) else 1


def cost_of_index(archive: Archive) -> str:
    """What it takes to make the browser's index, from the articles in memory to all files in memory."""
    before, started = peak(), time.process_time()
    made = export_search(archive)
    seconds = time.process_time() - started
    size = sum(len(file.data) for file in made.files) / 1e6
    return (
        f"{len(made.pairs) // 4:,} distinct pairs: {seconds:.1f} s of one processor, {before} to {peak()} MB,"
        f" {len(made.files):,} files, {size:.0f} MB"
    )


def peak() -> int:
    """The most memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def edit(archive: Archive, count: int = 14) -> Archive:
    """The archive with so many articles edited, so many gone, and so many new ones less two: a few less than
    make a new base."""
    given, fresh = list(archive.articles), make_archive(count, seed=2).articles
    step = len(given) // (2 * count)
    gone, edited = given[::step][:count], given[1::step][:count]
    changed = {
        a.id: replace(a, body=f"{other.body}\n\n{a.body}") for a, other in zip(edited, fresh, strict=True)
    }
    kept = [changed.get(a.id, a) for a in given if a not in gone]
    return with_records(Archive([*kept, *(replace(a, id=f"new-{a.id}") for a in fresh[2:])]))


def random_strings(texts: Sequence[str], count: int, longest: int = 12, seed: int = 3) -> list[str]:
    """Strings of one or more characters from anywhere in folded texts; every tenth is shuffled, so that most
    of these occur nowhere."""
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        string = text[start : start + chance.randint(1, longest)]
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
