"""Whoosh's own codec, except that the length of a text is looked up once, not for every word in it."""

from __future__ import annotations

from collections.abc import Iterable

from whoosh.codec.base import PerDocumentReader
from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter


class _Lengths:
    """The lengths of the fields of all texts, field by field, from `lengths`."""

    def __init__(self, lengths: PerDocumentReader) -> None:
        self._lengths = lengths
        self._known: dict[str, list[int]] = {}

    def doc_field_length(self, number: int, field: str) -> int:
        known = self._known.get(field)
        if known is None:
            count = self._lengths.doc_count_all()
            known = self._known[field] = [
                self._lengths.doc_field_length(n, field, 0) or 0 for n in range(count)
            ]
        return known[number]


class _FieldWriter(W3FieldWriter):
    def add_postings(self, schema: object, lengths: object, items: Iterable[object]) -> None:
        super().add_postings(schema, lengths and _Lengths(lengths), items)


class Codec(W3Codec):
    """Used by the writer only: what it writes is read like any other index."""

    def field_writer(self, storage: object, segment: object) -> W3FieldWriter:
        return _FieldWriter(self, storage, segment)
