"""jieba's dictionary, read without its shared cache file, and only as far as it is asked for.

jieba caches its prefix dictionary under a predictable name in the shared temporary folder and loads it with
marshal, which is not safe. Its file is sorted by first characters: here the words that begin with a character
are read when a text with that character comes, which spares small archives most of it. jieba itself is
imported only for what its dictionary does not know.
"""

from __future__ import annotations

import logging
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from importlib.util import find_spec
from math import log
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, cast

from beibei_site.chinese.lexicon import Lexicon

if TYPE_CHECKING:
    from jieba import Tokenizer

_BLOCKS = re.compile(
    "([\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+)"
)  # what jieba segments; everything else is split into characters
_OTHERS = re.compile("\r\n|.", re.S)


class Dictionary:
    """jieba's words, and its way to cut a text into them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._frequency: dict[str, int] = {}
        self._tags: dict[str, str] = {}
        self._tagged: set[str] = set()  # the first characters of the words that have been read
        self._read: set[str] = set()

    @property
    def total(self) -> int:
        """The sum of all frequencies."""
        return self.lexicon.total

    @property
    def frequency(self) -> Mapping[str, int]:
        """The frequency of every word; 0 for strings that only begin a word."""
        self._read_words(self.lexicon.first)
        return self._frequency

    def tags(self, text: str) -> Mapping[str, str]:
        """The part of speech of every word that can stand in `text`, and perhaps of others."""
        for char in dict.fromkeys(text):
            if char not in self._tagged:
                self._tagged.add(char)
                parts = self.lexicon.words(char)
                self._tags.update(zip(parts[::3], parts[2::3], strict=True))
        return self._tags

    def forget_tags(self) -> None:
        """Free the memory that they take, some 30 MB once many texts have been read."""
        self._tags, self._tagged = {}, set()

    def frequency_of(self, word: str) -> int:
        self._read_words(word[:1])
        return self._frequency.get(word, 0)

    def _read_words(self, first: str) -> None:
        """Read the words that begin with the characters `first`."""
        new = set(first) - self._read
        for char in sorted(new, key=first.index):
            self._read.add(char)
            parts = self.lexicon.words(char)
            words = parts[::3]
            self._frequency.update(zip(words, map(int, parts[1::3]), strict=True))
            for word in words:
                for end in range(len(word) - 1, 0, -1):
                    if word[:end] in self._frequency:  # and so are all that begin it, or will be
                        break
                    self._frequency[word[:end]] = 0

    @cached_property
    def _jieba(self) -> ModuleType:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes, on newer Pythons
            with _without("pkg_resources"):  # takes longer to load than jieba, which does without it as well
                import jieba
        jieba.setLogLevel(logging.ERROR)
        module: ModuleType = jieba
        return module

    @cached_property
    def tokenizer(self) -> Tokenizer:
        """jieba's own, with these words."""
        return self.tokenizer_of(self.frequency)

    def tokenizer_of(self, frequency: Mapping[str, int]) -> Tokenizer:
        """jieba's own, with only these words; of what begins one the frequency is 0 if it is none itself."""
        made: Tokenizer = self._jieba.Tokenizer()
        made.FREQ, made.total, made.initialized = frequency, self.total, True
        return made

    def words_in(self, text: str) -> Iterator[tuple[str, int]]:
        """The words that stand in `text`, and what begins them there, with their frequencies (0 if it is no
        word)."""
        self._read_words(text)
        for at in range(len(text)):
            end = at + 1
            while end <= len(text) and (count := self._frequency.get(text[at:end])) is not None:
                yield text[at:end], count
                end += 1

    def cut(self, text: str) -> Iterator[str]:
        """The words of `text`, identical to jieba's `cut` in about half the time: the most probable
        segmentation is found in one pass from the end, without building a graph of all words first."""
        for block in _BLOCKS.split(text):
            if _BLOCKS.match(block):
                yield from self._cut_block(block)
            else:
                yield from _OTHERS.findall(block)

    def _cut_block(self, block: str) -> Iterator[str]:
        _, ends = self.best_way(block)
        at = unknown = 0
        while at < len(block):
            end = ends[at]
            if end - at > 1:
                yield from self._cut_singles(block[unknown:at])
                yield block[at:end]
                unknown = end
            at = end
        yield from self._cut_singles(block[unknown:])

    def best_way(self, block: str) -> tuple[list[float], list[int]]:
        """For each position in `block`, the most probable segmentation from there on: its log probability,
        and the end of its first word. Ties go to the longer word."""
        self._read_words(block)
        known, floor = self._frequency.get, -log(self.total)
        size = len(block)
        score, ends = [0.0] * (size + 1), list(range(1, size + 1))
        for at in range(size - 1, -1, -1):
            best, end, piece = None, at + 1, block[at]
            while end <= size and (count := known(piece)) is not None:
                if count:
                    value = log(count) + floor + score[end]
                    if best is None or value >= best:
                        best, ends[at] = value, end
                end += 1
                piece = block[at:end]
            score[at] = floor + score[at + 1] if best is None else best
        return score, ends

    def _cut_singles(self, run: str) -> Iterator[str]:
        """Characters that form no dictionary word: jieba's hidden Markov model may join them."""
        if len(run) > 1 and not self._frequency.get(run):
            yield from self._jieba.finalseg.cut(run)
        else:
            yield from run


@contextmanager
def _without(module: str) -> Iterator[None]:
    """As if a module were not installed, unless it is loaded already."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = cast(ModuleType, None)
    try:
        yield
    finally:
        del sys.modules[module]


@cache
def dictionary() -> Dictionary:
    """jieba's dictionary; the first call takes some hundredths of a second."""
    found = find_spec("jieba")
    assert found and found.origin
    return Dictionary(Lexicon(Path(found.origin).with_name("dict.txt").read_text("utf-8")))
