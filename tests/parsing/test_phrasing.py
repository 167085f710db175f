"""What reads like a heading or like the beginning of an article, whatever stands around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.parsing.language.phrasing import measure_phrasing


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("青禾县启动防汛演练", "的同志们在会上说，今年"),
        ("云泊大桥月底通车", "桥面铺装已经完成，目前"),
        ("我区召开农村工作会议", "会议指出，要进一步做好"),
    ],
)
def test_headings_read_more_like_headings_than_texts_do(heading: str, text: str) -> None:
    assert measure_phrasing(heading)[0] > measure_phrasing(text)[0]


@pytest.mark.parametrize(
    ("opening", "text"),
    [
        ("5月23日，记者从青禾县交通", "救生衣，雷达也换过，票价"),
        ("本报讯（记者沈双）昨日，", "他说，等了三个星期。候船"),
        ("近日，云泊市召开全市", "进一步压实责任，做到"),
    ],
)
def test_articles_open_with_days_and_places(opening: str, text: str) -> None:
    assert measure_phrasing(opening)[1] > measure_phrasing(text)[1]


@given(st.text(min_size=0, max_size=80))
def test_any_line_can_be_weighed(line: str) -> None:
    assert all(-60 < value < 60 for value in measure_phrasing(line))
