"""Jinja2 as the templates expect it: escaped, strict, with links, dates and words of one language."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Set
from functools import partial
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateNotFound
from markupsafe import Markup

from beibei_site import urls
from beibei_site.model import Article
from beibei_site.rendering import citations
from beibei_site.rendering.charts import heat
from beibei_site.rendering.collation import collate
from beibei_site.rendering.language import show_date, show_month, translations, weekdays
from beibei_site.rendering.lines import align
from beibei_site.rendering.prose import count_lacunae, count_restored, to_html
from beibei_site.rendering.reasons import tell
from beibei_site.rendering.views import View
from beibei_site.settings import Settings
from beibei_site.text import plain

ASSETS = "assets"


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


def make_environment(
    templates: tuple[Path, ...], settings: Settings, refused: Set[Path] = frozenset()
) -> Environment:
    """The environment for `templates` (folders, the first that holds a file wins; `refused` do not count)."""
    environment = Environment(
        loader=ChoiceLoader([_Loader(folder, refused) for folder in templates]),
        extensions=["jinja2.ext.i18n"],
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    words = translations(settings.language)
    environment.install_gettext_translations(words, newstyle=True)  # type: ignore[attr-defined]
    language = settings.language
    environment.filters.update(
        date=partial(show_date, language=language),
        full_date=partial(show_date, language=language, form="full"),
        month_name=partial(show_month, language=language),
        prose=_prose,
        told=partial(tell, words.gettext),
        plain=plain,
        sha256=_sha256,
        chinese_date=partial(show_date, language=language),
    )
    environment.globals.update(
        site=settings,
        urls=urls,
        weekdays=weekdays(language),
        text_language=citations.LANGUAGE,
        heat=heat,
        align=align,
        collate=collate,
        count_lacunae=count_lacunae,
        count_restored=count_restored,
        citations=citations,
        marked=partial(marked_title, words.gettext),
    )
    return environment


def marked_title(gettext: Callable[[str], str], article: Article) -> str:
    """A title for places that know only plain text, with a note if the page did not print it."""
    notes = {"supplied": gettext("自拟题名"), "twin": gettext("题名据另版")}
    note = notes.get(article.title_from)
    return (
        gettext("%(title)s（%(note)s）") % {"title": article.title, "note": note} if note else article.title
    )


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _prose(markdown: str) -> Markup:
    return Markup(to_html(markdown))


def render_view(environment: Environment, view: View, settings: Settings) -> str:
    """The HTML of a view."""
    is_lost = view.path == urls.NOT_FOUND  # shown at any address, so that only full links can work

    def url(target: str) -> str:
        if is_lost and settings.base_url:
            return citations.absolute(settings, target)
        return urls.relative(target, view.path)

    def asset(name: str) -> str:
        return url(f"{ASSETS}/{name}")

    template = environment.get_template(view.template)
    return template.render(view=view, url=url, asset=asset)
