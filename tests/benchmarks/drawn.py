"""What is printed on a drawn page: as its gold says, and as its PDF holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2

from beibei_site.domain.text import letters


def words(article: dict[str, Any]) -> str:
    """All that the gold says is printed of an article."""
    once = ("kicker", "headline", "byline_text")
    several = ("deck", "paragraphs", "captions", "quotes", "jump_text")
    parts = [article[key] or "" for key in once] + [text for key in several for text in article[key]]
    return "".join([*parts, *(heading["text"] for heading in article["crossheads"])])


def printed(pdf: Path) -> Iterator[tuple[str, float, float]]:
    """The letters of a PDF of one page, and the middle of each in points from the upper left corner."""
    (page,) = pypdfium2.PdfDocument(str(pdf))
    text = page.get_textpage()
    for at in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(at, loose=True)
        yield letters(text.get_text_range(at, 1)), (left + right) / 2, page.get_height() - (bottom + top) / 2
