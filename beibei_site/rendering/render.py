"""Archive → the files of the site: views, templates, feeds, data, static files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

import rjsmin

from beibei_site.archive import Archive
from beibei_site.findings import Findings
from beibei_site.model import OutputFile
from beibei_site.rendering.articles import article_views
from beibei_site.rendering.calendars import date_views
from beibei_site.rendering.connections import connections_view
from beibei_site.rendering.coverage import source_views
from beibei_site.rendering.environment import ASSETS, make_environment, render_view
from beibei_site.rendering.exports import data_files
from beibei_site.rendering.facets import facet_views, name_scripts
from beibei_site.rendering.feeds import feed_files
from beibei_site.rendering.front import front_views
from beibei_site.rendering.holdings import Holdings
from beibei_site.rendering.keys import TemplateKeys, digest
from beibei_site.rendering.review import review_views
from beibei_site.rendering.views import View
from beibei_site.settings import Settings

T = TypeVar("T")


class Remember(Protocol):
    """A cache: the value of `compute()` for a kind and a key, computed at most once."""

    def __call__(self, kind: str, key: str, shape: type[T], compute: Callable[[], T]) -> T: ...


def all_views(holdings: Holdings) -> Iterator[View]:
    """One view for every HTML file of the site."""
    yield from front_views(holdings)
    yield from article_views(holdings)
    yield from date_views(holdings)
    yield from facet_views(holdings)
    yield connections_view(holdings)
    yield from source_views(holdings)
    yield from review_views(holdings)


def render_site(
    archive: Archive,
    settings: Settings,
    findings: Findings,
    *,
    templates: tuple[Path, ...],
    static: tuple[Path, ...],
    remember: Remember,
    refused: Set[Path] = frozenset(),
) -> Iterator[OutputFile]:
    """Every file of the site but the search index.

    `templates` and `static` are folders, the first that holds a file wins; `refused` are files and folders
    in them that do not count. A view whose own words, templates and settings have not changed is not
    rendered again.
    """
    holdings = Holdings(archive, settings, findings)
    environment = make_environment(templates, settings, refused)
    keys, base = TemplateKeys(environment), repr(settings)
    for view in all_views(holdings):
        key = digest(base, keys[view.template], repr(view))
        html = remember("view", key, str, partial(render_view, environment, view, settings))
        yield OutputFile(view.path, html.encode())
    yield from name_scripts(holdings)
    yield from feed_files(holdings, environment)
    yield from data_files(holdings, environment)
    yield from _static_files(static, refused)


def _static_files(folders: tuple[Path, ...], refused: Set[Path]) -> Iterator[OutputFile]:
    found: dict[str, Path] = {}
    for folder in reversed(folders):
        plain = (p for p in folder.rglob("*") if p not in refused and p.is_file())
        found |= {p.relative_to(folder).as_posix(): p for p in plain}
    for name in sorted(found):
        data = found[name].read_bytes()
        yield OutputFile(f"{ASSETS}/{name}", rjsmin.jsmin(data) if name.endswith(".js") else data)
