"""Markdown bodies → HTML, with the editor's brackets set apart: lacunae and restorations."""

from __future__ import annotations

import re
from functools import cache

from markdown import Markdown

_LACUNA = re.compile(r"〔…〕")
_RESTORED = re.compile(r"〔(?!…〕)([^〔〕]*)〕")


@cache
def _converter() -> Markdown:
    return Markdown(extensions=["footnotes"], output_format="html")


def to_html(markdown: str) -> str:
    """The HTML of a body; a lacuna and a restored passage are marked as the editor's."""
    converter = _converter()
    converter.reset()
    html: str = converter.convert(markdown)
    html = _LACUNA.sub('<span class="lacuna" title="原版面此处缺文">〔…〕</span>', html)
    return _RESTORED.sub(r'<span class="restored" title="据另一版面补">〔\1〕</span>', html)


def has_marks(markdown: str) -> bool:
    """Whether a body holds a lacuna or a restoration."""
    return bool(_LACUNA.search(markdown) or _RESTORED.search(markdown))
