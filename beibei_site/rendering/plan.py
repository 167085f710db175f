"""What each page of the site is made of: views that are made together are given certain values and nothing
else, so that the digest of these values is that of all that they can show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import cast

from beibei_site.content.cache import Remember, digest
from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.model import Article
from beibei_site.domain.review import is_doubtful
from beibei_site.rendering.components import Excerpt, Excerpts
from beibei_site.rendering.context import EntryKey, SiteContext
from beibei_site.rendering.dossiers.dossier import dossier_views, subject_of
from beibei_site.rendering.keyed import Keyed, keyed, together
from beibei_site.rendering.lists.reading import has_dossier
from beibei_site.rendering.lists.related import Relations, find_related
from beibei_site.rendering.outline import Told, excerpts_of, outline_of, summary_of, told_of
from beibei_site.rendering.outputs.feeds import latest_of
from beibei_site.rendering.views.anniversaries import all_days_view, anniversary_views
from beibei_site.rendering.views.articles import article_views
from beibei_site.rendering.views.changes.lists import changes_views, find_changes
from beibei_site.rendering.views.changes.removed import removed_views
from beibei_site.rendering.views.dates import all_dates_view, month_views, undated_views, year_views
from beibei_site.rendering.views.entries import entry_views, index_views
from beibei_site.rendering.views.home import featured, home_views, whole_views
from beibei_site.rendering.views.names.connections import connections_view
from beibei_site.rendering.views.names.offices import office_views
from beibei_site.rendering.views.names.places import places_view
from beibei_site.rendering.views.newspaper.beside import beside_views
from beibei_site.rendering.views.newspaper.calendar import issue_views
from beibei_site.rendering.views.newspaper.coverage import coverage_views
from beibei_site.rendering.views.newspaper.pages import page_views
from beibei_site.rendering.views.newspaper.sources import source_views
from beibei_site.rendering.views.review import review_views
from beibei_site.rendering.views.search import search_views
from beibei_site.rendering.views.view import View

Listing = tuple[str, tuple[str, ...], tuple[str, ...]]  # what makes it, of what, and the ids of its articles
_LISTS: dict[str, Callable[..., Iterable[View]]] = {
    "home": home_views,
    "undated": undated_views,
    "year": year_views,
    "month": month_views,
    "day": anniversary_views,
    "entry": entry_views,
}


@dataclass(frozen=True, slots=True)
class Part:
    """Views that `make(*values)` makes; `keys` are the digests of the values."""

    name: str
    make: Callable[..., Iterable[View]]
    values: tuple[object, ...]
    keys: tuple[str, ...]


def _part(name: str, make: Callable[..., Iterable[View]], *values: Keyed) -> Part:  # type: ignore[type-arg]
    return Part(name, make, tuple(one.value for one in values), tuple(one.key for one in values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """All that a site is made of: the archive and its findings; its outline, what is told of each article,
    and how each begins; the lists of articles."""

    archive: Archive
    findings: Findings
    outline: Keyed[SiteContext]
    told: Mapping[str, Keyed[Told]]
    excerpts: Mapping[str, Keyed[Excerpt]]
    lists: Sequence[Listing]

    @property
    def settings(self) -> Settings:
        return self.outline.value.settings

    def excerpts_of(self, ids: Iterable[str]) -> Keyed[Excerpts]:
        """The excerpts of some articles, in this order."""
        given = {article_id: self.excerpts[article_id] for article_id in ids}
        value = {article_id: one.value for article_id, one in given.items()}
        return Keyed(value, digest("\n".join(given), "\n".join(one.key for one in given.values())))

    def summaries_of(self, ids: Iterable[str]) -> Keyed[dict[str, str]]:
        """The first words of some articles, in this order: they are few, and not kept for all."""
        return keyed({i: summary_of(self.archive.by_id[i].body) for i in ids})


def source_of(archive: Archive, settings: Settings, findings: Findings, remember: Remember) -> Source:
    """`remember` keeps what is worked out of single articles, or of all."""
    outline = outline_of(archive, settings, findings)
    find = partial(_find_lists, outline.value)
    lists = remember("lists", outline.key, list[Listing], find)
    own = {article_id: article_id for article_id in archive.by_id}  # in memory once, not for each list
    return Source(
        archive=archive,
        findings=findings,
        outline=outline,
        told=told_of(archive, findings, outline, remember),
        excerpts=excerpts_of(archive, remember),
        lists=[(kind, args, tuple(map(own.__getitem__, ids))) for kind, args, ids in lists],
    )


def parts_of(source: Source, tables: Mapping[str, int], remember: Remember) -> Iterator[Part]:
    """All parts of the site that are pages; `tables` are those of the search page."""
    archive, told, excerpts, outline = source.archive, source.told, source.excerpts_of, source.outline
    settings = keyed(source.settings)
    yield _part("lists", _list_views, outline, keyed(dict(tables)))
    yield _part("coverage", coverage_views, outline, keyed(_damage(source)))
    related = _related(source, remember).of(archive.articles)
    for (article_id, one), others in zip(told.items(), related, strict=True):
        yield _part(f"article {article_id}", article_views, settings, one, keyed(others))
    for page in archive.pages:
        if page.lines:
            of_page = together(told[article.id] for article in archive.of_page(page.record.file))
            yield _part(f"beside {page.record.key}", beside_views, outline, keyed(page.record.file), of_page)
    doubtful = together(one for one in told.values() if is_doubtful(one.value.article))
    yield _part("review", review_views, outline, doubtful, keyed(source.findings.proposals))
    for kind, args, ids in source.lists:
        name, given = " ".join((kind, *args)), (Keyed(arg, arg) for arg in args)
        if kind in _LISTS:
            yield _part(name, _LISTS[kind], outline, excerpts(ids), *given)
        elif kind == "dossier":
            subject = keyed(subject_of(outline.value, cast("EntryKey", args)))
            yield _part(name, dossier_views, settings, subject, together(told[i] for i in ids))
    for changes in find_changes(archive):
        shown = excerpts(c.id for c in changes.shown if c.kind != "removed")
        yield _part(f"changes {changes.path}", changes_views, outline, shown, keyed(changes))


def _find_lists(context: SiteContext) -> list[Listing]:
    """All lists of articles; of a list that shows of twins one, all may be named."""
    found: list[tuple[str, tuple[str, ...], Iterable[Article]]] = [
        ("home", (), featured(context)),
        ("undated", (), context.archive.within("")),
        ("feed", ("",), latest_of(context, "")),
        *(("year", (year,), context.archive.within(year)) for year in context.years),
        *(("month", (month,), context.archive.within(month)) for month in context.months),
        *(("day", (day,), stories) for day, stories in context.by_day_of_year.items()),
        *(("entry", key, context.listed(key)) for key in context.records),
        *(("dossier", key, context.listed(key)) for key in context.records if has_dossier(context, key)),
        *(("feed", (key[1],), latest_of(context, key[1])) for key in context.ranked("topics")),
    ]
    return [(kind, args, tuple(a.id for a in articles)) for kind, args, articles in found]


def _list_views(context: SiteContext, tables: Mapping[str, int]) -> Iterator[View]:
    """The views that show no words of any text."""
    yield from whole_views(context)
    yield from search_views(context, tables)
    yield all_dates_view(context)
    yield all_days_view(context)
    yield from index_views(context)
    yield connections_view(context)
    yield from issue_views(context)
    yield from page_views(context)
    yield from office_views(context)
    yield places_view(context)
    yield from source_views(context)
    yield from removed_views(context)


def _damage(source: Source) -> dict[str, tuple[int, int]]:
    found = ((i, one.value.lost, one.value.restored) for i, one in source.excerpts.items())
    return {i: (lost, restored) for i, lost, restored in found if lost or restored}


def _related(source: Source, remember: Remember) -> Relations:
    keywords = keyed({i: one.value.keywords for i, one in source.told.items()})
    return remember(
        "related",
        digest(source.outline.key, keywords.key),
        Relations,
        lambda: find_related(source.outline.value, keywords.value),
    )
