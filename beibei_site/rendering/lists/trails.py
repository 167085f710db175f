"""Breadcrumbs: the way from the start page down to what a page is part of."""

from __future__ import annotations

from beibei_site.domain.model import Article
from beibei_site.rendering import urls
from beibei_site.rendering.components import Link
from beibei_site.rendering.context import EntryKey, SiteContext


def section_crumb(target: str, section: str) -> Link:
    """A breadcrumb to a section, which the template names in the interface's language."""
    return Link(target, section, note="section")


def date_crumb(target: str, date: str) -> Link:
    """A breadcrumb to the page of a date, which the template puts into words."""
    return Link(target, date, note="date")


def page_crumb(target: str, page: str) -> Link:
    """A breadcrumb to a page of an issue, as printed (`2`, `A06`, 头版)."""
    return Link(target, page, note="page")


HOME = section_crumb(urls.HOME, "home")


def trail_of(context: SiteContext, article: Article) -> tuple[Link, ...]:
    """From the start page to the page of the issue that printed an article; else to its month or year."""
    if article.id in context.shelf.by_article:
        issue, page = context.shelf.by_article[article.id]
        name = context.shelf.name(issue, page)
        day = date_crumb(context.shelf.address(issue), issue.day)
        last = (page_crumb(name.target, name.page),) if name.page else ()
        return HOME, section_crumb(urls.issues(), "issues"), day, *last
    month = article.begins[:7]
    dates = (date_crumb(urls.dates(month), month),) if month else ()
    return HOME, section_crumb(urls.dates(), "dates"), *dates


def entry_trail(context: SiteContext, key: EntryKey) -> tuple[Link, ...]:
    """From the start page through the section to the wider entries of an entry, the widest first; a circle
    ends where it closes."""
    facet, wider = key[0], list[EntryKey]()
    above = (facet, context.parent_of(key))
    while above in context.records and above not in (key, *wider):
        wider.insert(0, above)
        above = (facet, context.parent_of(above))
    return HOME, section_crumb(urls.facet(facet), facet), *map(context.links.__getitem__, wider)
