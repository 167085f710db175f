"""One typography for the punctuation of an archive: what a page has in half width is shown in full width.

Only what is shown changes, never what is stored, and each character stays one character.
"""

from __future__ import annotations

import re

from beibei_site.domain.text import HAN

_CJK = f"{HAN}，。；：？！、（）“”‘’《》〈〉「」『』【】〔〕…—"
_WIDE = str.maketrans(",;:?!.", "，；：？！。")
_MARK = re.compile(rf"(?<=[{_CJK}])[,;:?!]|[,;:?!](?=[{_CJK}])|(?<=[{_CJK}])\.(?=[{_CJK}\s]|$)")
_BRACKETS = re.compile(rf"\(([^()]*[{_CJK}][^()]*)\)")
_HALF = re.compile(r"""[,;:?!."(]""")
_CHINESE = re.compile(f"[{_CJK}]")
_QUOTES = re.compile(r'"([^"]*)"')


def widen(text: str) -> str:
    """A paragraph or a heading with full-width punctuation wherever it belongs to Chinese.

    >>> widen('(记者 霍吕)4月30日,代表团来碚,瞄准"智造重镇".')
    '（记者 霍吕）4月30日，代表团来碚，瞄准“智造重镇”。'
    >>> widen('比分3:1,上午10:30,共1,200元,GDP(gross)约2.5倍')
    '比分3:1，上午10:30，共1,200元，GDP(gross)约2.5倍'
    """
    if not _HALF.search(text):
        return str(text)  # of markup the text, as below
    text = _BRACKETS.sub(r"（\1）", text)
    if text.count('"') % 2 == 0 and _CHINESE.search(text):
        text = _QUOTES.sub(r"“\1”", text)
    return _MARK.sub(lambda m: m[0].translate(_WIDE), text)
