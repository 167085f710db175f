"""Fragments → units in page order: whole paragraphs, heading lines, and closing lines.

Paragraphs cut by a column break are rejoined; those whose end is missing from the source are marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from beibei_site.parsing.blocks.fragments import Fragment
from beibei_site.parsing.blocks.joins import find_joins
from beibei_site.parsing.blocks.rules import Context, Kind
from beibei_site.parsing.tables import Rule
from beibei_site.parsing.text import credits, grammar
from beibei_site.parsing.text.lines import PageLine
from beibei_site.parsing.text.spacing import close_sentence, join_lines


@dataclass(frozen=True, slots=True)
class Unit:
    """One paragraph, one line of a heading, or one closing line.

    `measure` is the column's width (0: unknown); `frame` means that a new text frame opens here, `cut` that
    the end is missing, `wrapped` that the column's line breaks appear in the text as blanks; `rule` names the
    rule that decided the kind.
    """

    kind: Kind
    text: str
    lines: tuple[PageLine, ...]
    measure: float = 0.0
    frame: bool = False
    cut: bool = False
    wrapped: bool = False
    rule: str = ""

    @property
    def level(self) -> int:
        return self.lines[0].level

    @property
    def has_lead(self) -> bool:
        return self.kind == "paragraph" and grammar.has_lead(self.text)


def build_units(fragments: Sequence[Fragment], rules: Sequence[Rule[Context, Kind]]) -> tuple[Unit, ...]:
    """The units of a page in page order; every line of every fragment is in exactly one.

    `rules` holds the rule that decided the kind of each fragment.
    """
    sizes = [len(f.lines) if r.verdict == "heading" else 1 for f, r in zip(fragments, rules, strict=True)]
    places = list(accumulate(sizes, initial=0))
    prose = [at for at, rule in enumerate(rules) if rule.verdict == "paragraph"]
    joins = find_joins([fragments[at] for at in prose], [places[at] for at in prose])
    follows = {prose[tail]: prose[head] for tail, head in joins.items()}
    units: list[Unit] = []
    for at, (fragment, rule) in enumerate(zip(fragments, rules, strict=True)):
        if rule.verdict != "paragraph":
            units += _others(fragment, rule.verdict, rule.name)
        elif at not in follows.values():
            units.append(_paragraph([fragments[n] for n in _chain(follows, at)], rule.name))
    return tuple(units)


def _chain(follows: Mapping[int, int], at: int | None) -> Iterator[int]:
    while at is not None:
        yield at
        at = follows.get(at)


def _paragraph(parts: Sequence[Fragment], rule: str) -> Unit:
    """A paragraph, with all fragments that continue it."""
    lines = tuple(line for part in parts for line in part.lines)
    measure = next((part.measure for part in parts if part.measure), 0.0)
    wrapped = any(part.wrapped for part in parts)
    cut = parts[-1].runs_on(parts[-1].measure)
    return Unit("paragraph", plain_text(lines, wrapped), lines, measure, parts[0].frame, cut, wrapped, rule)


def plain_text(lines: Sequence[PageLine], wrapped: bool) -> str:
    """The text of the given lines of a paragraph."""
    return close_sentence(join_lines(line.text for line in lines), wrapped=wrapped)


def _others(fragment: Fragment, kind: Kind, rule: str) -> list[Unit]:
    """Headings become one unit per line, because each line has its own role; everything else stays
    together."""
    if kind == "heading":
        return [
            Unit(_kind_of_line(line.text), line.text, (line,), fragment.measure, fragment.frame, rule=rule)
            for line in fragment.lines
        ]
    text = (" " if kind == "credit" else "").join(line.text for line in fragment.lines)
    return [Unit(kind, text, fragment.lines, fragment.measure, fragment.frame, rule=rule)]


def _kind_of_line(text: str) -> Kind:
    """The kind of a line among heading lines."""
    return "credit" if credits.is_credit(text) else "numbered" if grammar.is_numbered(text) else "heading"
