"""Places in full and in short."""

from __future__ import annotations

import pytest

from beibei_site.cataloguing.authority import complete_records
from beibei_site.cataloguing.names.places import full_forms, is_generic
from beibei_site.content.authority_file import parse_authority
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, Authority


def test_a_short_form_stands_for_the_one_place_that_has_it() -> None:
    assert full_forms(["绵阳市", "柳荫镇", "绵阳市"]) == {"绵阳": "绵阳市", "柳荫": "柳荫镇"}
    assert full_forms(["东升村", "东升镇"]) == {}
    assert full_forms(["广西自治区", "甲市"]) == {"广西": "广西自治区"}
    assert full_forms(["四川省", "四川", "甲县"]) == {"四川": "四川省"}


@pytest.mark.parametrize("form", ["老城区", "我市", "各镇", "贫困村", "全区", "景区", "来碚"])
def test_a_kind_of_place_is_none(form: str) -> None:
    assert is_generic(form)


@pytest.mark.parametrize("form", ["柳荫镇", "北碚区", "东升村", "重庆", "大连", "新疆", "老河口市"])
def test_a_place_is_no_kind(form: str) -> None:
    assert not is_generic(form)


def test_one_place_in_full_and_in_short_has_one_record() -> None:
    values = ["绵阳", "北碚区", "绵阳市"]
    records = complete_records(Authority("places"), values)
    assert [(r.id, r.preferred, r.variants) for r in records] == [
        ("bei-bei-qu", "北碚区", ()),
        ("mian-yang-shi", "绵阳市", ("绵阳",)),
    ]
    articles = [Article(id=value, title="", places=(value,)) for value in values]
    archive = Archive(articles, records={"places": records})
    assert {a.id for a in archive.with_entry("places", "mian-yang-shi")} == {"绵阳", "绵阳市"}


def test_a_curators_short_form_keeps_its_record() -> None:
    authority = parse_authority("mian-yang:\n  name: 绵阳\n", "places.yml", "places")
    assert [r.id for r in complete_records(authority, ["绵阳市"])] == ["mian-yang", "mian-yang-shi"]


def test_persons_are_never_joined_so() -> None:
    assert len(complete_records(Authority("people"), ["文明", "文明村"])) == 2
