"""Words in texts."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from beibei_site.domain.text import any_of, occurrences


@given(st.lists(st.text("甲乙丙", min_size=1, max_size=3), max_size=6), st.text("甲乙丙丁", max_size=30))
def test_words_stand_where_a_pattern_finds_them(words: list[str], text: str) -> None:
    found = re.finditer(any_of(words), text) if words else ()
    assert occurrences(words, text) == [(match.start(), match[0]) for match in found]
