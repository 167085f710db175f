"""Archive → the files of the site: views, templates, feeds, data, static files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment

from beibei_site.content.cache import Remember, digest
from beibei_site.content.output import OutputFile
from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.problems import SetupError
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.dossiers import epub
from beibei_site.rendering.dossiers.dossier import DossierView, dossier_views
from beibei_site.rendering.environment import TemplateDigests, make_environment, make_with, render_view
from beibei_site.rendering.lists.reading import list_files
from beibei_site.rendering.outputs.exports import data_files, data_resources, machine_files, markdown_archives
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


def _stop(error: SetupError) -> None:
    raise error


def render_site(
    archive: Archive,
    settings: Settings,
    findings: Findings,
    tables: Mapping[str, int] = _NO_TABLES,
    *,
    templates: tuple[Path, ...],
    static: tuple[Path, ...],
    remember: Remember,
    refused: Set[Path] = frozenset(),
    font: bytes = b"",
    failed: Callable[[SetupError], object] = _stop,
) -> Iterator[OutputFile]:
    """Every file of the site but the search index.

    `tables` are those that the search page reads beside its index, with the number of their scripts;
    `templates` and `static` are folders, the first that holds a file wins; `refused` are files and
    folders in them that do not count; in `font` the headlines are drawn that links to articles show, if
    the settings name one. A view whose own words,
    templates and settings have not changed is not rendered again. Where a template of the archive's own
    fails, `failed` is told, and the program's makes the file.
    """
    context = SiteContext(archive, settings, findings)
    choices = [_Printer(templates[at:], settings, remember, refused) for at in range(len(templates))]
    shown = choices[0].environment.filters["shown"]
    resources, archives = data_resources(context), tuple(markdown_archives(context))
    for view in chain(all_views(context, tables), [data_view(context, resources, archives)]):
        yield from make_with(choices, failed, partial(_Printer.of_view, view=view))
    yield from name_scripts(context)
    yield from list_files(context, shown)
    yield from raw_files(context)
    if settings.has_pictures:
        yield from headline_pictures(context, font, remember, shown)
    for make in (feed_files, machine_files):
        yield from make_with(choices, failed, partial(_Printer.of_archive, context=context, make=make))
    yield from data_files(context, resources, archives)
    yield from static_files(static, refused)


class _Printer:
    """Makes files with the templates of some folders, the first that holds one wins."""

    def __init__(
        self, folders: tuple[Path, ...], settings: Settings, remember: Remember, refused: Set[Path]
    ) -> None:
        self.environment = make_environment(folders, settings, refused)
        self._digests = TemplateDigests(self.environment)
        self._settings, self._base = settings, repr(settings)
        self._remember = remember

    def of_view(self, view: View) -> list[OutputFile]:
        """The page of a view, and the book that some have."""
        draw = partial(render_view, self.environment, view, self._settings)
        html = self._remember("view", self._key(view, view.template), str, draw)
        made = [OutputFile(view.path, html.encode())]
        if isinstance(view, DossierView):
            bind = partial(epub.epub, self.environment, view)
            made.append(
                OutputFile(view.epub, self._remember("epub", self._key(view, *epub.TEMPLATES), bytes, bind))
            )
        return made

    def _key(self, view: View, *templates: str) -> str:
        return digest(self._base, *(self._digests[name] for name in templates), repr(view))

    def of_archive(
        self, context: SiteContext, make: Callable[[SiteContext, Environment], Iterable[OutputFile]]
    ) -> list[OutputFile]:
        """Files that are made of the whole archive."""
        return list(make(context, self.environment))
