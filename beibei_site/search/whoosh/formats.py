"""Formats of the Whoosh index for words and bigrams, made for large texts.

Whoosh passes a format the whole value of a field, so the text is cut in one pass rather than token by token;
the result is stored as bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from whoosh.formats import Frequency, Positions

from beibei_site.search.bigrams import places_of_pairs
from beibei_site.search.whoosh.analyzers import count_words

Posting = tuple[str, int, float, bytes]  # token, count, weight, value
_NUMBER = "I"
_SIZE = array(_NUMBER).itemsize


class PairPositions(Positions):
    """The positions of each bigram, as four-byte numbers."""

    def word_values(self, value: str, analyzer: object, **options: object) -> Iterator[Posting]:
        for pair, places in places_of_pairs(value).items():
            yield pair, len(places), float(len(places)), self.encode(places)

    def encode(self, places: Sequence[int]) -> bytes:
        return array(_NUMBER, places).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        return array(_NUMBER, value).tolist()

    def decode_frequency(self, value: bytes) -> int:
        return len(value) // _SIZE

    def combine(self, values: Sequence[bytes]) -> bytes:
        return self.encode(sorted({place for value in values for place in self.decode_positions(value)}))


class WordCounts(Frequency):
    """The counts of jieba's words in a text."""

    def word_values(self, value: str, analyzer: object, **options: object) -> Iterator[Posting]:
        for word, count in count_words(value).items():
            yield word, count, float(count), array(_NUMBER, [count]).tobytes()

    def decode_frequency(self, value: bytes) -> int:
        return array(_NUMBER, value)[0]

    def decode_weight(self, value: bytes) -> float:
        return float(self.decode_frequency(value))
