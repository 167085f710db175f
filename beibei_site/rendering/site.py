"""Archive → the files of the site: views, templates, feeds, data, static files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from beibei_site.content.cache import Remember, anew, digest
from beibei_site.content.output import AnyFile, KeyedFile, OutputFile
from beibei_site.content.settings import Settings
from beibei_site.domain.archive import Archive
from beibei_site.domain.findings import Findings
from beibei_site.domain.problems import BrokenFile, SetupError
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.dossiers import epub
from beibei_site.rendering.dossiers.dossier import DossierView, dossier_views
from beibei_site.rendering.jinja.environment import (
    PageEnvironment,
    TemplateDigests,
    make_environment,
    make_with,
    render_view,
)
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

Failures = Mapping[str, BrokenFile]
Failed = Callable[[str, BrokenFile], object]
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


def _stop(key: str, broken: BrokenFile) -> None:
    raise SetupError(broken.message, file=broken.path, line=broken.line, remedy=broken.remedy)


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
    failures: Failures = MappingProxyType({}),
    failed: Failed = _stop,
) -> Iterator[AnyFile]:
    """Every file of the site but the search index.

    `tables` are those that the search page reads beside its index, with the number of their scripts;
    `templates` and `static` are folders, the first that holds a file wins; `refused` are files and
    folders in them that do not count; in `font` the headlines are drawn that links to articles show, if
    the settings name one. A page is keyed by its own words, templates and settings; `remember` keeps compiled
    templates and archives of Markdown. Where a template of the archive's own fails, the program's makes the
    file, and `failed` is told, with the key of a file that has one; so it is at once for the keys of
    `failures`.
    """
    context = SiteContext(archive, settings, findings)
    printers = [Printer(templates[at:], settings, refused, remember) for at in range(len(templates))]
    resources, archives = data_resources(context), tuple(markdown_archives(context, remember))
    for view in chain(all_views(context, tables), [data_view(context, resources, archives)]):
        for path, key, make in printers[0].of_view(view):
            if key in failures:
                failed(key, failures[key])
            yield KeyedFile(path, key, partial(make_with, printers, partial(failed, key), make))
    shown = printers[0].environment.filters["shown"]
    yield from name_scripts(context)
    yield from list_files(context, shown)
    yield from raw_files(context)
    if settings.has_pictures:
        yield from headline_pictures(context, font, shown)
    for files in (feed_files, machine_files):
        make_all = partial(_of_archive, context=context, files=files)
        yield from make_with(printers, partial(failed, ""), make_all)
    yield from data_files(context, resources, archives)
    yield from static_files(static, refused)


class Printer:
    """Makes files with the templates of some folders, the first that holds one wins."""

    def __init__(
        self, folders: tuple[Path, ...], settings: Settings, refused: Set[Path], remember: Remember
    ) -> None:
        self.environment = make_environment(folders, settings, refused, remember)
        self._binder = epub.Binder(self.environment)
        self._digests = TemplateDigests(self.environment)
        self._base = repr(settings)

    def of_view(self, view: View) -> Iterator[tuple[str, str, Callable[[Printer], bytes]]]:
        """The page of a view, and the book that some have: path, key, what makes it with any templates."""
        shown = repr(view)
        yield view.path, self._key(shown, view.template), partial(Printer.page, view=view)
        if isinstance(view, DossierView):
            yield view.epub, self._key(shown, *epub.TEMPLATES), partial(Printer.book, view=view)

    def _key(self, shown: str, *templates: str) -> str:
        return digest(self._base, *(self._digests[name] for name in templates), shown)

    def page(self, view: View) -> bytes:
        return render_view(self.environment, view).encode()

    def book(self, view: DossierView) -> bytes:
        return self._binder.epub(view)


def _of_archive(
    printer: Printer,
    context: SiteContext,
    files: Callable[[SiteContext, PageEnvironment], Iterable[OutputFile]],
) -> list[OutputFile]:
    return list(files(context, printer.environment))
