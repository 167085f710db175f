"""The page of the data: every file with its size and rows, on what terms it is to be had, how to cite it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beibei_site.rendering import urls
from beibei_site.rendering.context import SiteContext
from beibei_site.rendering.outputs.exports import citation
from beibei_site.rendering.outputs.tables import Resource
from beibei_site.rendering.views.view import View


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the data package."""

    name: str
    path: str
    bytes: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DataView(View):
    """The files, and how to cite them."""

    template: str = "data.html"
    section: str = "data"
    files: tuple[DataFile, ...]
    citation: str


def data_view(context: SiteContext, resources: Sequence[Resource]) -> DataView:
    return DataView(
        path=urls.DATA,
        files=tuple(DataFile(r.name, r.file.path, len(r.file.data), r.rows) for r in resources),
        citation=citation(context, resources),
    )
