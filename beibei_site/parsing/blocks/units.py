"""Fragments → units in page order: whole paragraphs, lines of headings, and what closes a story.

A paragraph that a column break cut is put together again; one whose end the source has lost is marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from beibei_site.parsing.blocks.fragments import Fragment
from beibei_site.parsing.blocks.joins import find_joins
from beibei_site.parsing.blocks.rules import Context, Kind
from beibei_site.parsing.tables import Rule
from beibei_site.parsing.text import credits, grammar
from beibei_site.parsing.text.lines import PageLine
from beibei_site.parsing.text.spacing import close_sentence, join_lines


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, one line or block of a heading, or one closing line.

    `measure` is the column's width (0: unknown); `cut` tells that the end is lost; `frame` that a new
    text frame opens here; `rule` names the rule that decided the kind.
    """

    kind: Kind
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


def build_units(fragments: Sequence[Fragment], rules: Sequence[Rule[Context, Kind]]) -> tuple[Unit, ...]:
    """The units of a page in its own order; every line of every fragment stands in exactly one.

    `rules` holds the rule that decided the kind of each fragment.
    """
    units: list[Unit] = []
    prose: list[Fragment] = []
    places: list[int] = []
    for fragment, rule in zip(fragments, rules, strict=True):
        if rule.verdict == "paragraph":
            prose.append(fragment)
            places.append(len(units))
        units += _units(fragment, rule.verdict, rule.name)
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


def _units(fragment: Fragment, kind: Kind, rule: str) -> list[Unit]:
    """A heading gives one unit a line, for its lines have different duties; all else stays together."""
    groups = [(line,) for line in fragment.lines] if kind == "heading" else [fragment.lines]
    return [
        Unit(
            _kind_of_line(group[0].text) if kind == "heading" else kind,
            _joined(group, kind),
            group,
            fragment.measure,
            fragment.frame,
            joined=kind == "paragraph" and fragment.wrapped,
            rule=rule,
        )
        for group in groups
    ]


def _joined(lines: Sequence[PageLine], kind: Kind) -> str:
    texts = [line.text for line in lines]
    return join_lines(texts) if kind == "paragraph" else (" " if kind == "credit" else "").join(texts)


def _kind_of_line(text: str) -> Kind:
    """What a line among heading lines is."""
    return "credit" if credits.is_credit(text) else "numbered" if grammar.is_numbered(text) else "heading"


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
