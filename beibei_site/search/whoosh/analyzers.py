"""jieba's words in a text, by which the terminal's search ranks."""

from __future__ import annotations

from collections import Counter
from functools import cache

from beibei_site.chinese.segmenter import dictionary
from beibei_site.search.bigrams import fold


def count_words(text: str) -> Counter[str]:
    """How often jieba's words stand in `text`; with a long word also the dictionary's shorter words inside
    it. Signs and blanks are no words."""
    counts: Counter[str] = Counter()
    for word, count in Counter(dictionary().cut(fold(text))).items():
        for form in _forms(word):
            counts[form] += count
    return counts


@cache
def _forms(word: str) -> tuple[str, ...]:
    """A word and the dictionary's shorter words in it; nothing for a sign."""
    if not any(c.isalnum() for c in word):
        return ()
    frequency = dictionary().frequency
    parts = {word[at : at + n] for n in (2, 3) if len(word) > n for at in range(len(word) - n + 1)}
    return word, *sorted((part for part in parts if frequency.get(part)), key=lambda p: (len(p), p))
