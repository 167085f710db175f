"""The order of the hits: the same in the terminal and in the browser."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page

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
    queries = [case["query"] for case in WELL_FORMED if len(case["query"]) > 1]
    typed = [[hit.id for hit in search(built.folders.index, q, limit=ALL_ARTICLES).hits] for q in queries]
    browsed = [page.evaluate(f"query => beibei.ranked(query, {ALL_ARTICLES})", q) for q in queries]
    assert dict(zip(queries, browsed, strict=True)) == dict(zip(queries, typed, strict=True))
