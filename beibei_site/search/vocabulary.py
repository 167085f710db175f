"""The dictionary's words that can occur in an archive, so that the browser cuts a query as jieba does."""

from __future__ import annotations

from collections.abc import Collection

from beibei_site.chinese.segmenter import dictionary
from beibei_site.search.bigrams import fold


def segment(text: str) -> tuple[str, ...]:
    """The words of a query string, by jieba's most probable cut over its dictionary; signs are no words.

    >>> segment("旅游脱贫")
    ('旅游', '脱贫')
    """
    words = dictionary().tokenizer.cut(fold(text), HMM=False)
    return tuple(word for word in words if any(c.isalnum() for c in word))


def find_vocabulary(pairs: Collection[str]) -> dict[str, int]:
    """Every word of jieba's dictionary whose neighbouring characters all occur as `pairs`, and every single
    character, with their frequencies; under '' the sum of all. Any other word cannot stand in a text made of
    these pairs."""
    known = frozenset(pairs)
    found: dict[str, int] = {"": dictionary().total}
    for word, count in dictionary().frequency.items():
        if count and all(word[at : at + 2] in known for at in range(len(word) - 1 or 1)):
            found[word] = count
    return found
