"""Tokenizers for the index: jieba's words, and pairs of characters. Module-level, so that Whoosh can
keep them in its schema."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from whoosh.analysis import Analyzer, Token

from beibei_site.chinese.segmenter import dictionary
from beibei_site.search.bigrams import fold, grams


def cut_words(text: str) -> Iterator[tuple[int, str]]:
    """jieba's words in `text` with their positions counted in words; a long word is followed by the
    dictionary's shorter words inside it, at the same position. Signs and blanks are no words."""
    position = 0
    for word in dictionary().cut(fold(text)):
        forms = _forms(word)
        for form in forms:
            yield position, form
        position += bool(forms)


def count_words(text: str) -> Counter[str]:
    """How often each of these words stands in `text`."""
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


class WordAnalyzer(Analyzer):  # type: ignore[misc]
    """Whoosh analyzer of jieba's words."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        yield from _tokens(cut_words(value), options)


class GramAnalyzer(Analyzer):  # type: ignore[misc]
    """Whoosh analyzer of pairs of characters; a single character is a prefix of its pairs."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        found = grams(value)
        if options.get("mode") == "query" and len(found) > 1:
            found = found[:-1]  # the last pair holds the last character already
        yield from _tokens(iter(found), options)


def _tokens(found: Iterator[tuple[int, str]], options: dict[str, Any]) -> Iterator[Token]:
    token = Token(positions=options.get("positions", False), chars=False, mode=options.get("mode", ""))
    start = options.get("start_pos", 0)
    for position, text in found:
        token.original = token.text = text
        token.boost = 1.0
        token.stopped = False
        token.startchar = token.endchar = 0  # the phrase parser asks for them, nothing uses them
        if token.positions:
            token.pos = start + position
        yield token
