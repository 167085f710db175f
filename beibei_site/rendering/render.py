"""Archive → the files of the site: views, templates, static files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined

from beibei_site import urls
from beibei_site.archive import Archive
from beibei_site.findings import Findings
from beibei_site.model import OutputFile
from beibei_site.rendering.articles import all_articles
from beibei_site.rendering.browse import date_views, facet_views, source_views
from beibei_site.rendering.front import front_views
from beibei_site.rendering.parts import chinese_date
from beibei_site.rendering.views import View
from beibei_site.settings import Settings

T = TypeVar("T")
ASSETS = "assets"


class Remember(Protocol):
    """A cache: the value of `compute()` for a kind and a key, computed at most once."""

    def __call__(self, kind: str, key: str, shape: type[T], compute: Callable[[], T]) -> T: ...


def all_views(archive: Archive, settings: Settings, findings: Findings) -> Iterator[View]:
    """One view for every HTML file of the site."""
    yield from front_views(archive, settings, findings)
    yield from all_articles(archive, findings)
    yield from date_views(archive)
    yield from facet_views(archive, findings)
    yield from source_views(archive)


def render_site(
    archive: Archive,
    settings: Settings,
    findings: Findings,
    *,
    templates: tuple[Path, ...],
    static: tuple[Path, ...],
    remember: Remember,
) -> Iterator[OutputFile]:
    """Every file of the site but the search index.

    `templates` and `static` are folders, the first that holds a file wins. A view whose own words,
    templates and settings have not changed is not rendered again.
    """
    environment = make_environment(templates)
    base = _digest(
        repr(settings), *(f"{name}\0{_source(environment, name)}" for name in environment.list_templates())
    )
    for view in all_views(archive, settings, findings):
        key = _digest(base, repr(view))
        html = remember("view", key, str, partial(_render, environment, view, settings))
        yield OutputFile(view.path, html.encode())
    yield from _static_files(static)


def make_environment(templates: tuple[Path, ...]) -> Environment:
    """Jinja2 as the templates expect it: escaped, strict, with the words for dates."""
    environment = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in templates]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["chinese_date"] = chinese_date
    environment.globals.update(urls=urls)
    return environment


def _render(environment: Environment, view: View, settings: Settings) -> str:
    def url(target: str) -> str:
        return urls.relative(target, view.path)

    def asset(name: str) -> str:
        return urls.relative(f"{ASSETS}/{name}", view.path)

    template = environment.get_template(view.template)
    return template.render(view=view, site=settings, url=url, asset=asset)


def _source(environment: Environment, name: str) -> str:
    assert environment.loader is not None
    return environment.loader.get_source(environment, name)[0]


def _static_files(folders: tuple[Path, ...]) -> Iterator[OutputFile]:
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        found |= {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    for name in sorted(found):
        yield OutputFile(f"{ASSETS}/{name}", found[name].read_bytes())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
