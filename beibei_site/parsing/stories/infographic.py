"""An infographic: numbered headings with short texts, scattered over the page by extraction.

Texts are matched to headings by a linear assignment (Kuhn 1955, here scipy's) on shared words and distance.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from beibei_site.parsing.assignment import assign
from beibei_site.parsing.blocks.units import Unit, plain_text
from beibei_site.parsing.stories.fit import build_bags, pairs_of
from beibei_site.parsing.stories.scoring import STAND_IN
from beibei_site.parsing.text.grammar import is_finished, is_numbered
from beibei_site.parsing.text.lines import PageLine

_NUMBER = re.compile(r"\d{1,2}")
_SEVERAL = re.compile(r"(?<=\S)\s*(?=\d{1,2}[ .．、]\S)")
_LEAST = 3  # numbered headings
_SHARED = 6.0  # points for a heading whose words are all in a text
_NOT_BESIDE, _EACH_UNIT, _FAR = 0.5, 0.05, 4.0  # penalty for a text that is not directly above or below


@dataclass(frozen=True, slots=True)
class Infographic:
    """The sections in numerical order: (heading, text)."""

    sections: tuple[tuple[Unit, Unit], ...]

    def stand_in(self, units: Sequence[Unit]) -> list[Unit]:
        """`units` with the graphic's paragraphs replaced by one, where most of them are."""
        mine = {unit for section in self.sections for unit in section}
        runs = [list(run) for inside, run in groupby(units, mine.__contains__) if inside]
        place = max(runs, key=len)[0]
        lines = tuple(line for unit in units if unit in mine for line in unit.lines)
        text = "".join(unit.text for section in self.sections for unit in section)
        whole = Unit("paragraph", text, lines, frame=True, rule=STAND_IN)
        return [whole if unit == place else unit for unit in units if unit == place or unit not in mine]


def read_graphic(units: Sequence[Unit]) -> tuple[tuple[Unit, ...], Infographic | None]:
    """The units of a page with those of an infographic put in order, and the infographic."""
    ordinary = part_texts(units)
    for candidate in (part_texts(_part_headings(units)), ordinary):
        graphic = find_infographic(candidate)
        if graphic is not None:
            return candidate, graphic
    return ordinary, None


def find_infographic(units: Sequence[Unit]) -> Infographic | None:
    """The infographic of a page, or None: numbered headings that are not in order, each above a text."""
    numbered = [at for at, u in enumerate(units) if u.kind == "numbered"]
    numbers = [number_of(units[at]) for at in numbered]
    texts = _loose_texts(units)
    if not _LEAST <= len(numbered) <= len(texts) or len(set(numbers)) < len(numbered):
        return None
    over_text = all(at + 1 < len(units) and units[at + 1].kind == "paragraph" for at in numbered)
    if over_text and numbers == sorted(numbers):  # an ordinary list in a story
        return None
    sections = [(units[heading], units[text]) for heading, text in _assign(units, numbered, texts)]
    return Infographic(tuple(sorted(sections, key=lambda section: number_of(section[0]))))


def number_of(unit: Unit) -> int:
    """The number that opens a numbered heading (3, ③ or ❸)."""
    match = _NUMBER.match(unit.text)
    return int(match[0]) if match else int(unicodedata.numeric(unit.text[0], 0))


def _part_headings(units: Sequence[Unit]) -> list[Unit]:
    """`units` with numbered headings split where an extractor put several on one line."""
    parted: list[Unit] = []
    for unit in units:
        texts = _SEVERAL.split(unit.text) if unit.kind in ("heading", "numbered") else []
        if len(texts) > 1 and all(is_numbered(text) for text in texts):
            parted += [replace(unit, kind="numbered", text=text) for text in texts]
        else:
            parted.append(unit)
    return parted


def part_texts(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """`units` with the texts of an infographic split if there are fewer of them than numbered headings:
    without indents, several run together, and each ends where a line ends a sentence."""
    numbered = [at for at, u in enumerate(units) if u.kind == "numbered"]
    near = _texts_around(units, numbered) if len(numbered) >= _LEAST else set()
    parted = [part for at, u in enumerate(units) for part in (_sentences(u) if at in near else (u,))]
    wanted = len(units) + len(numbered) - len(near)
    return tuple(parted) if near and len(parted) == wanted else tuple(units)


def _texts_around(units: Sequence[Unit], numbered: Sequence[int]) -> set[int]:
    """The free texts between the numbered headings and next to them."""
    loose = set(_loose_texts(units))
    first, last = numbered[0], numbered[-1]
    while first - 1 in loose:
        first -= 1
    while last + 1 in loose:
        last += 1
    return {at for at in loose if first <= at <= last}


def _sentences(unit: Unit) -> list[Unit]:
    """A paragraph cut after every line that ends a sentence."""
    parts: list[list[PageLine]] = [[]]
    for line in unit.lines:
        if parts[-1] and is_finished(parts[-1][-1].text):
            parts.append([])
        parts[-1].append(line)
    return [replace(unit, text=plain_text(part, unit.wrapped), lines=tuple(part)) for part in parts]


def _loose_texts(units: Sequence[Unit]) -> list[int]:
    """Paragraphs not covered by a lead: there has been none since the last heading or new frame."""
    loose: list[int] = []
    led = False
    for at, unit in enumerate(units):
        led = (led and not (unit.kind in ("heading", "numbered") or unit.frame)) or unit.has_lead
        if unit.kind == "paragraph" and not led:
            loose.append(at)
    return loose


def _assign(units: Sequence[Unit], numbered: Sequence[int], texts: Sequence[int]) -> list[tuple[int, int]]:
    """The text of each numbered heading, maximizing the sum of points."""
    bags = build_bags([units[at] for at in texts], range(len(texts)))
    points = [
        [_SHARED * bags.coverage(pairs_of(units[at].text), n, n + 1) - _distance(at, text)
         for n, text in enumerate(texts)]
        for at in numbered
    ]  # fmt: skip
    columns = assign(points, maximize=True)
    return [(at, texts[column]) for at, column in zip(numbered, columns, strict=True)]


def _distance(heading: int, text: int) -> float:
    apart = abs(heading - text)
    return 0.0 if apart == 1 else min(_FAR, _NOT_BESIDE + _EACH_UNIT * apart)
