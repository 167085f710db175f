"""Text folded for matching, character by character: width, case, traditional to simplified, no blanks, one
middle dot."""

from __future__ import annotations

import unicodedata
from functools import cache

from beibei_site.chinese.variants import variants

BREAK = "\n"
_DOTS = dict.fromkeys("•‧∙⋅・", "·")  # all of them part the names of a foreigner


@cache
def fold_char(char: str) -> str:
    """One character folded: NFKC, lower case, simplified, any middle dot the same; blanks and invisible
    characters are removed."""
    if char == BREAK:
        return BREAK
    folded = unicodedata.normalize("NFKC", char).lower()
    kept = (c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))
    return "".join(_DOTS.get(c) or variants().get(c, c) for c in kept)


class _Folds(dict[int, str]):
    """Code point → folded character, filled on demand."""

    def __missing__(self, code: int) -> str:
        self[code] = fold_char(chr(code))
        return self[code]


_FOLDS = _Folds()


def fold(text: str) -> str:
    """`text` as used for matching.

    >>> fold("４月１日，ＡＯＳ 公司"), fold("雙城經濟圈"), fold("列奧納多•達・芬奇")
    ('4月1日,aos公司', '双城经济圈', '列奥纳多·达·芬奇')
    """
    return text.translate(_FOLDS)


def to_units(text: str) -> str:
    """`text` as JavaScript counts it: each character beyond U+FFFF as its two surrogates.

    >>> to_units("𠀀") == "\\ud840\\udc00"
    True
    """
    if text.isascii() or max(text) <= "\uffff":
        return text
    data = text.encode("utf-16-be", "surrogatepass")
    return "".join(chr(data[at] << 8 | data[at + 1]) for at in range(0, len(data), 2))


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and the position in `text` of each of its characters."""
    folded: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for piece in fold_char(char):
            folded.append(piece)
            places.append(at)
    return "".join(folded), places
