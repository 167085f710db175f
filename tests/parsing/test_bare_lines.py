"""Bare text: what is said of each line, and what may come before a text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from beibei_site.parsing.bare.draft import Page
from beibei_site.parsing.bare.evidence.words import Words
from beibei_site.parsing.bare.features import describe_lines
from beibei_site.parsing.bare.lines import gather_lines
from beibei_site.parsing.bare.links import BarePage, Features
from beibei_site.parsing.bare.reading import BareReader
from beibei_site.parsing.bare.runs import Group, Parts, Run, part_page
from beibei_site.parsing.bare.weights import ROLES, learned
from beibei_site.parsing.chains import Link
from beibei_site.parsing.text.lines import read_lines
from beibei_site.parsing.text.seams import describe_seam
from beibei_site.parsing.trees import ABSENT

WORDS = "全市夏粮收购工作全面启动二十个收购点同时开秤农户排队卖粮收购价比去年高出一成仓容准备充足"
COLUMN = [WORDS[at : at + 16] for at in range(8)]


def said(*lines: str, of: str = "") -> set[str]:
    """What is said of the last line, or the one that begins with `of`, below a column of sixteen letters."""
    gathered = gather_lines(read_lines("\n".join([*COLUMN, *lines])))
    found = describe_lines(gathered).names
    at = next((n for n, line in enumerate(gathered) if of and line.text.startswith(of)), len(found) - 1)
    return set(found[at])


# lines ------------------------------------------------------------------------------------------


def measures(*lines: str) -> list[float]:
    return [line.measure for line in gather_lines(read_lines("\n".join(lines)))]


def test_the_measure_is_the_width_that_most_text_keeps_to() -> None:
    assert measures(*COLUMN, "全市夏粮", "价格")[-1] == 16.0
    assert measures(*COLUMN[:3], *[WORDS[:20]] * 2) == [16.0] * 5
    assert measures(WORDS[:16], WORDS[:20]) == [0.0, 0.0], "no two agree"
    assert measures(WORDS[:16], WORDS[:15] + "A") == [16.0, 16.0], "to half a character"
    assert measures("夏粮收购", "夏粮收购") == [0.0, 0.0], "too narrow for a column"
    assert measures(*COLUMN[:2], *[WORDS[:20]] * 30)[-1] == 20.0
    assert (
        measures(*COLUMN, *[WORDS[:20]] * 40)[0] == 20.0
        and measures(*COLUMN * 2, *[WORDS[:20]] * 40)[0] == 16.0
    )


def gathered(*lines: str) -> list[str]:
    return [line.text for line in gather_lines(read_lines("\n".join(lines)))]


def test_only_three_characters_below_each_other_are_a_line() -> None:
    assert gathered("夏", "粮", "收", "购点") == ["夏粮收", "购点"]
    assert gathered("夏", "粮", "收购") == ["夏", "粮", "收购"]
    assert gathered("夏", "", "粮", "", "收") == ["夏粮收"], "evenly apart"
    assert gathered("夏", "粮", "收", "", "农", "户", "排") == ["夏粮收", "农户排"]
    assert gathered("# 夏", "粮", "收", "购") == ["夏", "粮收购"]


# what is said of a line -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "features"),
    [
        (WORDS[:16], {"short=3"}),
        (WORDS[:15], {"short=4"}),
        (WORDS[:7], {"short half"}),
        (WORDS[:21], {"wide"}),
        (WORDS + WORDS[:2], {"paragraph"}),
        ("　　" + WORDS[:14], {"indented"}),
        ("　" + WORDS[:14], {"blank first"}),
        ("## 夏粮", {"level=2", "page: marked"}),
        ("夏 粮 收 购", {"spaced"}),
        ("2020年6月9日 星期三", {"weekday", "digits many", "ascii many", "blank inside"}),
        ("夏粮收购全面启动的第3天", {"digits", "ascii"}),
        ("联系电话12345678", {"phone"}),
        ("房屋出租", {"price"}),
        ("会议召开", {"verbs"}),
        ("【本报讯】夏粮", {"lead words"}),
        ("一、夏粮", {"section"}),
        ("问：夏粮", {"question"}),
        ("《夏粮》", {"title only"}),
        ("的了着", {"particles=3"}),
        ("“夏粮", {"unbalanced"}),
        ("夏粮）", {"unbalanced", "bracket last"}),
        ("（夏粮", {"unbalanced", "bracket first"}),
        ("夏粮：", {"colon last"}),
        ("（下转3版）", {"jump last", "jump line"}),
        ("（上接1版）", {"jump first"}),
        ("夏粮！", {"exclaims"}),
        ("夏粮，收购，价格", {"commas=2"}),
        (WORDS[:8], {"printed twice"}),
    ],
)
def test_what_is_said_of_a_line(line: str, features: set[str]) -> None:
    assert features <= said(line)
    assert not features & said("江城石桥渡口镜湖"), "and not of every line"


def test_lengths_are_told_in_steps() -> None:
    steps = [next(f for f in said("江" * n) if f.startswith("length=")) for n in (2, 3, 4, 5, 30, 31)]
    assert steps == ["length=0", "length=1", "length=1", "length=2", "length=12", "length=13"]
    longer = [
        next(f for f in said("江" * n) if f.startswith("length=")) for n in (6, 7, 9, 11, 45, 46, 120, 121)
    ]
    assert longer == sorted(longer, key=lambda step: int(step[7:])) and len(set(longer)) == len(longer)


def test_what_is_said_of_the_place_of_a_line() -> None:
    assert {"bottom", "below none", "below2 none"} <= said("夏粮") and "top" not in said("夏粮")
    lines = gather_lines(read_lines("\n".join(COLUMN)))
    found = [set(features) for features in describe_lines(lines).names]
    assert ["top" in features for features in found] == [True] * 6 + [False] * 2
    assert ["bottom" in features for features in found] == [False] * 2 + [True] * 6
    assert {"above none", "above2 none"} <= found[0]
    assert "above none" not in found[1] and "above2 none" in found[1]


def test_what_neighbours_say_is_told_with_the_side() -> None:
    found = said("本报讯（记者 石青）", "秋粮播种", "记者 何苗", of="秋粮播种")
    assert {"above lead", "below credit", "below staff"} <= found
    far = said("本报讯（记者 石青）", "江城", "秋粮播种", "江城", "记者 何苗", of="秋粮播种")
    assert {"above2 lead", "below2 credit"} <= far
    assert "below2 staff" not in far, "far lines tell less"


def test_seams_and_widths_beside_a_line() -> None:
    full = said(WORDS[16:32])
    assert {"seam above=open full", "above as wide", "blanks above=0"} <= full
    assert {"seam above=closed short", "above other width"} <= said("夏粮。", WORDS[16:32])
    assert "above nearly as wide" in said(WORDS[16:30]) and "above nearly as wide" in said(WORDS[14:32])
    assert "blanks above=1" in said("", WORDS[16:32]) and "blanks above=2" in said("", "", "", WORDS[16:32])
    assert "below as wide" in said(WORDS[16:32], WORDS[17:33], of=WORDS[16:32])
    assert {"above same level"} <= said("## 夏粮", "## 秋粮") and "above same level" not in said(
        "# 夏粮", "## 秋粮"
    )


def test_how_many_words_of_a_line_stand_elsewhere() -> None:
    assert "shared=0" in said("江城石桥") and "shared=6" in said("夏粮收购")
    assert "shared=3" in said("夏粮江城"), "one word of three"
    shares = [
        next(f for f in said("夏粮收购工作"[: n + 1] + "江城石桥渡口"[: 5 - n]) if f.startswith("shared="))
        for n in range(6)
    ]
    assert shares == sorted(shares) and len(set(shares)) >= 5, "the more, the higher"


PAGE = re.compile("page: (?!is |reads on)")


def test_habits_of_the_whole_page() -> None:
    def habits(*lines: str) -> set[str]:
        found = describe_lines(gather_lines(read_lines("\n".join(lines)))).names
        return {feature for feature in found[0] if PAGE.match(feature)}

    assert habits(*COLUMN) == set()
    long = WORDS + "，" + WORDS
    assert habits(*COLUMN, long) == set() and habits(*COLUMN, long, long) == {"page: paragraphs"}
    assert habits(*COLUMN, "　　夏粮") == {"page: indented"}
    assert habits(*COLUMN * 3, "　　夏粮") == set()
    assert habits(*COLUMN, "", "夏粮") == {"page: blanks"} and habits(*COLUMN * 2, "", "夏粮") == set()


def test_the_kind_of_a_page() -> None:
    """Lines of two columns by turns do not read on, the same lines column by column do."""

    def kind(*lines: str) -> str:
        found = describe_lines(gather_lines(read_lines("\n".join(lines)))).names
        return next(name.removeprefix("page: is ") for name in found[0] if name.startswith("page: is "))

    columns = (
        ("启动重点工", "作全面推进", "农村改革发", "展和稳定"),
        ("坚持以人民", "为中心的思", "想认真学习", "贯彻落实"),
    )
    assert kind(*columns[0], *columns[1]) == "ordered"
    assert kind(*(line for pair in zip(*columns, strict=True) for line in pair)) == "woven"
    assert kind("# 夏粮", *columns[0]) == "marked" and kind(WORDS + WORDS) == "marked"


def test_how_often_lines_go_on_in_mid_word() -> None:
    def share(*lines: str) -> str:
        return next(feature for feature in said(*lines) if feature.startswith("page: reads on="))

    words = ["启动重点工", "作全面夏粮收", "购开始农", "户排队"] * 6
    apart = [word for pair in zip(words, reversed(words), strict=True) for word in pair]
    assert share(*words) > share(*apart)
    assert any(feature.startswith("around reads on=") for feature in said(*words))


@pytest.mark.parametrize(
    ("above", "below", "seam"),
    [
        ("十项重点工", "作。", "crossed 6"),
        ("夏粮收", "购工作", "crossed"),
        ("启动。", "农户", "none word"),
        ("启动", "，农户", "word none"),
        ("", "", "none none"),
        ("启动的", "农户", "common word"),
    ],
)
def test_what_a_seam_is(above: str, below: str, seam: str) -> None:
    assert describe_seam(above, below).startswith(seam)


def test_only_the_letters_at_a_seam_tell() -> None:
    assert describe_seam("江城石桥渡口" + "重点工", "作的农户") == describe_seam(
        "点工".rjust(4, "重"), "作的农户石桥"
    )


# parts ------------------------------------------------------------------------------------------


def parts_of(*rows: tuple[str, str], starts: Sequence[int] = ()) -> list[tuple[str, int]]:
    """The parts of a page whose lines have these roles and texts, as kind and number of lines."""
    lines = gather_lines(read_lines("\n".join(text for _, text in rows)))
    odds = np.zeros((len(rows), len(ROLES)))
    odds[list(starts), ROLES.index("start")] = 0.5
    parts = part_page(lines, [role for role, _ in rows], odds)
    own = {"run": [run.lines for run in parts.runs], "group": [group.lines for group in parts.groups]}
    return [(what, len(own[what][n]) if what in own else 1) for what, n in parts.order]


def test_lines_are_put_together_by_their_roles() -> None:
    body, head = ("body", "夏粮收购"), ("headline", "夏粮")
    assert parts_of(body, body) == [("run", 2)]
    assert parts_of(body, ("paragraph", "夏粮")) == [("run", 2)]
    assert parts_of(head, body, head, body) == [("group", 1), ("run", 1)] * 2
    assert parts_of(("kicker", "秋粮"), head, ("headline+", "收购"), ("deck", "农户"), ("deck+", "排队")) == [
        ("group", 5)
    ]
    assert parts_of(head, head) == [("group", 1), ("group", 1)]
    assert parts_of(head, ("kicker", "秋粮"), head) == [("group", 1), ("group", 2)]
    assert parts_of(("kicker", "秋粮"), ("kicker", "播种"), head) == [("group", 3)]
    assert parts_of(body, ("byline", "石青"), ("byline", "何苗"), body) == [
        ("run", 1), ("byline", 1), ("byline", 1), ("run", 1),
    ]  # fmt: skip


def test_text_is_parted_where_a_story_may_begin() -> None:
    body = ("body", "夏粮收购")
    assert parts_of(body, body, starts=[1]) == [("run", 1), ("run", 1)]
    assert parts_of(body, ("body", "本报讯（记者 石青）")) == [("run", 2)], "in mid-sentence"
    for above, below in (
        ("夏粮。", "本报讯（记者 石青）"), ("夏粮。", "■秋粮"), ("（下转3版）", "夏粮"), ("夏粮", "（上接1版）"), ("夏粮（石青）", "秋粮"),
    ):  # fmt: skip
        assert parts_of(("body", above), ("body", below)) == [("run", 1), ("run", 1)]


# what may come before a text --------------------------------------------------------------------


def run(
    text: str,
    *,
    at: int = 0,
    first: str = "",
    last: str = "",
    measure: float = 16.0,
    short: float = 0.0,
    opens: float = 0.5,
) -> Run:
    return Run((at,), text, first or text, last or text, measure, short, 0.1, opens)


def page_of(*order: Run | Group | str) -> BarePage:
    """A page of runs, headings, and what is neither: its role."""
    runs, groups = [p for p in order if isinstance(p, Run)], [p for p in order if isinstance(p, Group)]
    places: list[tuple[str, int]] = []
    counts = {"run": 0, "group": 0}
    for part in order:
        what = "run" if isinstance(part, Run) else "group" if isinstance(part, Group) else part
        places.append((what, counts.get(what, 99)))
        counts[what] = counts.get(what, 0) + 1
    return BarePage(Parts(runs, groups, places))


def before(page: BarePage, at: int) -> dict[Link, tuple[str, Features]]:
    """What may come before a run, how the two stand to each other, and what is measured of it."""
    found = page.candidates()
    rows = np.flatnonzero(found.of == at).tolist()
    measured = ({n: float(v[row]) for n, v in found.columns.items() if v[row] != ABSENT} for row in rows)
    return {found.links[row]: (found.kinds[row], own) for row, own in zip(rows, measured, strict=True)}


HARVEST, SCHOOL = Group((8,), "夏粮收购"), Group((9,), "小学开学")
GRAIN, PUPILS = run("全市夏粮收购工作启动。"), run("小学生今天开学上课。")


def test_headings_stand_to_a_text_over_under_or_further_away() -> None:
    page = page_of(HARVEST, GRAIN, SCHOOL, PUPILS)
    assert {link: kind for link, (kind, _) in before(page, 1).items()} == {
        ("none", -1): "none", ("run", 0): "next", ("group", 0): "before", ("group", 1): "over",
    }  # fmt: skip
    assert {link: kind for link, (kind, _) in before(page, 0).items()} == {
        ("none", -1): "none", ("run", 1): "back", ("group", 0): "over", ("group", 1): "under",
    }  # fmt: skip
    stacked = page_of(HARVEST, SCHOOL, GRAIN, PUPILS, HARVEST, SCHOOL)
    kinds = {link: kind for link, (kind, _) in before(stacked, 0).items()}
    assert kinds["group", 0] == "over, more between" and kinds["group", 1] == "over"
    assert kinds["group", 2] == kinds["group", 3] == "after"
    kinds = {link: kind for link, (kind, _) in before(stacked, 1).items()}
    assert kinds["group", 2] == "under" and kinds["group", 3] == "under, more between"


def test_texts_near_by_and_a_few_far_away_that_break_off_may_come_before() -> None:
    open_, closed = run("夏粮收购工作"), run("夏粮收购工作。")
    far = [closed, *[open_] * 10, *[run("小学开学。")] * 5]
    page = page_of(*far, run("收购工作启动。"))
    found = {number for (what, number) in before(page, 16) if what == "run"}
    assert found >= set(range(11, 16)) and 0 not in found
    assert len(found) == 5 + 8, "eight of ten further away"
    sure = page_of(*far, run("收购工作启动。", opens=0.95))
    assert len([1 for what, _ in before(sure, 16) if what == "run"]) == 5, "a paragraph follows no far text"
    assert {n for what, n in before(page, 3) if what == "run"} >= {0, 1, 2, 4, 5, 6, 7, 8}


def test_headings_near_by_and_those_far_away_that_share_words_may_come_before() -> None:
    heads = [Group((n,), "夏粮收购" if n in (0, 1) else "江城石桥") for n in range(10)]
    order = [part for head in heads for part in (head, run("渡口镜湖。"))]
    page = page_of(*order, Group((20,), "江城"), run("夏粮收购工作。"))
    assert {n for what, n in before(page, 10) if what == "group"} == {0, 1, 8, 9, 10}


def test_what_is_told_of_two_texts() -> None:
    page = page_of(
        run("夏粮收购工作", short=0.5),
        run("启动全面。", measure=12.0, opens=0.0),
        "byline",
        run("秋粮播种，"),
    )
    kind, found = before(page, 1)["run", 0]
    assert kind == "next" and found["distance"] == 1 and found["measures differ"] == 4
    assert not found["finished above"] and found["short above"] == 0.5
    assert not any(found[name] for name in found if name.endswith(" between") and name != "runs between")
    assert before(page, 2)["run", 1][1]["byline between"] and before(page, 2)["run", 1][1]["finished above"]
    kind, found = before(page, 2)["run", 0]
    assert (kind, found["distance"], found["open between"]) == ("later", 2, 0)
    kind, found = before(page, 0)["run", 2]
    assert (kind, found["distance"]) == ("back", -2)


def test_a_text_reads_on_from_the_one_whose_word_it_ends() -> None:
    page = page_of(run("十项重点工"), run("农户排队卖粮。"), run("作全面启动，", opens=0.1))
    found = {number: features for (what, number), (_, features) in before(page, 2).items() if what == "run"}
    assert found[0]["gain"] > 0.5 > found[1]["gain"]
    assert found[0]["more than other runs above"] > 0 > found[1]["more than other runs above"]
    assert found[0]["best reading on"] == found[1]["best reading on"] == found[0]["reads on"]
    below = before(page, 1)["run", 0][1]
    assert found[0]["more than other runs below"] > 0 > below["more than other runs below"]


def test_a_paragraph_reads_on_from_a_finished_sentence() -> None:
    page = page_of(run("农户卖粮。"), run("收购点，"), run("据了解", opens=0.9), run("据了解", opens=0.1))
    found = {at: [before(page, at)["run", n][1] for n in (0, 1)] for at in (2, 3)}
    reads = {at: [one["reads on"] - one["gain"] for one in both] for at, both in found.items()}
    assert reads[2][0] > reads[2][1] and reads[3][0] < reads[3][1]
    signs = [before(page, 2)["run", n][1]["last sign"] for n in (0, 1)]
    assert signs == [0, 1] and before(page, 2)["none", -1][1]["first sign"] == 9


def test_what_is_told_of_a_heading() -> None:
    page = page_of(HARVEST, "byline", GRAIN, SCHOOL, PUPILS)
    kind, found = before(page, 0)["group", 0]
    assert kind == "over" and found["below heading"] == 2 and found["above heading"] == -1
    assert found["words of heading"] == 1.0 and found["number"] == 0 and found["above"] == 2
    assert found["more than other runs"] > 0 and found["more than other headings"] > 0
    kind, found = before(page, 1)["group", 0]
    assert (kind, found["runs between"], found["shift"], found["distance"]) == ("before", 1, -0.5, 4)
    assert found["words of heading"] == 0 and found["number"] == 1
    lead = page_of(HARVEST, run("本报讯（记者 石青）夏粮", opens=0.2), SCHOOL, run("小学", opens=0.2))
    kind, found = before(lead, 0)["group", 0]
    assert found["lead"] and found["story begins"] and found["headings over text"] == 0.5


def test_what_is_told_of_a_text_and_of_the_one_above() -> None:
    page = page_of(HARVEST, run("■夏粮收购" * 9), run("（上接1版）秋粮"), run("本报讯（记者 石青）"))
    first, second, third = (before(page, at)["none", -1][1] for at in range(3))
    names = ("lead", "story begins", "number", "text above open")
    assert [first.get(name) for name in names] == [0, 1, 0, None], "no text above"
    assert [second[name] for name in names] == [0, 1, 1, 1]
    assert [third[name] for name in names] == [1, 1, 2, 1]
    assert (first["above"], second["above"], first["letters"]) == (1, 0, 45)
    assert "distance" not in first and "words of heading" not in first, "not measured of nothing"


def test_words_that_few_parts_hold_tell_more() -> None:
    runs = [run("江城夏粮"), run("江城小学"), run("江城红鸥")]
    words = Words(
        Parts(runs, [Group((1,), "江城"), Group((2,), "夏粮")], [("run", 0), ("run", 1), ("run", 2)])
    )
    assert words.fits[0].tolist() == [1.0, 1.0, 1.0] and words.fits[1].tolist() == [1.0, 0.0, 0.0]
    assert (words.margins_of_runs[1, 0], words.margins_of_heads[1, 0]) == (1.0, 0.0)
    assert (words.margins_of_runs[1, 1], words.margins_of_heads[1, 1]) == (-1.0, -1.0)


def words_of(*order: Run | Group) -> Words:
    runs, groups = [p for p in order if isinstance(p, Run)], [p for p in order if isinstance(p, Group)]
    places = [("run", runs.index(p)) if isinstance(p, Run) else ("group", groups.index(p)) for p in order]
    return Words(Parts(runs, groups, places))


def test_words_count_from_one_border_of_stories_to_the_next() -> None:
    first, second, third = run("夏粮收购", at=1), run("江城石桥", at=2), run("夏粮收购", at=3)
    border, head = Group((8,), "渡口镜湖"), Group((9,), "夏粮收购")
    anew = replace(second, starts=0.6)
    assert words_of(first, second, third).kinship[1, 2] == 1.0
    assert (
        words_of(first, border, second, third).kinship[1, 2]
        == 0.0
        == words_of(first, anew, third).kinship[1, 2]
    )
    assert words_of(head, second, third).fits[0, 0] == 1.0
    assert words_of(head, second, border, third).fits[0, 0] == 0.0
    assert words_of(head, second, replace(third, starts=0.6)).fits[0, 0] == 0.0
    assert words_of(first, second, third).kinship[2, 1] == 0.0, "further down only the text itself"


def test_words_count_within_a_stretch_of_text() -> None:
    far = run("江城石桥渡口镜湖" * 40, at=2)
    first, third, head = run("夏粮收购", at=1), run("夏粮收购", at=3), Group((9,), "夏粮收购")
    assert words_of(first, far, third).kinship[1, 2] == 0.0
    assert words_of(head, far, third).fits[0, 0] == 1.0, "a story is longer than a stretch"
    assert words_of(head, far, replace(far, lines=(4,)), third).fits[0, 0] == 0.0


def test_how_much_more_a_text_is_kin_to_one_than_to_others() -> None:
    words = words_of(
        run("夏粮收购", at=1),
        replace(run("江城石桥", at=2), starts=0.9),
        replace(run("夏粮收购", at=3), starts=0.9),
    )
    assert words.kin_margins[0, 2] == pytest.approx(1.0) and words.kin_margins[1, 2] == pytest.approx(-1.0)


# stories ----------------------------------------------------------------------------------------


def reader(*rows: tuple[str, str]) -> BareReader:
    """The reader of a page whose lines surely have these roles."""
    lines = gather_lines(read_lines("\n".join(text for _, text in rows)))
    roles = [role for role, _ in rows]
    odds = np.full((len(rows), len(ROLES)), 0.001)
    for at, role in enumerate(roles):
        odds[at, ROLES.index(role)] = 0.98
    (draft,) = Page(lines, odds, learned()).draft(roles)
    return BareReader(draft, "page.txt")


TEXT = [("paragraph", "本报讯（记者 石青）6月8日，全市夏"), ("body", "粮收购工作全面启动，农户排队卖粮。")]
MORE = [("paragraph", "据了解，今年夏粮收购价比去年高出"), ("body", "一成，仓容准备充足。")]


def blocks(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    (story,) = reader(*rows).read().stories
    return [(block.kind, block.text) for block in story.blocks]


FIRST, SECOND = ("".join(text for _, text in part) for part in (TEXT, MORE))


def test_lines_of_text_make_paragraphs() -> None:
    assert blocks(("headline", "夏粮收购全面启动"), *TEXT, *MORE) == [
        ("paragraph", FIRST),
        ("paragraph", SECOND),
    ]
    whole = [("body", text) for _, text in (*TEXT, *MORE)]
    assert blocks(("headline", "夏粮收购全面启动"), TEXT[0], *whole[1:]) == [("paragraph", FIRST + SECOND)]
    open_ = [TEXT[0], ("body", "粮收购工作全面启动，农户排队卖粮")]
    assert len(blocks(("headline", "夏粮收购全面启动"), *open_, *MORE)) == 2, "its end is lost"


def test_crossheads_stand_over_the_text_below_them() -> None:
    assert blocks(("headline", "夏粮收购全面启动"), *TEXT, ("crosshead", "仓容"), ("crosshead+", "充足"), *MORE) == [
        ("paragraph", FIRST), ("crosshead", "仓容充足"), ("paragraph", SECOND),
    ]  # fmt: skip
    two = blocks(("headline", "夏粮收购全面启动"), *TEXT, ("crosshead", "仓容"), ("crosshead", "充足"), *MORE)
    assert [text for kind, text in two if kind == "crosshead"] == ["仓容", "充足"]


def test_the_lines_of_a_heading_by_their_roles() -> None:
    rows = [
        ("kicker", "农户满意"),
        ("headline", "夏粮收购"),
        ("headline+", "全面启动"),
        ("deck", "价格"),
        ("deck+", "上涨"),
        ("deck", "仓容"),
    ]
    (story,) = reader(*rows, *TEXT).read().stories
    heading = story.heading
    assert (heading.kicker, heading.headline, heading.deck) == (
        "农户满意",
        "夏粮收购全面启动",
        ("价格上涨", "仓容"),
    )
    (story,) = reader(("deck", "夏粮收购"), ("deck", "农户满意"), *TEXT).read().stories
    assert (story.heading.headline, story.heading.deck) == ("夏粮收购", ("农户满意",))


def test_what_is_neither_text_nor_heading_has_its_place() -> None:
    head = ("headline", "夏粮收购全面启动")
    assert blocks(head, *TEXT, ("caption", "图为收购点"))[-1] == ("caption", "图为收购点")
    assert blocks(head, ("byline", "记者 何苗"), *MORE)[-1] == ("credit", "记者 何苗")
    reading = reader(("furniture", "第2版"), head, *TEXT).read()
    assert [span.first for span in reading.furniture] == [1] and not reading.orphans
    reading = reader(*TEXT, ("crosshead", "仓容")).read()
    assert [span.first for span in reading.orphans] == [3], "a crosshead over nothing"
    jump = reader(head, *TEXT, ("jump", "（下转3版）")).read().stories[0].jump
    assert jump and jump.page == 3


def test_a_jump_line_alone_is_no_paragraph() -> None:
    rows = [("headline", "夏粮收购全面启动"), *TEXT, ("paragraph", "（下转3版）")]
    assert blocks(*rows) == [("paragraph", FIRST)]


def test_a_byline_between_a_heading_and_a_text_is_the_texts() -> None:
    rows = [
        ("headline", "夏粮收购全面启动"), *TEXT, ("headline", "今年仓容准备充足"), ("byline", "记者 何苗"), *MORE,
    ]  # fmt: skip
    stories = reader(*rows).read().stories
    assert [[credit.name for credit in story.credits] for story in stories] == [["石青"], ["何苗"]]
    below = reader(
        ("headline", "今年仓容准备充足"),
        *MORE,
        ("byline", "记者 何苗"),
        ("headline", "夏粮收购全面启动"),
        *TEXT,
    )
    assert [[credit.name for credit in story.credits] for story in below.read().stories] == [
        ["何苗"],
        ["石青"],
    ]
