"""The shards of the browser's index: mended, they are the same as made anew."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.bigrams import fold
from beibei_site.search.browser import shards
from beibei_site.search.browser.address import pair_bits
from beibei_site.search.browser.documents import LENGTH, join_passages, passages_of
from beibei_site.search.browser.export import Export, export_search, number_articles
from beibei_site.search.browser.postings import (
    SPLIT_ABOVE,
    change_list,
    pack_bigrams,
    packed_size,
    read_list,
    unpack,
)
from beibei_site.search.browser.shards import Tree
from beibei_site.search.build import build_search
from benchmarks.search.build import add_search_page, write_search
from benchmarks.search.corpus import make_archive
from benchmarks.search.exact import in_browser
from tests.conftest import Built
from tests.search.conftest import Modules

CHARS = "北碚绵阳合作大会\n𠀀"
FOLLOWING = st.characters(min_codepoint=0x4E00, max_codepoint=0x4F00)
TOKENS = (
    st.text(CHARS, min_size=1, max_size=3)
    | st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), min_size=1, max_size=3)
    | st.sampled_from(["发展", "中国", "。\n"]).flatmap(lambda pair: FOLLOWING.map(pair.__add__))
)
VALUES = st.dictionaries(TOKENS, st.integers(1, 6000).map(lambda size: "A" * size), max_size=40)
PLACES = st.dictionaries(
    st.integers(0, 10**5), st.lists(st.integers(0, 2**21), min_size=1, max_size=5, unique=True).map(sorted)
)


def check_shards(values: Mapping[str, str]) -> None:
    made = dict(shards.spread(values))
    tree = Tree.of(made)
    assert {t: v for held in made.values() for t, v in held.items()} == values
    for token in values:
        assert token in made[tree.shard_of(token) or ""]
        assert tree.shard_of(token) in tree.shards_of(token[:2])
    assert Tree.parse(tree.write()) == tree
    assert all(shards.size_of_all(held) <= shards.LIMIT or len(held) == 1 for held in made.values())


@given(VALUES)
def test_every_token_is_in_the_shard_that_its_bits_name(values: dict[str, str]) -> None:
    check_shards(values)


@given(st.lists(st.tuples(st.text("北碚a𠀀", min_size=1, max_size=3), st.integers(1, 90)), min_size=1))
def test_the_size_of_a_shard_is_that_of_its_file(held: list[tuple[str, int]]) -> None:
    values = {token: "A" * count for token, count in held}
    written = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    assert shards.size_of_all(values) == len(written.encode()) - 1, "a comma each, but no braces"


def vocabulary(seed: int) -> dict[str, str]:
    """Lists of many pairs, of which a few are so frequent that their lists are split."""
    chance = random.Random(seed)

    def char() -> str:
        return chr(chance.choice((chance.randint(0x21, 0x7E), chance.randint(0x4E00, 0x9FFF), 0x20000)))

    heavy = [char() + char() for _ in range(20)]
    tokens = [char() + char() for _ in range(5000)] + [chance.choice(heavy) + char() for _ in range(2000)]
    return {token: "A" * int(1 + chance.paretovariate(0.7) % 3000) for token in tokens}


@pytest.mark.parametrize("seed", range(3))
def test_many_pairs_and_frequent_ones_are_found(seed: int) -> None:
    check_shards(vocabulary(seed))


@given(VALUES, VALUES, st.data())
@settings(max_examples=200)
def test_changed_shards_are_those_made_anew(
    old: dict[str, str], added: dict[str, str], data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from(sorted(old)))) if old else set()
    check_change(old, {**dict.fromkeys(gone, ""), **added})


def check_change(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """The names of the shards after a change, which must be those made from everything."""
    before = dict(shards.spread(old))
    sizes = {name: shards.size_of_all(held) for name, held in before.items()}
    changed, lost = shards.change(sizes, lambda name: dict(before[name]), new)
    updated = {n: held for n, held in before.items() if n not in lost} | changed
    anew = dict(shards.spread({t: v for t, v in {**old, **new}.items() if v}))
    assert updated == anew
    assert all(held != before.get(name) for name, held in changed.items()) and lost <= set(before)
    return sorted(anew)


def test_a_frequent_pair_alone_is_split_by_the_following_character_until_it_shrinks() -> None:
    frequent = {f"发展{char}": "A" * 3000 for char in "生变中方"}
    assert pair_bits("发展")[0] != pair_bits("北碚")[0]
    alone = check_change({}, frequent)
    assert all(name.startswith("-") for name in alone)
    beside = check_change(frequent, {"北碚": "A"})
    assert {name[0] for name in beside} == {"0", "1"} and sum("-" in name for name in beside) == len(alone)
    assert check_change(frequent | {"北碚": "A"}, {"北碚": ""}) == alone
    assert check_change(frequent, dict.fromkeys(list(frequent)[1:], "")) == [""]


@given(st.integers(0, 3), st.data())
@settings(max_examples=20)
def test_many_changes_of_many_pairs(seed: int, data: st.DataObject) -> None:
    old = vocabulary(seed)
    gone = data.draw(st.sets(st.sampled_from(sorted(old)), max_size=200))
    check_change(old, dict.fromkeys(gone, "") | data.draw(VALUES))


@pytest.mark.parametrize("seed", range(3))
def test_the_browser_looks_where_the_build_writes(modules: Modules, seed: int) -> None:
    values = vocabulary(seed)
    tree = Tree.of(dict(shards.spread(values)))
    tokens = [*values, *vocabulary(seed + 10)]
    exact = modules("shardsOf", [(tree.write(), token[:2], token[2:]) for token in tokens])
    under = modules("shardsOf", [(tree.write(), token[:2]) for token in tokens])
    for token, names, all_names in zip(tokens, exact, under, strict=True):
        expected = tree.shard_of(token)
        assert names == ([] if expected is None else [expected])
        assert sorted(all_names) == tree.shards_of(token[:2])


def test_a_pair_is_found_whose_hash_is_that_of_a_frequent_one(tmp_path: Path, browser: Browser) -> None:
    """The address was once 16 bits of CRC-32, which these two pairs share."""
    frequent, rare = "发展", "铁路"
    assert crc32(frequent.encode()) & 0xFFFF == crc32(rare.encode()) & 0xFFFF
    behind = [chr(code) for code in range(0x4E00, 0x4E80)]
    text = "".join(frequent + char for char in behind)
    articles = [Article(id=f"a{n:02}", title=f"第{n}篇", body=text) for n in range(40)]
    articles += [Article(id="z", title="另一篇", body="，".join(rare + char for char in behind))]
    made = write_search(Archive(articles), tmp_path / "site", tmp_path / "whoosh")
    add_search_page(tmp_path / "site")
    assert any("-" in name for name in made.state.index.shards)
    page = browser.new_page()
    page.goto((tmp_path / "site" / "search" / "index.html").as_uri())
    assert in_browser(page, [rare, *(rare + char for char in behind)]) == [{"z"}] * 129
    assert (
        in_browser(page, [frequent, *(frequent + char for char in behind)])
        == [{a.id for a in articles[:-1]}] * 129
    )
    page.close()


@given(st.text("北碚绵阳合作，。１㎡ \n𠀀", max_size=2000))
def test_a_text_survives_its_passages(text: str) -> None:
    passages = list(passages_of(text))
    assert join_passages(passages) == text
    core = passages[0].text[: len(passages[0].text) - passages[0].after]
    assert len(fold(core)) >= min(LENGTH, len(fold(text)))


def listed(token: str, found: Mapping[int, Sequence[int]]) -> str:
    return change_list(token, "", (), found)


@given(
    st.dictionaries(st.sampled_from("北碚绵阳a1\n𠀀"), st.integers(1, 600).map(lambda n: "A" * n), min_size=1)
)
def test_a_bigram_is_split_where_its_value_is_long(following: dict[str, str]) -> None:
    values, split = pack_bigrams({f"合作{char}": digits for char, digits in following.items()})
    if split:
        assert split["合作"] == packed_size(following) > SPLIT_ABOVE
        assert values == {f"合作{char}": digits for char, digits in following.items()}
    else:
        assert unpack(values["合作"]) == following and len(values["合作"]) <= SPLIT_ABOVE


@given(PLACES, PLACES, st.data())
def test_a_posting_list_survives_its_digits_and_changes(
    found: dict[int, list[int]], added: dict[int, list[int]], data: st.DataObject
) -> None:
    assert read_list("北碚", listed("北碚", found)) == dict(sorted(found.items()))
    gone = data.draw(st.sets(st.sampled_from(sorted(found)))) if found else set()
    rest = {n: places for n, places in found.items() if n not in gone} | added
    changed = change_list("北碚", listed("北碚", found), gone, added)
    assert changed == listed("北碚", rest) and read_list("北碚", changed) == dict(sorted(rest.items()))
    chars = [dict.fromkeys(numbers, ()) for numbers in (found, added, rest)]
    assert change_list("碚", listed("碚", chars[0]), gone, chars[1]) == listed("碚", chars[2])


def written(export: Export, before: dict[str, bytes]) -> dict[str, bytes]:
    return {path: before[path] for path in export.kept} | {f.path: f.data for f in export.files}


def test_what_is_new_and_what_stays_are_all_the_files() -> None:
    articles = [Article(id=f"a-{n:02}", title=f"第{n}篇", body=f"第{n}处夏粮收购。") for n in range(20)]
    first = export_search(Archive(articles))
    files = written(first, {})
    assert not first.kept and len(files) == len(first.files)
    edited = [replace(articles[0], body="铁路通车。"), *articles[1:]]
    mended = export_search(Archive(edited), before=first.state, read=files.__getitem__)
    new, anew = {file.path for file in mended.files}, written(export_search(Archive(edited)), {})
    assert new.isdisjoint(mended.kept) and new | set(mended.kept) == set(anew)
    assert written(mended, files) == anew
    assert {path for path in new if path.startswith("search/d/")} == {"search/d/0-0.js"}
    same = export_search(Archive(articles), before=first.state, read=files.__getitem__)
    assert not {file.path for file in same.files if file.path.startswith(("search/d/", "search/i/"))}
    many = [replace(article, body="铁路通车。") for article in articles[:3]] + articles[3:]
    assert not export_search(Archive(many), before=first.state, read=files.__getitem__).kept, "made anew"


FREQUENT = "".join(f"发展{chr(0x4E00 + n)}" for n in range(300))  # more than a shard holds


@pytest.fixture(scope="module")
def exported() -> tuple[list[Article], Export]:
    articles = [*make_archive(24).articles, Article(id="frequent", title="发展", body=FREQUENT)]
    return articles, export_search(Archive(articles), number_articles([a.id for a in articles], {}))


@pytest.mark.slow
@given(st.data())
@settings(max_examples=25)
def test_mended_files_are_the_same_bytes_as_new_ones(
    exported: tuple[list[Article], Export], data: st.DataObject
) -> None:
    articles, first = exported
    numbers = number_articles([a.id for a in articles], {})
    files = written(first, {})
    at = data.draw(st.integers(0, len(articles) - 1))
    sentence = data.draw(st.text("北碚绵阳合作大会雙，。\n𠀀", max_size=60) | st.just(FREQUENT))
    changed: list[Article] = [*articles]
    if data.draw(st.booleans()):
        changed[at] = replace(changed[at], body=changed[at].body + "\n\n" + sentence)
    else:
        del changed[at]
    if data.draw(st.booleans()):
        changed.append(replace(articles[0], id="zz-1", title=sentence or "新", body=sentence + "。"))
    archive = Archive(changed)
    after = number_articles([a.id for a in changed], numbers)
    mended = export_search(archive, after, before=first.state, read=files.__getitem__)
    anew = export_search(archive, after)
    assert written(mended, files) == written(anew, {})
    assert mended.state == anew.state
    assert mended.kept and any("-" in name for name in first.state.index.shards)


def test_damaged_files_are_made_anew(built: Built, tmp_path: Path) -> None:
    archive = Archive(built.archive.articles)
    first = export_search(archive)
    files = written(first, {})
    dead = {p: b"beibei.shard(0,{})\n" if "/i/" in p else d for p, d in files.items()}
    other = {**files, "search/manifest.js": b'beibei.manifest(0,"_",{},"0")\n'}
    whole = build_search(archive, tmp_path / "whoosh", "test", files.__getitem__, before=first.state)
    assert whole.kept and written(whole, files) == files
    for left in (dead, other, {}):
        again = build_search(archive, tmp_path / "whoosh", "test", left.__getitem__, before=first.state)
        assert written(again, {}) == files
