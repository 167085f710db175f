"""What the archive adds to a mention, and which mentions count."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cataloguing.names.mentions import KINDS, Mention, find_mentions
from beibei_site.cataloguing.names.pooling import ACCEPTED, Pool

TAGS = {"金山": "ns", "水利": "n", "展现": "v", "政协": "j", "索性": "d"}


@st.composite
def read(draw: st.DrawFn) -> tuple[str, list[Mention]]:
    """A text with mentions at any place."""
    text = draw(st.text("甲乙丙丁·、", min_size=2, max_size=20))
    spans = draw(st.lists(st.tuples(st.integers(0, len(text) - 2), st.integers(2, 6)), max_size=8))
    found = {
        (kind, start): Mention(kind, text[start : start + size], start, draw(st.floats(0, 1)))
        for start, size in spans
        for kind in [draw(st.sampled_from(KINDS))]
    }
    return text, list(found.values())


@given(st.lists(read(), min_size=1, max_size=4))
def test_names_stand_in_their_text_in_order_and_apart(archive: list[tuple[str, list[Mention]]]) -> None:
    texts, mentions = [text for text, _ in archive], [found for _, found in archive]
    pool = Pool.of(texts, mentions)
    for text, found in archive:
        chosen = pool.names_in(text, found, ("甲乙",), {"places": frozenset(("丙丁",))})
        assert all(text[m.start : m.end] == m.form and m.p >= ACCEPTED for m in chosen)
        assert all(one.end <= other.start for one, other in pairwise(chosen))
        assert not any(m.kind == "places" and m.form == "丙丁" for m in chosen)
        assert pool.names_in(text, found, ("甲乙",), {"places": frozenset(("丙丁",))}) == chosen


@given(st.lists(read(), min_size=1, max_size=4))
def test_what_the_archive_adds_lies_between_the_text_and_the_archive(
    archive: list[tuple[str, list[Mention]]],
) -> None:
    pool = Pool.of([text for text, _ in archive], [found for _, found in archive])
    for m in (m for _, found in archive for m in found):
        assert 0 <= pool.blend(m).p <= 1
        sure = Mention(m.kind, m.form, m.start, 1.0)
        assert pool.blend(sure).p >= pool.blend(m).p - 0.001


def test_what_stands_once_is_left_as_it_is() -> None:
    m = Mention("people", "甲乙", 0, 0.3)
    assert Pool.of(["甲乙来了"], [[m]]).blend(m) == m


def test_a_word_that_stands_often_and_is_seldom_a_name_loses() -> None:
    m = Mention("people", "高峰", 0, 0.5)
    texts = ["高峰来了", *["早晚高峰时段"] * 9]
    assert Pool.of(texts, [[m], *[[]] * 9]).names_in(texts[0], [m], (), {}) == ()


def test_a_curators_form_counts_but_not_inside_a_longer_name() -> None:
    pool = Pool.of([], [])
    longer = Mention("bodies", "甲乙纪念馆", 0, 0.9)
    (found, other) = pool.names_in("甲乙纪念馆里有甲乙。", [longer], ("甲乙",), {})
    assert (found.form, other.form, other.start) == ("甲乙纪念馆", "甲乙", 7)


@pytest.mark.parametrize("before", ["", "在", "走进", "他走进"])
def test_what_is_called_after_a_person_is_no_person(before: str) -> None:
    pool = Pool.of([], [])
    assert [m.start for m in pool.names_in(f"{before}甲乙小学，甲乙来了。", [], ("甲乙",), {})] == [
        len(before) + 5
    ]
    inside = Mention("bodies", "丙甲乙丁戊", len(before), 0.9)
    assert [m.form for m in pool.names_in(f"{before}丙甲乙丁戊。", [inside], ("甲乙",), {})] == ["丙甲乙丁戊"]


def names(text: str, kind: str) -> list[str]:
    mentions = find_mentions(text, TAGS)
    found = Pool.of([text], [mentions]).names_in(text, mentions, (), {})
    return [m.form for m in found if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("区领导江绪容、吴萍、黄成万、梁萍参加。", ["江绪容", "吴萍", "黄成万", "梁萍"]),
        ("昨天，区领导江绪容、吴萍、黄成万、梁萍参加。", ["江绪容", "吴萍", "黄成万", "梁萍"]),
        ("昨天，张建国县长说。", ["张建国"]),
        ("王先生、小张和赵某来了。", []),
        ("影片《林则徐》首映。", []),
        ("才让卓玛和买买提·艾力发了言。", ["才让卓玛", "买买提·艾力"]),
        ("比索说，索性不去了。", []),
    ],
)
def test_rules_put_right_what_the_tagger_cannot_know(text: str, people: list[str]) -> None:
    assert names(text, "people") == people


def test_bodies_run_together_are_two() -> None:
    text = "四川省绵阳市人民政府重庆市北碚区人民政府联合发文。"
    assert names(text, "bodies") == ["四川省绵阳市人民政府", "重庆市北碚区人民政府"]
