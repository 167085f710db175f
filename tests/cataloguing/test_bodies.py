"""Which names of bodies stand for one body, and that two towns are never taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cataloguing.authority import complete_records
from beibei_site.cataloguing.names.bodies import (
    NOWHERE,
    UNITS,
    Home,
    best_form,
    find_home,
    home_of,
    same_bodies,
    take_apart,
)
from beibei_site.content.authority_file import parse_authority
from beibei_site.domain.model import Authority, AuthorityRecord

HOME = Home({"区": "柳林区", "市": "渡口市"})


@pytest.mark.parametrize(
    ("name", "places", "organ"),
    [
        ("区委", (), "区委"),
        ("柳林区委", ("柳林区",), "区委"),
        ("中共渡口市柳林区委", ("渡口市", "柳林区"), "区委"),
        ("中国共产党渡口市柳林区第十二届委员会", ("渡口市", "柳林区"), "区委"),
        ("政协渡口市柳林区委员会", ("渡口市", "柳林区"), "区政协"),
        ("中国人民政治协商会议柳林区委员会", ("柳林区",), "区政协"),
        ("柳林区人民代表大会常务委员会", ("柳林区",), "区人大常委会"),
        ("区人民政府办公室", (), "区政府办公室"),
        ("柳林区发改委", ("柳林区",), "区发展改革委"),
        ("区长", (), "区长"),
        ("柳林区区长", ("柳林区",), "区长"),
        ("柳林区长", ("柳林区",), "区长"),
        ("区政府常务副区长", (), "常务副区长"),
        ("柳林区常务副区长", ("柳林区",), "常务副区长"),
        ("镇江市委", ("镇江市",), "市委"),
        ("天府镇政府", ("天府镇",), "镇政府"),
        ("市中区政府", ("市中区",), "区政府"),
        ("市政协", (), "市政协"),
        ("市场监管局", (), "市场监管局"),
        ("市政管理局", (), "市政管理局"),
        ("农业农村局", (), "农业农村局"),
        ("国务院", (), "国务院"),
        ("中共", (), "中共"),
    ],
)
def test_a_name_is_taken_apart(name: str, places: tuple[str, ...], organ: str) -> None:
    parts = take_apart(name)
    assert (parts.places, parts.organ) == (places, organ)


def joined(*names: str, home: Home = HOME, curated: str = "") -> list[tuple[str, ...]]:
    authority = parse_authority(curated, "bodies.yml", "bodies") if curated else Authority("bodies")
    return [r.forms for r in complete_records(authority, names, home)]


def test_the_forms_of_one_body_are_one_record_whose_former_ids_lead_to_it() -> None:
    names = ("区委", "中共渡口市柳林区委", "柳林区委", "区政府", "柳林区人民政府")
    committee, government = complete_records(Authority("bodies"), names, HOME)
    assert committee.forms == ("柳林区委", "区委", "中共渡口市柳林区委")
    assert (committee.id, committee.aliases) == (
        "liu-lin-qu-wei",
        ("qu-wei", "zhong-gong-du-kou-shi-liu-lin-qu-wei"),
    )
    assert government.forms == ("柳林区人民政府", "区政府")


def test_two_towns_are_never_one() -> None:
    assert joined("市委", "青山市委", "渡口市委") == [("青山市委",), ("渡口市委", "市委")]
    assert joined("市委", "青山市委", home=NOWHERE) == [("市委",), ("青山市委",)]
    one_name = ("渡口市朝阳区政府", "青山市朝阳区政府", "朝阳区政府")
    assert joined(*one_name) == [(name,) for name in one_name]


def test_what_a_curator_writes_stands() -> None:
    apart = "a:\n  name: 区委\nb:\n  name: 柳林区委\n"
    assert joined("区委", "中共柳林区委", curated=apart) == [("区委",), ("柳林区委",), ("中共柳林区委",)]
    one = "committee:\n  name: 区委\n"
    assert joined("区委", "柳林区委", curated=one) == [("区委", "柳林区委")]
    home = "committee:\n  name: 区委\n  variants: [青山区委]\n"
    assert joined("区政府", "青山区政府", home=NOWHERE, curated=home) == [
        ("区委", "青山区委"),
        ("青山区政府", "区政府"),
    ]


def test_the_home_of_an_archive_is_the_place_after_which_its_paper_is_called() -> None:
    names = ("柳林区", "渡口市柳林区人民政府", "青山市", "云川省", "云川省渡口市政协")
    assert find_home(names, "柳林报", "").places == {"区": "柳林区", "市": "渡口市"}
    assert find_home(("柳林区", "渡口市", "青山市"), "柳林报", "渡口").places == HOME.places
    assert find_home(names, "晨报", "柳林") == NOWHERE  # a paper that is called after no place
    assert find_home(names, "", "青山").places == {"市": "青山市"}
    assert find_home((), "柳林报", "渡口") == NOWHERE


def test_the_joined_names_of_a_body_tell_the_home() -> None:
    assert home_of([("区委", "柳林区委"), ("青山市委",)]).places == {"区": "柳林区"}
    assert home_of([("区委", "柳林区委"), ("区政府", "青山区政府")]) == NOWHERE


def test_a_body_stands_under_the_shortest_form_that_names_its_place() -> None:
    assert best_form(["区委", "中共柳林区委", "柳林区委"]) == "柳林区委"
    assert best_form(["区委"]) == "区委"


PLACES = st.sampled_from(["", "柳林区", "青山区", "渡口市", "青山市", "渡口市柳林区"])
ORGANS = st.sampled_from(["区委", "市委", "委", "政府", "人民政府", "人大常委会", "林业局"])


@given(st.lists(st.builds("{}{}".format, PLACES, ORGANS)), st.sampled_from([HOME, NOWHERE]))
def test_no_group_names_two_places(names: list[str], home: Home) -> None:
    for group in same_bodies(names, home):
        assert len({p.places[-1] for p in map(take_apart, group) if p.places}) < 2
        assert len({take_apart(name).organ for name in group}) == 1


@given(st.lists(st.builds("{}{}".format, PLACES, ORGANS)))
def test_no_form_is_lost_and_none_stands_twice(names: list[str]) -> None:
    records = complete_records(Authority("bodies"), names, HOME)
    assert sorted(f for r in records for f in r.forms) == sorted(set(names))


@given(st.text(alphabet="柳林渡口委政府人大长副" + "".join(UNITS), max_size=12))
def test_any_string_can_be_taken_apart(name: str) -> None:
    parts = take_apart(name)
    assert all(place in name for place in parts.places)
    assert complete_records(
        Authority("bodies", (AuthorityRecord(id="a", facet="bodies", preferred="x"),)), [name]
    )
