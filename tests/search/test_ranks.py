"""The order of the hits: the same in the terminal and in the browser."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.beside.words import variants_file
from beibei_site.search.bigrams import fold
from beibei_site.search.browser.export import export_search
from beibei_site.search.document import searched_text
from beibei_site.search.notes import Note
from beibei_site.search.whoosh.index import build_index
from beibei_site.search.whoosh.rank import HEADING_AT, by_score, find_by_all, find_by_any, score_lists
from beibei_site.search.whoosh.search import search
from tests.conftest import ROOT, Built
from tests.search.conftest import Modules

CASES = json.loads((ROOT / "tests" / "search" / "ranks.json").read_text("utf-8"))
WELL_FORMED = json.loads((ROOT / "tests" / "search" / "queries.json").read_text("utf-8"))["well_formed"]
ALL_ARTICLES = 100

Row = tuple[int, list[int], list[int]]  # an article, and where in its text and heading a string stands


def ranked(clauses: list[list[Row]], join: str, count: int) -> list[int]:
    """The order in the terminal; ids are as the numbers are."""
    found = [
        score_lists({n: [*text, *(HEADING_AT + at for at in heading)] for n, text, heading in rows}, count)
        for rows in clauses
    ]
    fits = find_by_all(found, [], []) if join == "all" else find_by_any(found)
    return by_score(fits, [f"{number:03}" for number in range(ALL_ARTICLES)])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_the_order_of_the_cases(modules: Modules, case: dict[str, Any]) -> None:
    numbers = {name: number for number, name in enumerate("abcdefgh")}
    clauses = [
        [(numbers[name], at.get("text", []), at.get("heading", [])) for name, at in clause.items()]
        for clause in case["clauses"]
    ]
    expected = [numbers[name] for name in case["order"]]
    assert ranked(clauses, case["join"], case["of"]) == expected
    assert modules("rank", [[clauses, case["join"], case["of"]]]) == [expected]


PLACES = st.lists(st.integers(0, 3000), max_size=5, unique=True).map(sorted)
CLAUSE = st.lists(
    st.tuples(st.integers(0, 12), PLACES, PLACES), min_size=1, max_size=12, unique_by=lambda row: row[0]
)


@given(
    st.lists(
        st.tuples(
            st.lists(CLAUSE, min_size=1, max_size=4), st.sampled_from(["all", "any"]), st.integers(13, 10**5)
        ),
        max_size=10,
    )
)
def test_both_rank_any_places_the_same_way(
    modules: Modules, calls: list[tuple[list[list[Row]], str, int]]
) -> None:
    assert modules("rank", calls) == [ranked(*call) for call in calls]


def test_the_terminal_and_the_page_show_the_hits_in_the_same_order(built: Built, page: Page) -> None:
    queries = [case["query"] for case in WELL_FORMED]
    typed = [[hit.id for hit in search(built.folders.index, q, limit=ALL_ARTICLES).hits] for q in queries]
    browsed = [page.evaluate(f"query => beibei.ranked(query, {ALL_ARTICLES})", q) for q in queries]
    assert dict(zip(queries, browsed, strict=True)) == dict(zip(queries, typed, strict=True))


@settings(max_examples=20)
@given(st.data())
def test_they_do_so_for_any_words_of_the_archive(built: Built, page: Page, data: st.DataObject) -> None:
    texts = [fold(searched_text(article)) for article in built.archive.articles]
    runs = sorted({run for text in texts for run in re.findall(r"\w{2,8}", text)})
    words = st.lists(st.sampled_from(runs).flatmap(pieces_of), min_size=1, max_size=4)
    queries = data.draw(st.lists(words.map(" ".join), min_size=1, max_size=8))
    typed = [[hit.id for hit in search(built.folders.index, q, limit=ALL_ARTICLES).hits] for q in queries]
    asked = "queries => Promise.all(queries.map(query => beibei.ranked(query, 100)))"
    assert page.evaluate(asked, queries) == typed


def pieces_of(run: str) -> st.SearchStrategy[str]:
    """Any piece of it, of one character to all."""
    return st.integers(0, len(run) - 1).flatmap(
        lambda first: st.integers(first + 1, len(run)).map(lambda end: run[first:end])
    )


PIECES = st.lists(
    st.sampled_from([*"北碚绵阳合作发展𠀀。", "北碚", "合作", "4月1日", "四月一日"]), max_size=40
).map("".join)
WORDS = st.sampled_from(["北碚", "碚", "合作", "作发", "绵阳合作", "4月1日", "𠀀", "title:北碚", "-绵阳"])
TYPED = st.lists(st.tuples(WORDS, st.sampled_from([" ", " OR "])), min_size=1, max_size=4).map(
    lambda pairs: "".join(word + sign for word, sign in pairs)
)


@settings(max_examples=30)
@given(st.lists(st.tuples(PIECES, PIECES), min_size=1, max_size=9), st.lists(TYPED, min_size=1, max_size=12))
def test_the_order_is_the_same_in_any_archive(
    modules: Modules,
    tmp_path_factory: pytest.TempPathFactory,
    texts: list[tuple[str, str]],
    queries: list[str],
) -> None:
    folder = tmp_path_factory.mktemp("ranked")
    archive = Archive(
        Article(id=f"r-{n}", title=title or "题", body=body) for n, (title, body) in enumerate(texts)
    )
    for file in (*export_search(archive, "1").files, variants_file()):
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.data)
    build_index(archive, folder / "whoosh", "1")
    found = [search(folder / "whoosh", query) for query in queries]
    typed = [[] if Note("relaxed") in one.notes else [hit.id for hit in one.hits] for one in found]
    assert modules("rankedIn", [[str(folder), queries]]) == [typed]
