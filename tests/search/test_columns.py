"""What the browser counts and narrows by: columns by the numbers of articles."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.chinese.segmenter import dictionary
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article, AuthorityRecord, Credit
from beibei_site.search.bigrams import to_units
from beibei_site.search.browser.facets import date_column, facet_columns, id_column
from beibei_site.search.browser.varint import decode
from beibei_site.search.vocabulary import find_vocabulary, to_tokens

ZHOU = AuthorityRecord(
    id="zhou-xu", facet="people", preferred="周旭", variants=("老周",), names=(("en", "Zhou"),)
)
HE = AuthorityRecord(id="he-qing", facet="people", preferred="何庆")
RAIL = AuthorityRecord(id="rail", facet="topics", preferred="铁路 T1")
PLACE = AuthorityRecord(id="bei-bei", facet="places", preferred="北碚")
BODY = AuthorityRecord(id="swu", facet="bodies", preferred="西南大学")
NUMBERED = {  # 0 and 3 are of articles that are gone
    1: Article(id="b", title="乙", date="2020-04", people=("周旭", "老周"), topics=("rail",)),
    2: Article(
        id="a", title="甲", people=("何庆", "周旭"), byline=(Credit("记者", "石青"), Credit("摄", "石青"))
    ),
    4: Article(id="c", title="丙", date="2019", byline=(Credit("记者", "石青"),), bodies=("西南大学",)),
}
ARCHIVE = Archive(
    NUMBERED.values(), records={"people": [ZHOU, HE], "topics": [RAIL], "places": [PLACE], "bodies": [BODY]}
)


def test_dates_and_ids_stand_at_the_numbers_of_their_articles() -> None:
    dates, column = date_column(NUMBERED)
    assert dates == ["", "2019", "2020-04"] and decode(column).tolist() == [0, 3, 1, 0, 2]
    assert id_column(NUMBERED) == ["", "b", "a", "", "c"]
    assert date_column({}) == ([], "") and id_column({}) == []


def test_each_entry_has_the_articles_that_bear_it() -> None:
    columns = {
        facet: [
            (key, name, others, list(accumulate(decode(digits).tolist())))
            for key, name, others, digits in entries
        ]
        for facet, entries in facet_columns(ARCHIVE, NUMBERED)
    }
    assert columns == {
        "people": [("he-qing", "何庆", "", [2]), ("zhou-xu", "周旭", "老周\nZhou", [1, 2])],
        "topics": [("rail", "铁路 T1", "", [1])],
        "places": [],
        "bodies": [("swu", "西南大学", "", [4])],
        "byline": [("", "石青", "", [2, 4])],
    }


def test_a_word_is_in_the_vocabulary_if_all_its_pairs_are() -> None:
    found = find_vocabulary(*to_tokens(["铁路", "路线", "车"]))
    assert {"铁路", "路线", "铁路线", "线", "车"} <= found.keys()
    assert not {"夏粮", "铁路局", "路车"} & found.keys()


@settings(max_examples=20)  # each goes through all of jieba's dictionary
@given(
    st.lists(st.sampled_from(["夏粮", "收购", "铁路", "通车", "北川", "a", "𠀀"]), max_size=6).map("".join)
)
def test_the_vocabulary_holds_every_word_that_the_text_could_be_cut_into(text: str) -> None:
    units = to_units(text)
    pairs = {units[at : at + n] for n in (1, 2) for at in range(len(units) + 1 - n)}
    found, frequency = find_vocabulary(*to_tokens([text])), dictionary().frequency
    parts = {text[at:end] for at in range(len(text)) for end in range(at + 1, len(text) + 1)}
    assert {part for part in parts if frequency.get(part)} <= found.keys()
    words = map(to_units, found.keys() - {""})
    assert all(word[at : at + 2] in pairs for word in words for at in range(len(word) - 1 or 1))
    assert {word: frequency[word] for word in found.keys() - {""}} | {"": dictionary().total} == found
    assert {word for word in found if len(word) == 1} == {c for c in set(text) if frequency.get(c)}
