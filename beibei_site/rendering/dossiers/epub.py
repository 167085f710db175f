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
from beibei_site.rendering.dossiers.dossier import Chapter, DossierView
from beibei_site.rendering.dossiers.fragments import only_xml
from beibei_site.rendering.outputs.zipped import Packed, pack, zipped

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
_MOST = 8192  # chapters that are kept at a time
_COVER_HAN, _COVER_LATIN = 7, 16  # characters in a line of the cover's title


class Binder:
    """Makes the books of a site. The chapter of an article is the same in all of them, so that it is made
    once: its template is given the chapter, but no book."""

    def __init__(self, environment: Environment) -> None:
        self._environment = environment
        self._chapters: dict[str, Packed] = {}

    def epub(self, view: DossierView) -> bytes:
        """The book of a dossier."""
        return zipped(self._files(view), first=("mimetype", "application/epub+zip"))

    def _files(self, view: DossierView) -> Iterator[tuple[str, Packed]]:
        for name, template, values in _pages(view):
            yield name, self._render(template, view=view, **values)
        for chapter in view.chapters:
            yield f"EPUB/{chapter.anchor}.xhtml", self._chapter(chapter)
        yield "EPUB/colophon.xhtml", self._render("epub_colophon.xhtml", view=view)

    def _chapter(self, chapter: Chapter) -> Packed:
        article_id = chapter.article.id
        if article_id not in self._chapters:
            if len(self._chapters) == _MOST:
                del self._chapters[next(iter(self._chapters))]
            self._chapters[article_id] = self._render("epub_chapter.xhtml", chapter=chapter)
        return self._chapters[article_id]

    def _render(self, template: str, **values: object) -> Packed:
        return pack(only_xml(self._environment.get_template(template).render(**values)))


def _pages(view: DossierView) -> Iterator[tuple[str, str, dict[str, object]]]:
    """What stands before the chapters: name, template, and what it is given beside the dossier."""
    yield "META-INF/container.xml", "epub_container.xml", {}
    yield "EPUB/package.opf", "epub_package.opf", {}
    yield "EPUB/nav.xhtml", "epub_nav.xhtml", {}
    yield "EPUB/cover.svg", "epub_cover.svg", {"lines": cover_lines(view.title)}
    yield "EPUB/book.css", "epub.css", {}
    yield "EPUB/title.xhtml", "epub_title.xhtml", {}


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
