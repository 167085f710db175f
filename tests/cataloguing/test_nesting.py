"""Which place lies in which, as far as texts and names say so."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cataloguing.names.nesting import find_parents

NAMES = ["云川省", "渡口市", "青山市", "柳林区", "东坡镇", "小河村", "卧龙山"]


def parents(*texts: str, names: list[str] = NAMES, short: dict[str, str] | None = None) -> dict[str, str]:
    forms = {name: name for name in names} | (short or {})
    return find_parents(forms, {name: name for name in names}, [(text, names) for text in texts])


def test_a_place_lies_in_the_one_printed_directly_before_it() -> None:
    assert parents("云川省渡口市柳林区东坡镇小河村的卧龙山") == {
        "渡口市": "云川省",
        "柳林区": "渡口市",
        "东坡镇": "柳林区",
        "小河村": "东坡镇",
    }
    assert parents("小河村卧龙山") == {"卧龙山": "小河村"}


def test_a_list_of_places_and_a_narrower_place_in_front_say_nothing() -> None:
    assert parents("渡口市、柳林区", "渡口市青山市", "柳林区渡口市", "卧龙山小河村") == {}
    assert parents("渡口柳林区携手", short={"渡口": "渡口市"}) == {}


def test_most_cases_decide_and_of_two_towns_neither_wins() -> None:
    assert parents("渡口市柳林区", "渡口市柳林区", "青山市柳林区") == {"柳林区": "渡口市"}
    assert parents("渡口市柳林区", "青山市柳林区") == {}


def test_a_place_lies_in_the_one_after_which_it_is_called() -> None:
    names = ["渡口市", "渡口高新区", "渡口路", "渡口园区", "渡口"]
    assert parents(names=names[:-1], short={"渡口": "渡口市"}) == {
        "渡口高新区": "渡口市",
        "渡口园区": "渡口市",
    }


@given(st.lists(st.lists(st.sampled_from(NAMES), max_size=6).map("".join), max_size=8))
def test_nothing_lies_in_itself(texts: list[str]) -> None:
    found = parents(*texts)
    for place in found:
        above = [place]
        while (parent := found.get(above[-1])) is not None:
            assert parent not in above
            above.append(parent)
