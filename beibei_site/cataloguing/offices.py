"""Offices over time: what the text calls each person, when, and in which articles; and why a topic fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from beibei_site.cataloguing.catalogue import heading_of
from beibei_site.cataloguing.names.lexicon import OFFICES
from beibei_site.cataloguing.proposals import find_proposals
from beibei_site.cataloguing.topics import explain_topic
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings, Tenure, TopicReason
from beibei_site.domain.model import Article, Authority, Facet
from beibei_site.domain.text import plain

_STOP = re.compile(
    r"[，。；：！？“”（）()《》,;:!?\n]|(?:出席|参加|主持|会见|以及|其中|由|和|与|对|向|是|在|了|的|访|让|请|据|受|为|给)"
)
_LONGEST = 30
# What many persons are at once: it is no office, however it is led in by a place.
_COMMON = (
    "先生",
    "女士",
    "同志",
    "老师",
    "老人",
    "爸爸",
    "妈妈",
    "父亲",
    "母亲",
    "儿子",
    "女儿",
    "村民",
    "居民",
    "市民",
    "群众",
    "等人",
)
# An office that several may hold goes over to the names that follow it in a list.
_PLURAL = re.compile(r"副[^、]{1,6}$|领导$|委员$|代表$|常委$|成员$|教授$|专家$")


def office_before(text: str, at: int) -> str:
    """The office that stands right before a name at `at`.

    >>> office_before("区委副书记、区长何庆主持会议", 8)
    '区委副书记、区长'
    """
    before = _STOP.split(text[max(0, at - _LONGEST) : at])[-1]
    if not before.endswith(OFFICES):
        return ""
    parts = before.split("、")
    first = len(parts)
    while first > 0 and parts[first - 1].endswith(OFFICES):
        first -= 1
    office = "、".join(parts[first:])
    return office if not office.endswith(_COMMON) and len(parts[-1]) > 2 else _short(office)


def _short(office: str) -> str:
    """An office of one or two characters counts only beside another (`区委书记、区长`)."""
    return office if "、" in office and not office.endswith(_COMMON) else ""


def offices_in(text: str, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each person (the value of `names` for the printed form) with an office that `text` gives them."""
    pattern = "|".join(map(re.escape, sorted(names, key=lambda n: (-len(n), n))))
    office, end = "", -2
    for match in re.finditer(pattern, text) if pattern else ():
        own = office_before(text, match.start())
        goes_on = text[end : match.start()] == "、" and bool(_PLURAL.search(office))
        office, end = own or (office if goes_on else ""), match.end()
        if office:
            yield names[match[0]], office


def find_offices(archive: Archive) -> tuple[tuple[str, tuple[Tenure, ...]], ...]:
    """For each person the offices that the archive's texts give, by date."""
    found: dict[str, dict[str, list[Article]]] = defaultdict(lambda: defaultdict(list))
    for article in archive.articles:
        records = archive.entries_of(article, "people")
        names = {form: r.id for r in records for form in (r.preferred, *r.variants)}
        for person, office in offices_in(plain(article.body), names):
            found[person][office].append(article)
    return tuple((person, _tenures(offices)) for person, offices in sorted(found.items()))


def _tenures(offices: Mapping[str, list[Article]]) -> tuple[Tenure, ...]:
    made = []
    for office, articles in offices.items():
        dates = sorted(a.date for a in articles if a.date)
        ids = tuple(dict.fromkeys(a.id for a in articles))
        made.append(Tenure(office, dates[0] if dates else "", dates[-1] if dates else "", ids))
    return tuple(sorted(made, key=lambda t: (t.first or "9999", t.office)))


def find_findings(archive: Archive, authorities: Mapping[Facet, Authority]) -> Findings:
    """What the whole archive tells beyond its articles: offices, reasons for topics, proposals."""
    reasons = tuple((a.id, _reasons(a, authorities["topics"])) for a in archive.articles)
    offices = find_offices(archive)
    return Findings(
        offices=offices,
        reasons=reasons,
        proposals=find_proposals(archive, offices, authorities["topics"]),
    )


def _reasons(article: Article, authority: Authority) -> tuple[TopicReason, ...]:
    heading, body = heading_of(article), plain(article.body)
    return tuple(explain_topic(r, heading, body) for r in authority.records if r.id in article.topics)
