"""The shards of the browser's index: mended, they are the same as made anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.bigrams import fold
from beibei_site.search.browser import shards
from beibei_site.search.browser.export import Export, export_search, number_articles
from beibei_site.search.browser.passages import LENGTH, join_passages, passages_of
from beibei_site.search.browser.postings import (
    APART,
    change_list,
    join_pairs,
    part_lists,
    read_list,
    size_of_pair,
)
from beibei_site.search.build import build_search
from tests.conftest import Built

VALUES = st.dictionaries(
    st.text("北碚绵阳合作大会\n𠀀", min_size=1, max_size=3),
    st.integers(1, 6000).map(lambda size: "A" * size),
    max_size=40,
)
PLACES = st.dictionaries(
    st.integers(0, 10**5), st.lists(st.integers(0, 2**21), min_size=1, max_size=5, unique=True).map(sorted)
)


@given(VALUES)
def test_every_token_is_in_the_shard_that_its_bits_name(values: dict[str, str]) -> None:
    made = dict(shards.spread(values))
    assert {t: v for held in made.values() for t, v in held.items()} == values
    assert all(token in made[shards.shard_of(token, made) or ""] for token in values)
    assert shards.names_of(shards.tree_of(made)) == set(made)
    assert all(shards.size_of_all(held)[0] <= shards.LIMIT or len(held) == 1 for held in made.values())


@given(VALUES, VALUES, st.data())
@settings(max_examples=200)
def test_changed_shards_are_those_made_anew(
    old: dict[str, str], added: dict[str, str], data: st.DataObject
) -> None:
    gone = data.draw(st.sets(st.sampled_from(sorted(old)))) if old else set()
    before = dict(shards.spread(old))
    sizes = {name: shards.size_of_all(held) for name, held in before.items()}
    new = {**dict.fromkeys(gone, ""), **added}
    changed, lost = shards.change(sizes, lambda name: dict(before[name]), new)
    mended = {n: held for n, held in before.items() if n not in lost} | changed
    values = {t: v for t, v in (old | new).items() if v}
    assert mended == dict(shards.spread(values))


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
def test_a_pair_is_taken_apart_where_it_is_long(following: dict[str, str]) -> None:
    values, apart = join_pairs({f"合作{char}": digits for char, digits in following.items()})
    if apart:
        assert apart["合作"] == size_of_pair(following) > APART
        assert values == {f"合作{char}": digits for char, digits in following.items()}
    else:
        assert part_lists(values["合作"]) == following and len(values["合作"]) <= APART


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


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_mended_files_are_the_same_bytes_as_new_ones(built: Built, data: st.DataObject) -> None:
    articles = built.archive.articles
    numbers = number_articles([a.id for a in articles], {})
    first = export_search(Archive(articles), numbers)
    files = written(first, {})
    at = data.draw(st.integers(0, len(articles) - 1))
    sentence = data.draw(st.text("北碚绵阳合作大会雙，。\n𠀀", max_size=60))
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
    assert mended.kept


def test_damaged_files_are_made_anew(built: Built, tmp_path: Path) -> None:
    archive = Archive(built.archive.articles)
    first = export_search(archive)
    files = written(first, {})
    dead = {p: b"beibei.shard(0,{})\n" if "/i/" in p else d for p, d in files.items()}
    other = {**files, "search/manifest.js": b'beibei.manifest(0,"_",{},"0")\n'}
    for left in (dead, other, {}):
        again = build_search(archive, tmp_path / "whoosh", "test", left.__getitem__, before=first.state)
        assert written(again, {}) == files
