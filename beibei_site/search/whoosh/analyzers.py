"""jieba's words in a text, used for ranking in the terminal."""

from __future__ import annotations

from collections import Counter
from functools import cache

from beibei_site.chinese.segmenter import dictionary
from beibei_site.search.bigrams import fold


def count_words(text: str) -> Counter[str]:
    """The counts of jieba's words in `text`; a long word also counts for the shorter dictionary words in it.
    Punctuation and blanks are skipped."""
    counts: Counter[str] = Counter()
    for word, count in Counter(dictionary().cut(fold(text))).items():
        for form in _forms(word):
            counts[form] += count
    return counts


@cache
def _forms(word: str) -> tuple[str, ...]:
    """A word and the shorter dictionary words in it; nothing for punctuation."""
    if not any(c.isalnum() for c in word):
        return ()
    frequency = dictionary().frequency
    parts = {word[at : at + n] for n in (2, 3) if len(word) > n for at in range(len(word) - n + 1)}
    return word, *sorted((part for part in parts if frequency.get(part)), key=lambda p: (len(p), p))
