"""`python -m benchmarks.search.terminal [--articles 10000] [--seed 2]`: the terminal's index and ranking.

Prints what it costs to make the index, to change one article and to search, and how high the article ranks
that a query was made from (known items: mean of 1 / rank, 0 below the tenth). The browser ranks the same way.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from math import log
from pathlib import Path

from beibei_site.chinese.cutter import cutters
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.bigrams import fold
from beibei_site.search.document import body_text, searched_text
from beibei_site.search.whoosh.index import build_index
from beibei_site.search.whoosh.search import search
from benchmarks.search.build import with_records
from benchmarks.search.corpus import make_archive, pair_query, reciprocal, title_query
from benchmarks.search.exact import random_strings

_WORD = re.compile("[一-龥]{2,}")
_KEYS = 10  # key words of an article
_QUERIES = 200


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search.terminal", description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument(
        "--seed", type=int, default=2, help="of the corpus; 1 is what the ranking was made with"
    )
    options = parser.parse_args()
    archive = with_records(make_archive(options.articles, options.seed))
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
    common = Counter(word for article in archive.articles for word in set(words_of(searched_text(article))))
    kinds: dict[str, Callable[[Article, random.Random], str]] = {
        "eight characters of the title": title_query,
        "a person and a thing from one sentence": pair_query,
        "two of its key words": partial(key_query, common, len(archive.articles)),
        "two words of one sentence": sentence_query,
        "two words from anywhere": anywhere_query,
    }
    for kind, make in kinds.items():
        items = chance.sample(archive.articles, min(_QUERIES, len(archive.articles)))
        queries = [(article, make(article, chance)) for article in items]
        found = [(article, search(folder, query, limit=10)) for article, query in queries]
        ranks = [reciprocal(article.id, [hit.id for hit in result.hits]) for article, result in found]
        total = statistics.median(result.total for _, result in found)
        print(f"{kind}: MRR {statistics.mean(ranks):.3f}; {total:.0f} articles hold them (median)")


def words_of(text: str) -> list[str]:
    return [word for word in cutters()[0].cut(fold(text)) if _WORD.fullmatch(word)]


def two_of(words: Iterable[str], chance: random.Random) -> str:
    """Two different ones, the more frequent the likelier."""
    first, *others = chance.sample(given := list(words), len(given))
    return f"{first} {next(word for word in others if word != first)}"


def key_query(common: Mapping[str, int], articles: int, article: Article, chance: random.Random) -> str:
    """Of the ten that are most frequent here and rarest elsewhere."""
    counts = Counter(words_of(searched_text(article)))
    keys = sorted(counts, key=lambda word: -counts[word] * log(articles / common[word]))[:_KEYS]
    return two_of(keys, chance)


def sentence_query(article: Article, chance: random.Random) -> str:
    sentences = map(words_of, re.split("[。！？\n]", body_text(article)))
    return two_of(chance.choice([words for words in sentences if len(set(words)) > 1]), chance)


def anywhere_query(article: Article, chance: random.Random) -> str:
    return two_of(words_of(body_text(article)), chance)


if __name__ == "__main__":
    main()
