"""Topics of an article: the weighted terms of the curator's topics, counted and explained."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from beibei_site.domain.findings import TopicReason
from beibei_site.domain.model import Authority, AuthorityRecord
from beibei_site.domain.text import any_of

ENOUGH = 3.0  # the sum of weights at which an article has a topic
_MOST = 3  # mentions of one term that count
_HEADING = 2  # weight of a mention in the heading
_USUAL_LENGTH = 900  # characters; longer articles need more
_RISE = 0.5  # of `ENOUGH`, for every doubling of the length


def explain_topic(record: AuthorityRecord, heading: str, body: str) -> TopicReason:
    """The score of one topic for a heading and a body."""
    for word in record.without:
        heading, body = heading.replace(word, ""), body.replace(word, "")
    in_heading, in_body = _count(record, heading), _count(record, body)
    counted = [(t, w, _HEADING * min(in_heading[t], _MOST) + min(in_body[t], _MOST)) for t, w in record.terms]
    score = sum(weight * count for _, weight, count in counted)
    terms = [(t, in_heading[t] + in_body[t]) for t, _, count in counted if count]
    whole = heading + body
    if not all(any(word in whole for word in group) for group in record.required):
        score = 0.0
    bar = ENOUGH * (1.0 + _RISE * math.log2(max(1.0, len(body) / _USUAL_LENGTH)))
    return TopicReason(record.id, round(score, 2), round(bar, 2), tuple(terms))


def _count(record: AuthorityRecord, text: str) -> Counter[str]:
    """How often each term occurs in `text`; a shorter term inside a longer one does not count."""
    return Counter(_pattern(record.terms).findall(text))


@cache
def _pattern(terms: tuple[tuple[str, float], ...]) -> re.Pattern[str]:
    return re.compile(any_of(t for t, _ in terms) or r"(?!)")


def topics_of(authority: Authority, heading: str, body: str) -> tuple[str, ...]:
    """The ids of an article's topics, highest score first."""
    reasons = [explain_topic(record, heading, body) for record in authority.records]
    return tuple(r.topic for r in _strongest(reasons))


def _strongest(reasons: Iterable[TopicReason]) -> list[TopicReason]:
    enough = [r for r in reasons if r.score >= r.bar]
    return sorted(enough, key=lambda r: (-r.score / r.bar, r.topic))
