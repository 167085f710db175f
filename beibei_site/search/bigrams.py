"""Text as runs of neighbouring characters: what makes every printed string findable.

A text is folded character by character (width, case, traditional to simplified), blanks dropped, and cut
into overlapping pairs. Matched as a phrase, pairs find every string of two characters or more that stands
in the text, and nothing else; words cut by a dictionary miss what crosses their borders.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from operator import add

from beibei_site.chinese.variants import variants

BREAK = "\n"


@cache
def fold_char(char: str) -> str:
    """One character folded: NFKC, lower case, simplified; blanks and invisible characters become nothing."""
    if char == BREAK:
        return BREAK
    folded = unicodedata.normalize("NFKC", char).lower()
    kept = (c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))
    return "".join(variants().get(c, c) for c in kept)


class _Folds(dict[int, str]):
    """Code point → its character folded, filled as they come."""

    def __missing__(self, code: int) -> str:
        self[code] = fold_char(chr(code))
        return self[code]


_FOLDS = _Folds()


def fold(text: str) -> str:
    """`text` as it is matched.

    >>> fold("４月１日，ＡＯＳ 公司"), fold("雙城經濟圈")
    ('4月1日,aos公司', '双城经济圈')
    """
    return text.translate(_FOLDS)


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for piece in fold_char(char):
            folded.append(piece)
            places.append(at)
    return "".join(folded), places


def places_of_pairs(text: str) -> dict[str, list[int]]:
    """The pairs of a text, each with its positions; the last character before a break stands alone.

    >>> places_of_pairs("双城圈双城")
    {'双城': [0, 3], '城圈': [1], '圈双': [2], '城': [4]}
    """
    folded = fold(text)
    found: dict[str, list[int]] = {}
    for at, pair in enumerate(map(add, folded, folded[1:] + BREAK)):
        if pair in found:
            found[pair].append(at)
        else:
            found[pair] = [at]
    for pair in [pair for pair in found if BREAK in pair]:
        places = found.pop(pair)
        if pair[0] != BREAK:
            found[pair[0]] = places
    return found


def grams(text: str) -> list[tuple[int, str]]:
    """The pairs of a text with their positions, in the order of the text.

    >>> grams("双城圈")
    [(0, '双城'), (1, '城圈'), (2, '圈')]
    """
    return sorted((at, pair) for pair, places in places_of_pairs(text).items() for at in places)
