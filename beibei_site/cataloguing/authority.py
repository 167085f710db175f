"""Authority files: what a curator says of persons, topics, places and bodies; and ids that never change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from pypinyin import lazy_pinyin

from beibei_site import urls, yamltext
from beibei_site.model import Authority, AuthorityRecord, Facet
from beibei_site.problems import SetupError

REJECTED = "not"
_LONGEST = 120  # letters of an id made from a name


class _Entry(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What may stand under an id."""

    name: str
    names: dict[str, str] = {}
    variants: list[str] = []
    description: str = ""
    note: str = ""
    same_as: list[str] = []
    aliases: list[str] = []
    parent: str | None = None
    terms: dict[str, float] = {}
    all: list[list[str]] = []
    without: list[str] = []


def parse_authority(text: str, file: str, facet: Facet) -> Authority:
    """The authority file `text`: ids over entries, and under `not` the strings that are none of them.

    Raises SetupError that names file, line and key.
    """
    mapping = yamltext.parse_mapping(text, file)
    rejected = mapping.pop(REJECTED, None) or []
    if not isinstance(rejected, list):
        raise SetupError(f"{REJECTED}: expected a list of strings", file=file)
    records = tuple(_record(key, value, text, file, facet) for key, value in mapping.items())
    ids = {r.id for r in records}
    aliases: set[str] = set()
    for record in records:
        line = yamltext.line_of(record.id, text)
        if record.parent and record.parent not in ids:
            message = f"{record.id}: its parent '{record.parent}' is no id of this file"
            raise SetupError(message, file=file, line=line)
        for alias in record.aliases:
            if alias in ids | aliases:
                message = f"{record.id}: its former id '{alias}' stands for another entry too"
                raise SetupError(message, file=file, line=line, remedy="An id may stand for one entry only.")
            aliases.add(alias)
    return Authority(facet, records, tuple(map(str, rejected)))


def _record(key: str, value: Any, text: str, file: str, facet: Facet) -> AuthorityRecord:
    line = yamltext.line_of(key, text)
    if not isinstance(value, dict):
        raise SetupError(f"{key}: expected keys such as 'name:' below it", file=file, line=line)
    try:
        entry = msgspec.convert(value, _Entry, strict=True)
    except msgspec.ValidationError as error:
        raise SetupError(f"{key}: {error}", file=file, line=line) from None
    return AuthorityRecord(
        id=key,
        facet=facet,
        preferred=entry.name,
        variants=tuple(entry.variants),
        description=entry.description,
        note=entry.note,
        same_as=tuple(entry.same_as),
        aliases=tuple(entry.aliases),
        parent=entry.parent,
        terms=tuple(entry.terms.items()),
        required=tuple(tuple(group) for group in entry.all),
        without=tuple(entry.without),
        names=tuple(entry.names.items()),
    )


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
    base = urls.slug("-".join(lazy_pinyin(value)))[:_LONGEST].strip("-") or "entry"
    candidate, number = base, 2
    while candidate in used:
        candidate, number = f"{base}-{number}", number + 1
    return candidate
