"""Punctuation in one width: what belongs to Chinese, and nothing else, and no character more or less."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.chinese.typography import widen
from beibei_site.rendering.prose import to_html

MIXED = st.text(alphabet='北碚,;:?!.()"，。“”3A \n〔…〕')


@given(MIXED)
def test_every_character_stays_one_character_and_only_punctuation_changes(text: str) -> None:
    shown = widen(text)
    assert len(shown) == len(text)
    assert all(
        new == old or (old in ',;:?!.()"' and new in "，；：？！。（）“”")
        for old, new in zip(text, shown, strict=True)
    )


@given(st.text(alphabet='abc ,;:?!.()"123'))
def test_what_holds_no_chinese_stays_as_it_is(text: str) -> None:
    assert widen(text) == text


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ('他说,"好〔…〕好".', '他说，“好<span class="lacuna">〔…〕</span>好”。'),
        (
            "1,200元,[上午](http://a.example/?a=1,2)10:30",
            '1,200元，<a href="http://a.example/?a=1,2">上午</a>10:30',
        ),
        ("> (记者 霍吕)", "（记者 霍吕）"),
        ('甲说"乙', '甲说"乙'),
        ("一件事[^1],完.\n\n[^1]:据 a-1 补", "，完。"),
    ],
)
def test_in_markdown_a_block_is_seen_whole(markdown: str, shown: str) -> None:
    assert shown in to_html(markdown, wide=True)


@given(MIXED)
def test_markup_is_the_same_with_and_without(markdown: str) -> None:
    plain, wide = (re.findall("<[^>]*>", to_html(markdown, wide=wide)) for wide in (False, True))
    assert plain == wide
