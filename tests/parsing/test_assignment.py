"""The assignment is held against scipy's."""

from __future__ import annotations

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from beibei_site.parsing.assignment import assign

COST = st.one_of(st.floats(-20, 20), st.integers(-2, 2).map(float))  # the latter are often the same


@st.composite
def costs(draw: st.DrawFn) -> list[dict[int, float]]:
    """Rows that can all be given a choice, as a run that may have nothing before it can."""
    rows = draw(st.lists(st.dictionaries(st.integers(0, 7), COST, max_size=6), max_size=9))
    return [row | {8 + at: draw(COST)} for at, row in enumerate(rows)]


@given(costs())
def test_it_costs_as_little_as_that_of_scipy(rows: list[dict[int, float]]) -> None:
    chosen = assign(rows)
    assert len(set(chosen)) == len(rows)
    table = np.array([[row.get(choice, inf) for choice in range(8 + len(rows))] for row in rows])
    expected = table[linear_sum_assignment(table)].sum() if rows else 0.0
    assert sum(row[choice] for row, choice in zip(rows, chosen, strict=True)) == pytest.approx(expected)


@given(costs())
def test_it_does_not_depend_on_the_order_of_the_choices(rows: list[dict[int, float]]) -> None:
    turned = [dict(reversed(row.items())) for row in rows]
    assert assign(turned) == assign(rows)


def test_rows_that_cannot_all_have_a_choice() -> None:
    with pytest.raises(IndexError):
        assign([{0: 1.0}, {0: 2.0}])
    with pytest.raises(IndexError):
        assign([{}])
