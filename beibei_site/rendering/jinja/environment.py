"""Jinja2 as the templates expect it: escaped, strict, with links, dates and words of one language."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Container, Iterator, Sequence, Set
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import TypeVar

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from beibei_site.chinese.phrases import phrases
from beibei_site.chinese.typography import widen
from beibei_site.content.cache import Remember, anew, digest
from beibei_site.content.settings import Settings
from beibei_site.domain.dates import begins
from beibei_site.domain.problems import BrokenFile
from beibei_site.rendering import urls
from beibei_site.rendering.dossiers.fragments import own_fragment
from beibei_site.rendering.jinja.code import PageCode, to_output, words_of
from beibei_site.rendering.jinja.compiling import CompilingEnvironment, compiled_words
from beibei_site.rendering.language import (
    show_date,
    show_day_of_year,
    show_month,
    show_origin,
    title_marks,
    translations,
    weekdays,
)
from beibei_site.rendering.prose import to_html
from beibei_site.rendering.sentences import tell
from beibei_site.rendering.views.view import View

T = TypeVar("T")
V = TypeVar("V")
_MEND = "Correct this template of the archive's own, or delete it: the program has one."
_SUFFIXES = (".html", ".xml", ".xhtml", ".opf", ".svg", ".css")
_NAMED = re.compile(r"""\{%-?\s*(?:extends|include|import|from)\s+["']([^"']+)["']""")


class _Loader(FileSystemLoader):
    """The templates of one folder, without those that are refused or lie in a refused folder."""

    def __init__(self, folder: Path, refused: Set[Path]) -> None:
        super().__init__(folder)
        self._folder = folder
        self._refused = refused

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        path = self._folder / template
        if self._refused and not self._refused.isdisjoint((path, *path.parents)):
            raise TemplateNotFound(template)
        return super().get_source(environment, template)


class PageEnvironment(CompilingEnvironment):
    """Renders a page at a time. Links lead from where that page stands, so `url` and `asset` depend on it;
    as they are the same functions for all pages, what templates import is made once, not for every page."""

    code_generator_class: type[CodeGenerator] = PageCode
    to_output = staticmethod(to_output)
    base_url = ""
    page = ""  # the address of the one that is being rendered

    def url(self, target: str) -> str:
        """The link to what stands at `target`; from a page that is shown at any address the full one, if
        there is one."""
        if not self.page:
            raise LookupError("only pages of the site have links to others")
        if self.page == urls.NOT_FOUND and self.base_url:
            return urls.absolute(self.base_url, target)
        return urls.relative(target, self.page)

    def asset(self, name: str) -> str:
        return self.url(f"{urls.ASSETS}/{name}")


def make_environment(
    templates: tuple[Path, ...],
    settings: Settings,
    refused: Set[Path] = frozenset(),
    remember: Remember = anew,
) -> PageEnvironment:
    """The environment for `templates` (folders, the first that holds a file wins; `refused` do not count);
    `remember` keeps what is compiled."""
    language = settings.language
    words = translations(language)
    environment = PageEnvironment(
        loader=ChoiceLoader([_Loader(folder, refused) for folder in templates]),
        extensions=["jinja2.ext.i18n", compiled_words(words.gettext)],
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.base_url = settings.base_url
    environment.remember, environment.dialect = remember, repr((language, settings.is_wide))
    environment.newstyle_gettext = True  # type: ignore[attr-defined]
    environment.filters.update(_filters(settings, words.gettext))
    environment.globals.update(
        words_of(words),
        site=settings,
        url=environment.url,
        asset=environment.asset,
        urls=urls,
        text_language=settings.text_language,
        title_marks=title_marks(language),
        weekdays=weekdays(language),
    )
    return environment


def _filters(settings: Settings, translate: Callable[[str], str]) -> dict[str, Callable[..., object]]:
    language = settings.language
    return {
        "begins": begins,
        "date": partial(show_date, language=language),
        "full_date": partial(show_date, language=language, form="full"),
        "origin": partial(show_origin, language=language),
        "day_of_year": partial(show_day_of_year, language=language),
        "month_name": partial(show_month, language=language),
        "prose": partial(_prose, wide=settings.is_wide),
        "shown": widen if settings.is_wide else str,
        "phrases": partial(_phrases, wide=settings.is_wide),
        "fragment": own_fragment,
        "told": partial(tell, translate),
        "sha256": _sha256,
    }


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _phrases(text: str, *, wide: bool) -> Markup:
    """A headline that a line may end in only between words."""
    return Markup("<wbr>").join(phrases(widen(text) if wide else text))


def _prose(markdown: str, label: str = "", *, wide: bool) -> Markup:
    return Markup(to_html(markdown, label, wide=wide))


def render_view(environment: PageEnvironment, view: View) -> str:
    """The HTML of a view."""
    environment.page = view.path
    try:
        return environment.get_template(view.template).render(view=view)
    finally:
        environment.page = ""


def make_with(templates: Sequence[T], failed: Callable[[BrokenFile], object], make: Callable[[T], V]) -> V:
    """What `make` makes with the first of `templates`, or, where one of an archive's own fails, the last.

    `failed` is called with what was wrong, and with the last line of a template that took part in it.
    """
    *own, shipped = templates
    for choice in own:
        try:
            return make(choice)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, RecursionError) as error:
            frames = [f for f in extract_tb(error.__traceback__) if f.filename.endswith(_SUFFIXES)]
            file, line = (frames[-1].filename, frames[-1].lineno) if frames else ("", None)
            why = f"{type(error).__name__}: {error}; the program's template stands in for it"
            failed(BrokenFile(file, why, line, _MEND))
    return make(shipped)


def find_broken(
    folder: Path, settings: Settings, refused: Container[Path], remember: Remember = anew
) -> Iterator[BrokenFile]:
    """The templates of an archive's own in `folder` that are none: the program's stand in for them. Those
    that are `refused` anyway are not looked at."""
    environment = make_environment((folder,), settings, remember=remember)
    for path in sorted(p for p in folder.rglob("*") if p not in refused and p.is_file()):
        name = path.relative_to(folder).as_posix()
        try:
            environment.compile(path.read_text("utf-8"), name, str(path))
        except TemplateSyntaxError as error:
            yield BrokenFile(name, error.message or "is no template", error.lineno, _MEND)
        except UnicodeDecodeError as error:
            yield BrokenFile(name, f"not UTF-8 text (byte {error.start})", remedy="Save the file as UTF-8.")
        except RecursionError:
            yield BrokenFile(name, "nested too deeply", remedy=_MEND)


class TemplateDigests:
    """For each template, the digest of its source and of every template it includes."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._known: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._known:
            sources = dict(self._sources(name, set()))
            self._known[name] = digest(*(part for item in sorted(sources.items()) for part in item))
        return self._known[name]

    @property
    def whole(self) -> str:
        """The digest of all templates."""
        return digest(*(part for name in self._environment.list_templates() for part in (name, self[name])))

    def _sources(self, name: str, seen: set[str]) -> Iterator[tuple[str, str]]:
        if name in seen:
            return
        seen.add(name)
        loader = self._environment.loader
        assert loader is not None
        try:
            source = loader.get_source(self._environment, name)[0]
        except TemplateNotFound:  # fails where it is used, if it has to be there
            return
        yield name, source
        for other in _NAMED.findall(source):
            yield from self._sources(other, seen)
