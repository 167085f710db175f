"""Dossiers as EPUB 3.3: the templates `epub_*` in a ZIP archive.

Written with the standard library. EbookLib would lay its licence, the AGPL, on every copy of this program;
mkepub takes the time of day and a random id into the file and knows no language. Here the same articles give
the same bytes: no clock, and the order of the files is fixed.
"""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from collections.abc import Iterator

from jinja2 import Environment

from beibei_site.domain.text import HAN
from beibei_site.rendering.dossiers.dossier import DossierView
from beibei_site.rendering.dossiers.fragments import only_xml

TEMPLATES = (
    "epub_container.xml",
    "epub_package.opf",
    "epub_nav.xhtml",
    "epub_title.xhtml",
    "epub_chapter.xhtml",
    "epub_colophon.xhtml",
    "epub_cover.svg",
    "epub.css",
)
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows
_UNIX = 3  # the system that made the archive: whatever it is, the bytes are the same
_READABLE = 0o100644 << 16
_COVER_HAN, _COVER_LATIN = 7, 16  # characters in a line of the cover's title


def epub(environment: Environment, view: DossierView) -> bytes:
    """The book of a dossier."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        _add(archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in _files(environment, view):
            _add(archive, name, only_xml(text), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _add(archive: zipfile.ZipFile, name: str, text: str, method: int) -> None:
    entry = zipfile.ZipInfo(name, _NO_TIME)
    entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _READABLE, method
    archive.writestr(entry, text.encode())


def _files(environment: Environment, view: DossierView) -> Iterator[tuple[str, str]]:
    def render(template: str, **values: object) -> str:
        return environment.get_template(template).render(view=view, **values)

    yield "META-INF/container.xml", render("epub_container.xml")
    yield "EPUB/package.opf", render("epub_package.opf")
    yield "EPUB/nav.xhtml", render("epub_nav.xhtml")
    yield "EPUB/cover.svg", render("epub_cover.svg", lines=cover_lines(view.title))
    yield "EPUB/book.css", render("epub.css")
    yield "EPUB/title.xhtml", render("epub_title.xhtml")
    for chapter in view.chapters:
        yield f"EPUB/{chapter.anchor}.xhtml", render("epub_chapter.xhtml", chapter=chapter)
    yield "EPUB/colophon.xhtml", render("epub_colophon.xhtml")


def cover_lines(title: str) -> list[str]:
    """A title in lines of about the same length, as the cover sets it.

    >>> cover_lines("成渝地区双城经济圈"), cover_lines("Beibei-Mianyang cooperation")
    (['成渝地区双', '城经济圈'], ['Beibei-Mianyang', 'cooperation'])
    """
    most = _COVER_HAN if re.search(f"[{HAN}]", title) else _COVER_LATIN
    if most == _COVER_LATIN or not title:
        return textwrap.wrap(title, most)
    count = -(-len(title) // most)
    return textwrap.wrap(title, -(-len(title) // count))
