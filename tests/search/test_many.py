"""The search over many articles, on http below a sub-path: what it promises of an archive of any size."""

from __future__ import annotations

import random
import re
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from beibei_site.content import store
from beibei_site.content.body import plain
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.bigrams import fold
from beibei_site.search.build import build_search
from beibei_site.search.document import searched_text
from beibei_site.search.whoosh.search import search
from benchmarks.search.browse import host
from benchmarks.search.build import add_search_page, with_records
from benchmarks.search.corpus import make_archive, pair_query, reciprocal, title_query

ARTICLES, QUERIES, ITEMS = 800, 500, 60


@dataclass(frozen=True)
class Large:
    archive: Archive
    index: Path
    page: Page


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Large]:
    folder = tmp_path_factory.mktemp("large")
    archive = with_records(make_archive(ARTICLES))
    site = folder / "host" / "archive" / "news"
    made = build_search(archive, folder / "whoosh", "test", lambda path: (site / path).read_bytes())
    store.write_output(site, made.files)
    add_search_page(site)
    page = browser.new_page()
    with host(folder / "host") as server:
        page.goto(f"{server.address}/archive/news/search/index.html")
        yield Large(archive, folder / "whoosh", page)
    page.close()


def test_browser_terminal_and_scan_agree(large: Large) -> None:
    chance = random.Random(3)
    texts = {a.id: fold(searched_text(a)) for a in large.archive.articles}
    strings = []
    while len(strings) < QUERIES:
        text = chance.choice(list(texts.values()))
        start = chance.randrange(len(text))
        string = text[start : start + chance.randint(2, 8)]
        if len(string) > 1 and re.fullmatch(r"[\w，。、；]+", string):
            strings.append(string)
    browsed = large.page.evaluate(
        "queries => Promise.all(queries.map(beibei.search))", [f'"{string}"' for string in strings]
    )
    for string, in_browser in zip(strings, browsed, strict=True):
        expected = {i for i, text in texts.items() if string in text}
        assert set(in_browser) == expected, string
    for string in strings[::10]:
        expected = {i for i, text in texts.items() if string in text}
        hits = search(large.index, f'"{string}"', limit=ARTICLES).hits
        assert {hit.id for hit in hits} == expected, string


@pytest.mark.parametrize(("make", "bar"), [(title_query, 0.85), (pair_query, 0.55)])
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
            const shows = hit => [...hit.querySelectorAll('mark')].some(mark => mark.textContent === string);
            return total && hits.length === Math.min(10, total) && hits.every(shows);
        }""",
        arg=string,
    )
