"""Offices over time: what the text calls each person, when, and in which articles; and why a topic fits."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from beibei_site.archive import Archive
from beibei_site.cataloguing.facets import heading_of
from beibei_site.cataloguing.namelore import OFFICES
from beibei_site.cataloguing.topics import explain_topic
from beibei_site.findings import Findings, Tenure, TopicReason
from beibei_site.model import Article, Authority, Facet
from beibei_site.text import plain

_STOP = re.compile(
    r"[，。；：！？“”（）()《》,;:!?\n]|(?:出席|参加|主持|会见|以及|其中|由|和|与|对|向|是|在|了)"
)
_LONGEST = 24
_SHORT = frozenset(("先生", "女士", "同志", "记者", "通讯员", "老师", "老人", "爸爸", "妈妈", "领导", "代表"))


def office_before(text: str, at: int) -> str:
    """The office that stands right before a name at `at`: `区委副书记、区长` of `区委副书记、区长何庆`."""
    before = _STOP.split(text[max(0, at - _LONGEST) : at])[-1]
    if not before.endswith(OFFICES):
        return ""
    parts = before.split("、")
    first = len(parts)
    while first > 0 and parts[first - 1].endswith(OFFICES):
        first -= 1
    office = "、".join(parts[first:])
    return office if office not in _SHORT and len(office) + office.count("、") > 2 else ""


def find_offices(archive: Archive) -> tuple[tuple[str, tuple[Tenure, ...]], ...]:
    """For each person the offices that the archive's texts give, by date."""
    found: dict[str, dict[str, list[Article]]] = defaultdict(lambda: defaultdict(list))
    for article in archive.articles:
        text = plain(article.body)
        for record in archive.entries_of(article, "people"):
            for form in (record.preferred, *record.variants):
                for match in re.finditer(re.escape(form), text):
                    office = office_before(text, match.start())
                    if office:
                        found[record.id][office].append(article)
    return tuple((person, _tenures(offices)) for person, offices in sorted(found.items()))


def _tenures(offices: Mapping[str, list[Article]]) -> tuple[Tenure, ...]:
    made = []
    for office, articles in offices.items():
        dates = sorted(a.date for a in articles if a.date)
        ids = tuple(dict.fromkeys(a.id for a in articles))
        made.append(Tenure(office, dates[0] if dates else "", dates[-1] if dates else "", ids))
    return tuple(sorted(made, key=lambda t: (t.first or "9999", t.office)))


def find_findings(archive: Archive, authorities: Mapping[Facet, Authority]) -> Findings:
    """What the whole archive tells beyond its articles: offices, and the reasons for topics."""
    reasons = tuple((a.id, _reasons(a, authorities["topics"])) for a in archive.articles)
    return Findings(offices=find_offices(archive), reasons=reasons)


def _reasons(article: Article, authority: Authority) -> tuple[TopicReason, ...]:
    heading, body = heading_of(article), plain(article.body)
    return tuple(explain_topic(r, heading, body) for r in authority.records if r.id in article.topics)
