"""The views of people, topics, places and bodies: their indexes, and a page for each entry."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Sequence

from pypinyin import Style, lazy_pinyin

from beibei_site.domain.findings import OfficeHeld
from beibei_site.domain.model import FACETS, Facet, OutputFile
from beibei_site.rendering import urls
from beibei_site.rendering.charts import Matrix, bars, count_by_period, matrix
from beibei_site.rendering.context import Holdings, Key, article_link
from beibei_site.rendering.views.paging import paged
from beibei_site.rendering.views.parts import Link, Tenured
from beibei_site.rendering.views.types import FacetIndexView, FacetView, RedirectView, View

_RELATED = 12
_CHARTED = 16


def facet_views(holdings: Holdings) -> Iterator[View]:
    """For every facet its indexes, a page for each entry, and a redirect for each former id."""
    children: dict[Key, list[Key]] = {}
    for key, record in holdings.records.items():
        if record.parent:
            children.setdefault((key[0], record.parent), []).append(key)
    for facet in FACETS:
        yield from _indexes(holdings, facet)
    for key, record in holdings.records.items():
        yield from _entry_views(holdings, key, children.get(key, []))
        for alias in record.aliases:
            yield RedirectView(
                path=urls.facet(key[0], alias), template="redirect.html", link=holdings.entry(key)
            )


def _indexes(holdings: Holdings, facet: Facet) -> Iterator[FacetIndexView]:
    """The index by number of articles and the index by pinyin."""
    keys = [key for key in holdings.records if key[0] == facet]
    by_count = sorted(keys, key=lambda k: (-holdings.counts[k], k[1]))
    by_name = sorted(keys, key=lambda k: (pinyin(holdings.records[k].preferred), k[1]))
    orders = (("count", urls.facet(facet)), ("name", urls.by_name(facet)))
    for (order, path), ranked in zip(orders, (by_count, by_name), strict=True):
        for target, part, pages in paged(path, ranked):
            yield FacetIndexView(
                path=target,
                template="facets.html",
                section=facet,
                facet=facet,
                order=order,
                entries=tuple(holdings.entry(key) for key in part),
                pages=pages,
                orders=orders,
                names=urls.names(facet),
                chart=_chart(holdings, by_count) if facet == "topics" and target == path else None,
            )


def _chart(holdings: Holdings, keys: Sequence[Key]) -> Matrix | None:
    """The most frequent entries by period."""
    rows = [
        (holdings.entry(key).text, urls.facet(*key), _by_period(holdings, key))
        for key in keys[:_CHARTED]
        if holdings.counts[key]
    ]
    return matrix(holdings.periods, rows)


def _by_period(holdings: Holdings, key: Key) -> tuple[int, ...]:
    return count_by_period((a.date for a in holdings.archive.with_entry(*key)), holdings.periods)


def pinyin(text: str) -> str:
    """`text` in pinyin without tones: by this Chinese names are put in order."""
    return " ".join(lazy_pinyin(text)).lower()


def name_scripts(holdings: Holdings) -> Iterator[OutputFile]:
    """For each facet the script with all its names, their pinyin and its initials (`zhouxu`, `zx`)."""
    for facet in FACETS:
        rows = []
        for key in holdings.ranked(facet):
            record, link = holdings.records[key], holdings.entry(key)
            forms = " ".join(_spellings(form) for form in (record.preferred, *record.variants))
            rows.append([record.id, link.text, link.count, forms])
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        yield OutputFile(urls.names(facet), f"beibeiNames({text})\n".encode())


def _spellings(form: str) -> str:
    whole = "".join(lazy_pinyin(form)).lower()
    initials = "".join(lazy_pinyin(form, style=Style.FIRST_LETTER)).lower()
    return f"{form} {whole} {initials}"


def _entry_views(holdings: Holdings, key: Key, children: Sequence[Key]) -> Iterator[FacetView]:
    facet, entry_id = key
    record = holdings.records[key]
    parent = (facet, record.parent) if record.parent else None
    tenures = _tenures(holdings, holdings.findings.offices.get(entry_id, ())) if facet == "people" else ()
    for path, articles, pages in paged(urls.facet(*key), holdings.archive.with_entry(*key)):
        first = pages.number == 1
        yield FacetView(
            path=path,
            template="facet.html",
            title=holdings.entry(key).text,
            section=facet,
            record=record,
            count=holdings.counts[key],
            cards=holdings.cards(articles),
            pages=pages,
            parent=holdings.entry(parent) if parent in holdings.records else None,
            children=tuple(holdings.entry(child) for child in children),
            related=_related(holdings, key) if first else (),
            bars=bars(holdings.periods, _by_period(holdings, key)) if first else None,
            tenures=tenures if first else (),
            feeds=(urls.feed("xml", entry_id), urls.feed("json", entry_id)) if facet == "topics" else (),
        )


def _related(holdings: Holdings, key: Key) -> tuple[tuple[Facet, tuple[Link, ...]], ...]:
    """The entries of each facet that most often stand in the same articles, with how often."""
    shared = Counter(
        other for a in holdings.archive.with_entry(*key) for other in holdings.keys[a.id] if other != key
    )
    found = []
    for facet in FACETS:
        common = sorted((k for k in shared if k[0] == facet), key=lambda k: (-shared[k], k[1]))[:_RELATED]
        links = tuple(Link(urls.facet(*k), holdings.entry(k).text, shared[k]) for k in common)
        found.append((facet, links))
    return tuple((facet, links) for facet, links in found if links)


def _tenures(holdings: Holdings, tenures: Sequence[OfficeHeld]) -> tuple[Tenured, ...]:
    """Offices with their place on a line from the first day to the last, in thousandths."""
    days = [_ordinal(d) for t in tenures for d in (t.first, t.last) if d]
    start, span = (min(days), max(1, max(days) - min(days))) if days else (0, 1)

    def place(first: str, last: str) -> tuple[int, int]:
        if not first:
            return 0, 0
        left, right = ((_ordinal(d) - start) * 1000 // span for d in (first, last))
        return min(left, 970), max(30, right - left)

    by_id = holdings.archive.by_id
    return tuple(
        Tenured(
            t.office,
            t.first,
            t.last,
            tuple(article_link(by_id[i]) for i in t.articles if i in by_id),
            place(t.first, t.last),
        )
        for t in tenures
    )


def _ordinal(date: str) -> int:
    """The day as a number; a month or a year counts as its first day."""
    return datetime.date(*map(int, (date + "-01-01")[:10].split("-"))).toordinal()
