"""What a curator might decide: each proposal with its evidence and the edit that would carry it out.

The program proposes and never rewrites: nothing here changes a file.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from beibei_site.cataloguing.names.lexicon import DOTS, OFFICES, SAYING, TITLES_AFTER
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import OfficeHeld, Proposal
from beibei_site.domain.model import Authority, AuthorityRecord, Facet, Problem

Offices = Mapping[str, tuple[OfficeHeld, ...]]
_ENOUGH_ARTICLES = 3
_MOST_TOPICS = 8
_SAME_ID = re.compile(r"-\d+$")


def find_proposals(archive: Archive, offices: Offices) -> tuple[Proposal, ...]:
    """All proposals: merges and splits of persons, variants of bodies, new topics, doubtful names."""
    return (
        *_same_sound(archive),
        *_short_foreign(archive),
        *_two_holders(archive, offices),
        *_unproved(archive, offices),
        *_fuller_bodies(archive),
        *_new_topics(archive),
    )


def find_problems(archive: Archive, topics: Authority) -> tuple[Problem, ...]:
    """The topics that an article bears and that the topics file does not know: mostly slips of the pen."""
    known = {form for r in topics.records for form in (r.id, r.preferred, *r.variants, *r.aliases)}
    return tuple(
        Problem(
            "unknown-topic",
            "warning",
            f"{article.id}: the topic '{topic}' is not in topics.yml",
            article.source[0] if article.source else None,
            "Correct it in the article, or add the topic to topics.yml.",
        )
        for article in archive.articles
        for topic in article.topics
        if topic not in known
    )


def _same_sound(archive: Archive) -> Iterator[Proposal]:
    """Two names that sound alike: one may be a misprint; if not, their ids should be written down."""
    by_base: dict[str, list[AuthorityRecord]] = defaultdict(list)
    for record in archive.entries("people"):
        by_base[_SAME_ID.sub("", record.id)].append(record)
    for records in by_base.values():
        for one, other in pairwise(records):
            if one.preferred == other.preferred:
                continue  # homonyms that a curator has told apart
            yield Proposal(
                "merge",
                f"{one.preferred}／{other.preferred}：读音相同，是否同一人？",
                f"{_where(archive, one)}；{_where(archive, other)}",
                _merge(one, other),
            )


def _short_foreign(archive: Archive) -> Iterator[Proposal]:
    """A part of a dotted name that elsewhere stands alone."""
    records = {r.preferred: r for r in archive.entries("people")}
    for record in records.values():
        parts = re.split(f"[{DOTS}]", record.preferred)
        for part in parts if len(parts) > 1 else ():
            if part in records:
                text = f"{part}：是否即 {record.preferred}？"
                yield Proposal("merge", text, _where(archive, records[part]), _merge(record, records[part]))


def _merge(kept: AuthorityRecord, gone: AuthorityRecord) -> str:
    variants = ", ".join(dict.fromkeys([*kept.variants, gone.preferred]))
    aliases = ", ".join(dict.fromkeys([*kept.aliases, gone.id]))
    lines = [f"# {kept.facet}.yml", f"{kept.id}:", f"  name: {kept.preferred}"]
    return "\n".join([*lines, f"  variants: [{variants}]", f"  aliases: [{aliases}]"])


def _two_holders(archive: Archive, offices: Offices) -> Iterator[Proposal]:
    """One name with offices that have no word in common, in the same year."""
    records = {r.id: r for r in archive.entries("people")}
    for person, held in offices.items():
        tenures = [t for t in held if not t.office.endswith("领导")]  # which any office may be
        apart = [t for t in tenures if not any(_related(t, o) for o in tenures if o is not t)]
        if len(tenures) > 1 and len(apart) == len(tenures) and person in records:
            name = records[person].preferred
            evidence = "；".join(f"{t.office}（{'、'.join(t.articles)}）" for t in tenures)
            edit = "\n".join(
                f"{person}{suffix}:\n  name: {name}\n  description: {t.office}"
                for suffix, t in zip(("", "-2"), tenures, strict=False)
            )
            yield Proposal("split", f"{name}：职务不同，是否同名的两人？", evidence, f"# people.yml\n{edit}")


def _related(one: OfficeHeld, other: OfficeHeld) -> bool:
    """Whether two offices may be one person's: a word in common, or years between them."""
    pairs = {one.office[i : i + 2] for i in range(len(one.office) - 1)}
    return any(pair in other.office for pair in pairs) or one.first[:4] != other.first[:4]


def _unproved(archive: Archive, offices: Offices) -> Iterator[Proposal]:
    """Persons that one article mentions once, with nothing beside them that tells a person."""
    for record in archive.entries("people"):
        articles = archive.with_entry("people", record.id)
        if record.id in offices or len(articles) != 1 or record.description or articles[0].reviewed:
            continue
        before, name, after = articles[0].body.partition(record.preferred)
        clear = before.endswith(OFFICES) or after.startswith((*TITLES_AFTER, *SAYING)) or name in after
        if name and not clear:
            context = f"…{before[-12:]}{name}{after[:8]}…".replace("\n", " ")
            evidence = f"{articles[0].id}：{context}"
            yield Proposal("person", f"{name}：是不是人名？", evidence, f"# people.yml\nnot: [{name}]")


def _fuller_bodies(archive: Archive) -> Iterator[Proposal]:
    """A body that elsewhere stands with its place: 区政协 and 北碚区政协."""
    records = {r.preferred: r for r in archive.entries("bodies")}
    fuller: dict[str, list[AuthorityRecord]] = defaultdict(list)
    for name, record in records.items():
        for start in range(1, len(name) - 1):
            if name[start:] in records:
                fuller[name[start:]].append(record)
    for name, longer in fuller.items():
        if len(longer) == 1 and _often_together(archive, records[name], longer[0]):
            text = f"{name}：是否即 {longer[0].preferred}？"
            yield Proposal("merge", text, _where(archive, records[name]), _merge(longer[0], records[name]))


def _often_together(archive: Archive, one: AuthorityRecord, other: AuthorityRecord) -> bool:
    """Whether at least half of one's articles bear the other too."""
    mine = {a.id for a in archive.with_entry(one.facet, one.id)}
    return 2 * len(mine & {a.id for a in archive.with_entry(other.facet, other.id)}) >= len(mine)


def _new_topics(archive: Archive) -> Iterator[Proposal]:
    """Keywords of several articles that no topic has among its terms."""
    facets: tuple[Facet, ...] = ("people", "places", "bodies")
    names = {r.preferred for facet in facets for r in archive.entries(facet)}
    terms = {t for r in archive.entries("topics") for t, _ in r.terms}
    bearers = Counter(k for a in archive.articles for k in dict.fromkeys(a.keywords))
    fresh = [
        (word, n)
        for word, n in sorted(bearers.items(), key=lambda pair: (-pair[1], pair[0]))
        if n >= _ENOUGH_ARTICLES and word not in names and not any(word in t or t in word for t in terms)
    ]
    for word, count in fresh[:_MOST_TOPICS]:
        ids = "、".join(a.id for a in archive.articles if word in a.keywords)
        edit = f"# topics.yml\nnew-topic:\n  name: {word}\n  terms: {{{word}: 1}}"
        yield Proposal("topic", f"{word}：{count} 篇文章的关键词，是否立为专题？", ids, edit)


def _where(archive: Archive, record: AuthorityRecord) -> str:
    ids = "、".join(a.id for a in archive.with_entry(record.facet, record.id))
    return f"{record.preferred}（{ids}）"
