"""Proposals for the curator: each with its evidence and the edit that would carry it out.

The program only proposes: nothing here changes a file.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from itertools import islice, pairwise

from beibei_site.cataloguing.names.words import OFFICES, SAYING, TITLES_AFTER
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Evidence, OfficeHeld, Proposal
from beibei_site.domain.model import Authority, AuthorityRecord, Facet
from beibei_site.domain.newspaper.jumps import Continuation
from beibei_site.domain.reasons import because
from beibei_site.domain.text import DOTS, bigrams_of

Offices = Mapping[str, tuple[OfficeHeld, ...]]
_ENOUGH_ARTICLES = 3
_MOST_TOPICS = 8
_SAME_ID = re.compile(r"-\d+$")


def find_proposals(
    archive: Archive,
    offices: Offices,
    topics: Authority,
    keywords: Mapping[str, tuple[str, ...]],
    jumps: Iterable[Continuation],
    known: Set[str] = frozenset(),
) -> tuple[Proposal, ...]:
    """All proposals: merging and splitting persons, variants of bodies, new topics, doubtful names, articles
    that may go on in others.

    `topics` is the topics file as written by the curator; `keywords` those of each article, by its id;
    `jumps` are the pairs whose jump lines do not show whether they belong together; `known` the ids of
    persons that the curator has written down.
    """
    return (
        *_unknown_topics(archive, topics),
        *_same_sound(archive),
        *_short_foreign(archive),
        *_two_holders(archive, offices),
        *_unproved(archive, offices, known),
        *_fuller_bodies(archive),
        *_new_topics(archive, keywords),
        *_unclear_jumps(jumps),
    )


def _same_sound(archive: Archive) -> Iterator[Proposal]:
    """Two names that sound alike: one may be a misprint; if not, their ids should be fixed in the file."""
    by_base: dict[str, list[AuthorityRecord]] = defaultdict(list)
    for record in archive.entries("people"):
        by_base[_SAME_ID.sub("", record.id)].append(record)
    for records in by_base.values():
        for one, other in pairwise(records):
            if one.preferred == other.preferred:
                continue  # homonyms that a curator has already told apart
            why = because("same-sound", one=one.preferred, other=other.preferred)
            yield Proposal("merge", why, (_where(archive, one), _where(archive, other)), _merge(one, other))


def _short_foreign(archive: Archive) -> Iterator[Proposal]:
    """Part of a dotted foreign name that occurs alone elsewhere."""
    records = {r.preferred: r for r in archive.entries("people")}
    for record in records.values():
        parts = re.split(f"[{DOTS}]", record.preferred)
        for part in parts if len(parts) > 1 else ():
            if part in records:
                yield _short_form(archive, records[part], record)


def _short_form(archive: Archive, short: AuthorityRecord, full: AuthorityRecord) -> Proposal:
    why = because("short-form", short=short.preferred, full=full.preferred)
    return Proposal("merge", why, (_where(archive, short),), _merge(full, short))


def _merge(kept: AuthorityRecord, gone: AuthorityRecord) -> str:
    variants = ", ".join(dict.fromkeys([*kept.variants, gone.preferred]))
    aliases = ", ".join(dict.fromkeys([*kept.aliases, gone.id]))
    lines = [f"# {kept.facet}.yml", f"{kept.id}:", f"  name: {kept.preferred}"]
    return "\n".join([*lines, f"  variants: [{variants}]", f"  aliases: [{aliases}]"])


def _two_holders(archive: Archive, offices: Offices) -> Iterator[Proposal]:
    """One name whose offices in the same year have no word in common."""
    records = {r.id: r for r in archive.entries("people")}
    for person, held in offices.items():
        distinct = [t for t in held if not t.office.endswith("领导")]  # anyone may be called a leader (领导)
        apart = [t for t in distinct if not any(_related(t, o) for o in distinct if o is not t)]
        if len(distinct) > 1 and len(apart) == len(distinct) and person in records:
            name = records[person].preferred
            evidence = tuple(Evidence(t.office, t.articles) for t in distinct)
            edits = "\n".join(
                f"{person}{suffix}:\n  name: {name}\n  description: {t.office}"
                for suffix, t in zip(("", "-2"), distinct, strict=False)
            )
            why = because("unrelated-offices", name=name)
            yield Proposal("split", why, evidence, f"# people.yml\n{edits}")


def _related(one: OfficeHeld, other: OfficeHeld) -> bool:
    """Whether one person may have held both offices: they share a word, or are years apart."""
    return bool(bigrams_of(one.office) & bigrams_of(other.office)) or one.first[:4] != other.first[:4]


def _unproved(archive: Archive, offices: Offices, known: Set[str]) -> Iterator[Proposal]:
    """Persons mentioned once, in one article, with nothing nearby to suggest a person; not the `known`."""
    for record in archive.entries("people"):
        articles = archive.with_entry("people", record.id)
        if record.id in offices or len(articles) != 1 or record.id in known or articles[0].reviewed:
            continue
        before, name, after = articles[0].body.partition(record.preferred)
        clear = before.endswith(OFFICES) or after.startswith((*TITLES_AFTER, *SAYING)) or name in after
        if name and not clear:
            context = f"…{before[-12:]}{name}{after[:8]}…".replace("\n", " ")
            seen = Evidence(context, (articles[0].id,))
            edit = f"# people.yml\nnot: [{name}]"
            yield Proposal("person", because("unproved-name", name=name), (seen,), edit)


def _fuller_bodies(archive: Archive) -> Iterator[Proposal]:
    """A body that elsewhere occurs with its place: 区政协 and 北碚区政协."""
    records = {r.preferred: r for r in archive.entries("bodies")}
    fuller: dict[str, list[AuthorityRecord]] = defaultdict(list)
    for name, record in records.items():
        for start in range(1, len(name) - 1):
            if name[start:] in records:
                fuller[name[start:]].append(record)
    for name, longer in fuller.items():
        if len(longer) == 1 and _often_together(archive, records[name], longer[0]):
            yield _short_form(archive, records[name], longer[0])


def _often_together(archive: Archive, one: AuthorityRecord, other: AuthorityRecord) -> bool:
    """Whether at least half of one's articles also have the other."""
    mine = {a.id for a in archive.with_entry(one.facet, one.id)}
    return 2 * len(mine & {a.id for a in archive.with_entry(other.facet, other.id)}) >= len(mine)


def _new_topics(archive: Archive, keywords: Mapping[str, tuple[str, ...]]) -> Iterator[Proposal]:
    """Keywords of several articles that are not a term of any topic."""
    facets: tuple[Facet, ...] = ("people", "places", "bodies")
    names = {r.preferred for facet in facets for r in archive.entries(facet)}
    terms = {t for r in archive.entries("topics") for t, _ in r.terms}
    bearers = Counter(word for words in keywords.values() for word in dict.fromkeys(words))
    frequent = [(word, n) for word, n in bearers.items() if n >= _ENOUGH_ARTICLES and word not in names]
    ranked = sorted(frequent, key=lambda pair: (-pair[1], pair[0]))
    fresh = (pair for pair in ranked if not any(pair[0] in t or t in pair[0] for t in terms))
    for word, count in islice(fresh, _MOST_TOPICS):
        seen = Evidence("", tuple(a.id for a in archive.articles if word in keywords.get(a.id, ())))
        edit = f"# topics.yml\nnew-topic:\n  name: {word}\n  terms: {{{word}: 1}}"
        yield Proposal("topic", because("frequent-keyword", word=word, count=count), (seen,), edit)


def _unknown_topics(archive: Archive, topics: Authority) -> Iterator[Proposal]:
    """Topics given in an article but missing from the topics file: mostly typing errors."""
    known = {key for r in topics.records for key in r.keys}
    bearers: dict[str, list[str]] = defaultdict(list)
    for article in archive.articles:
        for topic in dict.fromkeys(article.topics):
            if topic not in known:
                bearers[topic].append(article.id)
    for topic, ids in bearers.items():
        edit = f"# topics.yml\nnew-topic:\n  name: {topic}"
        seen = Evidence("", tuple(ids))
        yield Proposal("unknown-topic", because("unknown-topic", topic=topic), (seen,), edit)


def _unclear_jumps(jumps: Iterable[Continuation]) -> Iterator[Proposal]:
    """Articles whose jump lines name each other's pages, but whose words do not show that they are one."""
    for pair in jumps:
        why = because("unclear-jump", start=pair.start.title, rest=pair.rest.title)
        evidence = tuple(Evidence(a.title, (a.id,)) for a in (pair.start, pair.rest))
        is_same = f"title: {pair.start.title}\ntitle_from: curator"
        edit = is_same if pair.rest.title_from in ("supplied", "curator") else "jump: null"
        yield Proposal("jump", why, evidence, f"# {pair.rest.id}.md\n{edit}")


def _where(archive: Archive, record: AuthorityRecord) -> Evidence:
    return Evidence(record.preferred, tuple(a.id for a in archive.with_entry(record.facet, record.id)))
