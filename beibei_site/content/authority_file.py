"""Authority file ⇄ records: what a curator says about persons, topics, places and corporate bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from typing import Annotated

import msgspec

from beibei_site.content.formats import yamltext
from beibei_site.content.formats.mistakes import (
    WEB_ADDRESS,
    FieldError,
    Name,
    OneName,
    instead,
    is_web_address,
)
from beibei_site.domain.model import Authority, AuthorityRecord, Facet
from beibei_site.domain.problems import SetupError, require_none

REJECTED = "not"
_WIKIDATA = re.compile(r"Q[1-9]\d*", re.ASCII)
_SINGLE = ("people", "places")  # of which no name holds several: not 甲、乙
_Weight = Annotated[float, msgspec.Meta(ge=-1000, le=1000)]


class _Entry(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """What may stand under an id."""

    name: Name
    names: dict[str, Name] = {}
    variants: list[Name] = []
    description: str = ""
    note: str = ""
    same_as: list[str] = []
    aliases: list[str] = []
    parent: str | None = None
    terms: dict[Name, _Weight] = {}
    all: list[list[Name]] = []
    without: list[Name] = []
    at: list[float] = []


class _NamedEntry(_Entry, kw_only=True, forbid_unknown_fields=True):
    """What may stand under the id of a person or a place."""

    name: OneName
    variants: list[OneName] = []


def parse_authority(text: str, file: str, facet: Facet) -> Authority:
    """The authority file `text`: ids over entries, and under `not` the strings that are none of them.

    Raises SetupError that names file, line and key.
    """
    mapping = yamltext.parse_mapping(text, file)
    names = list[OneName | int] if facet in _SINGLE else list[Name | int]
    rejected = yamltext.convert(mapping.pop(REJECTED, None) or [], names, text, file, key=REJECTED)
    records, errors = [], []
    for key, value in mapping.items():
        try:
            records.append(_record(key, value, text, file, facet))
        except SetupError as error:
            errors.append(error)
    require_none(errors)
    try:
        _check_parents({r.id: r.parent for r in records if r.parent}, {r.id for r in records})
        _check_aliases(records)
    except FieldError as error:
        raise yamltext.located(error, text, file) from None
    return Authority(facet, tuple(records), tuple(map(str, rejected)))


def _check_parents(parents: Mapping[str, str], ids: Set[str]) -> None:
    """Raises FieldError for a parent that is no entry, and for parents that lead back to where they began."""
    for start, parent in parents.items():
        if parent not in ids:
            message = f"'{parent}' is no id of this file"
            raise FieldError(message, start, "parent", remedy=instead(parent, sorted(ids)))
    for start in parents:
        way = [start]
        while (above := parents.get(way[-1])) and above not in way:
            way.append(above)
        if above == start:
            circle = " → ".join([*way, start])
            message = f"these parents lead back to where they began: {circle}"
            raise FieldError(message, start, "parent", remedy="Take the parent of one of them out.")


def _check_aliases(records: Iterable[AuthorityRecord]) -> None:
    """Raises FieldError for a former id that stands for two entries."""
    taken = {r.id for r in records}
    for record in records:
        for at, alias in enumerate(record.aliases):
            if alias in taken:
                message = f"'{alias}' stands for another entry too"
                raise FieldError(message, record.id, "aliases", at, remedy="Take it out of one of the two.")
            taken.add(alias)


def _check_links(links: Iterable[str], key: str) -> None:
    for at, link in enumerate(links):
        if not _WIKIDATA.fullmatch(link) and not is_web_address(link):
            raise FieldError(f"'{link}' is no web address", key, "same_as", at, remedy=WEB_ADDRESS)


def _record(key: str, value: object, text: str, file: str, facet: Facet) -> AuthorityRecord:
    if not isinstance(value, dict):
        line = yamltext.line_at(text, key)
        remedy = yamltext.NARROW if yamltext.WIDE_COLON.match(str(value)) else ""
        message = f"{key}: expected keys such as 'name:' below it"
        raise SetupError(message, file=file, line=line, remedy=remedy)
    shape = _NamedEntry if facet in _SINGLE else _Entry
    entry = yamltext.convert(value, shape, text, file, key=key)
    try:
        _check_links(entry.same_as, key)
    except FieldError as error:
        raise yamltext.located(error, text, file) from None
    return AuthorityRecord(
        id=key,
        facet=facet,
        preferred=entry.name,
        variants=tuple(entry.variants),
        description=entry.description,
        note=entry.note,
        same_as=tuple(entry.same_as),
        aliases=tuple(alias for alias in entry.aliases if alias != key),
        parent=entry.parent,
        terms=tuple(entry.terms.items()),
        required=tuple(tuple(group) for group in entry.all),
        without=tuple(entry.without),
        names=tuple(entry.names.items()),
        at=_coordinates(key, entry.at, text, file, facet) if entry.at else None,
    )


def _coordinates(key: str, at: list[float], text: str, file: str, facet: Facet) -> tuple[float, float]:
    """The degrees north and east of a place."""
    line = yamltext.line_at(text, key, "at")
    if facet != "places":
        raise SetupError(f"{key}: at: only a place has coordinates", file=file, line=line)
    if len(at) == 2 and abs(at[0]) <= 90 and abs(at[1]) <= 180:
        return at[0], at[1]
    message = f"{key}: at: {at} are no degrees north (-90 to 90) and east (-180 to 180)"
    raise SetupError(message, file=file, line=line, remedy="Write it as at: [29.8, 106.4].")
