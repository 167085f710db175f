"""The gold of a page, in the form of `benchmarks.reading.gold`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from benchmarks.reading.gazette.block import Told
from benchmarks.reading.gazette.sheet import Page
from benchmarks.reading.gazette.style import Rect


def to_gold(page: Page) -> dict[str, Any]:
    """What stands where, in the form of `benchmarks.reading.gold`."""
    style, issue = page.style, page.issue
    return {
        "name": page.name,
        "seed": page.seed,
        "vertical": style.vertical,
        "traditional": style.traditional,
        "page": {
            "paper": issue.paper,
            "issued": issue.day.isoformat(),
            "number": issue.number_text,
            "section": issue.section,
            "width": page.width,
            "height": page.height,
        },
        "layout": {
            "columns": style.columns,
            "body_pt": style.size,
            "stream": style.order,
            "scan": style.scan,
        },
        "articles": [_article(page, number, told) for number, told in page.stories],
        "furniture": [mark.text for mark in page.marks if mark.owner < 0],
    }


def _article(page: Page, number: int, told: Told) -> dict[str, Any]:
    copy = told.copy
    shift = 1 if told.note else 0
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
        "paragraphs": [*([told.note] if told.note else []), *copy.paragraphs],
        "crossheads": [head | {"before": head["before"] + shift} for head in copy.crossheads],
        "captions": [told.caption] if told.caption else [],
        "quotes": [told.quote] if told.quote else [],
        "jump": {copy.jump[0]: copy.jump[1]} if copy.jump else None,
        "jump_text": [text for text in (copy.jump_from, copy.jump_to) if text],
        "box": "box" in told.traits,
        "traits": list(told.traits),
        "regions": [[round(edge, 1) for edge in region] for region in _regions(page, number)],
    }


def _regions(page: Page, number: int) -> Iterator[Rect]:
    """The places of a story: boxes around its lines that hold no line of another."""
    own = [m.rect for m in page.marks if m.owner == number]
    others = [m.rect for m in page.marks if m.owner != number]
    own.sort(key=lambda r: (round(r.x0 / 20), r.y0))
    found: list[Rect] = []
    for rect in own:
        merged = found[-1].around(rect) if found else rect
        near = found and found[-1].grown(1.5 * page.style.leading).meets(rect)
        if near and not any(merged.grown(4).meets(other) for other in others):
            found[-1] = merged
        else:
            found.append(rect)
    return (rect.grown(1.0) for rect in found)
