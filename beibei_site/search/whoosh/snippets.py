"""What is shown of a hit: a piece of its text, and where in it what was sought stands."""

from __future__ import annotations

from collections.abc import Sequence

from beibei_site.search.bigrams import fold, fold_with_places

_SNIPPET = 60
_BEFORE = 16


def make_snippet(text: str, sought: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of `text` around the first of the `sought` strings, and the positions of the matches in it."""
    folded, places = fold_with_places(text)
    at = next((folded.find(fold(s)) for s in sought if fold(s) and fold(s) in folded), 0)
    start = max(0, places[at] - _BEFORE) if places else 0
    start = max(start, text.rfind("\n", 0, places[at]) + 1) if places else 0
    piece = text[start : start + _SNIPPET].replace("\n", " ")
    return piece, tuple(_marks(piece, sought))


def _marks(piece: str, sought: Sequence[str]) -> list[tuple[int, int]]:
    folded, places = fold_with_places(piece)
    taken: list[tuple[int, int]] = []
    for string in map(fold, sought):
        at = folded.find(string) if string else -1
        while at >= 0:
            span = (places[at], places[at + len(string) - 1] + 1)
            if all(span[1] <= a or span[0] >= b for a, b in taken):
                taken.append(span)
            at = folded.find(string, at + 1)
    return sorted(taken)
