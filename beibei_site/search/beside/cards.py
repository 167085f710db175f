"""Cards: what the archive knows of a person, topic, place, body or issue, by everything it can be called."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from beibei_site.chinese.pinyin import initials, pinyin
from beibei_site.domain.archive import Archive
from beibei_site.domain.dates import first_and_last
from beibei_site.domain.findings import Findings, OfficeHeld
from beibei_site.domain.model import FACETS, Article, AuthorityRecord
from beibei_site.domain.newspaper.issues import build_issues
from beibei_site.search.bigrams import fold

_OFFICES = 4  # of a person, the latest
Row = Sequence[object]


def card_table(archive: Archive, findings: Findings, language: str) -> dict[str, Row]:
    """Two kinds of rows: a key (a folded name, an id, pinyin, its initials, the day of an issue) → the cards
    that it stands for, the likeliest first; and a card (`=people/zhou-xu`) → its name, number of articles,
    first and last date, offices (each with its dates) and other names."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    table: dict[str, Row] = {}
    for facet in FACETS:
        for record in archive.entries(facet):
            articles = archive.with_entry(facet, record.id)
            if articles:
                card = f"={facet}/{record.id}"
                table[card] = _row(record, articles, findings.offices.get(record.id, ()), language)
                for order, key in _keys(record):
                    found.setdefault(key, {}).setdefault(card, (order, -len(articles)))
    for day, count in _issues(archive).items():
        table[f"=issues/{day}"] = [day, count, "", "", [], ""]
        found[day] = {f"=issues/{day}": (0, 0)}
    return table | {key: _in_order(cards) for key, cards in found.items()}


def _in_order(cards: Mapping[str, tuple[int, int]]) -> Row:
    return sorted(cards, key=lambda card: (cards[card], card))


def _row(
    record: AuthorityRecord, articles: tuple[Article, ...], offices: tuple[OfficeHeld, ...], language: str
) -> Row:
    held = [[o.office, o.first, o.last] for o in offices if record.facet == "people"]
    name = dict(record.names).get(language.split("-")[0], record.preferred)
    others = [form for form in (record.preferred, *record.variants) if form != name]
    days = first_and_last(a.begins for a in articles)
    return [name, len(articles), *days, held[-_OFFICES:], "\n".join(others)]


def _keys(record: AuthorityRecord) -> Iterator[tuple[int, str]]:
    """What finds a record, with how directly: its names, its ids, their pinyin, the initials of that."""
    names = (record.preferred, *record.variants, *dict(record.names).values())
    yield from ((0 if name == record.preferred else 1, _key(name)) for name in names)
    yield from ((1, _key(i)) for i in (record.id, *record.aliases))
    yield from ((2, _key(pinyin(name))) for name in names)
    yield from ((3, _key(initials(name))) for name in names)


def _key(form: str) -> str:
    return fold(form).replace("'", "")


def _issues(archive: Archive) -> dict[str, int]:
    """The days of the known issues of the archive's own paper, with the number of their articles."""
    return {i.day: len(i.articles) for i in build_issues(archive) if not i.paper}
