"""The chains of a page: their weights, and what must not depend on the order of a set."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.content.body import plain
from beibei_site.content.frontmatter import parse_article
from beibei_site.parsing.bare import words
from beibei_site.parsing.bare.runs import Group, Parts, Run
from beibei_site.parsing.bare.words import Words
from beibei_site.parsing.chains import LinkWeights
from tests.conftest import ROOT

NAMES = [f"feature {n}" for n in range(12)]
WEIGHTS = LinkWeights.parse(
    {name: {"edges": [0.5], "worth": [0.1, 0.7 + n / 7]} for n, name in enumerate(NAMES)}
)
ARTICLES = ("2020/04/000-112", "2020/04/001-1", "2020/04/003-2", "2023/02/004-29")


@given(st.permutations(NAMES))
def test_a_link_is_worth_the_same_in_whatever_order_its_features_come(names: list[str]) -> None:
    given_order: Mapping[str, float] = dict.fromkeys(NAMES, 1.0)
    assert WEIGHTS.score(dict.fromkeys(names, 1.0)) == WEIGHTS.score(given_order)


def test_a_feature_of_which_nothing_was_learned_counts_for_nothing() -> None:
    assert WEIGHTS.score({"feature 0": 1.0, "unheard of": 5.0}) == WEIGHTS.score({"feature 0": 1.0})


def parts() -> Parts:
    """A page of real articles, whose words are so many that rounding shows."""
    articles = [parse_article((ROOT / f"content/articles/{a}.md").read_text("utf-8"), a) for a in ARTICLES]
    texts = [plain(article.body)[:600] for article in articles]
    runs = [Run((at,), text, text[:18], text[-18:], 18.0, 0.0, 0.9, 0.9) for at, text in enumerate(texts)]
    groups = [Group((9 + at,), article.title) for at, article in enumerate(articles)]
    order = [part for at in range(len(runs)) for part in (("group", at), ("run", at))]
    return Parts(runs, groups, order)


def test_what_parts_share_does_not_depend_on_the_order_of_a_set(monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for backwards in (False, True):

        def in_order(text: str, backwards: bool = backwards) -> list[str]:
            return sorted({text[at : at + 2] for at in range(len(text) - 1)}, reverse=backwards)

        monkeypatch.setattr(words, "bigrams_of", in_order)
        made = Words(parts())
        found.append((made.kinship.tolist(), made.fits.tolist(), made.best_heads))
    assert found[0] == found[1]
    assert any(map(any, found[0][0]))
