"""The tables of points: what speaks for something adds, what speaks against it takes away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from beibei_site.parsing.blocks.fragments import build_fragments
from beibei_site.parsing.blocks.rules import HEADING, Context
from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.stories.fit import NO_FIT, Fit, build_bags
from beibei_site.parsing.stories.heads import HEADLINE, Candidate
from beibei_site.parsing.stories.scoring import (
    EDGE,
    Choice,
    Gap,
    Outcome,
    Page,
    Step,
    continuity,
    is_sure_border,
    opens_anew,
    story_points,
)
from beibei_site.parsing.tables import total
from beibei_site.parsing.text.lines import read_lines
from tests.parsing.test_blocks import COLUMN, full

# headings by their shape ------------------------------------------------------------------------

PROSE = [full(0, 14), full(), full(0, 8) + "，" + full(0, 7), full()]  # breaks off
GOES_ON = [full(0, 8) + "，" + full(0, 7), full(), full(), "完。"]


def points(
    *lines: str, over: Sequence[str] = (), under: Sequence[str] = COLUMN, marked: bool = False
) -> float:
    """What speaks for some lines being a heading, between blocks of text."""
    parts = [part for part in (over, lines, under) if part]
    found = build_fragments(read_lines("\n\n".join("\n".join(part) for part in parts)))
    at = next(n for n, fragment in enumerate(found) if fragment.text.startswith(lines[0].lstrip("# ")))
    before, after = (found[at - 1] if at else None), (found[at + 1] if at + 1 < len(found) else None)
    return total(HEADING, Context(found[at], before, after, marked))


LINE = full(2, 9)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (points(full(2, 24)), points(full(2, 25))),
        (points(full(2, 36)), points(full(2, 37))),
        (points(LINE), points(full(2, 4) + "，" + full(6, 4))),
        (points(full(2, 4) + "，" + full(6, 4)), points("夏，粮，收购价格")),
        (points(LINE), points(full(2, 4) + "、" + full(6, 4))),
        (points(full(2, 4) + "、" + full(6, 4)), points(full(2, 4) + "，" + full(6, 4))),
        (points(LINE), points("6月8日" + LINE)),
        (points(LINE), points("“" + LINE)),
        (points("“" + LINE + "”"), points("“" + LINE)),
        (points(LINE + " " + LINE), points(LINE + LINE)),
        (points(f"（{LINE}）"), points(LINE)),
        (points("## " + LINE, marked=True), points(LINE, marked=True)),
        (points(LINE), points(LINE, over=PROSE)),
        (points(LINE, over=PROSE), points(full(2, 16), over=PROSE)),
        (points(LINE), points(LINE, under=GOES_ON)),
        (points(LINE, under=GOES_ON), points(full(2, 16), under=GOES_ON)),
        (points("关于封闭施工的通告"), points("关于封闭施工的通道")),
        (points(LINE, under=["1 夏粮收购"]), points(LINE, under=["夏粮收购"])),
        (points(LINE), points(full(2, 16))),
        (points(full(2, 9), full(3, 6)), points(full(2, 14), full(3, 16))),
    ],
)
def test_what_speaks_for_a_heading(better: float, worse: float) -> None:
    assert better > worse


def headline(text: str, place: int = 0, count: int = 1, share: float = 0.0, level: int = 0) -> float:
    """What speaks for a heading line being the headline."""
    return total(HEADLINE, Candidate(unit(text, "heading", level=level), place, count, share))


def test_what_speaks_for_a_headline() -> None:
    plain = headline("夏粮收购")
    assert headline("夏粮收购", share=0.5) > plain < headline("夏粮收购启动")
    assert headline("夏" * 24) == headline("夏" * 25), "longer is no better"
    assert headline("夏粮收购", place=2, count=4) < headline("夏粮收购", place=1, count=4) < plain
    assert headline("夏粮收购", 0, 2) > plain and headline("夏粮收购", 1, 3) > plain
    assert headline("——夏粮收购见闻") < headline("会议强调，夏粮收购：") < headline("夏粮收购")

    def couplet(one: int, other: int, level: int = 0) -> float:
        return headline("夏" * one + " " + "粮" * other, level=level) - headline("夏" * (one + other + 1))

    assert couplet(4, 4) == couplet(4, 6) == couplet(10, 11) == -1.0
    assert couplet(4, 7) == couplet(11, 11) == couplet(4, 4, level=1) == 0.0


# stories ----------------------------------------------------------------------------------------


def unit(text: str, kind: str = "paragraph", *, blank: int = 1, level: int = 0, **more: object) -> Unit:
    (line,) = read_lines("#" * level + " " * bool(level) + text)
    return Unit(kind, text, (replace(line, after_blank=blank),), **{"measure": 16.0, **more})  # type: ignore[arg-type]


ABOVE, BELOW = unit("全市夏粮收购工作全面启动。"), unit("据了解，收购价比去年高出一成。")
LEAD = unit("本报讯（记者 石青）夏粮。")
HEAD, CROSS = unit("夏粮收购", "heading"), unit("收购价格", "heading")
MARKED = unit("一、收购价格", "heading", rule="crosshead mark")
PAGE = Page(2, 0)


def goes_on(*units: Unit, above: Unit = ABOVE, below: Unit = BELOW) -> float:
    return continuity(Gap(units, above, below))


def test_what_speaks_for_a_text_going_on() -> None:
    plain = goes_on()
    assert plain > 0 and not is_sure_border(Gap((), ABOVE, BELOW))
    for less in (
        goes_on(below=LEAD),
        goes_on(below=replace(BELOW, frame=True)),
        goes_on(replace(HEAD, frame=True)),
        goes_on(unit("（下转3版）", "jump")),
        goes_on(unit("据江城日报", "source")),
        goes_on(unit("记者 石青", "credit")),
        goes_on(below=replace(BELOW, rule="infographic")),
    ):
        assert less < 0
    assert is_sure_border(Gap((), ABOVE, LEAD))
    wider = replace(BELOW, measure=19.0)
    assert 0 < goes_on(below=wider) < plain and goes_on(HEAD, below=wider) < 0 < goes_on(HEAD)
    assert goes_on(below=replace(BELOW, measure=18.0)) == plain == goes_on(below=replace(BELOW, measure=0.0))
    assert goes_on(HEAD, above=replace(ABOVE, rule="lead across columns"), below=wider) > goes_on(
        HEAD, below=wider
    )
    assert goes_on(unit("图为收购点", "caption")) == plain


def score(*, gap: Gap | None = None, page: Page = PAGE, new: bool = False, **parts: object) -> float:
    return Choice(gap or Gap((), ABOVE, BELOW), page, new, **parts).score  # type: ignore[arg-type]


def crossed(
    *heads: Unit, known: float = 1.0, fit: float = 0.0, gap: Gap | None = None, page: Page = PAGE
) -> float:
    """What speaks for crossheads in a story that goes on."""
    return score(crossheads=heads, known=known, fit_below=Fit(fit), gap=gap, page=page)


def test_what_speaks_for_crossheads() -> None:
    plain = crossed(CROSS)
    assert crossed(CROSS, fit=2.0) > plain == crossed(CROSS, fit=-2.0)
    assert crossed(CROSS, page=Page(1, 0)) < plain
    assert crossed(CROSS, CROSS) < plain
    assert crossed(CROSS, gap=Gap((unit("记者 石青", "credit"),), ABOVE, BELOW)) < goes_on(
        unit("记者 石青", "credit")
    )
    dated = unit("6月8日，夏粮收购。")
    assert (
        crossed(CROSS, gap=Gap((), ABOVE, dated))
        < crossed(MARKED, gap=Gap((), ABOVE, dated))
        == crossed(MARKED)
    )
    late = unit("夏" * 16 + "6月8日，夏粮收购。")
    assert crossed(CROSS, gap=Gap((), ABOVE, late)) == plain
    fourteen, fifteen = (unit("夏" * n, "heading") for n in (14, 15))
    assert crossed(fifteen) < crossed(fourteen) == plain
    ten, nine = (unit("夏" * n, "heading") for n in (10, 9))
    assert crossed(ten, known=0.04) < crossed(ten, known=0.05) == crossed(nine, known=0.0) == plain
    assert crossed(replace(ten, rule="crosshead mark"), known=0.0) == crossed(MARKED)
    first, second = (unit("收购价格", "heading", level=level) for level in (1, 2))
    assert crossed(first, page=Page(2, 1)) < plain == crossed(second, page=Page(2, 1))


def test_what_speaks_for_a_story_going_on() -> None:
    plain = score()
    assert plain == goes_on()
    assert score(above=(HEAD,)) < plain
    assert score(gap=Gap((), ABOVE, BELOW, anew=True)) < 0 < plain
    assert score(above=(HEAD,), fit_above=Fit(3.0)) > score(above=(HEAD,), fit_above=Fit(1.0))
    assert score(above=(MARKED,)) < score(above=(HEAD,))


def test_what_speaks_for_a_story_beginning() -> None:
    assert score(new=True) == 0.0
    assert score(new=True, below=(HEAD,), fit_below=Fit(2.0)) == 2.0
    assert score(new=True, above=(HEAD,), fit_above=Fit(2.0)) == 2.0
    orphan = score(new=True, orphans=(HEAD,))
    assert orphan < 0
    assert (
        score(new=True, orphans=(HEAD, unit("农户", "heading", blank=0)))
        == orphan
        > score(new=True, orphans=(HEAD, CROSS))
    )
    assert score(new=True, orphans=(unit("夏粮", "heading", level=2),)) < orphan
    assert score(new=True, below=(MARKED,)) < 0
    framed = Gap((), ABOVE, unit("收购。", frame=True, blank=0))
    assert score(new=True, below=(HEAD,), gap=framed) < 0 == score(new=True, gap=framed)
    apart = Gap((), ABOVE, unit("收购。", frame=True))
    assert score(new=True, below=(HEAD,), gap=apart) == 0
    joined = unit("农户", "heading", blank=0)
    assert (
        score(new=True, above=(HEAD,), below=(joined,)) < 0 == score(new=True, above=(HEAD,), below=(CROSS,))
    )


def test_what_speaks_for_a_crosshead_under_a_headline() -> None:
    plain = score(new=True, below=(HEAD,), crossheads=(CROSS,))
    assert plain < 0 < score(new=True, below=(HEAD,), crossheads=(MARKED,))
    lower = unit("收购价格", "heading", level=2)
    assert score(new=True, below=(HEAD,), crossheads=(lower,), page=Page(2, 1)) > 0 > plain
    assert score(new=True, below=(HEAD,), crossheads=(lower,), page=Page(2, 2)) == plain


NONE, ANEW = Outcome(False, False, False, ""), Outcome(True, False, True, "")


def test_what_stories_are() -> None:
    assert story_points(Step(NONE, True, "")) == 0 == story_points(Step(ANEW, True, ""))
    assert (
        story_points(Step(NONE._replace(above=True), True, ""))
        < 0
        == story_points(Step(NONE._replace(above=True), False, ""))
    )
    assert story_points(Step(ANEW, False, "")) < 0 == story_points(Step(ANEW._replace(above=True), False, ""))
    assert story_points(Step(ANEW, True, "one")) < 0 == story_points(Step(ANEW, True, "some"))
    mixed = Step(NONE._replace(crossed="one"), True, "marked")
    assert story_points(mixed) < 0 == story_points(Step(NONE._replace(crossed="marked"), True, "marked"))
    assert story_points(Step(NONE._replace(crossed="one"), True, "one")) == 0
    assert story_points(Step(ANEW._replace(crossed="one"), True, "marked")) == 0


def test_the_habits_of_a_page() -> None:
    heads = [unit("夏粮", "heading", level=level) for level in (1, 2, 3)]
    assert Page.of([heads[0], LEAD, heads[1], LEAD, heads[2], BELOW]) == Page(2, 2)
    assert Page.of([heads[1], BELOW, heads[2], BELOW]) == Page(0, 2), "no lead tells"
    assert Page.of([HEAD, LEAD, BELOW]) == Page(1, 0)


def test_a_paragraph_that_begins_with_a_day_and_other_words_begins_anew() -> None:
    told, other = "2月21日，全市夏粮收购工作全面启动。", "2月21日，上千只红嘴鸥嬉戏觅食。"
    bags = build_bags([ABOVE, unit(told), unit(other)], [0, 0, 0])
    assert opens_anew(unit(other), bags, 0, 1) and not opens_anew(unit(told), bags, 0, 1)
    assert not opens_anew(unit("上千只红嘴鸥嬉戏觅食。"), bags, 0, 1)
    assert opens_anew(unit("近日，上千只红嘴鸥嬉戏觅食。"), bags, 0, 1)
    assert opens_anew(unit(told), bags, 0, 0), "nothing stands above"


def test_where_the_heading_lines_of_a_gap_are_cut() -> None:
    parts = Choice(Gap((), EDGE, BELOW), PAGE, True, (HEAD,), (CROSS,), (HEAD,), (MARKED,), NO_FIT, NO_FIT)
    assert parts.cuts == [(HEAD, CROSS), (CROSS, HEAD)], "crossheads below a headline aside"
    assert parts.outcome == Outcome(True, True, True, "marked")
    assert Choice(Gap((), ABOVE, BELOW), PAGE, False, crossheads=(CROSS,)).outcome == Outcome(
        False, False, False, "one"
    )
