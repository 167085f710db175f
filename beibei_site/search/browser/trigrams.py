"""An article as tokens of the browser's index: trigrams with positions, single characters without."""

from __future__ import annotations

from collections.abc import Sequence

from beibei_site.domain.model import Article
from beibei_site.search.bigrams import BREAK, fold
from beibei_site.search.document import body_text

HEADING_AT = 1 << 20  # heading positions begin here, so that those of the text stay short


def tokens_of(article: Article) -> dict[str, Sequence[int]]:
    """The tokens of a folded article: every trigram (its last character may be a break) with its positions,
    and every single character with none."""
    return tokens_of_texts(article.heading, body_text(article))


def tokens_of_texts(heading: str, body: str) -> dict[str, Sequence[int]]:
    """The same for an article given by its heading and text."""
    found: dict[str, list[int]] = {}
    folded = ((fold(body), 0), (fold(heading), HEADING_AT))
    for text, start in folded:
        padded = text + BREAK
        for at in range(len(text) - 1):
            trigram = padded[at : at + 3]
            if trigram in found:
                found[trigram].append(start + at)
            else:
                found[trigram] = [start + at]
    lists: dict[str, Sequence[int]] = {t: positions for t, positions in found.items() if BREAK not in t[:2]}
    return lists | dict.fromkeys({char for text, _ in folded for char in text} - {BREAK}, ())
