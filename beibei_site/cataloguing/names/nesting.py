"""Which place lies in which: only what texts and names themselves say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from beibei_site.cataloguing.names.words import PLACE_RANKS
from beibei_site.domain.text import occurrences

_WITHIN = re.compile(r".+(?:区|园|镇|乡|村|街道)")


def _rank(name: str) -> int:
    """How narrow a place is, by its name."""
    units = [(unit, rank) for rank, units in enumerate(PLACE_RANKS) for unit in units]
    ends = [(len(unit), rank) for unit, rank in units if name.endswith(unit) and len(name) > len(unit) + 1]
    return max(ends)[1] if ends else len(PLACE_RANKS)


def find_parents(
    forms: Mapping[str, str], names: Mapping[str, str], texts: Iterable[tuple[str, Sequence[str]]]
) -> dict[str, str]:
    """For each place (id) the place that it lies in, if that is evident.

    `forms`: each name of a place → its id; `names`: id → full name; `texts`: each with the ids of its places.
    A place lies in the one that is printed directly before it (重庆市北碚区), in more than half of such
    cases, or else in the one after which it is called (绵阳高新区).
    """
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    of_place: defaultdict[str, list[str]] = defaultdict(list)
    for form, place in forms.items():
        of_place[place].append(form)
    for text, places in texts:
        for wide, narrow in _neighbours(text, [f for place in places for f in of_place[place]]):
            place, parent = forms[narrow], forms[wide]
            in_full = _rank(wide) == _rank(names[parent]) < len(PLACE_RANKS)  # 绵阳北碚 is a list
            if in_full and _rank(wide) < _rank(names[place]):
                votes[place][parent] += 1
    parents = {}
    for place in names:
        ranked = votes[place].most_common(1)
        if ranked and 2 * ranked[0][1] > votes[place].total():
            parents[place] = ranked[0][0]
        elif not ranked and (wider := _called_after(names[place], forms, names)):
            parents[place] = wider
    return {place: parent for place, parent in parents.items() if not _returns(place, parents)}


def _neighbours(text: str, forms: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The pairs of names that are printed one directly after the other, without a mark between them."""
    return [
        (one, other)
        for (start, one), (after, other) in pairwise(occurrences(forms, text))
        if start + len(one) == after
    ]


def _called_after(name: str, forms: Mapping[str, str], names: Mapping[str, str]) -> str:
    """The place with whose name `name` begins."""
    for end in range(len(name) - 2, 1, -1):
        place = forms.get(name[:end], "")
        if place and _rank(names[place]) < len(PLACE_RANKS) and _WITHIN.fullmatch(name[end:]):
            return place
    return ""


def _returns(place: str, parents: Mapping[str, str]) -> bool:
    """Whether the way up from a place leads back to it."""
    seen: set[str] = set()
    at = parents.get(place)
    while at is not None and at not in seen:
        if at == place:
            return True
        seen.add(at)
        at = parents.get(at)
    return False
