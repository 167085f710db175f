"""What the browser counts, filters and sorts by: dates, and each facet's entries with their articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from beibei_site.content.output import OutputFile
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS, Article, AuthorityRecord
from beibei_site.search.browser.scripts import script
from beibei_site.search.browser.varint import encode, encode_lists

_HOLE = 0


def column_files(folder: str, archive: Archive, numbered: Mapping[int, Article]) -> Iterator[OutputFile]:
    """The files of all columns of the articles by number; a number without an article is a hole."""
    yield script(f"{folder}/date", "dates", f"{folder}/date", *date_column(numbered))
    yield script(f"{folder}/id", "ids", f"{folder}/id", id_column(numbered))
    for facet, entries in facet_columns(archive, numbered):
        yield script(f"{folder}/{facet}", "column", f"{folder}/{facet}", entries)


def date_column(numbered: Mapping[int, Article]) -> tuple[list[str], str]:
    """The distinct dates ('' for undated), and for each number the 1-based index of its date; 0 for a number
    whose article is gone."""
    dates = sorted({a.begins for a in numbered.values()})
    place = {date: at for at, date in enumerate(dates, 1)}
    count = max(numbered, default=-1) + 1
    return dates, encode(place[numbered[n].begins] if n in numbered else _HOLE for n in range(count))


def id_column(numbered: Mapping[int, Article]) -> list[str]:
    """The article id for each number; '' for a number whose article is gone."""
    return [numbered[n].id if n in numbered else "" for n in range(max(numbered, default=-1) + 1)]


def facet_columns(archive: Archive, numbered: Mapping[int, Article]) -> Iterator[tuple[str, list[list[str]]]]:
    """Each facet, and the byline, with its entries: id, preferred form, other forms, articles."""
    for facet in FACETS:
        yield facet, _entries({n: archive.entries_of(a, facet) for n, a in numbered.items()})
    lists: dict[str, list[int]] = defaultdict(list)
    for number, article in numbered.items():
        for name in dict.fromkeys(c.name for c in article.byline):
            lists[name].append(number)
    names = sorted(lists)
    digits = encode_lists([lists[name] for name in names])
    yield "byline", [["", name, "", held] for name, held in zip(names, digits, strict=True)]


def _entries(borne: Mapping[int, tuple[AuthorityRecord, ...]]) -> list[list[str]]:
    records: dict[str, AuthorityRecord] = {}
    lists: dict[str, list[int]] = defaultdict(list)
    for number, entries in borne.items():
        for record in entries:
            records[record.id] = record
            lists[record.id].append(number)
    keys = sorted(lists)
    digits = encode_lists([lists[key] for key in keys])
    return [_entry(records[key], held) for key, held in zip(keys, digits, strict=True)]


def _entry(record: AuthorityRecord, digits: str) -> list[str]:
    others = "\n".join((*record.variants, *dict(record.names).values()))
    return [record.id, record.preferred, others, digits]
