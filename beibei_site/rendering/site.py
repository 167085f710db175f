"""Archive → the files of the site: views, templates, feeds, data, static files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from beibei_site.content.cache import Remember, anew, digest
from beibei_site.content.output import AnyFile, KeyedFile
from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.dossiers import epub
from beibei_site.rendering.dossiers.dossier import DossierView, dossier_views
from beibei_site.rendering.jinja.environment import (
    PageEnvironment,
    TemplateDigests,
    make_environment,
    render_view,
)
from beibei_site.rendering.lists.reading import list_files
from beibei_site.rendering.outputs.exports import data_files, data_resources, markdown_archives
from beibei_site.rendering.outputs.feeds import feed_files
from beibei_site.rendering.outputs.pictures import headline_pictures
from beibei_site.rendering.outputs.static import static_files
from beibei_site.rendering.views.anniversaries import anniversary_views
from beibei_site.rendering.views.articles import article_views
from beibei_site.rendering.views.changes.lists import change_views
from beibei_site.rendering.views.changes.removed import removed_views
from beibei_site.rendering.views.dates import date_views
from beibei_site.rendering.views.entries import entry_views, name_scripts
from beibei_site.rendering.views.home import data_view, whole_views
from beibei_site.rendering.views.names.connections import connections_view
from beibei_site.rendering.views.names.offices import office_views
from beibei_site.rendering.views.names.places import places_view
from beibei_site.rendering.views.newspaper.beside import beside_views
from beibei_site.rendering.views.newspaper.calendar import issue_views
from beibei_site.rendering.views.newspaper.coverage import coverage_views
from beibei_site.rendering.views.newspaper.pages import page_views, raw_files
from beibei_site.rendering.views.newspaper.sources import source_views
from beibei_site.rendering.views.review import review_views
from beibei_site.rendering.views.search import search_views
from beibei_site.rendering.views.view import View

_NO_TABLES: Mapping[str, int] = MappingProxyType({"k": 0, "s": 0})


def all_views(context: SiteContext, tables: Mapping[str, int] = _NO_TABLES) -> Iterator[View]:
    """One view for every HTML file of the site."""
    yield from whole_views(context)
    yield from search_views(context, tables)
    yield from article_views(context)
    yield from date_views(context)
    yield from anniversary_views(context)
    yield from entry_views(context)
    yield connections_view(context)
    yield from issue_views(context)
    yield from page_views(context)
    yield from beside_views(context)
    yield from office_views(context)
    yield places_view(context)
    yield from source_views(context)
    yield from coverage_views(context)
    yield from review_views(context)
    yield from dossier_views(context)
    yield from change_views(context)
    yield from removed_views(context)


def render_site(
    archive: Archive,
    settings: Settings,
    findings: Findings,
    tables: Mapping[str, int] = _NO_TABLES,
    *,
    templates: tuple[Path, ...],
    static: tuple[Path, ...],
    remember: Remember = anew,
    refused: Set[Path] = frozenset(),
    font: bytes = b"",
) -> Iterator[AnyFile]:
    """Every file of the site but the search index.

    `tables` are those that the search page reads beside its index, with the number of their scripts;
    `templates` and `static` are folders, the first that holds a file wins; `refused` are files and
    folders in them that do not count; in `font` the headlines are drawn that links to articles show, if
    the settings name one. A page is keyed by its own words,
    templates and settings; `remember` keeps compiled templates and
    archives of Markdown.
    """
    context = SiteContext(archive, settings, findings)
    environment = make_environment(templates, settings, refused, remember)
    digests, base = TemplateDigests(environment), repr(settings)
    resources, archives = data_resources(context), tuple(markdown_archives(context, remember))
    binder = epub.Binder(environment)
    for view in chain(all_views(context, tables), [data_view(context, resources, archives)]):
        shown = repr(view)
        key = digest(base, digests[view.template], shown)
        yield KeyedFile(view.path, key, partial(_page, environment, view))
        if isinstance(view, DossierView):
            key = digest(base, *(digests[name] for name in epub.TEMPLATES), shown)
            yield KeyedFile(view.epub, key, partial(binder.epub, view))
    yield from name_scripts(context)
    yield from list_files(context, environment.filters["shown"])
    yield from raw_files(context)
    if settings.has_pictures:
        yield from headline_pictures(context, font, environment.filters["shown"])
    yield from feed_files(context, environment)
    yield from data_files(context, environment, resources, archives)
    yield from static_files(static, refused)


def _page(environment: PageEnvironment, view: View) -> bytes:
    return render_view(environment, view).encode()
