"""The browser's modules and the Python that they restate give the same values; what the site loads is all of them."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.chinese.variants import variants
from beibei_site.rendering.outputs.static import SCRIPTS, order_modules
from beibei_site.search.bigrams import fold, fold_with_places
from beibei_site.search.browser.varint import encode
from beibei_site.search.date_forms import date_forms, read_date, words_of_date
from beibei_site.search.document import searched_text
from beibei_site.search.vocabulary import segment
from beibei_site.search.whoosh.state import open_index
from tests.conftest import ROOT, Built
from tests.search.conftest import MODULES, Modules

STATIC = ROOT / "static"
FILES = {p.relative_to(STATIC).as_posix(): p.read_bytes() for p in STATIC.rglob("*.mjs")}

# Assigned for so long that Python and the browser agree on what they are, whatever Unicode each has.
OLD = [
    chr(code)
    for code in range(sys.maxunicode + 1)
    if unicodedata.ucd_3_2_0.category(chr(code)) not in ("Cn", "Cs", "Co")
]


@pytest.mark.parametrize("path", sorted(MODULES.glob("*.test.mjs")), ids=lambda path: path.stem)
def test_the_modules_own_tests(node: str, built: Built, path: Path) -> None:
    command = [node, "--test", str(path)]
    environment = {"SITE": str(built.folders.output)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def utf16(text: str, place: int) -> int:
    """A place in `text` as JavaScript counts."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def check_fold(modules: Modules, texts: list[str]) -> None:
    found = modules("foldWithPlaces", [(text, variants()) for text in texts])
    for text, value in zip(texts, found, strict=True):
        folded, places = fold_with_places(text)
        starts = [
            utf16(text, at) for at, char in zip(places, folded, strict=True) for _ in range(utf16(char, 1))
        ]
        assert value == {"folded": folded, "places": [*starts, utf16(text, len(text))]}, text


def test_every_character_is_folded_the_same_way(modules: Modules) -> None:
    found = modules("foldWithPlaces", [("".join(OLD), variants())])
    assert found[0]["folded"] == fold("".join(OLD))


@given(st.lists(st.text(st.sampled_from(OLD) | st.sampled_from("雙城○１㎡ \n𠀀é"), max_size=20), max_size=20))
def test_texts_are_folded_the_same_way(modules: Modules, texts: list[str]) -> None:
    check_fold(modules, texts)


DATED = st.text("〇零一二三十2013年月日号0在", max_size=14)


@given(st.lists(DATED, max_size=50))
def test_dates_have_the_same_forms(modules: Modules, texts: list[str]) -> None:
    assert modules("dateForms", [[text] for text in texts]) == [list(date_forms(text)) for text in texts]


TYPED_DATE = (
    st.text("012 -９", max_size=11)
    | st.dates().map(str)
    | DATED
    | st.from_regex(r"(20[0-3][0-9]|19)?[-/.年]?[0-9]{1,2}[-/.月]?[0-9]{0,2}[日号]?", fullmatch=True)
)


@given(st.lists(TYPED_DATE, max_size=50))
def test_typed_dates_are_read_the_same_way(modules: Modules, texts: list[str]) -> None:
    assert modules("readDate", [[text] for text in texts]) == [read_date(text) for text in texts]
    found = [words and list(words) for words in map(words_of_date, texts)]
    assert modules("wordsOfDate", [[text] for text in texts]) == found


NUMBERS = st.lists(st.integers(0, 2**33))


@given(st.lists(NUMBERS, max_size=20))
def test_numbers_are_read_as_they_were_written(modules: Modules, lists: list[list[int]]) -> None:
    assert modules("decode", [[encode(numbers)] for numbers in lists]) == lists


def test_the_browser_cuts_as_jieba_does_and_as_the_terminal(built: Built, modules: Modules) -> None:
    """Only what the archive holds: no other word is in its vocabulary."""
    chance = random.Random(7)
    texts = [searched_text(article) for article in built.archive.articles]
    holds = cache(open_index(built.folders.index).texts.holds)
    strings = []
    for _ in range(500):
        text = chance.choice(texts)
        start = chance.randrange(len(text))
        strings.append(text[start : start + chance.randint(1, 30)].replace("\n", ""))
    for string, words in zip(strings, modules("segment", [[s] for s in strings]), strict=True):
        assert tuple(words) == segment(string) == segment(string, holds), string
    strange = ["".join(chance.sample(one + other, 12)) for one, other in pairwise(strings) if len(one) > 12]
    strange += ["四月一千第十四届", "火星探测器登陆北碚", "𠀀北碚"]
    for string, words in zip(strange, modules("segment", [[s] for s in strange]), strict=True):
        assert tuple(words) == segment(string, holds), string


def test_every_module_is_in_a_script_of_the_site() -> None:
    used = {name for entry in SCRIPTS.values() for name in order_modules(entry, FILES)}
    assert used == set(FILES)


@pytest.mark.parametrize("path", sorted(FILES))
def test_the_modules_keep_to_what_is_joined(path: str) -> None:
    """They share a scope in the published script: names are imported as they are, and everything is declared
    by `const` or `let`, which a browser refuses to do twice."""
    text = FILES[path].decode()
    assert not re.search(r"^import [^;]*\bas\b", text, re.MULTILINE)
    assert not re.search(r"^(export |async )*(function|class|var)\b", text, re.MULTILINE)


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_published_scripts_are_well_formed(node: str, built: Built, name: str) -> None:
    path = built.folders.output / "assets" / name
    done = subprocess.run([node, "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "import" not in path.read_text("utf-8") and "export" not in path.read_text("utf-8")
