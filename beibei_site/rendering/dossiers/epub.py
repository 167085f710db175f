"""Dossiers as EPUB 3.3: the templates `epub_*` in a ZIP archive.

Written with the standard library. EbookLib would lay its licence, the AGPL, on every copy of this program;
mkepub takes the time of day and a random id into the file and knows no language. Here the same articles give
the same bytes: no clock, and the order of the files is fixed.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from jinja2 import Environment

from beibei_site.domain.text import HAN
from beibei_site.rendering.dossiers.dossier import DossierView
from beibei_site.rendering.dossiers.fragments import only_xml
from beibei_site.rendering.outputs.zipped import zipped

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
_COVER_HAN, _COVER_LATIN = 7, 16  # characters in a line of the cover's title


def epub(environment: Environment, view: DossierView) -> bytes:
    """The book of a dossier."""
    files = ((name, only_xml(text)) for name, text in _files(environment, view))
    return zipped(files, first=("mimetype", "application/epub+zip"))


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
