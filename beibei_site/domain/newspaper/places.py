"""Where a page stands in its issue: 头版, 2, 3 … A1 … B2, and pages that have a name instead of a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beibei_site.domain.text import SPELLED, fold_width, spelled_number

_NUMBERED = re.compile(r"([A-Z]{0,2})-?0*(\d{1,3})([A-Z]?)")
_FRONT = ("头", "頭")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """The place of a page among those of its issue, in the order of reading: numbers, then lettered sections,
    then pages with a name (`number` 0)."""

    is_named: bool
    section: str
    number: int
    rest: str

    def __str__(self) -> str:
        """Its number without what papers print differently: A6 for A06 and A-6, 1 for 头版."""
        return f"{self.section}{self.number or ''}{self.rest}"


def place_of(page: str) -> Place:
    """The place of a page by what is printed on it.

    >>> [str(place_of(page)) for page in ("2", "08", "A06", "第四版", "头版", "副刊")]
    ['2', '8', 'A6', '4', '1', '副刊']
    >>> sorted(["B2", "10", "A1", "9", "副刊", "头版"], key=place_of)
    ['头版', '9', '10', 'A1', 'B2', '副刊']
    """
    name = fold_width(page).upper().removeprefix("第").removesuffix("版")
    if name in _FRONT:
        return numbered(1)
    match = _NUMBERED.fullmatch(name)
    if match:
        return Place(False, match[1], int(match[2]), match[3])
    return numbered(spelled_number(name)) if re.fullmatch(SPELLED, name) else Place(True, "", 0, name)


def numbered(number: int, section: str = "") -> Place:
    """The page `number` of a section."""
    return Place(False, section, number, "")
