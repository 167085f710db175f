"""Why the program decided something, as data: a code and the values that its sentence names.

The sentences are in `rendering.sentences`, in the language of the interface.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Value = int | float | str | tuple[str, ...]

# Every code, with the names of its values.
CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # The reader, about a story.
        "headline-above": ("pairs",),  # it stands above its text; character pairs that both contain
        "headline-below": ("pairs",),
        "margin": ("points",),  # score of the headline with this text, less that with the next best text
        "no-headline": (),
        "headline-over": (),  # of a page with geometry: where it stands, as seen from its text
        "headline-under": (),
        "headline-left": (),
        "headline-right": (),
        "headline-near": (),
        "headline-run-in": (),
        "columns-joined": ("count",),  # parts of columns that one story goes through
        "weakest-link": ("percent",),  # the least probable of its decisions
        "quote-missing": ("words",),  # the headline quotes words that the text does not contain
        "numbered-sections": ("count",),  # of an infographic, in the order of their numbers
        "opens-with-lead": (),
        "no-lead": (),
        "page-has-headlines-above": (),  # the convention of the page, which decides where no lead does
        "page-has-headlines-below": (),
        "lost-ends": ("count",),  # paragraphs cut off in mid-sentence
        "whole-file": (),  # the file is one article
        "part-of-collection": (),  # separators, headings or sizes of type say where it begins
        # The next best reading of a story.
        "headline-of-story-above": (),
        "headline-of-story-below": (),
        "may-follow": ("line", "after", "percent"),  # the text from one line, after another line
        "may-have-headline": ("line", "headline", "percent"),  # the same, and a line of a headline
        "may-stand-alone": ("line", "percent"),  # the text from this line, as a story without a headline
        # Ingest, about an article.
        "by-hand": (),
        # Cataloguing, about an entry of an authority file.
        "same-sound": ("one", "other"),
        "short-form": ("short", "full"),
        "unrelated-offices": ("name",),
        "unproved-name": ("name",),
        "frequent-keyword": ("word", "count"),
        "unknown-topic": ("topic",),
        # Cataloguing, about two articles whose jump lines name each other's pages.
        "unclear-jump": ("start", "rest"),
    }
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: its code and its values, as `CODES` names them."""

    code: str
    values: tuple[tuple[str, Value], ...] = ()


def because(code: str, **values: Value) -> Reason:
    """The reason `code` with its values.

    >>> because("headline-below", pairs=12)
    Reason(code='headline-below', values=(('pairs', 12),))
    """
    return Reason(code, tuple(values.items()))
