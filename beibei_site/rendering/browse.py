"""The views to browse by: dates, facets, source pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from beibei_site import urls
from beibei_site.archive import Archive
from beibei_site.findings import Findings
from beibei_site.model import AuthorityRecord, Facet
from beibei_site.rendering.parts import (
    FACET_NAMES,
    cards,
    chinese_date,
    entry_link,
    month_table,
    months_of,
    source_lines,
)
from beibei_site.rendering.prose import to_html
from beibei_site.rendering.views import (
    FacetIndexView,
    FacetView,
    Link,
    ListView,
    RedirectView,
    SourcesView,
    SourceView,
    View,
)

SHOWN_FACETS: tuple[Facet, ...] = ("people", "topics", "places", "bodies")
_RELATED = 12


def date_views(archive: Archive) -> Iterator[View]:
    """All dates, every year, month and day with articles, and the undated."""
    months = months_of(archive)
    years = sorted({d[:4] for d in archive.dates})
    year_links = tuple(Link(urls.dates(y), f"{y}年", len(archive.within(y))) for y in years)
    yield ListView(
        path=urls.dates(),
        template="dates.html",
        title="日期",
        section="dates",
        years=year_links,
        months=tuple(month_table(archive, m) for m in months),
    )
    for at, year in enumerate(years):
        yield ListView(
            path=urls.dates(year),
            template="dates.html",
            title=chinese_date(year),
            section="dates",
            months=tuple(month_table(archive, m) for m in months_of(archive, year)),
            cards=cards(archive, [a for a in archive.within(year) if a.date == year]),
            up=Link(urls.dates(), "全部日期"),
            before=_link(years, at - 1),
            after=_link(years, at + 1),
        )
    for at, month in enumerate(months):
        yield _list(archive, month, months, at, Link(urls.dates(month[:4]), chinese_date(month[:4])))
    days = [d for d in archive.dates if d.count("-") == 2]
    for at, day in enumerate(days):
        yield _list(archive, day, days, at, Link(urls.dates(day[:7]), chinese_date(day[:7])))
    undated = archive.within("")
    if undated:
        yield ListView(
            path=urls.undated(),
            template="dates.html",
            title="日期不详",
            section="dates",
            cards=cards(archive, undated),
        )


def _list(archive: Archive, part: str, parts: list[str], at: int, up: Link) -> ListView:
    is_month = part.count("-") == 1
    return ListView(
        path=urls.dates(part),
        template="dates.html",
        title=chinese_date(part),
        section="dates",
        months=(month_table(archive, part),) if is_month else (),
        cards=cards(archive, archive.within(part)),
        up=up,
        before=_link(parts, at - 1),
        after=_link(parts, at + 1),
    )


def _link(parts: list[str], at: int) -> Link | None:
    return Link(urls.dates(parts[at]), chinese_date(parts[at])) if 0 <= at < len(parts) else None


def facet_views(archive: Archive, findings: Findings) -> Iterator[View]:
    """For every facet its index, a page for each entry, and a redirect for each former id."""
    for facet in SHOWN_FACETS:
        records = [(r, len(archive.with_entry(facet, r.id))) for r in archive.entries(facet)]
        records.sort(key=lambda pair: (-pair[1], pair[0].id))
        yield FacetIndexView(
            path=urls.facet(facet),
            template="facets.html",
            title=FACET_NAMES[facet],
            section=facet,
            entries=tuple(entry_link(r, count) for r, count in records),
        )
        for record, _ in records:
            yield _facet_view(archive, record, findings)
            for alias in record.aliases:
                yield RedirectView(
                    path=urls.facet(facet, alias),
                    template="redirect.html",
                    title=record.preferred,
                    target=urls.facet(facet, record.id),
                )


def _facet_view(archive: Archive, record: AuthorityRecord, findings: Findings) -> FacetView:
    articles = archive.with_entry(record.facet, record.id)
    offices = dict(findings.offices).get(record.id, ()) if record.facet == "people" else ()
    parent = archive.entry(record.facet, record.parent) if record.parent else None
    return FacetView(
        path=urls.facet(record.facet, record.id),
        template="facet.html",
        title=record.preferred,
        section=record.facet,
        description=record.description,
        text=to_html(record.description) if record.description else "",
        variants=record.variants,
        same_as=record.same_as,
        cards=cards(archive, articles),
        related=_related(archive, record),
        offices=tuple(
            (t.office, _span(t.first, t.last), tuple(Link(urls.article(i), i) for i in t.articles))
            for t in offices
        ),
        parent=entry_link(parent) if parent else None,
    )


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def _related(archive: Archive, record: AuthorityRecord) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """The entries of each facet that most often stand in the same articles."""
    articles = archive.with_entry(record.facet, record.id)
    found = []
    for facet in SHOWN_FACETS:
        counts = Counter(r for a in articles for r in archive.entries_of(a, facet) if r.id != record.id)
        common = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].id))[:_RELATED]
        if common:
            name = "常一同出现的人物" if facet == record.facet == "people" else f"相关{FACET_NAMES[facet]}"
            found.append((name, tuple(entry_link(r, count) for r, count in common)))
    return tuple(found)


def source_views(archive: Archive) -> Iterator[View]:
    """The list of source pages, and the page of each with its lines."""
    yield SourcesView(
        path=urls.source(),
        template="sources.html",
        title="原始版面",
        section="sources",
        pages=tuple(
            Link(urls.source(p.record.key), p.record.file, len(archive.of_page(p.record.file)))
            for p in archive.pages
        ),
    )
    for page in archive.pages:
        record = page.record
        facts = [("文件", record.file), ("编码", record.encoding), ("SHA-256", record.sha256)]
        facts += [
            (name, str(value))
            for name, value in _set_by_curator(record.paper, record.issued, record.page)
            if value
        ]
        yield SourceView(
            path=urls.source(record.key),
            template="source.html",
            title=f"原始版面 {record.key}",
            section="sources",
            file=record.file,
            lines=source_lines(archive, page),
            articles=tuple(Link(urls.article(a.id), a.title) for a in archive.of_page(record.file)),
            facts=tuple(facts),
        )


def _set_by_curator(
    paper: str | None, issued: str | None, number: int | None
) -> tuple[tuple[str, object], ...]:
    return (("报纸", paper), ("出版日期", issued), ("版次", number))
