"""What goes on with what, by what it is about: more than by chance, and the same in any company."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.parsing.language.continuation import REACH, continuation

texts = st.text(st.sampled_from("的发展工作日报，。本北碚绵阳甲鷖0９Aaİ 漢"), max_size=REACH + 8)


@pytest.mark.parametrize(
    ("above", "below", "other"),
    [
        (
            "今年全县的小麦长势良好，农技人员走进田间",
            "查看墒情，指导农户防治病虫害",
            "球队在主场以三比一战胜对手，重返榜首",
        ),
        (
            "法院审理认为，被告人以非法占有为目的，骗取",
            "他人财物，数额巨大，其行为已构成诈骗罪",
            "游客可以乘坐缆车到达山顶观赏日出和云海",
        ),
        (
            "交警提醒，雨天路滑，驾驶人应当减速慢行，保持",
            "安全车距，不要疲劳驾驶",
            "这部电影由三位青年演员主演，将于下月上映",
        ),
    ],
)
def test_a_text_goes_on_with_its_own_rest(above: str, below: str, other: str) -> None:
    model = continuation()
    own, foreign = (model.ends([above]) @ model.starts([below, other]).T)[0]
    assert own > foreign


@settings(max_examples=30)
@given(st.lists(texts, min_size=1, max_size=6))
def test_a_text_is_worth_the_same_in_any_company(many: list[str]) -> None:
    model = continuation()
    for read in (model.ends, model.starts):
        together = read(many)
        assert np.isfinite(together).all()
        np.testing.assert_allclose(together, np.concatenate([read([text]) for text in many]), atol=1e-4)


def test_only_the_letters_at_the_seam_count() -> None:
    model = continuation()
    near, far = "全区脱贫攻坚工作会议昨天召开" * 3, "天气"
    np.testing.assert_allclose(model.ends([far + near]), model.ends([near]), atol=1e-5)
    np.testing.assert_allclose(model.starts([near + far]), model.starts([near]), atol=1e-5)
    assert model.ends([]).shape == (0, model.above.out.shape[1])
