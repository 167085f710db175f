"""Places and bodies: every rule with a case, on words that a segmenter could give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cataloguing.places import find_bodies, find_places, full_forms


def words(text: str) -> list[tuple[str, str]]:
    """`柳荫/ns 镇/n` as words with their parts of speech; `_` stands for an unknown one."""
    return [(word, tag.strip("_")) for word, _, tag in (item.partition("/") for item in text.split())]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("重庆/ns 、/x 巴黎/ns", ("重庆", "巴黎")),
        ("绵阳市/ns", ("绵阳市",)),
        ("柳荫/nz 镇/n", ("柳荫镇",)),
        ("金/n 刀/n 镇/n", ("金刀镇",)),
        ("去/v 峡/n 镇/n", ()),
        ("东/f 升/nr 村/n", ("东升村",)),
        ("缙云山/_ 上/f", ("缙云山",)),
        ("缙云/nr 山/n", ("缙云山",)),
        ("白/nr 云/nr 山/n", ()),
        ("嘉陵江/ns 大/a 江/n", ("嘉陵江",)),
        ("全/a 镇/n 各/r 村/n", ()),
        ("示范/vn 村/n", ()),
        ("高新/nz 区/n", ()),
        ("老城/n 区/n", ()),
        ("景区/n 山区/n", ()),
        ("县/n 柳荫镇/ns", ("柳荫镇",)),
        ("省绵阳市/_", ("绵阳市",)),
        ("一个很长的地名/n 镇/n", ()),
        ("A村/_", ()),
        ("柳荫镇/v", ()),
        ("柳荫镇/ns 柳荫镇/ns", ("柳荫镇",)),
    ],
)
def test_places_are_named_by_their_last_word(text: str, places: tuple[str, ...]) -> None:
    assert find_places(words(text)) == places


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("西南大学/nt", ("西南大学",)),
        ("学校/n", ()),
        ("区政协/nt", ("区政协",)),
        ("区人民政府/nt", ("区人民政府",)),
        ("北碚/ns 区委/n", ("北碚区委",)),
        ("四川省/ns 绵阳/ns 市委宣传部/n", ("绵阳市委宣传部",)),
        ("重庆市/ns 福建/ns 商会/n", ("重庆市福建商会",)),
        ("参加/v 商会/n", ()),
        ("市/n 水利局/_", ("市水利局",)),
        ("大/a 学院/n", ()),
        ("西南/f 公司/v", ()),
        ("某公司/_", ()),
        ("区政协/nt 、/x 区政协委员会/nt", ("区政协", "区政协委员会")),
        ("北碚/ns 区委/n ，/x 北碚/ns 区委员会/n", ("北碚区委员会",)),
        ("常委/n", ()),
        ("a/nz 公司/n", ()),
    ],
)
def test_bodies_are_found_with_the_words_that_belong_to_them(text: str, bodies: tuple[str, ...]) -> None:
    assert find_bodies(words(text)) == bodies


def test_a_short_form_stands_for_the_one_place_that_has_it() -> None:
    assert full_forms(["绵阳市", "柳荫镇", "绵阳市"]) == {"绵阳": "绵阳市", "柳荫": "柳荫镇"}
    assert full_forms(["东升村", "东升镇"]) == {}
    assert full_forms(["广西自治区", "甲市"]) == {"广西": "广西自治区"}
    assert full_forms(["四川省", "四川", "甲县"]) == {"四川": "四川省"}


tagged = st.tuples(
    st.text("柳荫镇区市县村山委政府公司学院a1，", min_size=1, max_size=4),
    st.sampled_from(["n", "ns", "v", "", "x", "m"]),
)


@given(st.lists(tagged, max_size=12))
def test_what_is_found_stands_in_the_text_once(found: list[tuple[str, str]]) -> None:
    text = "".join(word for word, _ in found)
    for names in (find_places(found), find_bodies(found)):
        assert len(set(names)) == len(names)
        assert all(name in text and len(name) >= 2 for name in names)
