"""A random page and its gold: what was placed on it, and where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from benchmarks.reading.compose.articles import Article, read_articles
from benchmarks.reading.compose.desk import Desk
from benchmarks.reading.compose.folio import Folio, Issue, draw_folio, draw_issue
from benchmarks.reading.compose.house import House, Rect, draw_house
from benchmarks.reading.compose.plan import Columns
from benchmarks.reading.compose.setting import Mark, Shape
from benchmarks.reading.compose.story import SetStory


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A composed page: its marks in file order, its stories in reading order."""

    name: str
    seed: str
    house: House
    issue: Issue
    width: float
    height: float
    marks: tuple[Mark, ...]
    shapes: tuple[Shape, ...]
    stories: tuple[SetStory, ...]


def draw_page(seed: int, number: int, wide: bool = False, articles: Sequence[Article] = ()) -> Page:
    """Page `number` of a seed: always the same. `wide`: of a wider range, with articles rewritten;
    `articles`: those to choose from, if not the invented ones."""
    key = f"{seed}-{number}"
    chance = Random(key)
    house = draw_house(chance, vertical=chance.random() < 0.06, traditional=chance.random() < 0.2, wide=wide)
    issue = draw_issue(chance, house)
    wide, high = (house.height, house.width) if house.vertical else (house.width, house.height)
    area = Rect(house.margin, house.margin, house.margin + wide, house.margin + high)
    folio = draw_folio(chance, issue, house, area)
    area = area.moved(0, folio.top)
    desk = Desk(house, issue, chance, _shuffled(articles or read_articles(), house, chance))
    desk.fill(_columns(house, area))
    if house.vertical:
        _turn(desk, area)
    if folio.bottom:
        folio = _moved(folio, area.y1 + 8 - house.margin)
    stories = _in_stream(desk.marks, house, chance)
    return Page(
        name=f"p{number:03}",
        seed=key,
        house=house,
        issue=issue,
        width=round(area.x1 + house.margin, 1),
        height=round(area.y1 + folio.bottom + house.margin + 12, 1),
        marks=(*folio.marks, *stories) if chance.random() < 0.7 else (*stories, *folio.marks),
        shapes=(*desk.shapes, *folio.shapes),
        stories=tuple(desk.stories),
    )


def _shuffled(found: Sequence[Article], house: House, chance: Random) -> list[Article]:
    """The articles in random order; those written in the newspaper's characters come first."""
    articles = list(found)
    chance.shuffle(articles)
    return sorted(articles, key=lambda a: a.traditional != house.traditional)


def _columns(house: House, area: Rect) -> Columns:
    """The columns of the page; a vertical page is set lying on its side and rotated afterwards."""
    step = house.column + house.gutter
    starts = [area.x0 + number * step for number in range(house.columns)]
    return tuple(Rect(x, area.y0, x + house.column, area.y0 + house.height) for x in starts)


def _turn(desk: Desk, area: Rect) -> None:
    """A quarter turn clockwise: horizontal lines become vertical, the first one on the right."""

    def turned(rect: Rect) -> Rect:
        right, top = area.x1 + area.y0, area.y0 - area.x0
        return Rect(right - rect.y1, top + rect.x0, right - rect.y0, top + rect.x1)

    desk.marks = [replace(mark, rect=turned(mark.rect), vertical=True) for mark in desk.marks]
    desk.shapes = [replace(shape, rect=turned(shape.rect)) for shape in desk.shapes]


def _moved(folio: Folio, down: float) -> Folio:
    return replace(
        folio,
        marks=[replace(mark, rect=mark.rect.moved(0, down)) for mark in folio.marks],
        shapes=[replace(shape, rect=shape.rect.moved(0, down)) for shape in folio.shapes],
    )


def _in_stream(marks: Sequence[Mark], house: House, chance: Random) -> list[Mark]:
    """The marks in the order in which the newspaper's software writes them to the file."""
    if house.stream == "by y":
        return sorted(marks, key=lambda m: (m.rect.y0, m.rect.x0))
    if house.stream == "heads last":
        return sorted(marks, key=lambda m: m.role in ("kicker", "headline", "deck"))
    if house.stream == "random":
        frames = sorted({(m.owner, m.frame) for m in marks})
        chance.shuffle(frames)
        return sorted(marks, key=lambda m: frames.index((m.owner, m.frame)))
    return list(marks)


def to_gold(page: Page) -> dict[str, Any]:
    """The gold in the format of `benchmarks/reading/gold.py`; lengths in points."""
    house, issue = page.house, page.issue
    return {
        "name": page.name,
        "seed": page.seed,
        "vertical": house.vertical,
        "traditional": house.traditional,
        "page": {
            "paper": issue.paper,
            "issued": issue.day.isoformat(),
            "number": issue.number_text,
            "section": issue.section,
            "width": page.width,
            "height": page.height,
        },
        "layout": {
            "columns": house.columns,
            "body_pt": house.body,
            "leading": house.leading,
            "indent": house.indent,
            "separated_by": house.separator,
            "stream": house.stream,
        },
        "articles": [_article(number, story, page) for number, story in enumerate(page.stories)],
        "furniture": [mark.text for mark in page.marks if mark.owner < 0],
    }


def _article(number: int, story: SetStory, page: Page) -> dict[str, Any]:
    copy = story.copy
    quote = "".join(mark.text for mark in story.marks if mark.role == "quote")
    return {
        "id": number,
        "article": copy.article,
        "kicker": copy.kicker or None,
        "headline": copy.headline or None,
        "deck": copy.deck.split("\n") if copy.deck else [],
        "byline": [{"name": name, "role": role} for name, role in copy.byline],
        "byline_at": copy.byline_at,
        "byline_text": copy.byline_text or None,
        "date": list(copy.days),
        "paragraphs": copy.paragraphs,
        "crossheads": copy.crossheads,
        "captions": [copy.caption] if any(mark.role == "caption" for mark in story.marks) else [],
        "quotes": [quote] if quote else [],
        "jump": {copy.jump[0]: copy.jump[1]} if copy.jump else None,
        "jump_text": [text for text in (copy.jump_from, copy.jump_to) if text],
        "box": "box" in story.traits,
        "traits": sorted({*story.traits, "vertical"} if page.house.vertical else story.traits),
        "regions": _regions(number, page),
    }


def _regions(number: int, page: Page) -> list[list[float]]:
    """A box around the contents of each of the article's frames."""
    frames: defaultdict[str, list[Rect]] = defaultdict(list)
    for mark in page.marks:
        if mark.owner == number:
            frames[mark.frame].append(mark.rect)
    sides = (min, min, max, max)
    return [
        [round(side(rect[at] for rect in rects), 1) for at, side in enumerate(sides)]
        for _, rects in sorted(frames.items())
    ]
