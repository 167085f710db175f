"""Edits as levels: what an archive answers after any of them is what a clean build answers, and a plain scan."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.beside.words import variants_file
from beibei_site.search.bigrams import BREAK, fold, to_units
from beibei_site.search.browser.export import MANIFEST, Export, Limits, State, export_search, plan_levels
from beibei_site.search.browser.level import Level
from beibei_site.search.browser.reader import Reader
from beibei_site.search.build import build_search
from beibei_site.search.document import body_text, searched_text
from benchmarks.search.build import add_search_page, write_search
from tests.conftest import Built
from tests.search.conftest import Modules

LIMITS = Limits(young=2, many=4, middle=4, dead=3, growth=20, least=40)
IDS = [f"a-{n}" for n in range(9)]
FREQUENT = "".join(f"发展{chr(0x4E00 + n)}" for n in range(30))
bodies = st.text("北碚绵阳合作发展。\n𠀀雙A ", max_size=30) | st.sampled_from([FREQUENT, FREQUENT[:30]])
titles = st.text("北碚发展\n𠀀", max_size=5)
edits = st.dictionaries(st.sampled_from(IDS), st.none() | st.tuples(titles, bodies), max_size=6)


def written(export: Export, before: Mapping[str, bytes]) -> dict[str, bytes]:
    """All files after a build, `before` being those of the last one."""
    return {path: before[path] for path in export.kept} | {f.path: f.data for f in export.files}


def articles_of(held: Mapping[str, tuple[str, str]]) -> list[Article]:
    return [Article(id=i, title=title, body=body) for i, (title, body) in held.items()]


def strings_of(texts: Sequence[str], chance: random.Random) -> list[str]:
    """Strings of one to twelve characters from folded texts, and some that hardly stand in one."""
    found = ["北碚绵阳", "𠀀", "作发", "展", "发展", "aa"]
    for text in texts:
        for line in filter(None, text.split(BREAK)):
            start = chance.randrange(len(line))
            found.append(line[start : start + chance.randint(1, 12)])
            found.append(line[start : start + 5][::-1])
    return found


@given(st.lists(edits, min_size=1, max_size=7), st.integers(0, 99))
@settings(max_examples=40)
def test_an_edited_archive_answers_as_a_clean_build_and_a_scan(
    changes: list[dict[str, tuple[str, str] | None]], seed: int
) -> None:
    held: dict[str, tuple[str, str]] = {}
    files: dict[str, bytes] = {}
    state: State | None = None
    for change in changes:
        merged = {**held, **change}
        held = {i: article for i, article in merged.items() if article}
        archive = Archive(articles_of(held))
        exported = export_search(archive, "1", state, LIMITS)
        clean = export_search(archive, "1", None, LIMITS)
        files, state = written(exported, files), exported.state
        assert set(files) == {*state.paths(), MANIFEST} and exported.files[-1].path == MANIFEST
        texts = {a.id: fold(searched_text(a)) for a in archive.articles}
        edited = Reader(files.__getitem__)
        anew = Reader({f.path: f.data for f in clean.files}.__getitem__)
        for string in strings_of(list(texts.values()), random.Random(seed)):
            expected = {i for i, text in texts.items() if string in text}
            for reader in (edited, anew):
                assert {reader.ids()[n] for n in reader.find(string)} == expected, string
        pairs = {ord(a) << 16 | ord(b) for t in map(to_units, texts.values()) for a, b in pairwise(t)
                 if BREAK not in (a, b)}  # fmt: skip
        assert {*np.frombuffer(exported.pairs, "<u4").tolist()} >= pairs
        again = export_search(archive, "1", None, LIMITS)
        assert written(again, {}) == written(clean, {}) and replace(again, files=clean.files) == clean


@given(st.lists(edits, min_size=2, max_size=5), st.integers(0, 99))
@settings(max_examples=15)
def test_the_browser_s_modules_find_the_same_in_all_levels(
    modules: Modules,
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[dict[str, tuple[str, str] | None]],
    seed: int,
) -> None:
    held: dict[str, tuple[str, str]] = {}
    files: dict[str, bytes] = {}
    state: State | None = None
    for change in changes:
        held = {i: article for i, article in {**held, **change}.items() if article}
        archive = Archive(articles_of(held))
        exported = export_search(archive, "1", state, LIMITS)
        files, state = written(exported, files), exported.state
    site = tmp_path_factory.mktemp("site")
    files[variants_file().path] = variants_file().data
    for path, data in files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)
    texts = {a.id: (fold(a.heading), fold(body_text(a))) for a in archive.articles}
    strings = strings_of([t for pair in texts.values() for t in pair], random.Random(seed))
    (answers,) = modules("placesIn", [[str(site), strings]])
    for string, places in zip(strings, answers, strict=True):
        expected = {i: [count(string, text) for text in pair] for i, pair in texts.items()}
        found = {i: counts for i, counts in expected.items() if any(counts)}
        if len(to_units(string)) == 1:  # where it stands in a text is not told, only that it does
            found = {i: [min(1, heading), 0] for i, (heading, _) in found.items()}
        assert dict(places) == found, string


def count(string: str, text: str) -> int:
    """How often a string stands in a text, also overlapping itself."""
    return sum(text.startswith(string, at) for at in range(len(text)))


def level(folder: str, digests: Mapping[str, str]) -> Level:
    return Level(
        folder=folder, digests=dict(digests), lists=1, threes=1,
        singles=1, pack=1, apart={}, pairs=b"", chars="", variants=""
    )  # fmt: skip


def test_as_few_levels_stay_as_leave_few_articles_over() -> None:
    old = dict.fromkeys(IDS, "1")
    base = level("base", old)
    assert plan_levels(old, (), LIMITS).new == tuple(IDS)
    assert plan_levels(old, (base,), LIMITS).kept == (base,)
    two = old | {"a-1": "2", "a-2": "2"}
    assert plan_levels(two, (base,), LIMITS).young == ("a-1", "a-2")
    three = two | {"a-3": "2"}
    plan = plan_levels(three, (base,), LIMITS)
    assert (plan.kept, plan.new, plan.young) == ((base,), ("a-1", "a-2", "a-3"), ())
    middle = level("middle", dict.fromkeys(plan.new, "2"))
    plan = plan_levels(three | {"a-4": "2"}, (base, middle), LIMITS)
    assert (plan.kept, plan.new, plan.young) == ((base, middle), (), ("a-4",))
    assert plan_levels(old, (base, middle), LIMITS).kept == (base,), "all edits were taken back"
    five = dict.fromkeys(IDS[:5], "2") | dict.fromkeys(IDS[5:], "1")
    assert plan_levels(five, (base, middle), LIMITS).new == tuple(IDS), "too many are dead"
    small = dict.fromkeys(IDS[:3], "2")
    assert plan_levels(small, (level("b", dict.fromkeys(small, "1")),), LIMITS).new == tuple(small)


def test_an_edit_leaves_the_base_alone(built: Built) -> None:
    whole = Archive(built.archive.articles)
    first = export_search(whole)
    files = written(first, {})
    one, *others = built.archive.articles
    archive = Archive([replace(one, body=one.body + "\n\n渡口小学的新校舍今天启用。"), *others])
    edited = export_search(archive, "", first.state)
    assert edited.state.levels == first.state.levels and edited.state.young.keys() == {one.id}
    assert all(path.startswith((f"search/{edited.state.edit}/", MANIFEST)) for path in
               (file.path for file in edited.files))  # fmt: skip
    assert set(first.state.levels[0].paths()) == set(edited.kept)
    back = export_search(whole, "", edited.state)
    assert written(back, written(edited, files) | files) == files


def test_damaged_or_foreign_files_are_made_anew(built: Built, tmp_path: Path) -> None:
    archive = Archive(built.archive.articles)
    first = export_search(archive, "test")
    files = written(first, {})
    dead = {p: b'beibei.lists("x","")\n' if "/i/" in p else d for p, d in files.items()}
    other = {**files, MANIFEST: b'beibei.manifest({"edit":"0","levels":[]})\n'}
    whole = build_search(archive, tmp_path / "whoosh", "test", files.__getitem__, first.state)
    assert whole.kept and written(whole, files) == files
    for left in (dead, other, {}):
        again = build_search(archive, tmp_path / "whoosh", "test", left.__getitem__, first.state)
        assert written(again, {}) == files


def test_another_typography_makes_the_base_anew_and_finds_the_same() -> None:
    body = "(记者 霍吕)4月30日,签约.\n\n比分3:1."
    archive = Archive([Article(id=f"a-{n}", title="来碚,签约", body=body) for n in range(40)])
    as_printed = export_search(archive)
    wide = export_search(archive, "", as_printed.state, wide=True)
    assert wide.state.levels != as_printed.state.levels
    assert (wide.pairs, wide.chars) == (as_printed.pairs, as_printed.chars)
    texts = ["".join(file.data.decode() for file in made.files) for made in (as_printed, wide)]
    assert r"(记者 霍吕)4月30日,签约.\n比分3:1." in texts[0]
    assert r"（记者 霍吕）4月30日，签约。\n比分3:1." in texts[1]


def test_a_page_that_is_open_finds_what_was_published_since(tmp_path: Path, browser: Browser) -> None:
    articles = [Article(id=f"a-{n:02}", title=f"第{n}篇", body=f"第{n}处夏粮收购，𠀀。") for n in range(40)]
    site = tmp_path / "site"
    first = write_search(Archive(articles), site, tmp_path / "whoosh")
    add_search_page(site)
    page = browser.new_page()
    page.goto((site / "search" / "index.html").as_uri() + "#q=夏粮收购")
    page.wait_for_selector("#hits li")
    for query, edited in (
        ("id:a-39 铁路通车", [*articles[:-1], replace(articles[-1], body="铁路通车。")]),  # one young article
        ("铁路通车 -by:甲", [replace(article, body="铁路通车。") for article in articles]),  # another base
    ):
        first = write_search(Archive(edited), site, tmp_path / "whoosh", first.state)
        page.evaluate("hash => { location.hash = hash; }", f"q={query}")
        page.wait_for_function(
            "count => document.querySelector('#status').textContent === `找到 ${count} 篇`",
            arg=sum("铁路" in article.body for article in edited),
        )
    page.close()
