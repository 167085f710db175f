"""Stored fields: what a hit shows of an article. The text is split into passages, each a document of its own,
so that a hit loads only the passage of its snippet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.bigrams import fold_with_places
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.document import body_text

LENGTH = 400  # folded characters; `static/search/index.mjs` derives the passage of a position from it
_BEFORE, _AFTER = 30, 90  # characters of the neighbouring passages, for a snippet at the edge


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text; `before` and `after` count the characters at its ends that belong to its
    neighbours."""

    text: str
    before: int
    after: int


def passages_of(text: str) -> Iterator[Passage]:
    """The passages of `text`: a new one begins at every multiple of `LENGTH` folded characters."""
    folded, places = fold_with_places(text)
    starts = [0, *(places[at] for at in range(LENGTH, len(folded), LENGTH))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
        yield Passage(text[first:last], start - first, last - end)


def join_passages(passages: Iterable[Passage]) -> str:
    """The inverse of `passages_of`."""
    return "".join(p.text[p.before : len(p.text) - p.after] for p in passages)


class Document(NamedTuple):
    """One passage of an article; the order of the fields is that in the file, which the browser reads.

    `people` and `topics` are names; `heading` is only in the first passage. `before` and `after` count the
    characters at either end of `text` that belong to the neighbouring passages.
    """

    id: str
    title: str
    title_from: str
    date: str | None
    people: list[str]
    topics: list[str]
    heading: str
    text: str
    before: int
    after: int


def documents_of(archive: Archive, article: Article) -> Iterator[Document]:
    """The documents of an article, in text order."""
    people, topics = (
        [r.preferred for r in archive.entries_of(article, facet)] for facet in ("people", "topics")
    )
    for nth, passage in enumerate(passages_of(body_text(article))):
        yield Document(
            article.id,
            article.title,
            article.title_from,
            article.begins,
            people,
            topics,
            "" if nth else article.heading,
            passage.text,
            passage.before,
            passage.after,
        )


def parse_documents(files: Iterable[bytes]) -> tuple[str, str]:
    """Heading and text of an article, from the files of its documents.

    Raises ValueError, LookupError or TypeError if one of them is damaged.
    """
    found = [Document(*parse_script(data)[1]) for data in files]
    return found[0].heading, join_passages(Passage(d.text, d.before, d.after) for d in found)
