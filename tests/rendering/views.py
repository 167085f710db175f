"""All views of an archive, made as for its site."""

from __future__ import annotations

from beibei_site.content.cache import anew
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.plan import Source, parts_of, source_of
from beibei_site.rendering.views.view import View


def source(context: SiteContext) -> Source:
    return source_of(context.archive, context.settings, context.findings, anew)


def views_of(context: SiteContext) -> list[View]:
    made = source(context)
    parts = parts_of(made, {"k": 0, "s": 0}, anew)
    return [view for part in parts for view in part.make(*part.values)]
