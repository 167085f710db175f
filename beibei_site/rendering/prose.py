"""Markdown bodies → HTML, with the editor's brackets set apart: lacunae and restorations."""

from __future__ import annotations

import re
from functools import cache

from markdown import Markdown

_LACUNA = re.compile(r"〔…〕")
_RESTORED = re.compile(r"〔(?!…〕)([^〔〕]*)〕")


@cache
def _converter() -> Markdown:
    converter = Markdown(extensions=["footnotes"], output_format="html")
    converter.preprocessors.deregister("html_block")  # what looks like a tag in a newspaper is its text
    converter.inlinePatterns.deregister("html")
    return converter


def to_html(markdown: str, lacuna: str = "", restored: str = "") -> str:
    """The HTML of a body; `lacuna` and `restored` are what a reader is told of the editor's brackets."""
    converter = _converter()
    converter.reset()
    html: str = converter.convert(markdown)
    html = _LACUNA.sub(f'<span class="lacuna" title="{lacuna}">〔…〕</span>', html)
    return _RESTORED.sub(rf'<ins class="restored" title="{restored}">〔\1〕</ins>', html)


def count_lacunae(markdown: str) -> int:
    """How many passages of a body the source has lost."""
    return len(_LACUNA.findall(markdown))


def count_restored(markdown: str) -> int:
    """How many passages of a body were restored from a twin."""
    return len(_RESTORED.findall(markdown))
