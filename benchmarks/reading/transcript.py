"""A composed page → Markdown as a model writes it that looks at the page: regions in an order of its own, the
lines of a paragraph joined, headings marked by their size. It misreads no character.

Every page draws the habits of another such model, always the same one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from random import Random

from beibei_site.domain.text import letters
from beibei_site.parsing.sheet.layout import Joined, lay_out
from beibei_site.parsing.sheet.model import Box, TypeLine, around
from benchmarks.reading.gold import GoldPage, Label, read_page

_KINDS = {"headline": "head", "kicker": "head", "deck": "head", "caption": "caption", "quote": "quote"}
_NEAR = 1.7  # times the size of type: the greatest distance between two lines of a region
_LARGE, _LARGER = 1.9, 1.3  # times the size of the text: headings of the first and second level
_LEAST = 2.0  # points of white space that part two regions
_HALF = str.maketrans("，：；？！（）", ",:;?!()")


@dataclass(frozen=True, slots=True)
class Region:
    """Lines below each other that belong to one article (-1: none) and are of one kind."""

    box: Box
    article: int
    kind: str
    lines: tuple[tuple[TypeLine, Label], ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """`knows`: it sees which columns belong together; `heads_first`, `glue`: how often a heading is read
    before its text, and what joins its lines; `keeps`: it keeps line breaks."""

    knows: bool
    heads_first: float
    glue: tuple[str, ...]
    keeps: bool
    bold: bool
    half: bool
    drops: float  # how often furniture is left out
    pictures: float  # how often a caption has a picture above
    bars: bool  # a line between articles
    least: int  # level of the largest headings


def transcribe(path: Path) -> str:
    """The Markdown for the page in `path` (a PDF with its gold beside it)."""
    return describe(read_page(path, json.loads(path.with_suffix(".gold.json").read_text("utf-8"))))


def describe(page: GoldPage) -> str:
    """The Markdown for a page whose lines are known."""
    chance = Random(f"{page.gold['seed']} transcript")
    habits = _draw(chance)
    size = lay_out(page.sheet).size
    regions = _in_order(_regions(page, size), habits, chance)
    parts: list[str] = []
    for above, region in pairwise([None, *regions]):
        assert region
        if habits.bars and above and above.article != region.article:
            parts.append("---")
        parts += _written(region, page, size, habits, chance)
    return "\n\n".join(parts) + "\n"


def _draw(chance: Random) -> Habits:
    return Habits(
        knows=chance.random() < 0.5,
        heads_first=chance.choice((0.0, 0.5, 1.0, 1.0)),
        glue=chance.choice((("",), (" ",), ("\n",), ("", " ", "\n"))),
        keeps=chance.random() < 0.3,
        bold=chance.random() < 0.5,
        half=chance.random() < 0.4,
        drops=chance.choice((0.0, 0.0, 0.4, 0.9)),
        pictures=chance.choice((0.0, 0.5, 1.0)),
        bars=chance.random() < 0.1,
        least=chance.choice((1, 1, 1, 2)),
    )


def _regions(page: GoldPage, size: float) -> list[Region]:
    """The regions of a page, in the order of their first lines in the file."""
    lines, labels = page.sheet.lines, page.labels
    places = lay_out(page.sheet).places
    joined = Joined(len(lines))
    for at, place in enumerate(places):
        above = place.above
        if above >= 0 and _part_of(labels[at]) == _part_of(labels[above]):
            gap = lines[at].box.y0 - lines[above].box.y1
            if gap < _NEAR * max(size, lines[at].size):
                joined.join(at, above)
    found = []
    for group in joined.groups():
        own = sorted(group, key=lambda at: (round(lines[at].box.y0 / 3), lines[at].box.x0))
        article, kind = _part_of(labels[own[0]])
        box = around([lines[at].box for at in own])
        found.append(Region(box, article, kind, tuple((lines[at], labels[at]) for at in own)))
    return found


def _part_of(label: Label) -> tuple[int, str]:
    if label.role == "furniture":
        return -1, "furniture"
    return label.article, _KINDS.get(label.role, "text")


def _in_order(regions: Sequence[Region], habits: Habits, chance: Random) -> list[Region]:
    if not habits.knows:
        return _cut(list(regions))
    articles: dict[tuple[int, int], list[Region]] = {}
    for number, region in enumerate(regions):
        articles.setdefault((region.article, -1 if region.article >= 0 else number), []).append(region)
    groups = sorted(
        articles.values(), key=lambda g: (min(r.box.y0 for r in g) // 60, min(r.box.x0 for r in g))
    )
    found = []
    for group in groups:
        group.sort(key=lambda r: (r.box.x0 // 20, r.box.y0))
        if chance.random() < habits.heads_first:
            group.sort(key=lambda r: r.kind != "head")
        found += group
    return found


def _cut(regions: list[Region]) -> list[Region]:
    """Regions in the order of the widest white space, across before down (recursive XY cut)."""
    for low, high in (("y0", "y1"), ("x0", "x1")):
        ordered = sorted(regions, key=lambda r: getattr(r.box, low))
        ends = list(accumulate((getattr(r.box, high) for r in ordered), max))
        gaps = [getattr(r.box, low) - end for r, end in zip(ordered[1:], ends, strict=False)]
        if gaps and max(gaps) > _LEAST:
            at = gaps.index(max(gaps)) + 1
            return _cut(ordered[:at]) + _cut(ordered[at:])
    return sorted(regions, key=lambda r: (r.box.x0, r.box.y0))


def _written(region: Region, page: GoldPage, size: float, habits: Habits, chance: Random) -> Iterator[str]:
    """The paragraphs and headings of a region."""
    if region.kind == "furniture" and chance.random() < habits.drops:
        return
    if region.kind == "caption" and chance.random() < habits.pictures:
        yield f"![](images/{chance.randrange(1 << 24):06x}.jpg)"
    for part in _parts(region, page):
        line, label = part[0]
        is_text = label.role in ("body", "run-in", "byline", "jump")
        breaks = is_text and habits.keeps
        glue = "\n" if breaks else "" if is_text else chance.choice(habits.glue)
        text = glue.join(" ".join(line.text.split()) for line, _ in part)
        text = text.translate(_HALF) if habits.half else text
        if line.size >= _LARGER * size:
            level = habits.least + (line.size < _LARGE * size)
            yield "\n".join("#" * level + " " + one for one in text.split("\n"))
        elif habits.bold and label.role in ("headline", "crosshead", "kicker"):
            yield f"**{text}**"
        else:
            yield text


def _parts(region: Region, page: GoldPage) -> list[list[tuple[TypeLine, Label]]]:
    """The lines of a region by paragraph or heading."""
    starts = _starts(page, region.article)
    parts: list[list[tuple[TypeLine, Label]]] = []
    for line, label in region.lines:
        last = parts[-1][-1] if parts else None
        begins = label.role == "body" and label.place in starts
        alike = last and last[1].role == label.role and abs(last[0].size - line.size) < 0.1 * line.size
        if alike and not begins and label.role != "furniture":
            parts[-1].append((line, label))
        else:
            parts.append([(line, label)])
    return parts


def _starts(page: GoldPage, article: int) -> set[int]:
    """The positions in an article's text at which its paragraphs begin."""
    own = next((a["paragraphs"] for a in page.gold["articles"] if a["id"] == article), [])
    return {0, *accumulate(len(letters(text)) for text in own)}
