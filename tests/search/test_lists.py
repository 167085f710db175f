"""The postings lists of the browser's index: every string is found where it stands, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.search.bigrams import BREAK, fold, to_units
from beibei_site.search.browser import lists
from beibei_site.search.browser.address import file_of, names_to_units
from beibei_site.search.browser.documents import Document
from beibei_site.search.browser.folding import FoldTable
from beibei_site.search.browser.level import Level, Sizes, make_level
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.browser.varint import DIGITS, decode, encode, encode_array, encode_lists
from tests.search.conftest import Modules

TINY = Sizes(file=60, pack=2, batch=4)
FEW = "北碚绵阳合作。\n𠀀𠀁雙１㎡é "
texts = st.text(FEW, max_size=40) | st.text(max_size=20) | st.sampled_from(["合作北碚" * 12, "中" * 30, ""])
chars = st.characters(min_codepoint=1, max_codepoint=0xFFFF)


def level_of(articles: Sequence[tuple[str, str]]) -> tuple[Level, dict[str, bytes]]:
    """The level of texts with their headings, in files as small as can be."""
    documents = [
        Document(f"{n:03}", heading, "headline", None, [], [], text, text, heading)
        for n, (text, heading) in enumerate(articles)
    ]
    level, files = make_level("f", {d.id: "" for d in documents}, documents, TINY)
    return level, {file.path: file.data for file in files}


def places_of(string: str, articles: Sequence[tuple[str, str]]) -> list[list[int | list[int]]]:
    """The parts with a string of units and its positions there, as the browser is to read them."""
    found: list[list[int | list[int]]] = []
    for part, text in enumerate(part for article in articles for part in article):
        units = to_units(fold(text))
        at = [n for n in range(len(units)) if units.startswith(string, n)]
        if at:
            found.append([part, at])
    return found


@given(st.lists(st.text(FEW) | st.text(st.characters()), max_size=9))
def test_texts_are_folded_at_once_as_they_are_one_by_one(given_texts: list[str]) -> None:
    table = FoldTable()
    for batch in (given_texts[:3], given_texts):
        units, bounds = table.fold(batch)
        for text, start, end in zip(batch, bounds[:-1], bounds[1:], strict=True):
            assert "".join(map(chr, units[start:end].tolist())) == to_units(fold(text))
    assert set(table.chars) == set("".join(given_texts))


@given(st.lists(st.integers(0, 2**33)))
def test_numbers_survive_their_digits(numbers: list[int]) -> None:
    assert decode(encode(numbers)).tolist() == numbers
    assert np.cumsum(decode(encode_lists([[1], [], sorted(numbers)])[2])).tolist() == sorted(numbers)
    digits, starts = encode_array(np.array(numbers, np.int64))
    assert [decode(digits[a:b]).tolist() for a, b in pairwise(starts)] == [[n] for n in numbers]


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=7))
@settings(max_examples=30)
def test_every_pair_has_all_its_places(modules: Modules, articles: list[tuple[str, str]]) -> None:
    level, files = level_of(articles)
    assert set(files) == set(level.paths())
    units = [to_units(fold(text)) for article in articles for text in article]
    pairs = {text[n : n + 2] for text in units for n in range(len(text) - 1)}
    pairs = {pair for pair in pairs if BREAK not in pair}
    assert np.frombuffer(level.pairs, "<u4").tolist() == sorted(ord(a) << 16 | ord(b) for a, b in pairs)
    assert {*level.chars} == {
        c for text in units for c in text if c != BREAK and not 0xD800 <= ord(c) < 0xE000
    }
    short = sorted(pair for pair in pairs if number(pair) not in level.apart)
    held = modules("fileOf", [[level.lists, *map(ord, pair)] for pair in short])
    calls = [
        [parse_script(files[f"search/f/i/{n}.js"])[1], pair] for n, pair in zip(held, short, strict=True)
    ]
    for pair, found in zip(short, modules("readList", calls), strict=True):
        assert found == places_of(pair, articles), pair
    for pair in sorted(pairs - {*short}):
        names = [f"search/f/x/{number(pair):x}-{n}.js" for n in range(level.apart[number(pair)])]
        (found,) = modules("joinLists", [[[parse_script(files[name])[1] for name in names]]])
        assert found == places_of(pair, articles), pair
        threes = sorted(
            {text[n : n + 3] for text in units for n in range(len(text)) if text[n : n + 2] == pair}
        )
        threes = [three for three in threes if len(three) == 3 and BREAK not in three]
        held = modules("fileOf", [[level.threes, *map(ord, three)] for three in threes])
        calls = [[parse_script(files[f"search/f/t/{n}.js"])[1], t] for n, t in zip(held, threes, strict=True)]
        for three, found in zip(threes, modules("readList", calls), strict=True):
            assert found == places_of(three, articles), three


def number(pair: str) -> int:
    return ord(pair[0]) << 16 | ord(pair[1])


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=7))
@settings(max_examples=30)
def test_every_character_has_its_parts(modules: Modules, articles: list[tuple[str, str]]) -> None:
    level, files = level_of(articles)
    parts = [to_units(fold(text)) for article in articles for text in article]
    held = modules("fileOf", [[level.singles, ord(char)] for char in level.chars])
    calls = [
        [parse_script(files[f"search/f/c/{n}.js"])[1], char]
        for n, char in zip(held, level.chars, strict=True)
    ]
    for char, found in zip(level.chars, modules("readUnit", calls), strict=True):
        assert found == [[n, [0] if n % 2 else []] for n, part in enumerate(parts) if char in part]


@given(st.integers(1, 3), st.integers(1, 20_000), st.data())
def test_a_list_has_the_same_file_on_both_sides(
    modules: Modules, length: int, count: int, data: st.DataObject
) -> None:
    names = data.draw(st.lists(st.text(chars, min_size=length, max_size=length), min_size=1))
    found = file_of(count, *names_to_units(names)).tolist()
    assert modules("fileOf", [[count, *map(ord, name)] for name in names]) == found
    assert all(0 <= number < count for number in found)


def test_the_files_are_spread_evenly_over_neighbouring_characters() -> None:
    codes = np.arange(0x4E00, 0x4F00, dtype=np.uint16)
    counts = np.bincount(file_of(64, np.repeat(codes, 256), np.tile(codes, 256)), minlength=64)
    assert counts.min() > 900 and counts.max() < 1150, "1,024 if quite even"


@given(
    st.text("北碚绵阳", min_size=2, max_size=12),
    st.dictionaries(st.text("北碚绵阳", min_size=2, max_size=2), st.integers(1, 3)),
)
def test_a_string_is_covered_by_its_pieces(modules: Modules, string: str, apart: dict[str, int]) -> None:
    (pieces,) = modules("coverOf", [[list(apart.items()), string]])
    covered: set[int] = set()
    for piece in pieces:
        at, token = piece["at"], piece["token"]
        pair, three = string[at : at + 2], string[at : at + 3]
        assert token == (pair if pair not in apart else three if len(three) == 3 else "")
        assert len(piece["names"]) == (1 if token else apart[pair])
        covered.update(range(at, at + (len(token) or 2)))
    assert covered == set(range(len(string)))


def test_a_frequent_pair_is_taken_apart_and_its_whole_list_is_cut() -> None:
    behind = [chr(0xAC00 + n) for n in range(300)]  # no variants among them
    level, files = level_of([("".join(f"发展{c}{chr(ord(c) + 999)}" for c in behind), "发展")])
    assert level.apart == {number("发展"): 2} and level.threes > 4
    held = [parse_script(files[f"search/f/t/{n}.js"])[1] for n in range(level.threes)]
    names = [entry[:3] for text in held for entry in text.split(" ")[1:]]
    assert sorted(names) == sorted(f"发展{char}" for char in (BREAK, *behind))
    pieces = [parse_script(files[f"search/f/x/{number('发展'):x}-{n}.js"])[1] for n in range(2)]
    assert all(len(piece) <= 5 * TINY.file for piece in pieces)
    assert all("发展" not in parse_script(files[f"search/f/i/{n}.js"])[1] for n in range(level.lists))


def test_keys_are_sorted_whether_or_not_they_fit_into_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = [np.random.default_rng(n).integers(0, 2**63, 500).astype(np.uint64) for n in range(3)]
    for most in (1 << 26, 100):
        monkeypatch.setattr(lists, "_IN_MEMORY", most)
        spill = lists.Spill(4)
        for batch in keys:
            spill.add(batch, (batch & np.uint64(3)).astype(np.int64))
        every = np.concatenate(keys)
        for number, held in enumerate(spill):
            assert held.tolist() == sorted(every[(every & np.uint64(3)) == number].tolist())
        spill.close()


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda t: not {*t} <= {*DIGITS}))
def test_what_is_no_digit_is_told(text: str) -> None:
    with pytest.raises(IndexError):
        decode(text)
