"""Markdown bodies → HTML, with the editor's brackets set apart: lacunae and restorations."""

from __future__ import annotations

import re
from functools import cache

from markdown import Markdown

_LACUNA = re.compile(r"〔…〕")
_RESTORED = re.compile(r"〔(?!…〕)([^〔〕]*)〕")


@cache
def _converter() -> Markdown:
    converter = Markdown(
        extensions=["footnotes"],
        extension_configs={"footnotes": {"BACKLINK_TITLE": "[{}]"}},  # in no language
        output_format="html",
    )
    converter.preprocessors.deregister("html_block")  # what looks like a tag in a newspaper is its text
    converter.inlinePatterns.deregister("html")
    return converter


def to_html(markdown: str) -> str:
    """The HTML of a body; the page's legend tells what the editor's brackets mean."""
    converter = _converter()
    converter.reset()
    html: str = converter.convert(markdown)
    html = _LACUNA.sub('<span class="lacuna">〔…〕</span>', html)
    return _RESTORED.sub(r'<ins class="restored">〔\1〕</ins>', html)


def count_lacunae(markdown: str) -> int:
    """How many passages of a body the source has lost."""
    return len(_LACUNA.findall(markdown))


def count_restored(markdown: str) -> int:
    """How many passages of a body were restored from a twin."""
    return len(_RESTORED.findall(markdown))
