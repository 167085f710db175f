"""The views of people, topics, places and bodies: their indexes, and a page for each entry."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from beibei_site.chinese.pinyin import initials, pinyin
from beibei_site.content.output import OutputFile
from beibei_site.domain.model import FACETS, AuthorityRecord, Facet
from beibei_site.rendering import urls
from beibei_site.rendering.charts import BarChart, bars
from beibei_site.rendering.components import Card, Excerpts, Link
from beibei_site.rendering.context import EntryKey, SiteContext
from beibei_site.rendering.lists.paging import Pages, page_of, paged
from beibei_site.rendering.lists.reading import has_dossier, has_script, is_series
from beibei_site.rendering.lists.trails import entry_trail
from beibei_site.rendering.outputs.linked import entry_json_ld
from beibei_site.rendering.views.names.offices import OfficeRow, office_rows
from beibei_site.rendering.views.view import RedirectView, View

_RELATED = 12
_NAMES = 200  # of an index, on a page: names are short
_OTHER = "#"  # the letter of names that begin with none


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Entries of an index whose names begin with one letter in pinyin; none if they are not in this order."""

    letter: str
    entries: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView(View):
    """A part of the index of a facet; `orders` are its orders with their first pages, `letters` lead to where
    the names with a letter begin."""

    template: str = "entries.html"
    facet: Facet
    order: str
    groups: tuple[NameGroup, ...]
    letters: tuple[Link, ...]
    pages: Pages
    orders: dict[str, str]
    names: str
    has_map: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView(View):
    """An entry: its articles, their course over time, its offices and neighbours.

    `count` counts stories, `printings` the articles, twins included. `list_page` names this page in the
    addresses of its articles, if one can read on from one to the next, together with their ids, `hits`, if
    the list has no script; `first` is the first of them, `dossier` and `epub` are all of them as a book, if
    there is one.
    """

    template: str = "entry.html"
    record: AuthorityRecord
    count: int
    cards: tuple[Card, ...]
    pages: Pages
    children: tuple[Link, ...]
    related: dict[Facet, tuple[Link, ...]]
    bars: BarChart | None
    offices: tuple[OfficeRow, ...]
    body_offices: tuple[Link, ...]
    feed: str
    list_page: str
    hits: tuple[str, ...]
    first: str
    dossier: str
    epub: str
    printings: int
    json_ld: str


def index_views(context: SiteContext) -> Iterator[View]:
    """For every facet its indexes, and a redirect for each former id of an entry."""
    for facet in FACETS:
        yield from _indexes(context, facet)
    for key, record in context.records.items():
        for alias in record.aliases:
            yield RedirectView(path=urls.facet(key[0], alias), link=context.links[key])


def _indexes(context: SiteContext, facet: Facet) -> Iterator[IndexView]:
    """The index by number of articles and the index by pinyin."""
    keys = [key for key in context.records if key[0] == facet]
    letters = {key: letter_of(context.records[key].preferred) for key in keys}
    by_count = sorted(keys, key=lambda k: (-context.counts[k], k[1]))
    sounds = {key: pinyin(context.records[key].preferred, " ") for key in keys}
    by_name = sorted(keys, key=lambda k: (letters[k] == _OTHER, sounds[k], k[1]))
    links = {key: _index_link(context, key) for key in keys}
    jumps = _jumps(urls.by_name(facet), [letters[key] for key in by_name])
    orders = {"count": urls.facet(facet), "name": urls.by_name(facet)}
    for order, ranked in (("count", by_count), ("name", by_name)):
        is_by_name = order == "name"
        for path, part, pages in paged(orders[order], ranked, _NAMES):
            groups = groupby(part, letters.__getitem__ if is_by_name else lambda _: "")
            yield IndexView(
                path=path,
                section=facet,
                facet=facet,
                order=order,
                groups=tuple(NameGroup(letter, tuple(map(links.__getitem__, g))) for letter, g in groups),
                letters=jumps if is_by_name else (),
                pages=pages,
                orders=orders,
                names=urls.names(facet),
                has_map=any(context.records[key].at for key in keys),
            )


def _jumps(path: str, letters: Sequence[str]) -> tuple[Link, ...]:
    """A link to the first name with each of `letters`, those of all names in order, with their number."""
    counts = Counter(letters)
    pages = {letter: urls.numbered(path, page_of(letters.index(letter), _NAMES)) for letter in counts}
    return tuple(
        Link(f"{pages[letter]}#{urls.letter_anchor(letter)}", letter, count)
        for letter, count in counts.items()
    )


def _index_link(context: SiteContext, key: EntryKey) -> Link:
    """The link to an entry; one that shares its name with another says what tells them apart."""
    link, record = context.counted(key), context.records[key]
    if context.bearers[key[0], record.preferred] == 1:
        return link
    offices = context.findings.offices.get(key[1], ()) if key[0] == "people" else ()
    known = [record.description, record.note, *(office.office for office in offices), record.id]
    return replace(link, note=next(filter(None, known)))


def letter_of(name: str) -> str:
    """The letter under which a name stands in an index.

    >>> letter_of("周旭"), letter_of("éclair"), letter_of("5G")
    ('Z', 'E', '#')
    """
    first = unicodedata.normalize("NFD", pinyin(name)[:1])[:1].upper()
    return first if "A" <= first <= "Z" else _OTHER


def name_scripts(context: SiteContext) -> Iterator[OutputFile]:
    """For each facet the script with all its names, their pinyin and its initials (`zhouxu`, `zx`)."""
    for facet in FACETS:
        rows = []
        for key in context.ranked(facet):
            record, link = context.records[key], _index_link(context, key)
            forms = " ".join(_spellings(form) for form in record.forms)
            rows.append([record.id, link.text, link.count, forms, link.note])
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        yield OutputFile(urls.names(facet), f"beibeiNames({text})\n".encode())


def _spellings(form: str) -> str:
    return f"{form} {pinyin(form)} {initials(form)}"


def entry_views(context: SiteContext, excerpts: Excerpts, facet: Facet, entry_id: str) -> Iterator[EntryView]:
    """An entry's pages; what is not a list of articles stands on the first."""
    key = (facet, entry_id)
    record = context.records[key]
    series, book = is_series(context, key), has_dossier(context, key)
    stories, printings = context.listed(key), len(context.archive.with_entry(*key))
    for path, articles, pages in paged(urls.facet(*key), stories):
        first = pages.is_first
        yield EntryView(
            path=path,
            title=context.links[key].text,
            section=facet,
            record=record,
            count=context.counts[key],
            cards=context.cards(articles, excerpts),
            pages=pages,
            crumbs=entry_trail(context, key),
            children=tuple(context.counted(child) for child in context.children.get(key, ())),
            related=_related(context, key) if first else {},
            bars=bars(context.by_period(key)) if first else None,
            offices=office_rows(context, entry_id) if first and facet == "people" else (),
            body_offices=context.offices_of_body.get(entry_id, ()) if first and facet == "bodies" else (),
            feed=urls.feed(entry_id) if facet == "topics" else "",
            list_page=urls.list_page(path) if series else "",
            hits=tuple(a.id for a in stories) if series and not has_script(context, key) else (),
            first=urls.article(stories[0].id) if series and first else "",
            dossier=urls.dossier(*key) if book and first else "",
            epub=urls.epub(*key) if book and first else "",
            printings=printings,
            json_ld=entry_json_ld(context, key) if first else "",
        )


def _related(context: SiteContext, key: EntryKey) -> dict[Facet, tuple[Link, ...]]:
    """The entries of each facet that most often stand in the same articles, with how often."""
    shared = Counter(other for a in context.listed(key) for other in context.keys(a) if other != key)
    ranked = sorted(shared, key=lambda k: (-shared[k], k[1]))
    links = {k: replace(context.links[k], count=shared[k]) for k in ranked}
    found = {f: tuple(links[k] for k in ranked if k[0] == f)[:_RELATED] for f in FACETS}
    return {facet: entries for facet, entries in found.items() if entries}
