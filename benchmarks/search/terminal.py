"""`python -m benchmarks.search.terminal [--articles 10000]`: the terminal's index.

Prints what it costs to make the index, to change one article and to search.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from beibei_site.domain.archive import Archive
from beibei_site.search.bigrams import fold
from beibei_site.search.document import searched_text
from beibei_site.search.whoosh.index import build_index
from beibei_site.search.whoosh.search import search
from benchmarks.search.build import with_records
from benchmarks.search.corpus import make_archive
from benchmarks.search.exact import random_strings


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.terminal", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    options = parser.parse_args()
    archive = with_records(make_archive(options.articles))
    with tempfile.TemporaryDirectory() as name:
        folder, (first, *others) = Path(name), archive.articles
        changed = with_records(Archive([replace(first, body=f"{first.body}\n\n此处新添一句。"), *others]))
        with measured("index"):
            build_index(archive, folder, "benchmark")
        print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
        for part in ("texts", ""):
            print(f"{part or 'all'}: {sum(p.stat().st_size for p in folder.rglob(f'{part}*')) / 1e6:.1f} MB")
        with measured("one article changed"):
            build_index(changed, folder, "benchmark")
        show_times(archive, folder)


@contextmanager
def measured(what: str) -> Iterator[None]:
    wall, processor = time.perf_counter(), time.process_time()
    yield
    spent = time.perf_counter() - wall, time.process_time() - processor
    print(f"{what}: {spent[0]:.2f} s, {spent[1]:.2f} s of a processor")


def show_times(archive: Archive, folder: Path) -> None:
    texts = [fold(searched_text(article)) for article in archive.articles]
    for words in (False, True):
        spent = []
        for string in random_strings(texts, 40):
            started = time.process_time()
            search(folder, f'"{string}"', words=words)
            spent.append(time.process_time() - started)
        kind = "a search for words" if words else "a search"
        print(f"{kind}: {1000 * statistics.median(spent):.0f} ms of a processor")


if __name__ == "__main__":
    main()
