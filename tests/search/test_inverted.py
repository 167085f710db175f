"""The browser's index as a whole: updated where articles have changed, it is the one made from all."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.domain.model import Article
from beibei_site.search.bigrams import fold
from beibei_site.search.browser.incremental import update_index
from beibei_site.search.browser.inverted import make_index
from beibei_site.search.browser.postings import SPLIT_ABOVE, read_list, unpack
from beibei_site.search.browser.scripts import script
from beibei_site.search.browser.shards import Tree, Values
from beibei_site.search.document import body_text

FREQUENT = "".join(f"发展{chr(0x4E00 + n)}" for n in range(300))  # its list is split
HALF = FREQUENT[: len(FREQUENT) // 2]  # two articles with it are one too many for one list
titles = st.text("北碚绵阳发展\n", max_size=6)
bodies = st.text("北碚绵阳合作发展。\n𠀀", max_size=30) | st.sampled_from([FREQUENT, HALF])
articles = st.dictionaries(
    st.integers(0, 9), st.builds(Article, id=st.just("a"), title=titles, body=bodies), max_size=6
).map(lambda found: dict(sorted(found.items())))


def files_of(made: Mapping[str, Values]) -> dict[str, bytes]:
    written = (script(f"i/{name}", "shard", name, values) for name, values in made.items())
    return {file.path: file.data for file in written}


@given(articles, articles)
def test_an_updated_index_is_the_one_made_from_all(
    before: dict[int, Article], after: dict[int, Article]
) -> None:
    made, index = make_index(before)
    files = files_of(made)
    gone = {n: (a.heading, body_text(a)) for n, a in before.items() if after.get(n) != a}
    fresh = {n: a for n, a in after.items() if before.get(n) != a}
    changed, updated = update_index(index, files.__getitem__, gone, fresh)
    anew, expected = make_index(after)
    assert updated == expected
    kept = {name: values for name, values in made.items() if name in updated.shards}
    assert kept | changed == anew
    assert not {name for name in changed if changed[name] == made.get(name)}, "written without need"


@given(articles)
def test_every_character_stands_where_the_index_says(numbered: dict[int, Article]) -> None:
    made, index = make_index(numbered)
    tree = Tree.of(made)
    for number, article in numbered.items():
        body = fold(body_text(article))
        for at in range(len(body) - 2):
            three = body[at : at + 3]
            if "\n" not in three[:2]:
                held = made[tree.shard_of(three) or ""]
                digits = held.get(three) or unpack(held[three[:2]])[three[2]]
                assert at in read_list(three, digits)[number]
    texts = [fold(text) for a in numbered.values() for text in (a.heading, body_text(a))]
    pairs = {text[at : at + n] for text in texts for n in (1, 2) for at in range(len(text) + 1 - n)}
    assert index.tokens == tuple(sorted(pair for pair in pairs if "\n" not in pair))
    for pair, size in index.split.items():
        assert size > SPLIT_ABOVE and not any(pair in held for held in made.values())


@pytest.mark.parametrize(("body", "is_split"), [(FREQUENT, True), (HALF, False)])
def test_a_frequent_pair_is_split_and_joined_again(body: str, is_split: bool) -> None:
    one = {0: Article(id="a", title="", body=body)}
    assert ("发展" in make_index(one)[1].split) is is_split
    both = one | {1: Article(id="b", title="", body=HALF)}
    assert "发展" in make_index(both)[1].split
