"""Fragments → units in page order: whole paragraphs, lines of headings, and what closes a story.

A paragraph that a column break cut is put together again; one whose end the source has lost is marked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from beibei_site.parsing import grammar
from beibei_site.parsing.blocks import CLOSING_SIGNS, Fragment
from beibei_site.parsing.lines import PageLine
from beibei_site.parsing.rules import Rule, apply_rules
from beibei_site.parsing.spacing import close_sentence, join_lines

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
_NEAR = 8  # units between a lost end and its beginning
_OPENER = re.compile(
    r"^(?:据(?:了解|介绍|悉)|与此同时|同时，|此外|另外|目前，|随后|当天|当日|会上|会议|调研中|座谈会上|近年来"
    r"|[^，。,]{2,8}(?:强调|指出|要求|表示|介绍|认为|说)[，,：:])"
)


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
    flush: bool = False  # begins without an indent, though nothing before it breaks off

    @property
    def level(self) -> int:
        return self.lines[0].level

    @property
    def has_lead(self) -> bool:
        return self.kind == "paragraph" and grammar.has_lead(self.text)


def build_units(fragments: Sequence[Fragment]) -> tuple[Unit, ...]:
    """The units of a page in its own order; every line of every fragment stands in exactly one."""
    units: list[Unit] = []
    open_at: int | None = None  # the paragraph that may still go on
    tails: dict[int, Fragment] = {}
    for fragment, rule in zip(fragments, apply_rules(fragments), strict=True):
        if _KINDS[rule.kind] != "paragraph":
            units += _other_units(fragment, rule)
            continue
        if open_at is not None and _continues(units[open_at], tails[open_at], fragment, len(units) - open_at):
            units[open_at] = _extended(units[open_at], fragment)
        else:
            if open_at is not None:
                units[open_at] = _ended(units[open_at], tails[open_at])
            flush = (
                open_at is not None and not fragment.frame and fragment.indented(fragment.measure) is False
            )
            units.append(replace(_paragraph(fragment, rule), flush=flush))
            open_at = len(units) - 1
        tails[open_at] = fragment
    if open_at is not None:
        units[open_at] = _ended(units[open_at], tails[open_at])
    return tuple(replace(u, text=_plain(u)) for u in _put_ends_back(units))


def _put_ends_back(units: Sequence[Unit]) -> list[Unit]:
    """`units` with every end that an extractor has put before its beginning joined to it again.

    Columns may come in the wrong order: then a paragraph begins flush after a finished one, and another
    of the same story, set to the same measure, breaks off.
    """
    ordered = list(units)
    for at, unit in enumerate(units):
        if not unit.cut or unit.kind != "paragraph":
            continue
        near = [end for end in range(max(0, at - _NEAR), at) if _is_lost_end(units, end, at)]
        if len(near) == 1 and ordered[near[0]].lines:
            end = units[near[0]]
            ordered[at] = replace(
                unit, text=join_lines([unit.text, end.text]), lines=unit.lines + end.lines, cut=end.cut
            )
            ordered[near[0]] = replace(end, lines=())
    return [u for u in ordered if u.lines]


def _is_lost_end(units: Sequence[Unit], end: int, at: int) -> bool:
    """Whether paragraph `end` may be the end of the later one `at`: flush, no border between them."""
    if units[end].kind != "paragraph" or not units[end].flush:
        return False
    between = units[end + 1 : at + 1]
    same = abs(units[end].measure - units[at].measure) <= 1.0
    return same and all(u.kind == "paragraph" and not u.frame and not u.has_lead for u in between)


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
            "credit" if kind == "heading" and grammar.is_credit(group[0].text) else kind,
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


def _continues(unit: Unit, tail: Fragment, head: Fragment, distance: int) -> bool:
    """Whether `head` goes on with the paragraph that `tail` broke off `distance` units ago."""
    if grammar.has_lead(head.text) or (head.frame and distance > 1):
        return False
    if head.text[0] in CLOSING_SIGNS:
        return distance == 1
    measure = head.measure if len(head.widths) >= 3 else tail.measure or head.measure
    indented = head.indented(measure)
    if not tail.runs_on(tail.measure or measure):
        return _breaks_between_sentences(tail, head, distance)
    if indented is not None:
        same = not tail.measure or not head.measure or abs(tail.measure - head.measure) <= 1.5
        return not indented and (distance == 1 or same)
    return distance == 1 and not _OPENER.match(head.text) and not head.frame


def _breaks_between_sentences(tail: Fragment, head: Fragment, distance: int) -> bool:
    """A column may also break where a sentence ends: the last line is full and the next not indented."""
    full = tail.measure and len(tail.widths) >= 3 and tail.widths[-1] >= tail.measure - 0.6
    flush = len(head.widths) >= 3 and head.indented(head.measure) is False
    same = abs(tail.measure - head.measure) <= 1.0
    return bool(distance == 1 and full and flush and same and not head.frame)


def _extended(unit: Unit, fragment: Fragment) -> Unit:
    text = join_lines([unit.text, *(line.text for line in fragment.lines)])
    return replace(
        unit,
        text=text,
        lines=unit.lines + fragment.lines,
        measure=unit.measure or fragment.measure,
        joined=unit.joined or fragment.wrapped,
    )


def _ended(unit: Unit, tail: Fragment) -> Unit:
    return replace(unit, cut=tail.runs_on(tail.measure) and bool(unit.text))


def _plain(unit: Unit) -> str:
    if unit.kind == "paragraph":
        return close_sentence(unit.text, wrapped=unit.joined)
    return unit.text
