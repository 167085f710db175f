"""Access points: the forms of name that lead to an authority record, and permanent ids."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from beibei_site.cataloguing.names.bodies import NOWHERE, Home, best_form, home_of, same_bodies
from beibei_site.cataloguing.names.places import full_forms
from beibei_site.chinese.pinyin import in_letters
from beibei_site.domain.model import Authority, AuthorityRecord
from beibei_site.domain.text import first_free

_MOST_COUNTED = 3  # mentions of a term that count when telling homonyms apart


@dataclass(frozen=True, slots=True)
class AccessPoints:
    """The strings of an authority file: each form with its records, the rejected strings, and the names
    shared by several records."""

    bearers: Mapping[str, Sequence[AuthorityRecord]]
    shared: frozenset[str]
    rejected: frozenset[str]

    @classmethod
    def of(cls, authority: Authority) -> AccessPoints:
        """The access points of a curator's file, indexed by form."""
        bearers: dict[str, list[AuthorityRecord]] = defaultdict(list)
        for record in authority.records:
            for form in dict.fromkeys(record.forms):
                bearers[form].append(record)
        names = Counter(r.preferred for r in authority.records)
        shared = frozenset(name for name, n in names.items() if n > 1)
        return cls(dict(bearers), shared, frozenset(authority.rejected))

    def complete(self, found: Iterable[str], text: str) -> list[str]:
        """The names `found` in `text`, plus the curator's forms that occur in it, minus those the curator
        rejects."""
        names = (*found, *(form for form in self.bearers if form in text))
        return [name for name in names if name not in self.rejected]

    def values(self, names: Iterable[str], text: str) -> tuple[str, ...]:
        """The values that an article with this `text` gets for these names, without duplicates."""
        return tuple(dict.fromkeys(self._value(name, text) for name in names))

    def _value(self, form: str, text: str) -> str:
        """The preferred form of the record that has `form`, or that record's id if several records share the
        name.

        Among homonyms, the one whose `terms` score highest in the text is chosen; the first if none occur.
        """
        if form not in self.bearers:
            return form
        best = max(
            self.bearers[form], key=lambda r: sum(w * min(_MOST_COUNTED, text.count(t)) for t, w in r.terms)
        )
        return best.id if best.preferred in self.shared else best.preferred


def complete_records(
    authority: Authority, values: Iterable[str], home: Home = NOWHERE
) -> tuple[AuthorityRecord, ...]:
    """The curator's records, then a new one for every other value used in the archive.

    The id of a new record is the pinyin of its value (`zhou-xu`), with a number if that is taken. Pass the
    values in the order in which the articles entered the archive, so that ids stay the same as it grows.
    Forms of one place or body (`home` says of which town 区委 is) become one record; the ids of the others
    lead to it.
    """
    records = {r.id: r for r in authority.records}
    known = {key for r in authority.records for key in r.keys}
    used = set(records) | {alias for r in authority.records for alias in r.aliases}
    for value in (v for v in dict.fromkeys(values) if v not in known):
        entry_id = first_free(_id_of(value), used.__contains__)
        used.add(entry_id)
        records[entry_id] = AuthorityRecord(id=entry_id, facet=authority.facet, preferred=value)
    curated = {r.id for r in authority.records}
    if authority.facet == "places":
        _join_places(records, curated)
    elif authority.facet == "bodies":
        own = home_of(r.forms for r in authority.records)
        _join_bodies(records, curated, Home({**home.places, **own.places}))
    return tuple(records.values())


def _id_of(name: str) -> str:
    """The id that a name is given if no other entry has it."""
    return in_letters(name) or "entry"


def find_stolen(authority: Authority, values: Iterable[str]) -> Iterator[tuple[AuthorityRecord, str, str]]:
    """The former ids that are the address of somebody else: entry, former id, and the name, one of the
    archive's `values`, whose address it is. What the entry's own names would be given may be its former id.
    """
    known = {key for r in authority.records for key in r.keys}
    formerly = [record for record in authority.records if record.aliases]
    bearers = {_id_of(value): value for value in values if value not in known} if formerly else {}
    for record in formerly:
        own = {_id_of(form) for form in record.forms}
        for alias in record.aliases:
            if alias in bearers and alias not in own:
                yield record, alias, bearers[alias]


def _join_places(records: dict[str, AuthorityRecord], curated: Set[str]) -> None:
    """Make a short place name a variant of the full one (绵阳, 绵阳市), unless it is in the curator's
    file."""
    by_name = {r.preferred: r for r in records.values()}
    for short, full in full_forms(by_name).items():
        if short in by_name and by_name[short].id not in curated:
            _join(records, by_name[full].id, by_name[short].id)


def _join_bodies(records: dict[str, AuthorityRecord], curated: Set[str], home: Home) -> None:
    """Make the names of one body one record; that of the curator's file, if there is one. Names that stand
    there in two records are two bodies, and no other name is given to either."""
    by_form: dict[str, str] = {}
    for record in records.values():
        for form in record.forms:
            by_form.setdefault(form, record.id)
    for forms in same_bodies(by_form, home):
        ids = dict.fromkeys(by_form[form] for form in forms)
        written = [i for i in ids if i in curated]
        if len(written) < 2:
            kept = written[0] if written else by_form[best_form(forms)]
            for gone in (i for i in ids if i != kept):
                _join(records, kept, gone)


def _join(records: dict[str, AuthorityRecord], kept: str, gone: str) -> None:
    """Add the forms of one record to another; its id leads there, so that addresses stay."""
    one, other = records[kept], records.pop(gone)
    variants, aliases = (*one.variants, *other.forms), (*one.aliases, other.id, *other.aliases)
    records[kept] = replace(one, variants=variants, aliases=aliases)
