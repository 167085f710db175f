"""One story printed on two pages: how they find each other, and what each takes from the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.cataloguing.twins import (
    Borrowed,
    Key,
    borrow,
    borrow_heading,
    find_twins,
    restore_ending,
    shingles,
    twin_of_pages,
)
from beibei_site.domain.model import Heading
from beibei_site.domain.text import letters
from tests.cataloguing.stories import story

HAN = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理世车"
LONG = "".join(HAN[at * 7 % len(HAN)] for at in range(200))
texts = st.text(st.sampled_from(HAN), min_size=80, max_size=160)


@given(texts, st.data())
def test_a_text_with_letters_lost_or_changed_finds_its_twin(text: str, data: st.DataObject) -> None:
    bearable = len(shingles(text)) // 10  # a letter stands in four shingles, of which three fifths must stay
    places = st.sets(st.integers(0, len(text) - 1), max_size=bearable)
    changed = list(text)
    for place in data.draw(places):
        changed[place] = data.draw(st.sampled_from(["", "，", "甲"]))
    found = find_twins({("a", 1): text, ("b", 1): "".join(changed)})
    assert found == {("a", 1): (("b", 1),), ("b", 1): (("a", 1),)}


@given(texts, texts)
def test_two_texts_of_other_words_are_no_twins(one: str, other: str) -> None:
    elsewhere = other.translate({ord(char): ord(char) + 0x3000 for char in other})
    assert find_twins({("a", 1): one, ("b", 1): elsewhere}) == {}


@given(st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=14), max_size=8))
def test_twins_are_all_that_a_comparison_of_every_pair_finds(stories: list[list[int]]) -> None:
    clauses = [LONG[at * 20 : at * 20 + 20] for at in range(10)]
    bodies: dict[Key, str] = {
        (f"p{at // 2}", at): "，".join(clauses[n] for n in numbers) for at, numbers in enumerate(stories)
    }
    bags = {key: shingles(letters(text)) for key, text in bodies.items()}
    expected = {
        key: {
            other
            for other in bags
            if other[0] != key[0]
            and len(bags[key] & bags[other]) >= 0.6 * min(len(bags[key]), len(bags[other]))
            and len(bags[key] & bags[other]) >= 0.25 * len(bags[key] | bags[other])
        }
        for key in bags
    }
    found = find_twins(bodies)
    assert {key: set(twins) for key, twins in found.items()} == {k: v for k, v in expected.items() if v}


def test_a_short_text_has_no_twin() -> None:
    assert find_twins({("a", 1): LONG[:60], ("b", 1): LONG[:60]})
    assert not find_twins({("a", 1): LONG[:59] + "，。", ("b", 1): LONG[:59] + "，。"})


def test_stories_of_one_page_are_no_twins() -> None:
    assert not find_twins({("a", 1): LONG, ("a", 9): LONG})


def test_a_short_item_is_no_twin_of_a_page_read_as_one_story() -> None:
    other = LONG.translate({ord(char): ord(char) + 0x3000 for char in LONG})
    item = LONG[:60]
    assert find_twins({("a", 1): item, ("b", 1): item + other[:160]})
    assert not find_twins({("a", 1): item, ("b", 1): item + other[:180]})


def test_news_of_one_formula_is_not_one_story() -> None:
    weather = (
        "据市气象台预报，{}月{}日我市以多云天气为主，夜间局部地区有阵雨，气温{}至{}度，相对湿度{}%，"
        "风力不大，适宜户外活动，请市民外出时随身携带雨具，注意交通安全，老人和儿童注意增减衣物。"
    )
    one, other = weather.format(5, 8, 17, 26, 70), weather.format(9, 21, 14, 19, 85)
    assert not find_twins({("a", 1): one, ("b", 1): other})
    assert find_twins({("a", 1): one, ("b", 1): one.replace("26", "２６").replace("70", "76")}), (
        "misread once"
    )
    assert find_twins({("a", 1): one, ("b", 1): weather.format(*"五八一二七")}), (
        "numbers in words tell nothing"
    )


@pytest.mark.parametrize(("common", "are_twins"), [(63, True), (62, False)])
def test_three_fifths_of_the_shorter_story_make_a_twin(common: int, are_twins: bool) -> None:
    one, other = LONG[:103], LONG[:common] + "".join(chr(0x3400 + at) for at in range(120 - common))
    assert bool(find_twins({("a", 1): one, ("b", 1): other})) is are_twins  # 100 shingles, of which 60 or 59


def test_boilerplate_makes_no_twins_and_hides_none() -> None:
    own = {("p", n): "".join(chr(0x6000 + 100 * n + at) for at in range(70)) for n in range(30)}
    notice = LONG[:150]
    noticed: dict[Key, str] = {(f"p{n}", n): text + notice for (_, n), text in own.items()}
    assert find_twins(noticed) == {}
    noticed["q", 1] = noticed["p7", 7]
    assert find_twins(noticed) == {("p7", 7): (("q", 1),), ("q", 1): (("p7", 7),)}


def test_what_a_few_pages_print_is_a_story_and_what_many_print_is_boilerplate() -> None:
    few: dict[Key, str] = {(f"p{n:02}", 1): LONG for n in range(20)}
    assert {len(twins) for twins in find_twins(few).values()} == {19}
    assert find_twins({(f"p{n:02}", 1): LONG for n in range(21)}) == {}


def test_the_most_alike_comes_first_and_names_decide_between_equals() -> None:
    found = find_twins({
        ("a", 1): LONG, ("b", 1): LONG[:150], ("c", 1): LONG[:199] + "甲", ("e", 1): LONG, ("d", 1): LONG
    })  # fmt: skip
    assert [file for file, _ in found["a", 1]] == ["d", "e", "b", "c"]


def test_each_page_has_its_first_twin_page() -> None:
    twins: dict[Key, tuple[Key, ...]] = {
        ("a", 9): (("c", 1),),
        ("a", 2): (("b", 1), ("c", 1)),
        ("b", 1): (("a", 2),),
    }
    assert twin_of_pages(twins) == {"a": "b", "b": "a"}


@pytest.mark.parametrize(
    ("own", "twins", "expected"),
    [
        ({}, {"headline": "夏粮开镰"}, Heading("夏粮开镰")),
        ({"kicker": "喜讯"}, {"headline": "夏粮开镰", "kicker": "快讯"}, Heading("夏粮开镰", "喜讯")),
        ({"headline": "周旭出席 何庆主持"}, {"headline": "大会召开", "kicker": "何庆主持 周旭出席"}, Heading("大会召开", "周旭出席 何庆主持")),
        ({"headline": "周旭出席"}, {"headline": "大会召开", "kicker": "全区瞩目"}, None),
        ({"headline": "周旭出席", "kicker": "全区瞩目"}, {"headline": "大会召开", "kicker": "周旭出席"}, None),
        ({"headline": "周旭出席"}, {"headline": "大会召开"}, None),
        ({"headline": "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午"}, {"headline": "题", "kicker": "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"}, Heading("题", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午")),
        ({"headline": "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳"}, {"headline": "题", "kicker": "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"}, None),
        ({}, {"kicker": "周旭出席"}, None),
    ],
)  # fmt: skip
def test_a_heading_is_borrowed_where_the_own_is_missing_or_only_a_kicker(
    own: dict[str, str], twins: dict[str, str], expected: Heading | None
) -> None:
    assert borrow_heading(story("文", **own), story("文", **twins)) == expected


CUT = "研讨会上，专家学者提出宝贵意"


@pytest.mark.parametrize(
    ("paragraphs", "ending"),
    [
        (["会上，专家学者提出宝贵意见。"], "见。"),
        (["会上,专家学者提出“宝贵意见”。"], "见”。"),
        (["别的话。", "专家学者提出宝贵意见。"], "见。"),
        (["大家学者提出宝贵意见。"], "见。"),
        (["众学者提出宝贵意见。"], None),
        (["专家学者提出宝贵意"], None),
        (["专家学者提出了宝贵意见。"], None),
        (["学者提出宝贵意见；专家学者提出宝贵意见。又专家学者提出宝贵意思。"], None),
        (["专家学者提出宝贵意" + "见" * 120], "见" * 120),
        (["专家学者提出宝贵意" + "见" * 121], None),
    ],
)
def test_a_lost_end_is_restored_as_the_twin_prints_it(paragraphs: list[str], ending: str | None) -> None:
    (block,) = story(CUT, cut=True).blocks
    assert restore_ending(block, story(*paragraphs)) == ending


def test_nothing_is_restored_from_a_cut_paragraph_or_for_a_whole_one() -> None:
    (cut,), (whole,) = story(CUT, cut=True).blocks, story(CUT).blocks
    assert restore_ending(cut, story("专家学者提出宝贵意见。", cut=True)) is None
    assert restore_ending(whole, story("专家学者提出宝贵意见。")) is None
    (short,) = story("宝贵意", cut=True).blocks
    assert restore_ending(short, story("宝贵意见。")) is None


def test_the_first_twin_that_has_something_gives_it() -> None:
    own = story("第一段。", CUT, cut=True, headline="题")
    silent, speaking, later = (
        story("别的话。"),
        story("专家学者提出宝贵意见。"),
        story("专家学者提出宝贵意思。"),
    )
    assert borrow(own, {"b-1": silent, "c-1": speaking, "d-1": later}) == Borrowed(
        "c-1", None, {own.blocks[1]: "见。"}
    )
    assert borrow(own, {"b-1": silent}) is None
    assert borrow(story("文"), {"b-1": story("文", headline="题")}) == Borrowed("b-1", Heading("题"), {})
