"""The dictionary's words that can occur in an archive, so that the browser segments queries exactly as jieba
does; and the names that the archive bears."""

from __future__ import annotations

from collections.abc import Collection

from beibei_site.chinese.segmenter import dictionary
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS
from beibei_site.search.bigrams import fold, to_units


def segment(text: str) -> tuple[str, ...]:
    """The words of a query string in jieba's most probable segmentation; punctuation is dropped.

    >>> segment("旅游脱贫")
    ('旅游', '脱贫')
    """
    words = dictionary().tokenizer.cut(fold(text), HMM=False)
    return tuple(word for word in words if any(c.isalnum() for c in word))


def find_vocabulary(tokens: Collection[str]) -> dict[str, int]:
    """Every dictionary word whose pairs of UTF-16 units are all in `tokens`, and every single character that
    is one, with frequencies; '' maps to the dictionary's total. No other word can occur in a text with these
    pairs."""
    known = frozenset(tokens)
    found: dict[str, int] = {"": dictionary().total}
    for word, count in dictionary().frequency.items():
        units = to_units(word)
        if count and all(units[at : at + 2] in known for at in range(len(units) - 1 or 1)):
            found[word] = count
    return found


def find_names(archive: Archive) -> dict[str, int]:
    """All folded forms of the entries of all facets, with the number of their articles."""
    found: dict[str, int] = {}
    for facet in FACETS:
        for record in archive.entries(facet):
            count = len(archive.with_entry(facet, record.id))
            for form in map(fold, record.forms) if count else ():
                found[form] = max(count, found.get(form, 0))
    return found
