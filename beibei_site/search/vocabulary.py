"""The dictionary's words that can occur in an archive, so that the browser segments queries exactly as jieba
does; and the names that the archive bears."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from beibei_site.chinese.segmenter import dictionary
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS
from beibei_site.search.bigrams import fold, to_units


def segment(text: str, occurs: Callable[[str], bool] = bool) -> tuple[str, ...]:
    """The words of a query string in jieba's most probable segmentation; punctuation is dropped. A word is
    only what may stand in the archive: all its characters, and pairs of these, must occur there.

    >>> segment("旅游脱贫"), segment("旅游脱贫", {*"旅游脱贫", "旅游"}.__contains__)
    (('旅游', '脱贫'), ('旅游', '脱', '贫'))
    """
    folded = fold(text)
    found = {word: count for word, count in dictionary().words_in(folded) if _may_occur(word, occurs)}
    words = dictionary().tokenizer_of(found).cut(folded, HMM=False)
    return tuple(word for word in words if any(c.isalnum() for c in word))


def _may_occur(word: str, occurs: Callable[[str], bool]) -> bool:
    return all(map(occurs, word)) and all(occurs(one + other) for one, other in pairwise(word))


def to_tokens(texts: Iterable[str]) -> tuple[bytes, str]:
    """The pairs of UTF-16 units in `texts`, as sorted integers of four bytes, and the single units."""
    every = [to_units(text) for text in texts]
    pairs = sorted({ord(a) << 16 | ord(b) for units in every for a, b in pairwise(units)})
    return b"".join(pair.to_bytes(4, "little") for pair in pairs), "".join(sorted({*"".join(every)}))


def find_vocabulary(pairs: bytes, chars: str) -> dict[str, int]:
    """Every dictionary word whose pairs of UTF-16 units are all among `pairs` (sorted integers of four
    bytes), and every single character among `chars` that is one, with frequencies; '' maps to the
    dictionary's total. No other word can occur in a text with these pairs."""
    return {"": dictionary().total, **dict(dictionary().lexicon.among(pairs, chars))}


def find_names(archive: Archive) -> dict[str, int]:
    """All folded forms of the entries of all facets, with the number of their articles."""
    found: dict[str, int] = {}
    for facet in FACETS:
        for record in archive.entries(facet):
            count = len(archive.with_entry(facet, record.id))
            for form in map(fold, record.forms) if count else ():
                found[form] = max(count, found.get(form, 0))
    return found
