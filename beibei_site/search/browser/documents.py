"""Stored fields: what a hit shows of an article, a few articles to a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from beibei_site.chinese.phrases import phrases
from beibei_site.chinese.typography import widen
from beibei_site.content.output import OutputFile
from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.search.browser.scripts import script
from beibei_site.search.document import body_text

MAY_BREAK = "\u200b"  # zero width: where a line of a title may end; folding drops it


class Document(NamedTuple):
    """The searchable texts of an article and what is shown of it; the order of the fields is that in the
    file, which the browser reads, without the last two. `title` tells where its lines may end (`MAY_BREAK`);
    `people` and `topics` are names; `printed` is what is printed beside the title."""

    id: str
    title: str
    title_from: str
    date: str | None
    people: list[str]
    topics: list[str]
    printed: str
    text: str
    heading: str


def to_document(archive: Archive, article: Article, *, wide: bool = False) -> Document:
    """`wide`: what is shown has full-width punctuation, as on the article's page."""
    shown = widen if wide else str
    people, topics = (
        [r.preferred for r in archive.entries_of(article, facet)] for facet in ("people", "topics")
    )
    text = body_text(article)
    return Document(
        article.id,
        MAY_BREAK.join(phrases(shown(article.title))),
        article.title_from,
        article.begins,
        people,
        topics,
        "\n".join(map(shown, filter(None, [article.kicker, *article.deck, *text.split("\n")]))),
        text,
        article.heading,
    )


def document_files(folder: str, documents: Sequence[Document], pack: int, first: int) -> Iterator[OutputFile]:
    """The files of `documents`, `pack` to each; the number of the first in its level is `first`."""
    for at in range(0, len(documents), pack):
        name = f"{folder}/d/{(first + at) // pack}"
        yield script(name, "documents", name, [shown[:-2] for shown in documents[at : at + pack]])
