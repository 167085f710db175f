"""Offices with their holders in time: the list of all, a page for each, and the rows on a person's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from beibei_site.domain.dates import first_and_last
from beibei_site.domain.findings import Holder, Office, OfficeHeld
from beibei_site.rendering import urls
from beibei_site.rendering.charts import Bar, timeline
from beibei_site.rendering.components import Link
from beibei_site.rendering.context import SiteContext, article_link
from beibei_site.rendering.lists.paging import Pages, paged
from beibei_site.rendering.views.view import View

_FIRST_HOLDERS = 6  # shown in the list of all offices


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office that the archive gives a person: when, in which articles; its bar on the line of time; who
    held it before and after. `target` is the page of the office; empty if it has none."""

    office: str
    first: str
    last: str
    articles: tuple[Link, ...]
    bar: Bar
    target: str = ""
    before: tuple[Link, ...] = ()
    after: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A person to whom `count` articles give an office, the first and the last of them with their dates."""

    person: Link
    count: int
    first: Link
    last: Link
    bar: Bar


@dataclass(frozen=True, slots=True)
class OfficeSummary:
    """An office in the list of all, with its first holders (their articles as count) and how many follow."""

    link: Link
    body: Link | None
    first: str
    last: str
    holders: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficesView(View):
    """A part of the list of offices."""

    template: str = "offices.html"
    section: str = "people"
    offices: tuple[OfficeSummary, ...]
    pages: Pages


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeView(View):
    """An office with all its holders, in the order in which texts first name them so."""

    template: str = "office.html"
    section: str = "people"
    forms: tuple[str, ...]
    body: Link | None
    shared: bool
    holders: tuple[HolderRow, ...]


def office_views(context: SiteContext) -> Iterator[View]:
    """The list of offices, those that most articles tell of first, and the page of each."""
    ranked = sorted(context.offices.values(), key=lambda o: (-len(_articles(o)), o.id))
    for path, part, pages in paged(urls.office(), ranked):
        offices = tuple(_summary(context, office) for office in part)
        yield OfficesView(path=path, offices=offices, pages=pages)
    for office in context.offices.values():
        yield _page(context, office)


def _articles(office: Office) -> frozenset[str]:
    return frozenset(i for holder in office.holders for i in holder.articles)


def _summary(context: SiteContext, office: Office) -> OfficeSummary:
    first, last = first_and_last(date for h in office.holders for date in (h.first, h.last))
    return OfficeSummary(
        link=Link(urls.office(office.id), office.title, len(_articles(office))),
        body=_body(context, office),
        first=first,
        last=last,
        holders=tuple(_person(context, holder) for holder in office.holders[:_FIRST_HOLDERS]),
        more=max(0, len(office.holders) - _FIRST_HOLDERS),
    )


def _page(context: SiteContext, office: Office) -> OfficeView:
    bars = timeline([(h.first, h.last) for h in office.holders])
    return OfficeView(
        path=urls.office(office.id),
        title=office.title,
        forms=office.forms,
        body=_body(context, office),
        shared=office.shared,
        holders=tuple(_holder(context, *pair) for pair in zip(office.holders, bars, strict=True)),
    )


def _holder(context: SiteContext, holder: Holder, bar: Bar) -> HolderRow:
    links = _links(context, holder.articles)
    dated = [link for link in links if link.note] or links
    return HolderRow(_person(context, holder), len(links), dated[0], dated[-1], bar)


def _body(context: SiteContext, office: Office) -> Link | None:
    return context.links.get(("bodies", office.body))


def _person(context: SiteContext, holder: Holder) -> Link:
    return context.links["people", holder.person]


def _links(context: SiteContext, articles: tuple[str, ...]) -> tuple[Link, ...]:
    by_id = context.archive.by_id
    return tuple(article_link(by_id[i], note=by_id[i].begins) for i in articles if i in by_id)


def office_rows(context: SiteContext, person: str) -> tuple[OfficeRow, ...]:
    """A person's offices, their bars on one line from the first day to the last."""
    held = context.findings.offices.get(person, ())
    bars = timeline([(h.first, h.last) for h in held])
    return tuple(_row(context, h, bar) for h, bar in zip(held, bars, strict=True))


def _row(context: SiteContext, held: OfficeHeld, bar: Bar) -> OfficeRow:
    office = context.offices.get(held.id)
    others = office.holders if office and not office.shared else ()
    before = sorted((h for h in others if h.last and h.last < held.first), key=lambda h: h.last)[-1:]
    after = [h for h in others if h.first > held.last and held.last][:1]
    return OfficeRow(
        office=held.office,
        first=held.first,
        last=held.last,
        articles=_links(context, held.articles),
        bar=bar,
        target=urls.office(office.id) if office else "",
        before=tuple(_person(context, h) for h in before),
        after=tuple(_person(context, h) for h in after),
    )
