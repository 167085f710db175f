"""The views of people, topics, places and bodies: their indexes, and a page for each entry."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pypinyin import Style, lazy_pinyin

from beibei_site.content.output import OutputFile
from beibei_site.domain.model import FACETS, AuthorityRecord, Facet
from beibei_site.rendering import urls
from beibei_site.rendering.charts import BarChart, bars
from beibei_site.rendering.components import Card, Link
from beibei_site.rendering.context import EntryKey, SiteContext
from beibei_site.rendering.outputs.linked import entry_json_ld
from beibei_site.rendering.views.names.offices import OfficeRow, office_rows
from beibei_site.rendering.views.paging import Pages, paged
from beibei_site.rendering.views.view import RedirectView, View

_RELATED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView(View):
    """A part of the index of a facet; `orders` are its orders with their first pages."""

    template: str = "entries.html"
    facet: Facet
    order: str
    entries: tuple[Link, ...]
    pages: Pages
    orders: dict[str, str]
    names: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryView(View):
    """An entry: its articles, their course over time, its offices and neighbours."""

    template: str = "entry.html"
    record: AuthorityRecord
    count: int
    cards: tuple[Card, ...]
    pages: Pages
    parent: Link | None
    children: tuple[Link, ...]
    related: dict[Facet, tuple[Link, ...]]
    bars: BarChart | None
    offices: tuple[OfficeRow, ...]
    body_offices: tuple[Link, ...]
    feed: str
    json_ld: str


def entry_views(context: SiteContext) -> Iterator[View]:
    """For every facet its indexes, a page for each entry, and a redirect for each former id."""
    children: dict[EntryKey, list[EntryKey]] = {}
    for key in context.records:
        if parent := context.parent_of(key):
            children.setdefault((key[0], parent), []).append(key)
    for facet in FACETS:
        yield from _indexes(context, facet)
    for key, record in context.records.items():
        yield from _pages(context, key, children.get(key, []))
        for alias in record.aliases:
            yield RedirectView(path=urls.facet(key[0], alias), link=context.entry(key))


def _indexes(context: SiteContext, facet: Facet) -> Iterator[IndexView]:
    """The index by number of articles and the index by pinyin."""
    keys = [key for key in context.records if key[0] == facet]
    by_count = sorted(keys, key=lambda k: (-context.counts[k], k[1]))
    by_name = sorted(keys, key=lambda k: (pinyin(context.records[k].preferred), k[1]))
    orders = {"count": urls.facet(facet), "name": urls.by_name(facet)}
    for order, ranked in (("count", by_count), ("name", by_name)):
        for path, part, pages in paged(orders[order], ranked):
            yield IndexView(
                path=path,
                section=facet,
                facet=facet,
                order=order,
                entries=tuple(context.entry(key) for key in part),
                pages=pages,
                orders=orders,
                names=urls.names(facet),
            )


def pinyin(text: str) -> str:
    """`text` in pinyin without tones, the sort key of Chinese names."""
    return " ".join(lazy_pinyin(text)).lower()


def name_scripts(context: SiteContext) -> Iterator[OutputFile]:
    """For each facet the script with all its names, their pinyin and its initials (`zhouxu`, `zx`)."""
    for facet in FACETS:
        rows = []
        for key in context.ranked(facet):
            record, link = context.records[key], context.entry(key)
            forms = " ".join(_spellings(form) for form in record.forms)
            rows.append([record.id, link.text, link.count, forms])
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        yield OutputFile(urls.names(facet), f"beibeiNames({text})\n".encode())


def _spellings(form: str) -> str:
    whole = "".join(lazy_pinyin(form)).lower()
    initials = "".join(lazy_pinyin(form, style=Style.FIRST_LETTER)).lower()
    return f"{form} {whole} {initials}"


def _pages(context: SiteContext, key: EntryKey, children: Sequence[EntryKey]) -> Iterator[EntryView]:
    """An entry's pages; what is not a list of articles stands on the first."""
    facet, entry_id = key
    record = context.records[key]
    parent = (facet, context.parent_of(key))
    for path, articles, pages in paged(urls.facet(*key), context.archive.with_entry(*key)):
        first = pages.is_first
        yield EntryView(
            path=path,
            title=context.entry(key).text,
            section=facet,
            record=record,
            count=context.counts[key],
            cards=context.cards(articles),
            pages=pages,
            parent=context.entry(parent) if parent in context.records else None,
            children=tuple(context.entry(child) for child in children),
            related=_related(context, key) if first else {},
            bars=bars(context.by_period(key)) if first else None,
            offices=office_rows(context, entry_id) if first and facet == "people" else (),
            body_offices=context.offices_of_body.get(entry_id, ()) if first and facet == "bodies" else (),
            feed=urls.feed(entry_id) if facet == "topics" else "",
            json_ld=entry_json_ld(context, key) if first else "",
        )


def _related(context: SiteContext, key: EntryKey) -> dict[Facet, tuple[Link, ...]]:
    """The entries of each facet that most often stand in the same articles, with how often."""
    shared = Counter(
        other for a in context.archive.with_entry(*key) for other in context.keys[a.id] if other != key
    )
    ranked = sorted(shared, key=lambda k: (-shared[k], k[1]))
    links = {k: Link(urls.facet(*k), context.entry(k).text, shared[k]) for k in ranked}
    found = {f: tuple(links[k] for k in ranked if k[0] == f)[:_RELATED] for f in FACETS}
    return {facet: entries for facet, entries in found.items() if entries}
