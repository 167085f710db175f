"""Access points: the forms under which an authority record is found, and ids that never change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from beibei_site.domain.model import Authority, AuthorityRecord
from beibei_site.domain.text import slug


@dataclass(frozen=True, slots=True)
class Forms:
    """The strings of an authority file: every form with its records, and the names that several share."""

    bearers: Mapping[str, Sequence[AuthorityRecord]]
    shared: frozenset[str]

    def value_for(self, form: str, text: str) -> str:
        """What an article is to bear for the string `form` in its `text`: the preferred form of the
        record that has it, or that record's id if several share the name.

        Among homonyms the one whose `terms` the text holds most of is chosen; without any, the first.
        """
        if form not in self.bearers:
            return form
        best = max(self.bearers[form], key=lambda r: sum(w * min(3, text.count(t)) for t, w in r.terms))
        return best.id if best.preferred in self.shared else best.preferred


def forms_of(authority: Authority) -> Forms:
    """The forms of a curator's file, for many look-ups."""
    bearers: dict[str, list[AuthorityRecord]] = defaultdict(list)
    for record in authority.records:
        for form in dict.fromkeys((record.preferred, *record.variants)):
            bearers[form].append(record)
    names = Counter(r.preferred for r in authority.records)
    return Forms(dict(bearers), frozenset(name for name, n in names.items() if n > 1))


def complete_records(authority: Authority, values: Iterable[str]) -> tuple[AuthorityRecord, ...]:
    """The curator's records, then one of its own for every other value that the archive uses.

    The id of a value is its pinyin (`zhou-xu`), with a number where that is taken. Values are taken in
    the order given, which should be that of the articles' dates: so an archive that grows keeps its ids.
    """
    records = {r.id: r for r in authority.records}
    known = {form for r in authority.records for form in (r.id, r.preferred, *r.variants, *r.aliases)}
    used = set(records) | {alias for r in authority.records for alias in r.aliases}
    for value in (v for v in dict.fromkeys(values) if v not in known):
        entry_id = _fresh_id(value, used)
        used.add(entry_id)
        records[entry_id] = AuthorityRecord(id=entry_id, facet=authority.facet, preferred=value)
    return tuple(records.values())


def _fresh_id(value: str, used: set[str]) -> str:
    base = slug("-".join(lazy_pinyin(value))) or "entry"
    candidate, number = base, 2
    while candidate in used:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
