"""What is measured of a story for its confidence, and the trees that make a confidence of it."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.parsing.bare.draft import Draft
from beibei_site.parsing.bare.reading import open_page
from beibei_site.parsing.bare.weights import ROLES
from beibei_site.parsing.text.lines import read_lines
from beibei_site.parsing.trees import ABSENT, Forest, score_rows
from tests.parsing.test_properties import PAGES
from tests.parsing.test_revision import HEADLINE, STORY, page_of


def measured(*rows: tuple[str, str]) -> dict[str, float]:
    """What is measured of the first story of a page of lines with these roles."""
    page, roles = page_of(*rows)
    (draft,) = page.draft(roles)
    return draft.measures_of(draft.chains[0])


def test_a_heading_is_measured_by_how_it_reads_and_fits() -> None:
    fitting = measured(("headline", HEADLINE), *STORY)
    other = measured(("headline", "足球联赛昨夜落幕"), *STORY)
    assert fitting["words of heading"] > other["words of heading"]
    assert fitting["letters of headline"] == len(HEADLINE)
    text = measured(("headline", "，从清晨起就在门外排"), *STORY)
    assert text["headline like a heading"] < fitting["headline like a heading"]


def test_a_story_without_heading_tells_what_stands_over_it() -> None:
    found = measured(("furniture", HEADLINE), *STORY)
    assert "words of heading" not in found and found["headed"] == 0
    sentence = measured(("furniture", "起就在门外排起长队的车辆，"), *STORY)
    assert found["line over story like a heading"] > sentence["line over story like a heading"]


def test_a_line_of_text_that_may_be_a_heading_is_told() -> None:
    page, roles = page_of(*STORY)
    odds = page.odds.copy()
    odds[2, ROLES.index("headline")] = 0.4
    (sure,), (doubtful,) = page.draft(roles), replace(page, odds=odds).draft(roles)
    assert doubtful.measures_of(doubtful.chains[0])["likeliest heading"] >= 0.4
    assert sure.measures_of(sure.chains[0])["likeliest heading"] < 0.1


def test_headings_without_a_text_are_told() -> None:
    own = measured(("headline", HEADLINE), *STORY)
    more = measured(("headline", HEADLINE), *STORY, ("headline", "城东粮库二十分钟拿到粮款"))
    assert own["free headings"] == 0 and more["free headings"] == 1
    assert more["best free heading"] > 0


@given(PAGES)
@settings(max_examples=40, deadline=None)
def test_every_story_has_finite_measures_and_a_chance(text: str) -> None:
    first, _ = open_page(read_lines(text))
    for draft in (first, *first.others()):
        for chain in draft.chains:
            assert all(isfinite(value) for value in draft.measures_of(chain).values())
            assert 0 < draft.chance_of(chain) < 1


def test_the_same_story_is_measured_alike() -> None:
    page, roles = page_of(("headline", HEADLINE), *STORY)

    def told(draft: Draft) -> object:
        return [draft.measures_of(chain) for chain in draft.chains]

    assert len({str(told(draft)) for draft in page.draft(roles, roles)}) == 1


NUMBERS = st.floats(-5, 5)
TREES = st.recursive(
    NUMBERS,
    lambda below: st.builds(lambda *parts: list(parts), st.sampled_from("abc"), NUMBERS, below, below),
    max_leaves=8,
)
ROWS = st.dictionaries(st.sampled_from("abc"), NUMBERS)


def added(tree: Any, row: dict[str, float]) -> float:
    """What a tree adds to the score of a row."""
    while isinstance(tree, list):
        feature, edge, low, high = tree
        tree = low if row.get(feature, ABSENT) <= edge else high
    return float(tree)


@given(st.lists(TREES, max_size=4), st.lists(ROWS, max_size=300))
def test_the_score_of_a_row_is_the_sum_of_what_trees_add(
    trees: list[Any], rows: list[dict[str, float]]
) -> None:
    forest = Forest.of(trees)
    expected = [sum(added(tree, row) for tree in trees) for row in rows]
    assert score_rows({"right": forest}, rows)[:, 0] == pytest.approx(expected)
    assert [forest.score(row) for row in rows] == score_rows({"right": forest}, rows)[:, 0].tolist()


@pytest.mark.parametrize("tree", ["1", ["a", 1.0, 2.0], ["a", "b", 1.0, 2.0], {"a": 1}, None])
def test_what_is_no_tree_is_refused(tree: object) -> None:
    with pytest.raises(ValueError, match="no tree"):
        Forest.of([tree])
