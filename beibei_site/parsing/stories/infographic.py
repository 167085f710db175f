"""An infographic: numbered headings and their short texts, scattered over the page by the extraction.

Which text stands under which number is a bipartite matching of the greatest weight (Kuhn 1955, through
igraph) over shared words and nearness.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from beibei_site.parsing.blocks.units import Unit, plain_text
from beibei_site.parsing.stories.fit import build_bags, pairs_of
from beibei_site.parsing.stories.scoring import STAND_IN
from beibei_site.parsing.text.grammar import is_finished, is_numbered
from beibei_site.parsing.text.lines import PageLine

_NUMBER = re.compile(r"\d{1,2}")
_SEVERAL = re.compile(r"(?<=\S)\s*(?=\d{1,2}[ .．、]\S)")
_LEAST = 3
_FAR = 4.0


@dataclass(frozen=True, slots=True)
class Infographic:
    """The sections in the order of their numbers: (heading, text); positions are those of the units."""

    sections: tuple[tuple[Unit, Unit], ...]

    def stand_in(self, units: Sequence[Unit]) -> list[Unit]:
        """`units` with one paragraph in place of the graphic's: where most of them stand together."""
        mine = {unit for section in self.sections for unit in section}
        runs = _runs([unit in mine for unit in units])
        first, last = max(runs, key=lambda run: (run[1] - run[0], -run[0]))
        lines = tuple(line for unit in units if unit in mine for line in unit.lines)
        text = "".join(unit.text for section in self.sections for unit in section)
        whole = Unit("paragraph", text, lines, frame=True, rule=STAND_IN)
        before = [unit for unit in units[:first] if unit not in mine]
        return [*before, whole, *(unit for unit in units[last:] if unit not in mine)]


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """The maximal runs of true flags as (first, end)."""
    runs: list[tuple[int, int]] = []
    for at, flag in enumerate(flags):
        if flag and runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        elif flag:
            runs.append((at, at + 1))
    return runs


def number_of(unit: Unit) -> int:
    """The number that opens a numbered heading (3, ③ or ❸), 0 if there is none."""
    match = _NUMBER.match(unicodedata.normalize("NFKC", unit.text))
    if match:
        return int(match[0])
    dingbat = ord(unit.text[0]) - ord("❶") + 1
    return dingbat if 1 <= dingbat <= 10 else 0


def find_infographic(units: Sequence[Unit]) -> Infographic | None:
    """The infographic of a page, or None: numbered headings that do not stand, in order, each over a text."""
    numbered = [at for at, u in enumerate(units) if u.kind == "numbered"]
    numbers = [number_of(units[at]) for at in numbered]
    if len(numbered) < _LEAST or len(set(numbers)) < len(numbers) or _is_orderly(units, numbered, numbers):
        return None
    texts = _loose_texts(units)
    if len(texts) < len(numbered):
        return None
    pairs = _assign(units, numbered, texts)
    sections = sorted(pairs, key=lambda pair: number_of(units[pair[0]]))
    return Infographic(tuple((units[heading], units[text]) for heading, text in sections))


def read_graphic(units: Sequence[Unit]) -> tuple[tuple[Unit, ...], Infographic | None]:
    """The units of a page with those of an infographic set right, and the infographic."""
    ordinary = part_texts(units)
    for candidate in (part_texts(_part_headings(units)), ordinary):
        graphic = find_infographic(candidate)
        if graphic is not None:
            return candidate, graphic
    return ordinary, None


def _part_headings(units: Sequence[Unit]) -> list[Unit]:
    """`units` with numbered headings that an extractor put on one line parted."""
    parted: list[Unit] = []
    for unit in units:
        texts = _SEVERAL.split(unit.text) if unit.kind in ("heading", "numbered") else []
        if len(texts) > 1 and all(is_numbered(text) for text in texts):
            parted += [replace(unit, kind="numbered", text=text) for text in texts]
        else:
            parted.append(unit)
    return parted


def part_texts(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """`units` with the texts of an infographic parted, where fewer stand there than numbered headings:
    set without an indent, several run together, and each ends where a line ends a sentence."""
    numbered = [at for at, u in enumerate(units) if u.kind == "numbered"]
    if len(numbered) < _LEAST:
        return tuple(units)
    near = _texts_around(units, numbered)
    if len(near) >= len(numbered):
        return tuple(units)
    parted = [part for at, u in enumerate(units) for part in (_sentences(u) if at in near else (u,))]
    return tuple(parted) if len(parted) - len(units) + len(near) == len(numbered) else tuple(units)


def _texts_around(units: Sequence[Unit], numbered: Sequence[int]) -> set[int]:
    """The loose texts between the numbered headings and right beside them."""
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
    return [replace(unit, text=plain_text(part, unit), lines=tuple(part)) for part in parts]


def _is_orderly(units: Sequence[Unit], numbered: Sequence[int], numbers: Sequence[int]) -> bool:
    """Whether the numbers rise and each stands right over its text: an ordinary list in a story."""
    over_text = all(at + 1 < len(units) and units[at + 1].kind == "paragraph" for at in numbered)
    return over_text and list(numbers) == sorted(numbers)


def _loose_texts(units: Sequence[Unit]) -> list[int]:
    """Paragraphs that no lead claims: since the last heading or new frame there has been none."""
    loose: list[int] = []
    led = False
    for at, unit in enumerate(units):
        if unit.kind in ("heading", "numbered") or unit.frame:
            led = False
        if unit.kind == "paragraph":
            led = led or unit.has_lead
            if not led:
                loose.append(at)
    return loose


def _assign(units: Sequence[Unit], numbered: Sequence[int], texts: Sequence[int]) -> list[tuple[int, int]]:
    paragraphs = [units[at] for at in texts]
    bags = build_bags(paragraphs, range(len(paragraphs)))
    edges: list[tuple[int, int]] = []
    weights: list[int] = []
    for row, at in enumerate(numbered):
        for column, text in enumerate(texts):
            shared = 6.0 * bags.coverage(pairs_of(units[at].text), column, column + 1)
            edges.append((row, len(numbered) + column))
            weights.append(round(1000 * (shared + _FAR + 1.0 - _distance(at, text))))
    sides = [False] * len(numbered) + [True] * len(texts)
    graph = _igraph().Graph.Bipartite(sides, edges)
    matching = graph.maximum_bipartite_matching(weights=weights).matching
    return [(at, texts[matching[row] - len(numbered)]) for row, at in enumerate(numbered)]


def _distance(heading: int, text: int) -> float:
    return 0.0 if abs(heading - text) == 1 else min(_FAR, 0.5 + 0.05 * abs(heading - text))


@cache
def _igraph() -> Any:
    """igraph, loaded only for the pages that have an infographic."""
    return importlib.import_module("igraph")
