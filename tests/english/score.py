"""How well the articles of an English page are read: split, headed, dated and bylined as they are printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.cataloguing.dating import ReadPage, date_stories, own_year
from beibei_site.domain.issue import FileKind
from beibei_site.domain.model import PageReading, Story
from beibei_site.domain.text import letters
from beibei_site.parsing.hints import hints_of
from beibei_site.parsing.reader import read_page
from beibei_site.parsing.sources.seeds import read_pages
from tests.english.compose import Gold, Setting

ASPECTS = ("split", "headline", "byline", "date")


@dataclass(frozen=True, slots=True)
class Read:
    """A seed as it is read, with the day of each of its stories."""

    reading: PageReading
    dates: tuple[str, ...]


def read(name: str, data: bytes, kind: FileKind | None = None) -> Read:
    """The first page of the seed `name`."""
    page = read_pages(name, data, kind=kind)[0]
    reading = read_page(page.text, name, sheet=page.sheet, hints=hints_of(page, kind))
    dated = ReadPage(name, page.text, reading.stories, printed=reading.issue, kind=reading.kind)
    return Read(reading, tuple(day.value for day in date_stories(dated, own_year(dated))))


def score(articles: Sequence[Gold], found: Read) -> Counter[str]:
    """How many of the articles of a page are right in each aspect."""
    right: Counter[str] = Counter()
    for article in articles:
        right["articles"] += 1
        if found.reading.stories:
            right.update(_right(article, *_nearest(article, found)))
    return right


def score_issue(setting: Setting, found: Read) -> Counter[str]:
    """What is right of the day, the page and the paper."""
    issue = found.reading.issue
    told = (("day", issue.issued, setting.day), ("page", issue.page, setting.page))
    right = Counter(name for name, read, value in told if (read.value if read else "") == value)
    paper = issue.paper.value if issue.paper else ""
    right["paper"] += paper.casefold() == setting.paper.casefold()
    return right


def _nearest(article: Gold, found: Read) -> tuple[Story, str]:
    """The story that shares most words with an article."""
    words = Counter(_body(article.paragraphs).split())
    pairs = zip(found.reading.stories, found.dates, strict=True)
    return max(pairs, key=lambda pair: sum((Counter(pair[0].text.split()) & words).values()))


def _right(article: Gold, story: Story, date: str) -> Iterator[str]:
    if letters(_paragraphs(story)) == letters(_body(article.paragraphs)):
        yield "split"
        if [b.text for b in story.blocks if b.kind == "paragraph"] == list(article.paragraphs):
            yield "word by word"
    if letters(story.heading.headline or "") == letters(article.headline):
        yield "headline"
    if tuple(credit.name.casefold() for credit in story.credits) == tuple(map(str.casefold, article.byline)):
        yield "byline"
    if date == article.date:
        yield "date"


def _paragraphs(story: Story) -> str:
    return " ".join(block.text for block in story.blocks if block.kind == "paragraph")


def _body(paragraphs: Sequence[str]) -> str:
    return " ".join(paragraphs)
