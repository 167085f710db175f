"""The chains of a page: their weights, and what must not depend on the order of a set."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise, product
from math import exp, log
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.content.body import plain
from beibei_site.content.frontmatter import parse_article
from beibei_site.domain.reasons import because
from beibei_site.parsing.bare.evidence import words
from beibei_site.parsing.bare.evidence.words import Words
from beibei_site.parsing.bare.features import Described
from beibei_site.parsing.bare.roles import find_roles, score_lines
from beibei_site.parsing.bare.runs import Group, Parts, Run
from beibei_site.parsing.bare.weights import ROLES, learned
from beibei_site.parsing.certainty import as_told, chance_of, doubts_of, measure_chain, reasons_of
from beibei_site.parsing.chains import Chain, plan_chains, weigh
from beibei_site.parsing.viterbi import most_probable
from beibei_site.parsing.worth import WorthTable
from tests.conftest import ROOT

NAMES = [f"feature {n}" for n in range(12)]
WEIGHTS = WorthTable.parse(
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
        words._words_of.cache_clear()
        made = Words(parts())
        found.append((made.kinship.tolist(), made.fits.tolist(), made.best_heads.tolist()))
    words._words_of.cache_clear()
    assert found[0] == found[1]
    assert any(map(any, found[0][0]))


# certainty --------------------------------------------------------------------------------------


def test_the_best_roles_down_a_chain_are_those_of_all_ways() -> None:
    chance = np.random.default_rng(7)
    for count in (1, 2, 5):
        own, after = chance.normal(size=(count, 3)), chance.normal(size=(3, 3))

        def worth(way: tuple[int, ...], own: Any = own, after: Any = after) -> float:
            return float(
                sum(own[at, role] for at, role in enumerate(way)) + sum(after[a, b] for a, b in pairwise(way))
            )

        assert tuple(most_probable(own, after)) == max(product(range(3), repeat=count), key=worth)


def test_the_probabilities_of_roles_are_those_of_all_ways() -> None:
    network = learned().roles
    names = [["length=5", "top"], ["lead", "commas=2"], ["finished", "short half"]]
    lines = Described(names, np.zeros((3, len(network.vectors)), np.float32))
    _, odds, _ = find_roles(lines, network)
    own = score_lines(lines, network)
    ways = {
        way: exp(
            sum(own[at][role] for at, role in enumerate(way))
            + sum(network.after[a, b] for a, b in pairwise(way))
        )
        for way in product(range(len(ROLES)), repeat=3)
    }
    whole = sum(ways.values())
    for at, role in product(range(3), range(len(ROLES))):
        assert odds[at, role] == pytest.approx(sum(p for way, p in ways.items() if way[at] == role) / whole)


LONG = Chain(2, (0, 3, 1), (0.9, 0.5, 0.8), "over")


def test_what_is_measured_of_a_story() -> None:
    found = measure_chain(LONG, [0.9, 0.1, 0.5], [0, 2], -9.0)
    assert found == {
        "first link": log(0.9), "weakest link": log(0.5), "all links": pytest.approx(log(0.9 * 0.5 * 0.8)),
        "weakest role": log(0.5), "all roles": pytest.approx(log(0.9 * 0.5)), "runs": log(3), "headed": 1.0, "claim": 0.0,
    }  # fmt: skip
    poor = measure_chain(Chain(-1, (0,), (1e-9,), "none"), [0.0] * 9, range(9), -9.0)
    assert poor == {
        "first link": -5.0, "weakest link": -5.0, "all links": -10.0, "weakest role": -5.0, "all roles": -9.0,
        "runs": 0.0, "headed": 0.0, "claim": 0.0,
    }  # fmt: skip
    assert measure_chain(Chain(0, (0,), (1.0,), "over"), [1.0], [0], -9.0)["headed"] == 1.0


def test_confidence_is_a_probability_of_two_digits_and_never_certain() -> None:
    assert [as_told(chance_of(points)) for points in (0.0, 1.0, -99.0, 99.0)] == [0.5, 0.73, 0.01, 0.99]


def test_the_reasons_name_the_weakest_link() -> None:
    heading = because("headline-over")
    assert reasons_of(LONG, heading) == (
        heading, because("columns-joined", count=3), because("weakest-link", percent=50),
    )  # fmt: skip
    assert reasons_of(Chain(0, (0,), (0.876,), "over"), heading) == (
        heading,
        because("weakest-link", percent=88),
    )


# plans ------------------------------------------------------------------------------------------


def plan(
    *candidates: list[tuple[tuple[str, int], str, float]], groups: int = 1
) -> list[tuple[int, tuple[int, ...], str]]:
    return [(chain.group, chain.runs, chain.kind) for chain in plan_chains(weigh(candidates), groups)]


def test_each_heading_and_each_run_comes_before_one_run_at_most() -> None:
    none = (("none", -1), "none", 0.0)
    assert plan([none, (("group", 0), "over", 3.0)], [none, (("group", 0), "over", 2.0)]) == [
        (0, (0,), "over"),
        (-1, (1,), "none"),
    ]
    after = [none], [none, (("run", 0), "next", 3.0)], [none, (("run", 0), "later", 2.0)]
    assert plan(*after, groups=0) == [(-1, (0, 1), "none"), (-1, (2,), "none")]


def test_a_heading_gains_by_having_a_text() -> None:
    none, over = (("none", -1), "none", 0.0), (("group", 0), "over", -1.0)
    assert plan([none, over]) == [(0, (0,), "over")]
    assert plan([none, (("group", 0), "over", -2.0)]) == [(-1, (0,), "none")]


def test_how_probable_each_link_is() -> None:
    (chain,) = plan_chains(weigh([[(("none", -1), "none", 0.0), (("group", 0), "over", log(3))]]), 1)
    assert chain.links == pytest.approx((0.75,))
    (chain,) = plan_chains(weigh([[(("none", -1), "none", 900.0), (("run", 0), "next", 0.0)]]), 0)
    assert chain.links == (1.0,)


def test_longer_rings_are_opened_at_their_first_run() -> None:
    none = (("none", -1), "none", 0.0)
    ring = [[none, (("run", before), "next", 9.0)] for before in (2, 0, 1)]
    assert plan(*ring, groups=0) == [(-1, (0, 1, 2), "none")]
    assert plan([none], *[[none, (("run", before), "next", 9.0)] for before in (3, 1, 2)], groups=0) == [
        (-1, (0,), "none"), (-1, (1, 2, 3), "none"),
    ]  # fmt: skip


def test_what_else_a_story_could_be() -> None:
    runs, headings = {0: [5, 6], 1: [9, 10], 2: [20]}, {0: [3, 4], 1: [18]}

    def doubts(*candidates: list[tuple[tuple[str, int], str, float]]) -> list[tuple[object, ...]]:
        found = plan_chains(weigh(candidates), len(headings))
        return [
            (reason.code, *(value for _, value in reason.values))
            for chain in found
            for reason in doubts_of(chain, runs.__getitem__, headings.__getitem__)
        ]

    none, over = (("none", -1), "none", 0.0), (("group", 0), "over", 9.0)
    first = [none, over]
    assert doubts(first, [none, (("run", 0), "up", 9.0)]) == [], "nothing is doubted"
    assert doubts(first, [none, (("run", 0), "up", 1.0)]) == [("may-stand-alone", 9, 27)]
    assert doubts(first, [none, (("run", 0), "up", -1.0)]) == [
        ("may-follow", 9, 6, 27),  # told of the first story, which it may belong to
        ("may-follow", 9, 6, 27),  # and of its own
    ]
    other = [(("run", 1), "up", 2.0), (("group", 1), "over", 2.0 - log(6))]
    assert doubts(first, [none, (("run", 0), "up", 9.0)], other) == [("may-have-headline", 20, 18, 14)]
