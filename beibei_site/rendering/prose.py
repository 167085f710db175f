"""Markdown bodies → HTML, with the editor's brackets set apart: lacunae and restorations."""

from __future__ import annotations

import re
from functools import cache
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from beibei_site.content.body import LACUNA_MARK, RESTORED

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


@cache
def _converter() -> Markdown:
    converter = Markdown(
        extensions=["footnotes"],
        extension_configs={"footnotes": {"BACKLINK_TITLE": "[{}]"}},  # in no language
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")  # what looks like a tag in a newspaper is its text
    converter.inlinePatterns.deregister("html")
    for pattern, tag, name in ((RESTORED, "ins", "restored"), (LACUNA_MARK, "span", "lacuna")):
        converter.inlinePatterns.register(_Brackets(pattern, tag, name), name, _AFTER_ESCAPES)
    return converter


def to_html(markdown: str) -> str:
    """The HTML of a body; the page's legend explains the editorial brackets."""
    converter = _converter()
    converter.reset()
    html: str = converter.convert(markdown)
    return html
