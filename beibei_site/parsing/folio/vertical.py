"""Joins folio lines that were set vertically and extracted as many lines of one character or number each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from beibei_site.parsing.folio import days
from beibei_site.parsing.folio.tokens import clean, is_made_of_them, tokenise

_PIECE = 5  # characters of a part of such a line
_PIECES = 3  # parts
_LONGEST = 60  # parts, or characters of the whole
Numbered = tuple[tuple[int, ...], str]  # the numbers of lines, and their text


Sides = Sequence[Sequence[int]]  # the numbers of the lines down each side of a page, from the top


def set_upright(lines: Sequence[str], sides: Sides = ()) -> Iterator[Numbered]:
    """The lines that are not blank, cleaned, each with its number (from 1); one line for those that together
    hold a day: lines that follow each other, or stand on one of the `sides`."""
    down = [(tuple(side), _put_together([clean(lines[n - 1]) for n in side])) for side in sides]
    whole = [(numbers, text) for numbers, text in down if text]
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
        first, last, text = window
        yield from found[:first]
        yield tuple(n for numbers, _ in found[first:last] for n in numbers), text
        yield from found[last:]


def _window(texts: Sequence[str]) -> tuple[int, int, str] | None:
    """The longest part of these lines that is a folio line with a day, with its text, if there is one."""
    if not days.find_days("".join(texts)):
        return None
    best = None
    for first in range(len(texts)):
        for last in range(first + _PIECES, min(first + _LONGEST, len(texts)) + 1):
            longer = best is None or last - first > best[1] - best[0]
            if longer and (text := _put_together(texts[first:last])):
                best = first, last, text
    return best


def _put_together(parts: Sequence[str]) -> str | None:
    """The folio line with a day that these parts are, if they are one; breaks may stand for blanks or not."""
    joined = "".join(parts[:1])
    for before, part in pairwise(parts):
        is_word = (before[-1:] + part[:1]).isascii() and (before[-1:] + part[:1]).isalpha()
        joined += part if is_word or min(len(before), len(part)) == 1 else f" {part}"
    return next(filter(_is_folio, (joined, "".join(parts))), None)


def _is_folio(text: str) -> bool:
    """Whether a line is a folio line with a day."""
    return bool(days.find_days(text)) and is_made_of_them(tokenise(text))
