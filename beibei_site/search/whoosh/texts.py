"""The texts of all articles, folded, column by column in one file, searched in place.

A string is found wherever it stands, by looking through the texts: recall and precision are 1 by
construction. Texts are UTF-16, so that positions count as JavaScript counts them and every character takes
two bytes. Layout: head, columns (the values of all articles, each ended by a line break), then for each
column where in the file its values begin.
"""

from __future__ import annotations

import json
import mmap
import os
import re
import struct
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from beibei_site.content.frontmatter import content_path
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import FACETS, Article
from beibei_site.search.bigrams import BREAK, fold
from beibei_site.search.document import body_text, byline_text, facet_text, searched_text

COLUMNS = ("id", "date", "shown", "heading", "body", "byline", *FACETS, "printed")
_HEAD = struct.Struct("=8sQ")  # what the file is, and the number of articles
_MAGIC = b"texts 1\n"
_CODE, _ERRORS = "utf-16-le", "surrogatepass"
_UNIT = 2  # bytes


def _value_of(archive: Archive) -> Callable[[str, Article], str]:
    def value(column: str, article: Article) -> str:
        match column:
            case "id":
                return article.id
            case "date":
                return article.begins
            case "shown":
                shown = article.title, article.title_from, article.begins, path_of(archive, article)
                return json.dumps(shown, ensure_ascii=False)
            case "heading":
                return fold(article.heading)
            case "body":
                return fold(body_text(article))
            case "byline":
                return fold(byline_text(article))
            case "printed":
                return searched_text(article)
        return "\n".join(fold(facet_text(archive, article, facet)) for facet in FACETS if facet == column)

    return value


def path_of(archive: Archive, article: Article) -> str:
    """The file of an article below `content/`, which a person may have moved."""
    return archive.files.get(article.id) or content_path(article)


def write_texts(path: Path, archive: Archive, articles: Sequence[Article]) -> None:
    """The file `path` with the columns of `articles`, on the disk when this returns."""
    value, starts = _value_of(archive), []
    with path.open("wb") as file:
        at = file.write(_HEAD.pack(_MAGIC, len(articles)))
        for column in COLUMNS:
            begins = array("Q", [at])
            for article in articles:
                at += file.write(f"{value(column, article)}{BREAK}".encode(_CODE, _ERRORS))
                begins.append(at)
            starts.append(begins)
        for begins in starts:
            file.write(begins.tobytes())
        file.flush()
        os.fsync(file.fileno())


@dataclass(frozen=True)
class TextFile:
    """A file that `write_texts` has written, open for reading."""

    data: mmap.mmap
    starts: dict[str, array[int]]

    @staticmethod
    def open(path: Path) -> TextFile:
        """Raises OSError or ValueError if it cannot be read or is not whole."""
        with path.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if len(data) < _HEAD.size or data[: len(_MAGIC)] != _MAGIC:
            raise ValueError("not a file of texts")
        count = _HEAD.unpack_from(data)[1] + 1
        table = len(data) - count * 8 * len(COLUMNS)
        if table < _HEAD.size:
            raise ValueError("cut off")
        numbers = array("Q", data[table:])
        starts = {name: numbers[nth * count : (nth + 1) * count] for nth, name in enumerate(COLUMNS)}
        if numbers[0] != _HEAD.size or numbers[-1] != table:
            raise ValueError("cut off")
        return TextFile(data, starts)

    def __len__(self) -> int:
        return len(self.starts["id"]) - 1

    def find(self, column: str, string: str) -> Iterator[tuple[int, list[int]]]:
        """The articles that hold `string` (folded) in a column, with all its places there, in UTF-16 units,
        overlapping ones too; none hold an empty one."""
        if not string:
            return
        starts = self.starts[column]
        search = re.compile(re.escape(string.encode(_CODE, _ERRORS))).search
        number, end, places = -1, 0, list[int]()
        match = search(self.data, starts[0], starts[-1])
        while match:
            at = match.start()
            if at % _UNIT == 0:  # the other half of one character with the first half of the next is none
                if at >= end:
                    if places:
                        yield number, places
                    number, places = bisect_right(starts, at) - 1, []
                    end = starts[number + 1]
                places.append((at - starts[number]) // _UNIT)
            match = search(self.data, at + 1, starts[-1])
        if places:
            yield number, places

    def text(self, column: str, number: int) -> str:
        """The value of one article."""
        begin, end = self.starts[column][number : number + 2]
        return self.data[begin : end - _UNIT].decode(_CODE, _ERRORS)

    def texts(self, column: str) -> list[str]:
        """The values of all articles in a column of which none has a line break."""
        begin, end = self.starts[column][0], self.starts[column][-1]
        return self.data[begin:end].decode(_CODE, _ERRORS).split(BREAK)[:-1]


@dataclass(frozen=True)
class Texts:
    """Several files as one: articles are numbered through, and those that a later file holds anew are
    dead in the earlier one."""

    files: tuple[TextFile, ...]
    dead: frozenset[int]

    @cached_property
    def ids(self) -> list[str]:
        return [text for file in self.files for text in file.texts("id")]

    @cached_property
    def dates(self) -> list[str]:
        return [text for file in self.files for text in file.texts("date")]

    @cached_property
    def alive(self) -> list[int]:
        return [number for number in range(sum(map(len, self.files))) if number not in self.dead]

    def find(self, column: str, string: str) -> dict[int, list[int]]:
        """See `TextFile.find`."""
        first, found = 0, dict[int, list[int]]()
        for file in self.files:
            for number, places in file.find(column, string):
                if first + number not in self.dead:
                    found[first + number] = places
            first += len(file)
        return found

    def holds(self, string: str) -> bool:
        """Whether a folded string stands in any heading or text, even in a dead one: the first that has it
        ends the search."""
        columns = [(file, column) for file in self.files for column in ("body", "heading")]
        return any(next(file.find(column, string), None) for file, column in columns)

    def text(self, column: str, number: int) -> str:
        """The value of one article."""
        for file in self.files:
            if number < len(file):
                return file.text(column, number)
            number -= len(file)
        raise IndexError(number)

    def shown(self, number: int) -> tuple[str, str, str, str]:
        """Title, where it is from, date, and path below `content/`."""
        title, title_from, day, path = json.loads(self.text("shown", number))
        return title, title_from, day, path
