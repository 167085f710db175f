"""Markdown bodies → HTML, with the editor's brackets set apart: lacunae and restorations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from beibei_site.chinese.typography import widen
from beibei_site.content.body import LACUNA_MARK, RESTORED

_LAST = -10  # of the treatments of the finished tree
_BLOCKS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th")
_AFTER_ESCAPES = 178  # between the inline patterns `escape` (180) and `footnote` (175) of Python-Markdown


class _Brackets(InlineProcessor):
    """Puts what `pattern` matches into an element of its own."""

    def __init__(self, pattern: str, tag: str, name: str) -> None:
        super().__init__(pattern)
        self._tag, self._name = tag, name

    # The types are those of Python-Markdown.
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802
        element = Element(self._tag, {"class": self._name})
        element.text = m[0]
        return element, m.start(0), m.end(0)


class _Punctuation(Treeprocessor):
    """Full-width punctuation in every block, seen whole: a lacuna may stand inside a quotation."""

    def run(self, root: Element) -> None:
        for block in root.iter():
            inside = {part.tag for child in block for part in child.iter()}
            if block.tag in _BLOCKS and inside.isdisjoint(_BLOCKS):
                _widen(block)


def _widen(block: Element) -> None:
    """`widen` for the text of a block; each character stays in the node that it stands in."""
    rest = widen("".join(block.itertext()))
    for element, place in _places(block):
        own = getattr(element, place) or ""
        setattr(element, place, rest[: len(own)])
        rest = rest[len(own) :]


def _places(element: Element) -> Iterator[tuple[Element, str]]:
    """Where the text inside an element stands, in its order."""
    yield element, "text"
    for child in element:
        yield from _places(child)
        yield child, "tail"


@cache
def _converter(wide: bool) -> Markdown:
    converter = Markdown(
        extensions=["footnotes"],
        extension_configs={"footnotes": {"BACKLINK_TITLE": "[{}]"}},  # in no language
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")  # what looks like a tag in a newspaper is its text
    converter.inlinePatterns.deregister("html")
    for pattern, tag, name in ((RESTORED, "ins", "restored"), (LACUNA_MARK, "span", "lacuna")):
        converter.inlinePatterns.register(_Brackets(pattern, tag, name), name, _AFTER_ESCAPES)
    if wide:
        converter.treeprocessors.register(_Punctuation(converter), "punctuation", _LAST)
    return converter


def to_html(markdown: str, *, wide: bool = False) -> str:
    """The HTML of a body; the page's legend explains the editorial brackets. `wide`: with full-width
    punctuation in what is Chinese."""
    converter = _converter(wide)
    converter.reset()
    html: str = converter.convert(markdown)
    return html
