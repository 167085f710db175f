"""The files of the data package: rows in files of a good size, CSV with a Frictionless table schema.

A value that a spreadsheet would take for a formula has an apostrophe before it. A file is made only if it has
to be written: what is said of it is remembered.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TypeVar

from beibei_site.content.cache import Remember, anew, digest
from beibei_site.content.disk.files import sha256
from beibei_site.content.output import KeyedFile
from beibei_site.content.site.spool import Spool

PART = 1000  # articles, entries or offices of a file: what an edit makes anew, and people download
MANY = ";"  # between the values of one cell
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
Field = tuple[str, str, str]  # name, type and description in the table schema
Row = Mapping[str, object]
T = TypeVar("T")
Rows = Callable[[Sequence[T]], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """The rows of one file, and the digest of all that they are made of."""

    key: str
    rows: Callable[[], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Part:
    """A file with some of the rows, which is made only if it has to be written."""

    file: KeyedFile
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource of the data package, in one file or, if it is long, in several: its description in English,
    its schema if it is a table."""

    name: str
    parts: tuple[Part, ...]
    description: str
    schema: Mapping[str, object] | None = None

    def descriptor(self) -> dict[str, object]:
        """What `datapackage.json` says of it."""
        paths = [part.file.path.rpartition("/")[2] for part in self.parts]
        kind = paths[0].rpartition(".")[2]
        table: dict[str, object] = {"profile": "tabular-data-resource"} if self.schema else {}
        described = {
            "name": self.name,
            "path": paths,
            "description": self.description,
            **table,
            "format": kind,
            "mediatype": "text/csv" if kind == "csv" else "application/jsonl",
            "encoding": "utf-8",
            **({"schema": self.schema} if self.schema else {}),
        }
        if len(paths) == 1:
            part = self.parts[0]
            described |= {"path": paths[0], "bytes": part.bytes, "hash": f"sha256:{part.sha256}"}
        return described


def in_chunks(items: Sequence[T], key: Callable[[Sequence[T]], str], rows: Rows[T]) -> tuple[Chunk, ...]:
    """The chunks with the rows of `items`; there is one at least. The rows of the last chunk asked for are
    kept: several files are made of them, one after the other."""
    parts = [items[at : at + PART] for at in range(0, len(items), PART)] or [items]
    last = lru_cache(maxsize=1)(lambda nth: rows(parts[nth]))
    return tuple(Chunk(key(part), partial(last, nth)) for nth, part in enumerate(parts))


def in_parts(
    name: str, chunks: Iterable[Chunk], render: Callable[[Sequence[Row]], str], remember: Remember
) -> Iterator[Part]:
    """The files of `name` (`articles.csv`, `articles.2.csv` …), each as `render` makes it of its rows."""
    stem, _, kind = name.partition(".")
    spool = Spool()
    for number, chunk in enumerate(chunks, 1):
        path = f"data/{stem}.{f'{number}.' if number > 1 else ''}{kind}"
        yield make_part(path, chunk.key, partial(_rendered, chunk, render), remember, spool)


def _rendered(chunk: Chunk, render: Callable[[Sequence[Row]], str]) -> tuple[int, bytes]:
    rows = chunk.rows()
    return len(rows), render(rows).encode()


def make_part(
    path: str, key: str, make: Callable[[], tuple[int, bytes]], remember: Remember, spool: Spool
) -> Part:
    """A file whose rows, their number and its bytes, `make()` tells; what is said of it is remembered."""
    spooled: list[Callable[[], bytes]] = []

    def described() -> tuple[int, int, str]:
        rows, data = make()
        spooled.append(spool.keep(data))
        return rows, len(data), sha256(data)

    about = remember("part", digest(path, key), tuple[int, int, str], described)
    return Part(KeyedFile(path, key, spooled[0] if spooled else lambda: make()[1]), *about)


def table(
    name: str,
    description: str,
    fields: Sequence[Field],
    chunks: Iterable[Chunk],
    key: Sequence[str],
    references: Mapping[str, str] | None = None,
    remember: Remember = anew,
) -> Resource:
    """A table of the data package. `references`: field → the table whose `id` it holds."""
    return table_of(name, description, fields, csv_parts(name, fields, chunks, remember), key, references)


def table_of(
    name: str,
    description: str,
    fields: Sequence[Field],
    parts: Iterable[Part],
    key: Sequence[str],
    references: Mapping[str, str] | None = None,
) -> Resource:
    """The same, of files that are made already."""
    schema: dict[str, object] = {
        "fields": [dict(zip(("name", "type", "description"), field, strict=True)) for field in fields],
        "primaryKey": list(key),
        "missingValues": [""],
    }
    if references:
        schema["foreignKeys"] = [
            {"fields": [field], "reference": {"resource": resource, "fields": ["id"]}}
            for field, resource in references.items()
        ]
    return Resource(name, tuple(parts), description, schema)


def csv_parts(
    name: str, fields: Iterable[Field], chunks: Iterable[Chunk], remember: Remember = anew
) -> Iterator[Part]:
    """The files of a table."""
    return in_parts(f"{name}.csv", chunks, partial(csv_text, [field[0] for field in fields]), remember)


def csv_text(names: Sequence[str], rows: Iterable[Row]) -> str:
    """The CSV of `rows`, with a head."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([cell(row[name]) for name in names] for row in rows)
    return out.getvalue()


def cell(value: object) -> str:
    """A value in a cell; text that a spreadsheet would take for a formula is guarded.

    >>> cell(["a", "b"]), cell(None), cell(True), cell("=1+1"), cell(-1.5)
    ('a;b', '', 'true', "'=1+1", '-1.5')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    text = MANY.join(value) if isinstance(value, list | tuple) else "" if value is None else str(value)
    if "\r" in text:
        text = re.sub("\r\n?", "\n", text)  # the csv module does not quote a bare carriage return
    return f"'{text}" if text.lstrip().startswith(_FORMULA) or text.startswith("\t") else text
