"""The layout desk: divides the area of a page among stories, briefs, boxes and adverts until it is full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import log
from random import Random

from benchmarks.reading.compose import copydesk, folio
from benchmarks.reading.compose.articles import Article
from benchmarks.reading.compose.copydesk import Copy
from benchmarks.reading.compose.folio import Issue
from benchmarks.reading.compose.house import House, Rect
from benchmarks.reading.compose.plan import Columns, Plan, draw_plan
from benchmarks.reading.compose.setting import Mark, Shape
from benchmarks.reading.compose.story import SetStory, set_story

_LOWEST = 5  # rows: the smallest height for a piece
_TRIES = 6
_POOL = 14  # articles to choose from for a piece: with more, the few long ones would be on every page
_PARTED = (0.1, 0.2, 0.35, 0.45, 0.55, 0.6, 0.65)  # how often 2, 3 … columns are split side by side
_GAPS = {"rule": 1.2, "double": 1.4, "white": 1.8, "nothing": 0.7}  # lines between two pieces
_RULES = {"rule": (0.0,), "double": (-1.2, 1.2)}
_RUBRICS = "简讯 短波 一句话新闻 市井快递 要闻速览 本周小事".split()
_RUBRICS_TRADITIONAL = "短波 簡訊 地方小事".split()


@dataclass(slots=True)
class Desk:
    """The content of the page, piece by piece; `articles` are those not on it yet."""

    house: House
    issue: Issue
    chance: Random
    articles: list[Article]
    marks: list[Mark] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    stories: list[SetStory] = field(default_factory=list)

    def fill(self, columns: Columns) -> None:
        """Columns of equal height, filled from the top down."""
        count, line = len(columns), self.house.line
        if columns[0].height / line < _LOWEST:
            return
        parted = count > 1 and self.chance.random() < _PARTED[count - 2]
        bottom = None if parted else self._put_piece(columns)
        if bottom is None and count > 1:
            self._part(columns)
            return
        if bottom is None:
            bottom = self._put_advert(columns, min(columns[0].y1, columns[0].y0 + 12 * line))
        rest = bottom + self._part_below(columns, bottom)
        self.fill(tuple(column._replace(y0=round(rest, 2)) for column in columns))

    def _part(self, columns: Columns) -> None:
        """Areas side by side."""
        at = self.chance.randint(1, len(columns) - 1)
        for part in (columns[:at], columns[at:]):
            self.fill(part)
        if self.house.column_rules or (self.house.separator in _RULES and self.chance.random() < 0.4):
            x = (columns[at - 1].x1 + columns[at].x0) / 2
            self.shapes.append(Shape(Rect(x, columns[0].y0, x + 0.6, columns[0].y1), fill="#777"))

    def _part_below(self, columns: Columns, y: float) -> float:
        """The separator between a piece that ends at `y` and the next; returns its height."""
        gap = _GAPS[self.house.separator] * self.house.line
        if y + gap + _LOWEST * self.house.line < columns[0].y1:
            for by in _RULES.get(self.house.separator, ()):
                at = y + gap / 2 + by
                self.shapes.append(Shape(Rect(columns[0].x0, at, columns[-1].x1, at + 0.7), fill="#333"))
        return gap

    def _put_piece(self, columns: Columns) -> float | None:
        """A piece at the top; returns where it ends, or None if nothing fits."""
        rows = columns[0].height / self.house.line
        has = {piece for piece in self.house.pieces if self.chance.random() < 0.3}
        if "adverts" in has and rows < 16:
            return self._put_advert(columns, columns[0].y1)
        briefs_there = any("briefs" in story.traits for story in self.stories)
        if "briefs" in has and len(columns) == 1 and rows > 16 and not briefs_there:
            return self._put_briefs(columns[0])
        if "boxes" in has and rows > 12:
            return self._put_box(columns)
        if "measures" in has and len(columns) > 1:
            bottom = self._put_story(self._measured(columns, len(columns) - 1), "measure")
        else:
            bottom = self._put_story(columns)
        return bottom if bottom is not None or rows > 14 else self._put_advert(columns, columns[0].y1)

    def _put_story(self, columns: Columns, trait: str = "", brief: Plan | None = None) -> float | None:
        """A story that fits the columns (in a rubric, planned as `brief`); returns where it ends."""
        for article in self._suiting(columns, brief is not None)[:_TRIES]:
            copy = copydesk.edit(article, self.house, self.issue, self.chance)
            if brief:
                copy, plan = self._marked(copy, brief), brief
            else:
                copy = self._continued(copy)
                plan = draw_plan(copy, columns, self.house, self.chance)
            story = set_story(copy, columns, plan, self.house)
            if story:
                self.articles.remove(article)
                self._keep(story, trait)
                return story.bottom
        return None

    def _continued(self, copy: Copy) -> Copy:
        """Some stories begin or end on another page."""
        if "jumps" not in self.house.pieces or copy.length < 200:
            return copy
        kind = self.chance.choice(("from", "to", "to", "", "", ""))
        if kind == "from":
            return copydesk.jump_from(copy, self.house, self.issue)
        return copydesk.jump_to(copy, self.house, self.issue, self.chance) if kind else copy

    def _marked(self, copy: Copy, brief: Plan) -> Copy:
        """An item without a headline begins with the newspaper's mark."""
        if brief.head != "none":
            return copy
        return replace(copy, body=(self.house.mark + copy.body[0], *copy.body[1:]))

    def _suiting(self, columns: Columns, brief: bool) -> list[Article]:
        """Articles by how well their length fits: at most slightly too long, and more than a line or two."""
        count, rows = len(columns), columns[0].height / self.house.line
        letters = columns[0].width / self.house.body * 0.9
        ideal = 40.0 if brief else min(rows, self.chance.choice((6, 9, 12, 18))) * count * letters
        some = self.articles if brief else self.articles[:_POOL]
        return sorted(some, key=lambda a: abs(log(max(20, a.length) / max(20.0, ideal))))

    def _keep(self, story: SetStory, trait: str) -> None:
        owner = len(self.stories)
        self._print(replace(mark, owner=owner) for mark in story.marks)
        self.shapes += story.shapes
        self.stories.append(replace(story, traits=tuple(sorted({*story.traits, trait} - {""}))))
        if story.nested and self._put_story(story.nested, "nested") is None:
            self._put_advert(story.nested, story.nested[0].y1)

    def _print(self, marks: Iterable[Mark]) -> None:
        self.marks += marks

    def _put_advert(self, columns: Columns, bottom: float) -> float:
        rect = Rect(columns[0].x0, columns[0].y0, columns[-1].x1, bottom - 2)
        marks, frame = folio.draw_advert(self.chance, rect, self.house)
        self._print(marks)
        self.shapes.append(frame)
        return bottom

    def _put_briefs(self, column: Rect) -> float:
        """Short items below each other under the name of the rubric, which is furniture."""
        line = self.house.line
        name = self.chance.choice(_RUBRICS_TRADITIONAL if self.house.traditional else _RUBRICS)
        head = column._replace(y1=column.y0 + 2 * line)
        size = 1.6 * self.house.body
        self._print([Mark(name, head, size, "furniture", "rubric", "Sans", 900, "center")])
        self.shapes.append(Shape(Rect(column.x0, head.y1, column.x1, head.y1 + 1), fill="#333"))
        y = head.y1 + 0.5 * line
        gap = self.chance.choice((0.0, 0.5, 1.0)) * line
        plan = Plan(head=self.chance.choice(("small", "small", "run-in", "none")))
        for _ in range(self.chance.randint(3, 7)):
            room = column._replace(y0=round(y, 2))
            bottom = self._put_story((room,), "briefs", plan) if room.height > _LOWEST * line else None
            if bottom is None:
                break
            y = bottom + gap
        return y

    def _put_box(self, columns: Columns) -> float | None:
        """A story in a frame or on a tint, set to a measure of its own."""
        pad = 0.9 * self.house.body
        outer = columns[0]._replace(x1=columns[-1].x1)
        count = max(1, len(columns) - self.chance.choice((0, 0, 1)))
        below = len(self.shapes)
        bottom = self._put_story(self._measured((outer.inset(pad),), count), "box")
        if bottom is None:
            return None
        rect = outer._replace(y1=bottom + pad)
        if "tints" in self.house.pieces:
            ground = Shape(rect, fill=self.chance.choice(("#eee", "#f3ead7")))
        else:
            style = self.chance.choice(("0.8pt solid #333", "2pt solid #666", "0.8pt dashed #555"))
            ground = Shape(rect, border=style)
        self.shapes.insert(below, ground)
        return bottom + pad

    def _measured(self, columns: Columns, count: int) -> Columns:
        """`count` columns in the place of `columns`, as wide as whole characters allow."""
        body, whole = self.house.body, columns[0]._replace(x1=columns[-1].x1)
        wide = int((whole.width - (count - 1) * 1.5 * body) / count / body) * body
        step = wide + (whole.width - count * wide) / max(1, count - 1)
        starts = [whole.x0 + number * step for number in range(count)]
        return tuple(whole._replace(x0=x, x1=x + wide) for x in starts)
