"""Joins folio lines that were set vertically and extracted as many lines of one character or number each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from beibei_site.domain.text import any_of
from beibei_site.parsing.folio import days
from beibei_site.parsing.folio.tokens import PAGE, SECTIONS, clean, is_made_of_them, tokenise

_PIECE = 5  # characters of a part of such a line
_PIECES = 3  # parts
_LONGEST = 60  # parts, or characters in total
_PARTS = (
    re.compile(r"CN\d{2}-\d{4}"),
    days.DATE,
    days.NUMERIC,
    days.WEEKDAY,
    PAGE,
    re.compile(rf"{any_of(SECTIONS)}|\d+"),
)

Numbered = tuple[tuple[int, ...], str]  # the line numbers, and their text


Sides = Sequence[Sequence[int]]  # the numbers of the lines down each side of a page, from the top


def set_upright(lines: Sequence[str], sides: Sides = ()) -> Iterator[Numbered]:
    """The non-blank lines, cleaned, each with its number (from 1); lines that together contain a date, being
    consecutive or on one of the `sides`, become one."""
    down = [(tuple(side), _apart("".join(clean(lines[n - 1]) for n in side))) for side in sides]
    whole = [(numbers, text) for numbers, text in down if _is_folio(text)]
    taken = {number for numbers, _ in whole for number in numbers}
    yield from whole
    shown = [
        ((number,), text)
        for number, line in enumerate(lines, 1)
        if number not in taken and (text := clean(line))
    ]
    for is_short, run in groupby(shown, key=lambda pair: len(pair[1]) <= _PIECE):
        found: list[Numbered] = list(run)
        window = _window([text for _, text in found]) if is_short and len(found) >= _PIECES else None
        if window is None:
            yield from found
            continue
        first, last = window
        yield from found[:first]
        yield tuple(n for numbers, _ in found[first:last] for n in numbers), spread(found[first:last])
        yield from found[last:]


def _window(texts: Sequence[str]) -> tuple[int, int] | None:
    """The longest part of these lines that is a folio line with a date; None if there is none."""
    if not days.find_days(_apart("".join(texts))):
        return None
    best = None
    for first in range(len(texts)):
        for last in range(first + _PIECES, min(first + _LONGEST, len(texts)) + 1):
            text = _apart("".join(texts[first:last]))
            longer = best is None or last - first > best[1] - best[0]
            if longer and _is_folio(text):
                best = first, last
    return best


def _is_folio(text: str) -> bool:
    """Whether a separate line is a folio line with a date."""
    return bool(days.find_days(text)) and is_made_of_them(tokenise(text))


def spread(found: Sequence[Numbered]) -> str:
    """The text of such lines, with blanks between its parts."""
    return _apart("".join(text for _, text in found))


def _apart(text: str) -> str:
    """A line without blanks, except around each date, weekday, page, number and known section."""
    at, out = 0, ""
    while at < len(text):
        match = next((m for part in _PARTS if (m := part.match(text, at))), None)
        out += f" {match[0]} " if match else text[at]
        at = match.end() if match else at + 1
    return out.strip()
