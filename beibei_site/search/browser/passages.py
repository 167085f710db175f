"""A text in passages, so that a hit loads only the one that its snippet is taken from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from beibei_site.search.bigrams import fold_with_places

LENGTH = 400  # folded characters; `static/search/index.mjs` finds the passage of a position by it
_BEFORE, _AFTER = 30, 90  # characters of the neighbours, for a snippet at the edge


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a text, with so many characters `before` and `after` it that are its neighbours'."""

    text: str
    before: int
    after: int


def passages_of(text: str) -> Iterator[Passage]:
    """The passages of `text`: each begins where a multiple of `LENGTH` folded characters is reached."""
    folded, places = fold_with_places(text)
    starts = [0, *(places[at] for at in range(LENGTH, len(folded), LENGTH))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
        yield Passage(text[first:last], start - first, last - end)


def join_passages(passages: Iterable[Passage]) -> str:
    """The opposite of `passages_of`."""
    return "".join(p.text[p.before : len(p.text) - p.after] for p in passages)
