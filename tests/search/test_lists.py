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
from beibei_site.search.browser.address import file_of
from beibei_site.search.browser.documents import Document
from beibei_site.search.browser.folding import FoldTable
from beibei_site.search.browser.level import Level, Sizes, make_level
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.browser.varint import decode, encode, encode_array, encode_steps
from tests.search.conftest import Modules

TINY = Sizes(file=60, pack=2, batch=4)
FEW = "北碚绵阳合作。\n𠀀𠀁雙１㎡é "
texts = st.text(FEW, max_size=40) | st.text(max_size=20) | st.sampled_from(["合作北碚" * 12, "中" * 30, ""])
chars = st.characters(min_codepoint=1, max_codepoint=0xFFFF)


def level_of(articles: Sequence[tuple[str, str]]) -> tuple[Level, dict[str, bytes]]:
    """The level of texts with their headings, in files as small as can be."""
    documents = [
        Document(f"{n:03}", heading, "headline", None, [], [], text, heading)
        for n, (text, heading) in enumerate(articles)
    ]
    level, files = make_level("f", {d.id: "" for d in documents}, documents, TINY)
    return level, {file.path: file.data for file in files}


def places_of(pair: str, articles: Sequence[tuple[str, str]]) -> list[list[int | list[int]]]:
    """The parts with a pair of units and its positions there, as the browser is to read them."""
    found: list[list[int | list[int]]] = []
    for part, text in enumerate(part for article in articles for part in article):
        units = to_units(fold(text))
        at = [n for n in range(len(units) - 1) if units[n : n + 2] == pair]
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
    assert np.cumsum(decode(encode_steps(sorted(numbers)))).tolist() == sorted(numbers)
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
    calls = [
        [texts_of(modules, level, files, pair), "" if number(pair) in level.apart else pair] for pair in pairs
    ]
    for pair, found in zip(pairs, modules("readPair", calls), strict=True):
        assert found == places_of(pair, articles), pair


def number(pair: str) -> int:
    return ord(pair[0]) << 16 | ord(pair[1])


def texts_of(modules: Modules, level: Level, files: dict[str, bytes], pair: str) -> list[str]:
    """What stands in the files that may hold lists of a pair."""
    if number(pair) in level.apart:
        names = [f"x/{number(pair):x}-{n}" for n in range(len(level.apart[number(pair)]) + 1)]
    else:
        names = [f"i/{modules('fileOf', [[ord(pair[0]), ord(pair[1]), level.lists]])[0]}"]
    return [parse_script(files[f"search/f/{name}.js"])[1] for name in names]


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=7))
@settings(max_examples=30)
def test_every_character_has_its_parts(modules: Modules, articles: list[tuple[str, str]]) -> None:
    level, files = level_of(articles)
    parts = [to_units(fold(text)) for article in articles for text in article]
    held = modules("fileOf", [[ord(char), 0, level.singles] for char in level.chars])
    calls = [
        [parse_script(files[f"search/f/c/{n}.js"])[1], char]
        for n, char in zip(held, level.chars, strict=True)
    ]
    for char, found in zip(level.chars, modules("readUnit", calls), strict=True):
        assert found == [[n, [0] if n % 2 else []] for n, part in enumerate(parts) if char in part]


@given(st.lists(st.tuples(chars, chars), min_size=1), st.integers(1, 20_000))
def test_a_list_has_the_same_file_on_both_sides(
    modules: Modules, pairs: list[tuple[str, str]], count: int
) -> None:
    codes = [(ord(a), ord(b)) for a, b in pairs]
    first, second = (np.array(units, np.uint16) for units in zip(*codes, strict=True))
    found = file_of(first, second, count).tolist()
    assert modules("fileOf", [[a, b, count] for a, b in codes]) == found
    assert all(0 <= number < count for number in found)


def test_the_files_are_spread_evenly_over_neighbouring_characters() -> None:
    codes = np.arange(0x4E00, 0x4F00, dtype=np.uint16)
    counts = np.bincount(file_of(np.repeat(codes, 256), np.tile(codes, 256), 64), minlength=64)
    assert counts.min() > 900 and counts.max() < 1150, "1,024 if quite even"


@given(st.data())
def test_a_string_is_covered_by_its_pieces(modules: Modules, data: st.DataObject) -> None:
    string = data.draw(st.text("北碚绵阳", min_size=2, max_size=12))
    apart = data.draw(
        st.dictionaries(st.text("北碚绵阳", min_size=2, max_size=2), st.text("碚绵", max_size=2))
    )
    firsts = {pair: "".join(sorted(set(units))) for pair, units in apart.items()}
    pieces = modules("coverOf", [[list(firsts.items()), string]])[0]
    covered: set[int] = set()
    for piece in pieces:
        at, token = piece["at"], piece["token"]
        pair = string[at : at + 2]
        assert (len(token) == 2) == (pair not in firsts)
        assert token in ("", pair, string[at + 2 : at + 3]) and len(piece["names"]) >= 1
        assert token or at + 2 == len(string), "all files of a pair are read only at the end"
        covered.update(range(at, at + (3 if len(token) == 1 else 2)))
    assert covered == set(range(len(string)))


def test_a_frequent_pair_is_taken_apart_and_cut_by_what_follows() -> None:
    behind = [chr(0x4E00 + n) for n in range(30)]
    level, files = level_of([("".join(f"发展{c}{chr(ord(c) + 99)}" for c in behind), "发展")])
    ((pair, firsts),) = level.apart.items()
    assert pair == ord("发") << 16 | ord("展")
    held = [parse_script(files[f"search/f/x/{pair:x}-{n}.js"])[1] for n in range(len(firsts) + 1)]
    assert [ord(text[1]) for text in held] == [ord(BREAK), *firsts]
    assert [text[0] for line in held for text in line.split(" ")[1:]] == [BREAK, *behind]
    assert all(len(text.encode()) <= TINY.file + 6 for text in held)


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
