"""A segment of Whoosh's index written at once.

Whoosh's own writer takes every posting of every word through its pool, which sorts them; here they come
sorted (`inverted`) and are written a list at a time, in blocks as Whoosh's codec writes them. What is written
is read like any other segment. This leans on Whoosh's inner parts, so `agrees_with_whoosh` compares what both
write before it is relied on.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import sub
from pickle import dumps
from tempfile import TemporaryDirectory

from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3Segment, W3TermInfo
from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile
from whoosh.formats import Format
from whoosh.index import Index
from whoosh.reading import TermInfo
from whoosh.util.numeric import byte_to_length, length_to_byte
from whoosh.writing import SegmentWriter

from beibei_site.search.whoosh.inverted import Inverted, invert

Document = Mapping[str, str | list[str]]  # see schema.to_document
_BLOCK = 128  # postings
_LENGTH = 4  # bytes of the length of a block
_PICKLE = 2  # the protocol of the format
_PACKED = 80  # bytes: shorter blocks would not become smaller
_LEVEL = 3  # of zlib


class _Block:
    """Some postings of a term."""

    def __init__(self, articles: Sequence[int], counts: Sequence[int], lengths: Sequence[int]) -> None:
        self._articles, self._weights = articles, counts
        self._least, self._most = min(lengths), max(lengths)

    def __len__(self) -> int:
        return len(self._articles)

    def min_id(self) -> int:
        return self._articles[0]

    def max_id(self) -> int:
        return self._articles[-1]

    def min_length(self) -> int:
        return self._least

    def max_length(self) -> int:
        return self._most

    def max_weight(self) -> float:
        return float(max(self._weights))

    def to_bytes(self, has_counts: bool) -> bytes:
        """Its statistics, then articles, weights and counts, without its length in front."""
        numbers, counts, most = self._articles, self._weights, self.max_weight()
        steps = (numbers[0], *map(sub, numbers[1:], numbers))
        equal = None if most == 1 else most
        weights = equal if min(counts) == most else tuple(map(float, counts))
        values = struct.pack(f"!{len(counts)}I", *counts) if has_counts else None
        data, level = dumps((steps, weights, values), _PICKLE), 0
        if len(data) >= _PACKED:
            data, level = zlib.compress(data, _LEVEL), _LEVEL
        ends = (length_to_byte(self._least), length_to_byte(self._most))
        return dumps((len(self), self.max_id(), most, level, *ends), _PICKLE) + data


class _ListWriter(PostingsWriter):
    """Takes all postings of a term at once."""

    def __init__(self, file: StructFile) -> None:
        self._file = file
        self._at = file.tell()  # counted on: to ask the file takes longer than to write to it

    def start_postings(self, format_: Format, info: W3TermInfo) -> None:
        self._info, self._start = info, self._at
        self._has_counts = format_.fixed_value_size() > 0

    def add_posting(self, *posting: object) -> None:
        raise NotImplementedError("all at once, by add_list")

    def add_list(self, articles: Sequence[int], counts: Sequence[int], lengths: Sequence[int]) -> None:
        self._file.write(WHOOSH3_HEADER_MAGIC)
        self._at += len(WHOOSH3_HEADER_MAGIC)
        for start in range(0, len(articles), _BLOCK):
            part = slice(start, start + _BLOCK)
            block = _Block(articles[part], counts[part], [lengths[number] for number in articles[part]])
            data = block.to_bytes(self._has_counts)
            is_last = start + _BLOCK >= len(articles)
            self._file.write_int(-len(data) if is_last else len(data))
            self._file.write(data)
            self._at += _LENGTH + len(data)
            self._info.add_block(block)

    def written(self) -> bool:
        return True

    def finish_postings(self) -> W3TermInfo:
        self._info.set_extent(self._start, self._at - self._start)
        return self._info


class _FieldWriter(W3FieldWriter):
    def add_postings(self, schema: Schema, lengths: object, items: object) -> None:
        for name, (inverted, sizes) in sorted(self._codec.fields.items()):
            if not inverted.terms:
                continue
            self.start_field(name, schema[name])
            for term, articles, counts in inverted:
                self.start_term(term.encode())
                self._postwriter.add_list(articles, counts, sizes)
                self.finish_term()
            self.finish_field()


class _Codec(W3Codec):
    """`fields`: for each its postings, and its length in every article, as Whoosh rounds it."""

    length_stats = False

    def __init__(self, fields: Mapping[str, tuple[Inverted, Sequence[int]]]) -> None:
        super().__init__()
        self.fields = fields

    def postings_writer(self, dbfile: StructFile, byteids: bool = False) -> PostingsWriter:
        return _ListWriter(dbfile)

    def field_writer(self, storage: object, segment: object) -> W3FieldWriter:
        return _FieldWriter(self, storage, segment)

    def new_segment(self, storage: object, name: str) -> W3Segment:
        return W3Segment(W3Codec(), name)  # nothing of ours is pickled


def write_segment(index: Index, documents: Sequence[Document]) -> None:
    """Add `documents`, all with the same fields, to `index` as one segment."""
    schema = index.schema
    values = {name: [_as_list(d[name]) for d in documents] for name in documents[0]}
    sizes = {name: [len(one) if schema[name].scorable else 0 for one in v] for name, v in values.items()}
    fields = {name: (invert(v), [_rounded(n) for n in sizes[name]]) for name, v in values.items()}
    writer = SegmentWriter(index, codec=_Codec(fields))
    for number, document in enumerate(documents):
        writer.perdocwriter.start_doc(number)
        for name in sorted(document):
            field = schema[name]
            stored = document[name] if field.stored else None
            writer.perdocwriter.add_field(name, field, stored, sizes[name][number])
        writer.perdocwriter.finish_doc()
    writer.docnum, writer._added = len(documents), True
    writer.commit(merge=False)


def _as_list(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value


def _rounded(length: int) -> int:
    return int(byte_to_length(length_to_byte(length))) if length else 0


def write_stock(index: Index, documents: Sequence[Document]) -> None:
    """The same by Whoosh's own writer."""
    writer = index.writer(limitmb=512)
    for document in documents:
        writer.add_document(**document)
    writer.commit(merge=False)


@cache
def agrees_with_whoosh() -> bool:
    """Whether the Whoosh that is installed reads what is written here as what it writes itself."""
    try:
        return _read(write_segment) == _read(write_stock)
    except Exception:
        return False


def _read(write: Callable[[Index, Sequence[Document]], None]) -> list[object]:
    """All that can be read of a small index: lists of one block and of several, equal and unequal counts."""
    schema = Schema(id=ID(stored=True, unique=True), name=ID(), text=TEXT(phrase=False))
    numbers = range(300)
    documents: list[Document] = [
        {
            "id": f"{n}",
            "name": [f"甲{n % 7}"] * (n % 2),
            "text": [f"乙{n % 2}"] * (1 + n % 3) + ["丙"] * (n % 5),
        }
        for n in numbers
    ]
    # An index in memory would share a folder in /tmp with every other that is written at the same time.
    with TemporaryDirectory() as folder:
        index = FileStorage(folder).create_index(schema)
        write(index, documents)
        with index.reader() as reader:
            stored = [(reader.stored_fields(n), reader.doc_field_length(n, "text")) for n in numbers]
            terms = [(*term, _told(reader.term_info(*term))) for term in reader.all_terms()]
            lists = [list(reader.postings(*term).items_as("frequency")) for term in reader.all_terms()]
            return [reader.field_length("text"), reader.max_field_length("text"), stored, lists, terms]


def _told(info: TermInfo) -> list[object]:
    return [info.weight(), info.doc_frequency(), info.min_length(), info.max_length(), info.max_weight()]
