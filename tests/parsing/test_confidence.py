"""How sure the reader is of a story, and the reasons that it gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beibei_site.domain.reasons import because
from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.reader import trace_tables
from beibei_site.parsing.stories.confidence import CLOSE, NO_LEAD, judge_story
from beibei_site.parsing.stories.plan import NOT_THERE, StoryPlan
from beibei_site.parsing.stories.scoring import Fit
from beibei_site.parsing.text.lines import read_lines

LEAD = Unit("paragraph", "本报讯（记者 石青）6月8日，全市夏粮收购工作全面启动。", ())
PLAIN = Unit("paragraph", "全市夏粮收购工作全面启动。", ())
CUT = Unit("paragraph", "农户排队卖粮，收购价比去", (), cut=True)
POINTS = st.floats(-30, 30)


def planned(
    side: str,
    score: float,
    rival: float = NOT_THERE.score,
    *missing: str,
    body: list[Unit],
    kind: str = "report",
) -> StoryPlan:
    fit = Fit(score, ("夏粮", "收购"), missing)
    return StoryPlan(first=0, body=tuple(body), side=side, fit=fit, rival=rival, kind=kind)  # type: ignore[arg-type]


@given(
    st.sampled_from(["before", "after", "none"]),
    POINTS,
    POINTS,
    st.lists(st.sampled_from([LEAD, PLAIN, CUT]), min_size=1),
)
def test_confidence_has_bounds_and_two_decimals(
    side: str, score: float, rival: float, body: list[Unit]
) -> None:
    confidence = judge_story(planned(side, score, rival, body=body), "before").confidence
    assert 0.05 <= confidence <= 0.99 and confidence == round(confidence, 2)


@given(POINTS, POINTS, st.floats(0, 10))
def test_a_headline_that_fits_better_is_never_less_sure(score: float, rival: float, more: float) -> None:
    less = judge_story(planned("before", score, rival, body=[LEAD]), "before")
    assert (
        judge_story(planned("before", score + more, rival, body=[LEAD]), "before").confidence
        >= less.confidence
    )


@pytest.mark.parametrize(
    ("side", "code", "other"),
    [
        ("before", "headline-above", "headline-of-story-above"),
        ("after", "headline-below", "headline-of-story-below"),
    ],
)
def test_a_close_rival_is_the_next_best_reading(side: str, code: str, other: str) -> None:
    close = judge_story(planned(side, 2.0, 2.04 - CLOSE, body=[LEAD]), "before")
    assert close.reasons == (
        because(code, pairs=2),
        because("margin", points=1.5),
        because("opens-with-lead"),
    )
    assert close.alternatives == (because(other),)
    assert judge_story(planned(side, 2.0, 2.0 - CLOSE, body=[LEAD]), "before").alternatives == ()


def test_without_a_rival_there_is_no_margin() -> None:
    judged = judge_story(planned("before", 2.0, body=[LEAD]), "before")
    assert judged.reasons == (because("headline-above", pairs=2), because("opens-with-lead"))
    assert judged.alternatives == ()


def test_a_margin_of_nothing_has_no_sign() -> None:
    judged = judge_story(planned("before", 2.0, 2.04, body=[LEAD]), "before")
    assert str(dict(judged.reasons[1].values)["points"]) == "0.0"


def test_quotes_that_the_text_lacks_are_named() -> None:
    judged = judge_story(planned("before", 2.0, NOT_THERE.score, "暖心答卷", body=[LEAD]), "before")
    assert because("quote-missing", words=("暖心答卷",)) in judged.reasons


@pytest.mark.parametrize(
    ("habit", "code"), [("before", "page-has-headlines-above"), ("after", "page-has-headlines-below")]
)
def test_without_a_lead_the_habit_of_the_page_is_a_reason(habit: str, code: str) -> None:
    judged = judge_story(planned("none", 0.0, body=[PLAIN]), habit)  # type: ignore[arg-type]
    assert judged.reasons == (because("no-headline"), because("no-lead"), because(code))
    led = judge_story(planned("none", 0.0, body=[LEAD]), habit)  # type: ignore[arg-type]
    assert led.confidence - judged.confidence == pytest.approx(NO_LEAD)


def test_lost_ends_are_counted_and_lower_the_confidence_up_to_three() -> None:
    found = [judge_story(planned("none", 0.0, body=[LEAD] + [CUT] * lost), "before") for lost in range(5)]
    assert found[4].reasons[-1] == because("lost-ends", count=4)
    assert [judged.confidence for judged in found] == [0.7, 0.67, 0.64, 0.61, 0.61]


def test_the_sections_of_an_infographic_are_a_reason() -> None:
    page = (
        "三项合作\n\n协同推进干线路网建设，加快推进铁路建设，探索构建两地高速公路主通道。\n\n"
        "2 干部人才互派交流\n\n加强干部教育资源共享，互派优秀青年干部到对方挂职锻炼。\n\n"
        "1 交通路网互联互通\n\n推动电子政务平台的横向对接和数据共享，共享政务信息和服务。\n\n3 政务信息共建共享\n"
    )
    (story,) = trace_tables(read_lines(page), "page.txt").reading.stories
    assert story.kind == "infographic"
    assert because("numbered-sections", count=3) in story.reasons
