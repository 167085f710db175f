"""Flowing text → its articles: the reader for files that are not newspaper pages."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from beibei_site.domain.issue import NO_ISSUE, FileKind, IssueData, Printed
from beibei_site.domain.model import PageReading, Problem, Story
from beibei_site.domain.reasons import because
from beibei_site.domain.spans import Span, numbers_of, to_spans
from beibei_site.parsing.documents.article import Role, read_article
from beibei_site.parsing.documents.collection import take_apart
from beibei_site.parsing.documents.front import FrontMatter, read_front_matter
from beibei_site.parsing.documents.markdown import issue_of, title_of, verbatim, with_front_matter
from beibei_site.parsing.documents.rows import Row, measure_of, read_rows


@dataclass(frozen=True, slots=True)
class DocumentTrace:
    """The role of each line of an article or a collection, and the reading."""

    roles: tuple[tuple[int, str, str], ...]  # number, role, text
    reading: PageReading
    claimed: tuple[Span, ...] = ()


def trace_document(
    text: str, file: str, kind: FileKind, claimed: AbstractSet[int], furniture: AbstractSet[int]
) -> DocumentTrace:
    """The articles in the file `text`. Lines in `claimed` are skipped, those in `furniture` known as such."""
    front = read_front_matter(text, file)
    over = set(range(1, front.last + 1)) if front else set()
    rows = read_rows(text, claimed | furniture | over)
    if kind == "collection":
        stories, roles = _collection(text.split("\n"), rows, file)
    else:
        stories, roles = _article(rows, file, title_of(front))
    issue, problems = NO_ISSUE, front.problems if front else ()
    if front and front.keys and not over & claimed:
        stories, issue, problems = _told(stories, front, kind, file)
    if kind == "article" and file.lower().endswith(".md") and stories and not claimed:
        stories = [_verbatim(stories[0], text, rows, roles, file)]
    keys = "keys" if front and front.keys and kind == "article" else "furniture"
    rest = [row for row in read_rows(text, claimed) if row.number in furniture | over]
    known = ((row.number, keys if row.number in over else "furniture", row.text) for row in rest)
    marked = sorted([*((row.number, role, row.text) for row, role in roles), *known])
    reading = replace(_account(file, kind, stories, marked), issue=issue, problems=problems)
    return DocumentTrace(tuple(marked), reading, to_spans(claimed, file))


def _told(
    stories: list[Story], front: FrontMatter, kind: FileKind, file: str
) -> tuple[list[Story], IssueData, tuple[Problem, ...]]:
    """The stories, and the issue of all of them, with what the front matter says: of the one article, or of
    the collection."""
    if kind == "article" and stories:
        told = with_front_matter(stories[0], front, file)
        return [told.value], NO_ISSUE, told.problems
    issue = issue_of(front, file)
    return stories, issue.value, issue.problems


def _account(
    file: str, kind: FileKind, stories: Sequence[Story], marked: Sequence[tuple[int, str, str]]
) -> PageReading:
    """The stories, and the remaining lines: furniture, and lines in no story."""
    used = numbers_of(span for story in stories for span in story.spans)
    rest = [(number, role == "furniture") for number, role, _ in marked if number not in used]
    return PageReading(
        file=file,
        stories=tuple(stories),
        furniture=to_spans((number for number, is_furniture in rest if is_furniture), file),
        orphans=to_spans((number for number, is_furniture in rest if not is_furniture), file),
        kind=kind,
    )


def _article(rows: Sequence[Row], file: str, title: str) -> tuple[list[Story], list[tuple[Row, Role]]]:
    if not rows:
        return [], []
    read = read_article(rows, file, because("whole-file"), measure=measure_of(rows), title=title)
    return [read.story] if read.story.spans else [], list(read.roles)


def _collection(
    lines: Sequence[str], rows: Sequence[Row], file: str
) -> tuple[list[Story], list[tuple[Row, Role]]]:
    measure = measure_of(rows)
    parts = take_apart(lines, rows, measure)
    stories: list[Story] = []
    roles: list[tuple[Row, Role]] = [(row, "furniture") for row in (*parts.borders, *parts.loose)]
    for part in parts.articles:
        read = read_article(part.rows, file, because("part-of-collection"), measure=measure)
        stories.append(_on_page(read.story, part.page, file))
        roles += read.roles
    return stories, roles


def _on_page(story: Story, page: tuple[str, Row] | None, file: str) -> Story:
    """A story with the page given by the page heading above it."""
    if page is None or story.issue.page:
        return story
    number, row = page
    printed = Printed(number, "folio", to_spans([row.number], file))
    return replace(story, issue=replace(story.issue, page=printed))


def _verbatim(
    story: Story, text: str, rows: Sequence[Row], roles: Sequence[tuple[Row, Role]], file: str
) -> Story:
    """A story that keeps the author's Markdown from the first line of its text on, and below it what was said
    above."""
    first = min((row.number for row, role in roles if role in ("text", "crosshead", "caption")), default=0)
    if not first:
        return story
    kept = {row.number for row in rows if row.number >= first}
    spans = to_spans(kept | numbers_of(story.spans), file)
    over = [row for row, role in roles if role in ("source", "byline") and row.number < first]
    return replace(story, markdown=verbatim(text, first, over), spans=spans)
