"""How well letters read on: more than by chance after the letters before them, the same in any company."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.parsing.language.neighbours import STEP, neighbours
from beibei_site.parsing.text.seams import Seams

texts = st.text(st.sampled_from("的发展工作日报，。本北碚绵阳甲鷖0９A"), min_size=1, max_size=6)


@pytest.mark.parametrize(
    ("above", "below", "other"),
    [
        ("全区扶贫工", "作会议昨天", "天气转凉了"),
        ("坚持以人民", "为中心推进", "报记者昨天"),
        ("新学年起减", "免学费三成", "心推进工作"),
    ],
)
def test_what_belongs_together_reads_on_better(above: str, below: str, other: str) -> None:
    own, foreign = Seams([above, below, other]).gains(np.array([0, 0]), np.array([1, 2]))
    assert own > foreign


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8))
def test_a_seam_is_worth_the_same_in_any_company(pairs: list[tuple[str, str]]) -> None:
    upper = 2 * np.arange(len(pairs))
    together = Seams([text for pair in pairs for text in pair]).gains(upper, upper + 1)
    alone = [Seams(pair).gains(upper[:1], upper[:1] + 1)[0] for pair in pairs]
    assert np.isfinite(together).all()
    np.testing.assert_allclose(together, alone, rtol=0, atol=0.0072)  # a hundredth of the networks' part


@given(texts)
def test_probabilities_of_what_follows_sum_to_about_one(above: str) -> None:
    model = neighbours()
    known = np.arange(len(model.alone))
    ends = np.repeat(model.ends([above]), len(known), axis=0)
    first = np.exp(model.gains(ends, np.stack([known, np.zeros_like(known)], 1)) + STEP * model.alone)
    assert 0.95 < first.sum() < 1.05  # the model rounds to 0.04
