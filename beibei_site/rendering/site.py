"""Archive → the files of the site: views, templates, feeds, data, static files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from beibei_site.content.cache import Remember, anew, digest, key_of
from beibei_site.content.output import AnyFile, KeyedFile, OutputFile
from beibei_site.content.settings import Settings
from beibei_site.content.site.sections import Section, Sections
from beibei_site.domain.problems import BrokenFile, SetupError
from beibei_site.rendering.dossiers import epub
from beibei_site.rendering.dossiers.dossier import DossierView
from beibei_site.rendering.jinja.environment import (
    TemplateDigests,
    make_environment,
    make_with,
    render_view,
)
from beibei_site.rendering.keyed import Keyed, keyed
from beibei_site.rendering.lists.reading import list_files
from beibei_site.rendering.outputs.exports import data_files, data_resources, machine_files, markdown_archives
from beibei_site.rendering.outputs.feeds import feed_files, find_newest, newest_feed
from beibei_site.rendering.outputs.pictures import headline_pictures
from beibei_site.rendering.outputs.static import static_files
from beibei_site.rendering.plan import Part, Source, parts_of
from beibei_site.rendering.views.entries import name_scripts
from beibei_site.rendering.views.home import data_view
from beibei_site.rendering.views.newspaper.pages import raw_files
from beibei_site.rendering.views.view import View

Failures = Mapping[str, BrokenFile]
Failed = Callable[[str, BrokenFile], object]
_NO_TABLES: Mapping[str, int] = MappingProxyType({"k": 0, "s": 0})


def _stop(key: str, broken: BrokenFile) -> None:
    raise SetupError(broken.message, file=broken.path, line=broken.line, remedy=broken.remedy)


def render_site(
    source: Source,
    tables: Mapping[str, int] = _NO_TABLES,
    *,
    templates: tuple[Path, ...],
    static: tuple[Path, ...],
    remember: Remember = anew,
    sections: Sections | None = None,
    refused: Set[Path] = frozenset(),
    font: bytes = b"",
    failures: Failures = MappingProxyType({}),
    failed: Failed = _stop,
) -> Iterator[AnyFile]:
    """Every file of the site that `source` tells but the search index.

    `tables` are those that the search page reads beside its index, with the number of their scripts;
    `templates` and `static` are folders, the first that holds a file wins; `refused` are files and
    folders in them that do not count; in `font` the headlines are drawn that links to articles show, if
    the settings name one. A page is keyed by its own words, templates and settings; `remember` keeps compiled
    templates and what is said of data files, `sections` what was made of what. Where a template of the
    archive's own fails, the program's makes the file, and `failed` is told, with the key of a file that has
    one; so it is at once for the keys of `failures`.
    """
    printers = [Printer(templates[at:], source.settings, refused, remember) for at in range(len(templates))]
    outline, told = source.outline, tuple(source.told.values())
    maker = _Maker(source, printers, failed, font)
    made = chain(map(maker.section_of_part, parts_of(source, tables, remember)), maker.other_sections())
    resources = data_resources(outline, told, remember)
    archives = tuple(markdown_archives(source.archive, remember))
    for file in chain(
        (sections or Sections()).files(made),
        maker.files_of_view(data_view(outline.value, resources, archives)),
        data_files(outline.value, told, resources, archives),
    ):
        if file.key in failures:
            failed(file.key, failures[file.key])
        yield file
    yield from static_files(static, refused)


class _Maker:
    """Makes sections: each is given the outline and the values that its key is made of, and nothing else."""

    def __init__(self, source: Source, printers: Sequence[Printer], failed: Failed, font: bytes) -> None:
        self._source = source
        self._context = source.outline.value
        self._printers = printers
        self._failed = failed
        self._font = font
        self._templates = digest(*(printer.digest for printer in printers))
        self._base = digest(source.outline.key, self._templates)

    def section_of_part(self, part: Part) -> Section:
        return Section(part.name, digest(self._templates, *part.keys), partial(self._pages, part))

    def _pages(self, part: Part) -> Iterator[KeyedFile]:
        for view in part.make(*part.values):
            yield from self.files_of_view(view)

    def files_of_view(self, view: View) -> Iterator[KeyedFile]:
        for path, key, make in self._printers[0].of_view(view):
            yield KeyedFile(path, key, partial(make_with, self._printers, partial(self._failed, key), make))

    def other_sections(self) -> Iterator[Section]:
        """What is no page."""
        widen = self._printers[0].environment.filters["shown"]
        yield Section("names", self._base, partial(name_scripts, self._context))
        yield Section("readings", self._base, partial(list_files, self._context, widen))
        yield Section("raw", self._base, partial(raw_files, self._context))
        if self._context.settings.has_pictures:
            pictures = partial(headline_pictures, self._context, self._font, widen)
            yield Section("pictures", digest(self._base, self._font), pictures)
        yield self._templated("machines", machine_files)
        for kind, args, ids in self._source.lists:
            if kind == "feed":
                shown = self._source.summaries_of(ids)
                yield self._templated(f"feed {args[0]}", feed_files, shown, keyed(args[0]))
        newest = find_newest(self._source.archive)
        summaries = self._source.summaries_of(article_id for article_id, _ in newest)
        yield self._templated("newest", newest_feed, summaries, keyed(newest))

    def _templated(
        self,
        name: str,
        files: Callable[..., Iterable[OutputFile]],
        *values: Keyed,  # type: ignore[type-arg]
    ) -> Section:
        """A section made with the archive's own templates or, if one fails, with the program's."""
        key = digest(self._base, *(one.key for one in values))
        context, given = self._context, [one.value for one in values]

        def make(printer: Printer) -> list[OutputFile]:
            return list(files(context, printer.environment, *given))

        return Section(name, key, partial(make_with, self._printers, partial(self._failed, key), make))


class Printer:
    """Makes files with the templates of some folders, the first that holds one wins."""

    def __init__(
        self, folders: tuple[Path, ...], settings: Settings, refused: Set[Path], remember: Remember
    ) -> None:
        self.environment = make_environment(folders, settings, refused, remember)
        self._binder = epub.Binder(self.environment)
        self._digests = TemplateDigests(self.environment)
        self._base = repr(settings)

    @property
    def digest(self) -> str:
        """The digest of all its templates."""
        return self._digests.whole

    def of_view(self, view: View) -> Iterator[tuple[str, str, Callable[[Printer], bytes]]]:
        """The page of a view, and the book that some have: path, key, what makes it with any templates."""
        shown = key_of(view)
        yield view.path, self._key(shown, view.template), partial(Printer.page, view=view)
        if isinstance(view, DossierView):
            yield view.epub, self._key(shown, *epub.TEMPLATES), partial(Printer.book, view=view)

    def _key(self, shown: str, *templates: str) -> str:
        return digest(self._base, *(self._digests[name] for name in templates), shown)

    def page(self, view: View) -> bytes:
        return render_view(self.environment, view).encode()

    def book(self, view: DossierView) -> bytes:
        return self._binder.epub(view)
