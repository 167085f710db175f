"""Nearest spellings: the same in the terminal and in the browser, from the words that the keys lead to."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.chinese.pinyin import pinyin
from beibei_site.chinese.spelling import rank_spellings, sound_of, spelling_keys
from beibei_site.search.beside.spellings import COMMON, sound_table, spelling_table
from beibei_site.search.beside.tables import place_of, spread
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.whoosh.nearest import Offer
from beibei_site.search.whoosh.search import search
from tests.conftest import ROOT, Built
from tests.search.conftest import Modules

CASES = json.loads((ROOT / "tests" / "search" / "spellings.json").read_text("utf-8"))
CHARS = "北碚绵阳杨合作城成圈经济旭续周州ab"
WORDS = st.text(CHARS, min_size=1, max_size=5)


def sounds_of(*words: str) -> dict[str, str]:
    return {char: pinyin(char) for word in words for char in word}


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["typed"]))
def test_the_nearest_words(modules: Modules, case: dict[str, Any]) -> None:
    typed, words = case["typed"], case["words"]
    assert rank_spellings(typed, words) == case["nearest"]
    assert modules("rankSpellings", [[typed, words, sounds_of(typed, *words)]]) == [case["nearest"]]


@given(WORDS, st.dictionaries(WORDS, st.integers(0, 60), max_size=30))
def test_both_sides_find_the_same_and_every_word_by_its_keys(
    modules: Modules, typed: str, words: dict[str, int]
) -> None:
    sounds = sounds_of(CHARS)
    nearest = rank_spellings(typed, words)
    assert modules("rankSpellings", [[typed, words, sounds]]) == [nearest]
    (keys,) = modules("keysNear", [[typed, sounds]])
    for word in nearest:
        assert spelling_keys(word) & set(keys), word


@given(st.lists(st.text(), max_size=20), st.integers(0, 12))
def test_a_key_has_the_same_place_on_both_sides(modules: Modules, keys: list[str], power: int) -> None:
    keys = [key.encode("utf-8", "ignore").decode() for key in keys]
    found = modules("placeOf", [[key, 2**power] for key in keys])
    assert found == [place_of(key, 2**power) for key in keys]


@given(st.dictionaries(WORDS, st.integers(1, 60)), st.integers(20, 500))
def test_a_spread_table_holds_every_key_at_its_place(words: dict[str, int], limit: int) -> None:
    table = spelling_table(words)
    files = spread("s", table, limit)
    parts = [parse_script(file.data)[1] for file in files]
    assert {key: row for part in parts for key, row in part.items()} == table
    assert all(place_of(key, len(files)) == at for at, part in enumerate(parts) for key in part)
    assert all(f"{word} {words[word]}" in table[key] for word in words for key in spelling_keys(word))


def test_common_characters_have_their_sound() -> None:
    assert len(COMMON) == 6763
    table = sound_table({"碚碚": 1})
    assert "碚" in table["bei"] and "绵" in table["mian"] and sound_of("Aos") == "aos"


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        ("绵杨", "绵阳"),
        ("双成经济圈", "双城经济圈"),
        ("合作 绵杨", "合作 绵阳"),
        ("person:周续", "person:周旭"),
    ],
)
def test_the_terminal_offers_spellings_that_find_something(built: Built, query: str, nearest: str) -> None:
    offers = search(built.folders.index, query).around.nearest
    assert offers[0] == Offer(nearest, search(built.folders.index, nearest).total) and offers[0].count


def test_the_terminal_says_what_each_word_finds(built: Built) -> None:
    around = search(built.folders.index, "绵阳火箭发射").around
    assert around.words == (Offer("绵阳", 9), Offer("火箭", 0), Offer("发射", 0))
    assert not search(built.folders.index, "绵阳").around.words
