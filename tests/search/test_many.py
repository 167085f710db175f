"""The search over many articles of real vocabulary, on http below a sub-path."""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from beibei_site.content.body import plain
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.bigrams import fold
from beibei_site.search.document import searched_text
from beibei_site.search.whoosh.search import search
from benchmarks.search.browse import host
from benchmarks.search.build import add_search_page, with_records, write_search
from benchmarks.search.corpus import make_archive, pair_query, reciprocal, title_query
from benchmarks.search.exact import in_browser, in_terminal, random_strings, scan

pytestmark = pytest.mark.slow
ARTICLES, QUERIES, ITEMS = 1500, 600, 60


@dataclass(frozen=True)
class Large:
    archive: Archive
    bigrams: int
    index: Path
    page: Page


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Large]:
    folder = tmp_path_factory.mktemp("large")
    archive = with_records(make_archive(ARTICLES))
    site = folder / "host" / "archive" / "news"
    made = write_search(archive, site, folder / "whoosh")
    add_search_page(site)
    bigrams = len(made.pairs) // 4
    page = browser.new_page()
    with host(folder / "host") as server:
        page.goto(f"{server.address}/archive/news/search/index.html")
        yield Large(archive, bigrams, folder / "whoosh", page)
    page.close()


def test_the_corpus_has_the_vocabulary_of_news(large: Large) -> None:
    assert large.bigrams > 120_000
    assert make_archive(50).articles == make_archive(50).articles != make_archive(50, seed=2).articles


def test_browser_terminal_and_scan_agree(large: Large) -> None:
    texts = {a.id: fold(searched_text(a)) for a in large.archive.articles}
    strings = random_strings(list(texts.values()), QUERIES, longest=8)
    for string, found in zip(strings, in_browser(large.page, strings), strict=True):
        assert found == scan(texts, string), string
    for string in strings[::10]:
        assert in_terminal(large.index, string, ARTICLES) == scan(texts, string), string


@pytest.mark.parametrize(("make", "bar"), [(title_query, 0.95), (pair_query, 0.75)])
def test_a_known_article_comes_near_the_top(
    large: Large, make: Callable[[Article, random.Random], str], bar: float
) -> None:
    chance = random.Random(9)
    browsed, typed = [], []
    for article in chance.sample(large.archive.articles, ITEMS):
        query = make(article, chance)
        browsed.append(reciprocal(article.id, large.page.evaluate("q => beibei.ranked(q, 10)", query)))
        typed.append(reciprocal(article.id, [hit.id for hit in search(large.index, query, limit=10).hits]))
    assert statistics.mean(browsed) >= bar
    assert statistics.mean(typed) >= bar


@pytest.mark.parametrize("number", range(12))
def test_every_hit_shows_what_was_sought(large: Large, number: int) -> None:
    chance = random.Random(number)
    body = re.sub(r"\s", "", plain(chance.choice(large.archive.articles).body))
    string = chance.choice(re.findall(r"\w{6}", body))
    large.page.evaluate("hash => { location.hash = hash; }", f"q={string}")
    large.page.wait_for_function(
        """string => {
            const hits = [...document.querySelectorAll('#hits li')];
            const total = Number(document.querySelector('#status').textContent.match(/[0-9]+/));
            const shows = hit => [...hit.querySelectorAll('mark')].some(mark => mark.textContent.trim() === string);
            return total && hits.length === Math.min(10, total) && hits.every(shows);
        }""",
        arg=string,
    )
