"""Confidence in a story, with reasons: each decision of the plan, with its weight."""

from __future__ import annotations

import math
from dataclasses import dataclass

from beibei_site.domain.reasons import Reason, because
from beibei_site.parsing.stories.plan import NOT_THERE, Habit, StoryPlan

# With a headline, confidence is the logistic function of this sum.
CONSTANT = 1.2
PER_POINT_OF_FIT = 1.0  # how well the headline fits its text, in points of the plan
PER_POINT_OF_MARGIN = 0.4  # how much better than the text on its other side
NO_RIVAL = 1.0  # if there is no text on its other side
# Without a headline, it is this.
NO_HEADLINE = 0.7
# What lowers it in both cases, and its bounds.
NO_LEAD = 0.07
LOST_END, MOST_LOST_ENDS = 0.03, 3  # each, up to this many
LEAST, MOST = 0.05, 0.99

CLOSE = 1.5  # points; with a smaller margin the headline may belong to the next story


@dataclass(frozen=True, slots=True)
class Judgement:
    """The confidence in a story (0 to 1), the reasons for reading it this way, and the next best reading."""

    confidence: float
    reasons: tuple[Reason, ...]
    alternatives: tuple[Reason, ...] = ()


def judge_story(story: StoryPlan, habit: Habit) -> Judgement:
    """The assessment of a planned story, given the page's heading convention."""
    headline, body = _judge_headline(story), story.body
    confidence, reasons = headline.confidence, list(headline.reasons)
    if story.kind == "infographic":
        reasons.append(because("numbered-sections", count=sum(u.kind == "numbered" for u in body)))
    if body[0].has_lead:
        reasons.append(because("opens-with-lead"))
    else:
        confidence -= NO_LEAD
        above = habit == "before"
        reasons.append(because("no-lead"))
        reasons.append(because("page-has-headlines-above" if above else "page-has-headlines-below"))
    lost = sum(unit.cut for unit in body)
    if lost:
        confidence -= LOST_END * min(lost, MOST_LOST_ENDS)
        reasons.append(because("lost-ends", count=lost))
    return Judgement(round(min(MOST, max(LEAST, confidence)), 2), tuple(reasons), headline.alternatives)


def _judge_headline(planned: StoryPlan) -> Judgement:
    if planned.side == "none":
        return Judgement(NO_HEADLINE, (because("no-headline"),))
    above = planned.side == "before"
    pairs = len(planned.fit.words)
    reasons = [because("headline-above" if above else "headline-below", pairs=pairs)]
    alternatives = []
    points = CONSTANT + PER_POINT_OF_FIT * planned.fit.score
    if planned.rival == NOT_THERE.score:
        points += NO_RIVAL
    else:
        margin = planned.fit.score - planned.rival
        points += PER_POINT_OF_MARGIN * margin
        reasons.append(because("margin", points=round(margin, 1) + 0.0))  # avoids -0.0
        if margin < CLOSE:
            alternatives.append(because("headline-of-story-above" if above else "headline-of-story-below"))
    if planned.fit.missing:
        reasons.append(because("quote-missing", words=planned.fit.missing))
    return Judgement(1.0 / (1.0 + math.exp(-points)), tuple(reasons), tuple(alternatives))
