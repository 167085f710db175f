"""Hand-written Markdown: what its front matter says of the article, and its text verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from beibei_site.content.body import Body, Part, render_body
from beibei_site.content.checks import is_page_number
from beibei_site.content.frontmatter import read_keys
from beibei_site.domain import dates
from beibei_site.domain.issue import IssueData, Printed, merged
from beibei_site.domain.model import FACETS, Article, Credit, Heading, Outcome, Problem, Story
from beibei_site.domain.problems import SetupError
from beibei_site.domain.spans import Span, to_spans
from beibei_site.domain.text import fold_width
from beibei_site.parsing.documents.front import KNOWN, FrontMatter
from beibei_site.parsing.documents.rows import Row
from beibei_site.parsing.documents.source_line import NO_SOURCE, SourceLine, read_source_line
from beibei_site.parsing.folio.days import find_days
from beibei_site.parsing.folio.issue import page_number

_LISTS = (*FACETS, "keywords")
_AS_IN_ARTICLES = ("kicker", "deck", "kind", "jump", *_LISTS)


def title_of(front: FrontMatter | None) -> str:
    """The title in the front matter; empty if there is none."""
    return _text(front, "title") if front else ""


def issue_of(front: FrontMatter, file: str) -> Outcome[IssueData]:
    """The issue that the front matter names: by its keys, or in its source line."""
    spans = to_spans(range(1, front.last + 1), file)
    day, page, source = _day(front, file), _page(front, file), _source(front)
    return Outcome(
        IssueData(
            issued=_printed(day.value or source.day, spans),
            paper=_printed(source.paper, spans),
            page=_printed(page.value or source.page, spans),
        ),
        (*day.problems, *page.problems),
    )


def _printed(value: str | None, spans: tuple[Span, ...]) -> Printed | None:
    return Printed(value, "metadata", spans) if value else None


def with_front_matter(story: Story, front: FrontMatter, file: str) -> Outcome[Story]:
    """A story with its front matter, which takes precedence over the text."""
    title, issue, given = title_of(front), issue_of(front, file), _given(front, story, file)
    article = given.value
    names = [*(Credit("作者", name) for name in _names(front, "byline")), *_source(front).credits]
    known = {credit.name for credit in names}
    heading = (
        story.heading if not title or _same(title, story.heading.headline) else _under(title, story.heading)
    )
    heading = replace(heading, kicker=article.kicker or heading.kicker, deck=article.deck or heading.deck)
    told = replace(
        story,
        heading=heading,
        kind=article.kind,
        credits=(*names, *(c for c in story.credits if c.name not in known)),
        jump=article.jump or story.jump,
        spans=to_spans([*range(1, front.last + 1), *(n for span in story.spans for n in span)], file),
        issue=merged(issue.value, story.issue),
        facets=tuple((facet, article.facet(facet)) for facet in FACETS if article.facet(facet)),
        keywords=article.keywords,
        extra=tuple((key, value) for key, value in front.keys.items() if key not in KNOWN),
    )
    return Outcome(told, (*issue.problems, *given.problems))


def _given(front: FrontMatter, story: Story, file: str) -> Outcome[Article]:
    """What front matter says under the keys that articles have, as it is said there; a list may be text."""
    good: dict[str, object] = {"kind": story.kind}
    problems: list[Problem] = []
    for key in _AS_IN_ARTICLES:
        name, value = front.find(key)
        if not name:
            continue
        given = {key: _items(value) if key in _LISTS and isinstance(value, str) else value}
        try:
            read_keys(given, front.yaml, file)
            good |= given
        except SetupError as error:
            problems.append(front.wrong(file, name, error.message))
    return Outcome(read_keys(good, "", file), tuple(problems))


def _under(title: str, heading: Heading) -> Heading:
    """The heading with the title from the front matter; a headline printed in the text is moved below it."""
    printed = [
        line for line in (heading.kicker, heading.headline, *heading.deck) if line and not _same(line, title)
    ]
    return Heading(title, None, tuple(printed))


def _same(one: str, other: str | None) -> bool:
    return "".join(one.split()) == "".join((other or "").split())


def _text(front: FrontMatter, key: str) -> str:
    value = front.find(key)[1]
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _day(front: FrontMatter, file: str) -> Outcome[str]:
    """The day of the front matter, as papers or as programs write it, or a month or a year; empty if there is
    none."""
    name, value = front.find("issued")
    if found := find_days(fold_width(_text(front, "issued"))):
        return Outcome(found[0].value)
    try:
        return Outcome(dates.normalise(value.replace("/", "-") if isinstance(value, str) else value))
    except ValueError as error:
        return Outcome("", (front.wrong(file, name, f"{name}: {error}"),))


def _source(front: FrontMatter) -> SourceLine:
    """The source in the front matter: the name of a paper, or a whole source line."""
    text = _text(front, "paper")
    return read_source_line(text) or replace(NO_SOURCE, paper=text or None)


def _page(front: FrontMatter, file: str) -> Outcome[str]:
    name, value = front.find("page")
    page = page_number(fold_width(str(value))) if name else ""
    if page and not is_page_number(page):
        return Outcome("", (front.wrong(file, name, f"{name}: '{value}' is not a page of a newspaper"),))
    return Outcome(page)


def _names(front: FrontMatter, key: str) -> list[str]:
    value = front.find(key)[1]
    items = value if isinstance(value, list) else _items(str(value or ""))
    return [name for item in items if not isinstance(item, dict | list) and (name := str(item).strip())]


def _items(text: str) -> list[str]:
    return [item for part in re.split(r"[、,，;；/]+", text) if (item := part.strip())]


def verbatim(text: str, first: int, over: Iterable[Row]) -> str:
    """The lines of a Markdown text from line `first` on, word by word; below them the notes that stand `over`
    it: its source and its byline."""
    notes = render_body(Body(tuple(Part("note", (row.text,)) for row in over)))
    body = "\n".join(text.split("\n")[first - 1 :]).strip("\n")
    return f"{body}\n\n{notes}" if notes else body
