"""The learned reader of bare text: its parts, and pages that it reads alone."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beibei_site.content.body import plain
from beibei_site.domain.text import letters
from beibei_site.parsing.bare.evidence.words import Words
from beibei_site.parsing.bare.features import Described, describe_lines
from beibei_site.parsing.bare.lines import gather_lines
from beibei_site.parsing.bare.reading import trace_bare
from beibei_site.parsing.bare.roles import find_roles, score_lines
from beibei_site.parsing.bare.runs import Group, Parts, Run, part_page
from beibei_site.parsing.bare.weights import ROLES, learned
from beibei_site.parsing.chains import plan_chains, weigh
from beibei_site.parsing.text.furniture import is_separator
from beibei_site.parsing.text.lines import read_lines
from beibei_site.parsing.text.seams import describe_seam
from tests.conftest import ROOT
from tests.parsing.test_columns import set_in
from tests.parsing.test_properties import PAGES, accounted

HARVEST = (
    "本报讯（记者 石青）6月8日，全市夏粮收购工作全面启动，二十个收购点同时开秤。\n"
    "据了解，今年的收购价比去年高出一成，仓容准备充足，不会出现卖粮难的情况。\n"
)
SCHOOL = (
    "本报讯（记者 林晓）渡口镇中心小学的新校舍昨天正式启用，三百二十名学生在新教室里上了第一课。\n"
    "校长介绍，新操场比从前大了整整一倍，图书室也添了两千册书。\n"
)


def read(text: str) -> list[tuple[str | None, str]]:
    return [
        (s.heading.headline, letters(s.text)) for s in trace_bare(read_lines(text), "p.txt").reading.stories
    ]


def test_a_page_of_two_stories_under_their_headlines() -> None:
    harvest, school = ("\n".join(set_in(18, text.replace("\n", ""))) for text in (HARVEST, SCHOOL))
    page = f"夏粮收购全面启动\n{harvest}\n渡口镇小学搬进新校舍\n{school}\n"
    assert read(page) == [("夏粮收购全面启动", letters(HARVEST)), ("渡口镇小学搬进新校舍", letters(SCHOOL))]


def test_a_text_that_mixes_columns_has_lost_its_order() -> None:
    articles = ("articles/2020/04/000-112.md", "articles/2023/02/004-29.md")
    texts = ((ROOT / "content" / path).read_text("utf-8").split("---\n", 2)[2] for path in articles)
    columns = [set_in(16, plain(text).replace("\n", "")[:600]) for text in texts]
    mixed = "\n".join(line for row in zip(*columns, strict=False) for line in row)
    ordered = "\n".join(line for column in columns for line in column)
    assert not trace_bare(read_lines(mixed), "p.txt").reading.ordered
    assert trace_bare(read_lines(ordered), "p.txt").reading.ordered


@pytest.mark.parametrize("mark", ["#", "##"])
def test_a_page_in_markdown(mark: str) -> None:
    page = f"{mark} 夏粮收购全面启动\n\n{HARVEST}\n{mark} 渡口镇小学搬进新校舍\n\n{SCHOOL}"
    assert [headline for headline, _ in read(page)] == ["夏粮收购全面启动", "渡口镇小学搬进新校舍"]


def test_characters_below_each_other_are_one_line() -> None:
    lines = gather_lines(read_lines("冷\n空\n气\n今\n夜\n抵\n京\n受南下冷空气影响，今天多云转阴。\n"))
    assert [line.text for line in lines] == ["冷空气今夜抵京", "受南下冷空气影响，今天多云转阴。"]
    assert lines[0].vertical
    assert lines[0].numbers == tuple(range(1, 8))


def test_only_more_blank_lines_than_usual_count() -> None:
    lines = gather_lines(read_lines("第一行\n\n第二行\n\n\n第三行\n\n第四行\n"))
    assert [line.blanks for line in lines] == [-1, 0, 1, 0]


@pytest.mark.parametrize(
    ("above", "below", "kind"),
    [
        ("双方共同研究提出了今年要推动的十项重点工", "作。", "crossed 3"),
        ("全市夏粮收购全面启动。", "据了解", "none"),
    ],
)
def test_a_word_across_a_seam_shows(above: str, below: str, kind: str) -> None:
    assert describe_seam(above, below).startswith(kind.split(" ")[0])


def test_the_same_in_traditional_characters() -> None:
    simple, traditional = gather_lines(read_lines("記者報導\n")), gather_lines(read_lines("记者报导\n"))
    assert simple[0].folded == traditional[0].folded != simple[0].text


def test_the_chain_of_greatest_probability_is_taken() -> None:
    first = [(("none", -1), "none", 0.0), (("group", 0), "over", 2.0)]
    second = [(("none", -1), "none", 0.0), (("run", 0), "next", 3.0), (("group", 0), "before", 1.0)]
    (chain,) = plan_chains(weigh([first, second]), 1)
    assert (chain.group, chain.runs, chain.kind) == (0, (0, 1), "over")


def test_a_ring_of_runs_is_opened() -> None:
    to_other = [[(("run", 1), "next", 9.0), (("none", -1), "none", 0.0)]]
    to_other.append([(("run", 0), "next", 9.0), (("none", -1), "none", 0.0)])
    assert [chain.runs for chain in plan_chains(weigh(to_other), 0)] == [(0, 1)]


def run(text: str, at: int) -> Run:
    return Run((at,), text, text, text, 20.0, 0.0, 0.1, 0.9)


def test_the_parts_of_a_story_share_more_words_than_two_stories() -> None:
    texts = ["夏粮收购工作全面启动", "收购点农户排队卖粮，夏粮", "渡口镇小学新校舍启用", "校舍操场学生上课"]
    runs = [run(text, at) for at, text in enumerate(texts)]
    groups = [Group((4,), "夏粮开秤收购"), Group((5,), "小学搬进新校舍")]
    order = [("group", 0), ("run", 0), ("run", 1), ("group", 1), ("run", 2), ("run", 3)]
    words = Words(Parts(runs, groups, order))
    assert words.kinship[0, 1] > words.kinship[1, 2]
    assert words.kinship[2, 3] > words.kinship[1, 3]
    assert words.fits[0, 0] > words.fits[1, 0]
    assert words.margins_of_heads[0, 0] > 0 > words.margins_of_heads[1, 0]


@given(
    st.lists(st.lists(st.sampled_from(sorted(learned().roles.numbers)), max_size=12), max_size=20),
    st.integers(0, 2**32 - 1),
)
def test_probabilities_of_roles_sum_to_one(names: list[list[str]], seed: int) -> None:
    network = learned().roles
    vectors = np.random.default_rng(seed).normal(size=(len(names), len(network.vectors))).astype(np.float32)
    roles, odds, _ = find_roles(Described(names, vectors), network)
    assert len(roles) == len(odds) == len(names)
    assert all(abs(row.sum() - 1) < 1e-9 for row in odds)
    assert set(roles) <= set(ROLES)


def test_a_line_is_read_with_those_far_above_and_below() -> None:
    """The networks remember: lines alike have other odds on a page that begins or ends otherwise."""
    network = learned().roles
    page = f"{HARVEST}\n{SCHOOL}\n{HARVEST}"
    lines = describe_lines(gather_lines(read_lines(page)))
    middle = len(lines.names) // 2
    for change in (slice(0, 1), slice(len(lines.names) - 1, None)):
        names = list(lines.names)
        names[change] = [["top", "level=1"]]
        changed = score_lines(Described(names, lines.vectors), network)
        assert (changed[middle] != score_lines(lines, network)[middle]).any()


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_every_line_stands_in_one_place(text: str) -> None:
    lines = read_lines(text)
    reading = trace_bare(lines, "page.txt").reading
    counts = accounted(reading)
    assert set(counts) == {line.number for line in lines}
    assert set(counts.values()) <= {1}
    printed = text.split("\n")
    for story in reading.stories:
        heading = story.heading
        shown = [*(b.text for b in story.blocks), heading.headline or "", heading.kicker or "", *heading.deck]
        own = Counter(letters("".join(printed[n - 1] for span in story.spans for n in span)))
        assert not Counter("".join(map(letters, shown))) - own
        assert 0 < story.confidence < 1


@given(PAGES, st.data())
@settings(max_examples=40, deadline=None)
def test_every_line_is_of_one_part(text: str, data: st.DataObject) -> None:
    lines = gather_lines(read_lines(text))
    roles = data.draw(st.lists(st.sampled_from(ROLES), min_size=len(lines), max_size=len(lines)))
    _, odds, _ = find_roles(describe_lines(lines), learned().roles)
    parts = part_page(lines, roles, odds)
    numbers = [at for run in parts.runs for at in run.lines] + [at for g in parts.groups for at in g.lines]
    numbers += [number for what, number in parts.order if what not in ("run", "group")]
    assert sorted(numbers) == list(range(len(lines)))


@pytest.mark.parametrize("rule", ["---", "———————", "* * *", "＊＊＊＊", "─ ─ ─ ─"])
def test_a_rule_of_signs_is_of_no_story(rule: str) -> None:
    text = f"# 夏粮收购全面启动\n\n{rule}\n\n{HARVEST}\n{rule}\n\n# 渡口镇小学搬进新校舍\n\n{SCHOOL}"
    reading = trace_bare(read_lines(text), "p.txt").reading
    assert [s.heading.headline for s in reading.stories] == ["夏粮收购全面启动", "渡口镇小学搬进新校舍"]
    assert not any(rule in block.text for story in reading.stories for block in story.blocks)
    assert {n for n, line in enumerate(text.splitlines(), 1) if line == rule} <= {
        n for span in reading.furniture for n in span
    }


@pytest.mark.parametrize("text", ["……", "………", "——", "————————————。", "“”", "３００", "-1-2"])
def test_signs_of_a_text_are_no_rule(text: str) -> None:
    assert not is_separator(text)
