"""What is decided once more with the stories in view: roles of lines, links of texts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.parsing.bare.draft import Draft, Page
from beibei_site.parsing.bare.lines import gather_lines
from beibei_site.parsing.bare.reading import open_page
from beibei_site.parsing.bare.revision import revise
from beibei_site.parsing.bare.weights import ROLES, TEXT, learned
from beibei_site.parsing.chains import Chain, Options, improve_chains, plan_chains, weigh
from beibei_site.parsing.text.lines import read_lines
from beibei_site.parsing.viterbi import most_probable, next_best
from tests.conftest import ROOT
from tests.parsing.test_properties import PAGES

TEXT_LINES = (
    "本报讯（记者 石青）6月8日，全市夏", "粮收购工作全面启动，农户排队卖粮。", "记者在城东粮库看到，运粮的车辆从清",
    "晨起就在门外排起长队，质检员逐车取", "样，二十分钟内就能拿到过磅单和粮款", "。据介绍，今年全市计划收购夏粮三万",
    "吨，比去年多两千吨。",
)  # fmt: skip
STORY = (("paragraph", TEXT_LINES[0]), *(("body", text) for text in TEXT_LINES[1:]))
HEADLINE = "夏粮收购全面启动"

# other sequences of roles --------------------------------------------------------------------------


@given(st.integers(1, 5), st.integers(0, 2**32 - 1), st.floats(0, 3))
@settings(max_examples=60, deadline=None)
def test_changes_are_the_best_sequences_with_another_role(count: int, seed: int, within: float) -> None:
    chance = np.random.default_rng(seed)
    own, after = chance.normal(size=(count, 3)), chance.normal(size=(3, 3))

    def worth(way: tuple[int, ...]) -> float:
        return float(
            sum(own[at, role] for at, role in enumerate(way)) + sum(after[a, b] for a, b in pairwise(way))
        )

    best = tuple(most_probable(own, after))
    found = set()
    for change in next_best(own, after, within, range(3)):
        way = [*best]
        way[change.first : change.first + len(change.roles)] = change.roles
        assert worth(tuple(way)) == pytest.approx(worth(best) - change.less)
        assert change.less <= within + 1e-9
        found.add(tuple(way))
    ways = list(product(range(3), repeat=count))
    for at, role in product(range(count), range(3)):
        other = max((way for way in ways if way[at] == role), key=worth)
        if role != best[at] and worth(other) > worth(best) - within + 1e-9:
            assert other in found


def test_roles_that_count_as_one_are_no_change() -> None:
    own, after = np.array([[1.0, 0.9, 0.0]]), np.zeros((3, 3))
    assert [change.roles for change in next_best(own, after, 5.0, [0, 1, 2])] == [(1,), (2,)]
    assert [change.roles for change in next_best(own, after, 5.0, [0, 0, 2])] == [(2,)]


# links ----------------------------------------------------------------------------------------------

NONE, ABOVE, HEAD = ("none", -1), ("run", 0), ("group", 0)


def chains(options: list[Options], *, right: set[tuple[int, ...]], groups: int = 1) -> list[tuple[int, ...]]:
    """The runs of the chains of a page after the second look, which knows that these chains are `right`."""

    def confidence(chain: Chain) -> float:
        return 0.9 if chain.runs in right else 0.1

    before = plan_chains(options, groups)
    return [chain.runs for chain in improve_chains(before, options, groups, confidence, 0.2)]


def test_a_link_gives_way_if_another_makes_a_better_story() -> None:
    options = [{NONE: (0.2, "none"), HEAD: (0.8, "over")}, {NONE: (0.3, "none"), ABOVE: (0.7, "next")}]
    assert chains(options, right={(0, 1)}) == [(0, 1)]
    assert chains(options, right={(0,), (1,)}) == [(0,), (1,)]


def test_a_link_that_is_hardly_possible_is_not_tried() -> None:
    options = [{NONE: (0.2, "none"), HEAD: (0.8, "over")}, {NONE: (0.01, "none"), ABOVE: (0.99, "next")}]
    assert chains(options, right={(0,), (1,)}) == [(0, 1)]


def test_two_links_to_one_text_are_no_plan() -> None:
    runs = [{NONE: (1.0, "none")}, *({NONE: (0.6, "none"), ABOVE: (0.4, "next")} for _ in range(2))]
    assert chains(runs, right={(0, 1), (0, 2)}, groups=0) == [(0, 1), (2,)]


ODDS = st.floats(0.05, 20)


@given(st.data(), st.integers(1, 5), st.integers(0, 2))
@settings(max_examples=100, deadline=None)
def test_every_run_stays_in_one_chain_and_no_story_becomes_less_likely(
    data: st.DataObject, count: int, groups: int
) -> None:
    places = [NONE, *(("run", n) for n in range(count)), *(("group", n) for n in range(groups))]
    options = weigh(
        [
            [(link, "", float(np.log(data.draw(ODDS)))) for link in places if link != ("run", at)]
            for at in range(count)
        ]
    )
    before = plan_chains(options, groups)

    def confidence(chain: Chain) -> float:
        return (len(chain.runs) * 7 + sum(chain.runs) * 3 + chain.group * 5) % 11 / 11

    after = improve_chains(before, options, groups, confidence, 0.1)
    assert sorted(run for chain in after for run in chain.runs) == list(range(count))
    heads = [chain.group for chain in after if chain.group >= 0]
    assert len(set(heads)) == len(heads)
    assert sum(map(confidence, after)) >= sum(map(confidence, before))


# roles ----------------------------------------------------------------------------------------------


def page_of(*rows: tuple[str, str]) -> tuple[Page, list[str]]:
    """A page whose lines have these roles, and the roles."""
    lines = gather_lines(read_lines("\n".join(text for _, text in rows)))
    roles = [role for role, _ in rows]
    odds = np.full((len(rows), len(ROLES)), 0.02 / (len(ROLES) - 1))
    for at, role in enumerate(roles):
        odds[at, ROLES.index(role)] = 0.98
    return Page(lines, odds, learned()), roles


def test_a_role_gives_way_if_another_makes_a_better_story() -> None:
    page, roles = page_of(("furniture", HEADLINE), *STORY)
    odds = page.odds.copy()
    odds[0] = 0.001
    odds[0, ROLES.index("furniture")], odds[0, ROLES.index("headline")] = 0.3, 0.68
    (first,) = replace(page, odds=odds).draft(roles)
    revised = revise(first, [(0, ("headline",))])
    assert revised.roles[0] == "headline" and revised.expected > first.expected + 0.1
    assert [chain.group for chain in revised.chains] == [0]


def test_a_role_stays_if_another_makes_no_better_story() -> None:
    page, roles = page_of(("headline", HEADLINE), *STORY)
    (first,) = page.draft(roles)
    assert revise(first, [(0, ("furniture",))]).roles == roles
    assert revise(first, []).roles == roles


@given(PAGES)
@settings(max_examples=40, deadline=None)
def test_a_page_revised_is_not_less_likely_to_be_right(text: str) -> None:
    first, changes = open_page(read_lines(text))
    before = first.expected
    revised = revise(first, changes)
    assert revised.expected >= before
    assert len(revised.roles) == len(first.roles)
    for at, roles in changes:
        own = zip(roles, first.roles[at:], strict=False)
        assert any(new != old and not {new, old} <= TEXT for new, old in own)


def test_drafts_made_together_are_those_made_alone() -> None:
    first, changes = open_page(read_lines((ROOT / "seeds" / "003_e7a0c77fe0de4402.txt").read_text("utf-8")))
    assert changes

    def told(draft: Draft) -> object:
        return list(draft.stories()), [chain.links for chain in draft.chains]

    many = [[*first.roles[:at], *own, *first.roles[at + len(own) :]] for at, own in changes]
    together = first.page.draft(*many)
    assert list(map(told, together)) == [told(*first.page.draft(roles)) for roles in many]
