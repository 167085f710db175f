"""Text as runs of neighbouring characters: what makes every printed string findable.

A text is folded character by character (width, case, traditional to simplified), blanks dropped, and cut
into overlapping pairs. Matched as a phrase, pairs find every string of two characters or more that stands
in the text, and nothing else; words cut by a dictionary miss what crosses their borders.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from beibei_site.search.variants import variants

BREAK = "\n"


@lru_cache(maxsize=65536)
def fold_char(char: str) -> str:
    """One character folded: NFKC, lower case, simplified; blanks and invisible characters become nothing."""
    if char == BREAK:
        return BREAK
    folded = unicodedata.normalize("NFKC", char).lower()
    kept = (c for c in folded if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))
    return "".join(variants().get(c, c) for c in kept)


def fold(text: str) -> str:
    """`text` as it is matched.

    >>> fold("４月１日，ＡＯＳ 公司"), fold("雙城經濟圈")
    ('4月1日,aos公司', '双城经济圈')
    """
    return "".join(map(fold_char, text))


def fold_with_places(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the place in `text` that it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for at, char in enumerate(text):
        for piece in fold_char(char):
            folded.append(piece)
            places.append(at)
    return "".join(folded), places


def grams(text: str) -> Iterator[tuple[int, str]]:
    """The pairs of a text with their positions; the last character before a break stands alone.

    >>> list(grams("双城圈"))
    [(0, '双城'), (1, '城圈'), (2, '圈')]
    """
    folded = fold(text)
    for at, char in enumerate(folded):
        if char != BREAK:
            following = folded[at + 1 : at + 2]
            yield at, char + (following if following != BREAK else "")
