"""Authority file ⇄ records: what a curator says about persons, topics, places and corporate bodies."""

from __future__ import annotations

import msgspec

from beibei_site.content import yamltext
from beibei_site.domain.model import Authority, AuthorityRecord, Facet
from beibei_site.domain.problems import SetupError

REJECTED = "not"


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
    at: list[float] = []


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
        if record.parent and record.parent not in ids:
            message = f"{record.id}: its parent '{record.parent}' is no id of this file"
            raise SetupError(message, file=file, line=yamltext.line_at(text, record.id))
        for alias in record.aliases:
            if alias in ids | aliases:
                message = f"{record.id}: its former id '{alias}' stands for another entry too"
                line = yamltext.line_at(text, record.id)
                raise SetupError(message, file=file, line=line, remedy="An id may stand for one entry only.")
            aliases.add(alias)
    return Authority(facet, records, tuple(map(str, rejected)))


def _record(key: str, value: object, text: str, file: str, facet: Facet) -> AuthorityRecord:
    if not isinstance(value, dict):
        line = yamltext.line_at(text, key)
        raise SetupError(f"{key}: expected keys such as 'name:' below it", file=file, line=line)
    try:
        entry = msgspec.convert(value, _Entry, strict=True)
    except msgspec.ValidationError as error:
        line = yamltext.line_at(text, key)
        raise SetupError(f"{key}: {yamltext.in_words(str(error))}", file=file, line=line) from None
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
