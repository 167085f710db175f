"""Which words the parts of a page share: the text above a run and that from it on, a heading and the text
from a run on.

A run may be a single line, so that stretches of text are compared, as in TextTiling (Hearst 1997). Words are
pairs of letters, weighted by how rare they are in running text and on the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

import numpy as np

from beibei_site.domain.text import bigrams_of
from beibei_site.parsing.bare.runs import Parts
from beibei_site.parsing.bare.weights import Array
from beibei_site.parsing.language.neighbours import neighbours

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_STRETCH = 240  # letters
_STORY = 600  # letters in which the words of a heading may stand
_NEW = 0.5  # a run that so probably does not go on from the one above ends a stretch


class Words:
    """The words of a page. `kinship[n, at]`: what the text down to run n shares with that from run `at` on,
    beside what it could (of a run further down, only its own text); `fits[g, at]`: what share of the words of
    heading g the text from run `at` on holds; `best_heads`: the two best of those, a column for each run."""

    def __init__(self, parts: Parts) -> None:
        self._runs = parts.runs
        self._ends = _find_ends(parts)
        chunks = [_words_of(text) for text in self._chunks()]
        spread = Counter(word for words in chunks for word in words)
        heads = [_words_of(group.text) for group in parts.groups]
        number = {word: at for at, word in enumerate(sorted(spread.keys() | {w for h in heads for w in h}))}
        rarity = np.array([log(1 + (len(chunks) + 1) / (spread[word] or 0.5)) for word in number])
        rarity *= neighbours().information(number) ** 2
        every = range(len(parts.runs))
        single = _table([_words_of(run.text) for run in parts.runs], number)
        ahead = [self._below(at) for at in every]
        below = _table([_words_of(text[:_STRETCH]) for text in ahead], number)
        story = _table([_words_of(text) for text in ahead], number)
        above = _table([_words_of(self._above(at)) for at in every], number)
        titles = _table(heads, number)
        higher, lower = _shared(above, below, rarity), _shared(single, single, rarity)
        self.kinship: Array = np.triu(higher, 1) + np.tril(lower, -1)
        self.fits: Array = (titles.multiply(rarity) @ story.T).toarray()
        self.fits /= np.maximum(titles @ rarity, 1e-6)[:, None]
        self.best_heads = best_two(self.fits)
        best_kin, best_runs = best_two(self.kinship), best_two(self.fits.T)
        # how much more the text down to one run shares with another than any other does
        self.kin_margins: Array = self.kinship - best_other(best_kin, self.kinship)
        # how much better a heading fits a run than other runs, and the run than other headings do
        self.margins_of_runs: Array = self.fits - best_other(best_runs, self.fits.T).T
        self.margins_of_heads: Array = self.fits - best_other(self.best_heads, self.fits)

    def _below(self, at: int) -> str:
        """What may be the story that begins with a run."""
        text = self._runs[at].text
        while len(text) < _STORY and at + 1 < len(self._runs) and not self._ends[at]:
            at += 1
            text += self._runs[at].text
        return text[:_STORY]

    def _above(self, at: int) -> str:
        """The stretch of text down to the end of a run."""
        text = self._runs[at].text
        while len(text) < _STRETCH and at > 0 and not self._ends[at - 1]:
            at -= 1
            text = self._runs[at].text + text
        return text[-_STRETCH:]

    def _chunks(self) -> Iterator[str]:
        whole = "".join(run.text for run in self._runs)
        yield from (whole[at : at + _STRETCH] for at in range(0, len(whole), _STRETCH))


def _find_ends(parts: Parts) -> list[bool]:
    """For each run whether a stretch of text ends with it: above a heading and above what begins anew."""
    follows = dict(zip(parts.order, parts.order[1:], strict=False))
    headed = [follows.get(("run", n), ("", 0))[0] == "group" for n in range(len(parts.runs))]
    anew = [run.starts > _NEW for run in parts.runs[1:]] + [True]
    return [a or b for a, b in zip(headed, anew, strict=False)]


@lru_cache(4096)  # the drafts of a page have most of their texts in common
def _words_of(text: str) -> tuple[str, ...]:
    """The words of a text in one order, so that sums over them are always the same."""
    return tuple(sorted(bigrams_of(text)))


def _table(parts: Sequence[Iterable[str]], number: Mapping[str, int]) -> csr_matrix:
    """A row for each part: which words it holds."""
    from scipy.sparse import csr_matrix

    rows = [[number[word] for word in words if word in number] for words in parts]
    columns = [at for row in rows for at in row]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(number)))


def _shared(one: csr_matrix, other: csr_matrix, rarity: Array) -> Array:
    """What each two parts share, beside what they could."""
    least = np.minimum.outer(one @ rarity, other @ rarity)
    found: Array = (one.multiply(rarity) @ other.T).toarray() / np.maximum(least, 1e-6)
    return found


def best_two(values: Array) -> Array:
    """The best value of each column and, below it, the second best; 0 where there is none (NaN is none)."""
    known = np.where(np.isnan(values), -np.inf, values)
    none = np.full((2, values.shape[1]), -np.inf)
    found: Array = np.sort(np.concatenate([none, known]), axis=0)[:-3:-1]
    return np.where(np.isinf(found), 0.0, found)


def best_other(best: Array, own: Array) -> Array:
    """The best value of each column beside its own, for one value or for every row of them."""
    found: Array = np.where(own >= best[0], best[1], best[0])
    return found
