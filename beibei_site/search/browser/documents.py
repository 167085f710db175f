"""What the list of hits shows of an article: one document for each passage of its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.browser.passages import Passage, join_passages, passages_of
from beibei_site.search.browser.scripts import parse_script
from beibei_site.search.document import body_text, heading_text


class Document(NamedTuple):
    """One passage of an article; the order of the fields is that of the file, which the browser reads.

    `people` and `topics` are names; `heading` stands with the first passage only. Of `text`, `before` and
    `after` count the characters at its ends that belong to the neighbouring passages.
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
    """The documents of an article, in the order of its text."""
    people, topics = (
        [r.preferred for r in archive.entries_of(article, facet)] for facet in ("people", "topics")
    )
    for nth, passage in enumerate(passages_of(body_text(article))):
        yield Document(
            article.id,
            article.title,
            article.title_from,
            article.date,
            people,
            topics,
            "" if nth else heading_text(article),
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
