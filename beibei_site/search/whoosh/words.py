"""jieba's words of a text, as the index holds them."""

from __future__ import annotations

from beibei_site.chinese.segmenter import dictionary
from beibei_site.search.bigrams import fold


def cut_words(text: str) -> list[str]:
    """Folded, in their order; punctuation and blanks are none."""
    return [word for word in dictionary().cut(fold(text)) if any(c.isalnum() for c in word)]
