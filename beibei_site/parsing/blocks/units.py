"""Fragments → units in page order: whole paragraphs, lines of headings, and what closes a story.

A paragraph that a column break cut is put together again; one whose end the source has lost is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from beibei_site.parsing.blocks.fragments import Fragment
from beibei_site.parsing.blocks.joins import find_joins
from beibei_site.parsing.blocks.rules import Rule
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.lines import PageLine
from beibei_site.parsing.text.spacing import close_sentence, join_lines

UnitKind = Literal["paragraph", "heading", "numbered", "caption", "credit", "source", "jump", "furniture"]

_KINDS: dict[str, UnitKind] = {
    "text": "paragraph",
    "heading": "heading",
    "crosshead": "heading",
    "caption": "caption",
    "credit": "credit",
    "source": "source",
    "jump": "jump",
    "furniture": "furniture",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, one line or block of a heading, or one closing line.

    `measure` is the column's width (0: unknown); `cut` tells that the end is lost; `frame` that a new
    text frame opens here; `rule` names the rule that decided the kind.
    """

    kind: UnitKind
    text: str
    lines: tuple[PageLine, ...]
    measure: float = 0.0
    frame: bool = False
    cut: bool = False
    joined: bool = False
    rule: str = ""

    @property
    def level(self) -> int:
        return self.lines[0].level

    @property
    def has_lead(self) -> bool:
        return self.kind == "paragraph" and grammar.has_lead(self.text)


def build_units(fragments: Sequence[Fragment], rules: Sequence[Rule]) -> tuple[Unit, ...]:
    """The units of a page in its own order; every line of every fragment stands in exactly one.

    `rules` holds the rule that decided the kind of each fragment.
    """
    units: list[Unit] = []
    prose: list[Fragment] = []
    places: list[int] = []
    for fragment, rule in zip(fragments, rules, strict=True):
        if _KINDS[rule.kind] == "paragraph":
            prose.append(fragment)
            places.append(len(units))
            units.append(_paragraph(fragment, rule))
        else:
            units += _other_units(fragment, rule)
    joins = find_joins(prose, places)
    ends = set(joins.values())
    whole = {
        places[at]: _whole(prose, places, units, joins, at) for at in range(len(prose)) if at not in ends
    }
    kept = [whole.get(at, unit) for at, unit in enumerate(units) if at in whole or unit.kind != "paragraph"]
    return tuple(replace(u, text=_plain(u)) for u in kept)


def _whole(
    prose: Sequence[Fragment], places: Sequence[int], units: Sequence[Unit], joins: Mapping[int, int], at: int
) -> Unit:
    """The paragraph that begins with fragment `at`, with all that goes on with it."""
    unit = units[places[at]]
    while at in joins:
        at = joins[at]
        unit = _extended(unit, prose[at])
    return replace(unit, cut=prose[at].runs_on(prose[at].measure))


def _paragraph(fragment: Fragment, rule: Rule) -> Unit:
    text = join_lines(line.text for line in fragment.lines)
    return Unit(
        "paragraph",
        text,
        fragment.lines,
        fragment.measure,
        fragment.frame,
        False,
        fragment.wrapped,
        rule.name,
    )


def _other_units(fragment: Fragment, rule: Rule) -> list[Unit]:
    """A heading gives one unit a line, for its lines have different duties; all else stays together."""
    kind = _KINDS[rule.kind]
    if rule.name == "numbered heading":
        kind = "numbered"
    groups = [(line,) for line in fragment.lines] if kind == "heading" else [fragment.lines]
    return [
        Unit(
            _kind_of_line(group[0].text) if kind == "heading" else kind,
            "".join(line.text for line in group)
            if kind != "credit"
            else " ".join(line.text for line in group),
            group,
            fragment.measure,
            fragment.frame,
            rule=rule.name,
        )
        for group in groups
    ]


def _kind_of_line(text: str) -> UnitKind:
    """What a line among heading lines is."""
    return "credit" if grammar.is_credit(text) else "numbered" if grammar.is_numbered(text) else "heading"


def _extended(unit: Unit, fragment: Fragment) -> Unit:
    text = join_lines([unit.text, *(line.text for line in fragment.lines)])
    return replace(
        unit,
        text=text,
        lines=unit.lines + fragment.lines,
        measure=unit.measure or fragment.measure,
        joined=unit.joined or fragment.wrapped,
    )


def _plain(unit: Unit) -> str:
    if unit.kind == "paragraph":
        return close_sentence(unit.text, wrapped=unit.joined)
    return unit.text


def plain_text(lines: Sequence[PageLine], unit: Unit) -> str:
    """The text of some lines of a paragraph `unit`."""
    return close_sentence(join_lines(line.text for line in lines), wrapped=unit.joined)
