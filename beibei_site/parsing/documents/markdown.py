"""Hand-written Markdown: its front matter, and its text verbatim."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from beibei_site.content.formats import yamltext
from beibei_site.content.frontmatter import KEYS
from beibei_site.domain import dates
from beibei_site.domain.issue import IssueData, Printed, merged
from beibei_site.domain.model import Credit, Heading, Story
from beibei_site.domain.problems import SetupError
from beibei_site.domain.spans import to_spans
from beibei_site.domain.text import fold_width
from beibei_site.parsing.folio.days import find_days

_FENCE = re.compile(r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.S | re.M)
_TITLES, _DAYS = ("title", "标题", "headline"), ("issued", "date", "pubdate", "published", "日期", "发布日期")
_AUTHORS, _PAPERS = ("author", "authors", "byline", "作者"), ("source", "paper", "来源", "publication")
_TAKEN = {*KEYS, *_TITLES, *_DAYS, *_AUTHORS, *_PAPERS}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a Markdown text, and the number of its last line."""

    keys: Mapping[str, object]
    last: int


def read_front_matter(text: str) -> FrontMatter | None:
    """The front matter of a text; None if there is none, or if it is not YAML."""
    match = _FENCE.match(text)
    if not match:
        return None
    try:
        keys = yamltext.parse_mapping(match[1], "")
    except SetupError:
        return None
    return FrontMatter(keys, text.count("\n", 0, match.end()) + 1) if keys else None


def title_of(front: FrontMatter) -> str:
    """The title in the front matter; empty if there is none."""
    return _text(front, _TITLES)


def with_front_matter(story: Story, front: FrontMatter, file: str) -> Story:
    """A story with its front matter, which takes precedence over the text."""
    spans = to_spans(range(1, front.last + 1), file)
    title, paper = title_of(front), _text(front, _PAPERS)
    day = _day(front)
    told = IssueData(
        issued=Printed(day, "metadata", spans) if day else None,
        paper=Printed(paper, "metadata", spans) if paper else None,
    )
    names = [Credit("作者", name) for name in _names(front)]
    known = {credit.name for credit in names}
    heading = (
        story.heading if not title or _same(title, story.heading.headline) else _under(title, story.heading)
    )
    return replace(
        story,
        heading=heading,
        credits=(*names, *(c for c in story.credits if c.name not in known)),
        spans=to_spans([n for s in (*spans, *story.spans) for n in s], file),
        issue=merged(told, story.issue),
        extra=tuple((key, value) for key, value in front.keys.items() if key not in _TAKEN),
    )


def _under(title: str, heading: Heading) -> Heading:
    """The heading with the title from the front matter; a headline printed in the text is moved below it."""
    printed = [
        line for line in (heading.kicker, heading.headline, *heading.deck) if line and not _same(line, title)
    ]
    return Heading(title, None, tuple(printed))


def _same(one: str, other: str | None) -> bool:
    return "".join(one.split()) == "".join((other or "").split())


def _text(front: FrontMatter, names: Sequence[str]) -> str:
    value = next((front.keys[name] for name in names if front.keys.get(name)), "")
    return "" if isinstance(value, dict | list) else str(value).strip()


def _day(front: FrontMatter) -> str:
    """The day of the front matter, as papers or as programs write it, or a month or a year; empty if there is
    none."""
    text = _text(front, _DAYS)
    if found := find_days(fold_width(text)):
        return found[0].value
    try:
        return dates.normalise(text.replace("/", "-"))
    except ValueError:
        return ""


def _names(front: FrontMatter) -> list[str]:
    value = next((front.keys[name] for name in _AUTHORS if front.keys.get(name)), [])
    items = value if isinstance(value, list) else re.split(r"[、,，;；/]+", str(value))
    return [name for item in items if not isinstance(item, dict | list) and (name := str(item).strip())]


def body_of(text: str, first: int) -> str:
    """The lines of a Markdown text from line `first` on, verbatim."""
    return "\n".join(text.split("\n")[first - 1 :]).strip("\n")
