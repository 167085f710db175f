"""Headlines break between words: nothing is lost, no sign stands alone, and a phone shows whole words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.chinese.phrases import phrases

TITLES = st.text(st.sampled_from("全区文化和旅游发展大会召开“”（）！：北碚绵阳 2020a"), min_size=1)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("全区文化和旅游发展大会召开", ("全区", "文化和", "旅游", "发展", "大会", "召开")),
        ("“空壳村”变了样：集体经济破题", ("“空壳村”", "变了样：", "集体经济", "破题")),
        ("River school reopens", ("River ", "school ", "reopens")),
    ],
)
def test_lines_may_end_between_words(title: str, parts: tuple[str, ...]) -> None:
    assert phrases(title) == parts


@given(TITLES)
def test_the_parts_are_the_title(title: str) -> None:
    parts = phrases(title)
    assert "".join(parts) == title
    assert all(part[0] not in "”）！：" for part in parts[1:])
    assert all(part[-1] not in "“（" for part in parts[:-1])
