"""Every decision about a page as text: its lines with their rules, its units, its stories with reasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from beibei_site.model import PageReading, Span
from beibei_site.parsing.assembly import to_spans
from beibei_site.parsing.blocks import build_fragments
from beibei_site.parsing.lines import read_lines
from beibei_site.parsing.reader import read_page, read_units
from beibei_site.parsing.rules import apply_rules
from beibei_site.parsing.units import Unit

_LONGEST = 46


def explain_page(text: str, file: str, claimed: frozenset[int] = frozenset()) -> Iterator[str]:
    """The report on a page, line by line: three tables, each under a heading that says what it holds.

    The arguments are those of `read_page`; `claimed` lines stand in no table but are named at the end.
    """
    fragments = build_fragments(read_lines(text, claimed))
    yield "LINES: number, kind, rule, width of the column, text"
    for fragment, rule in zip(fragments, apply_rules(fragments), strict=True):
        for line in fragment.lines:
            what = f"{rule.kind:9}  {rule.name:16}  {fragment.measure:5.1f}"
            yield f"{line.number:5}  {what}  {_short(line.text)}"
    yield ""
    yield "BLOCKS: lines, kind, flags, text"
    for unit in read_units(fragments)[0]:
        yield f"{_of_unit(unit):>11}  {unit.kind:9}  {_flags(unit):6}  {_short(unit.text)}"
    yield ""
    yield "STORIES: lines, kind, confidence; heading; why; the next best reading"
    yield from _stories(read_page(text, file, claimed))
    if claimed:
        yield f"in articles that a person wrote or deleted: {_of_spans(to_spans(claimed, file))}"


def _stories(reading: PageReading) -> Iterator[str]:
    for story in reading.stories:
        heading = story.heading
        yield f"{_of_spans(story.spans)}  {story.kind}  {story.confidence:.2f}"
        for label, value in (("kicker", heading.kicker), ("headline", heading.headline)):
            yield f"      {label}: {value or '-'}"
        for deck in heading.deck:
            yield f"      deck: {deck}"
        if story.credits:
            yield "      byline: " + ", ".join(f"{c.name} ({c.role})" for c in story.credits)
        yield from (f"      because: {reason}" for reason in story.reasons)
        yield from (f"      or else: {other}" for other in story.alternatives)
    yield f"furniture: {_of_spans(reading.furniture) or '-'}"
    yield f"orphans: {_of_spans(reading.orphans) or '-'}"


def _of_unit(unit: Unit) -> str:
    first, last = unit.lines[0].number, unit.lines[-1].number
    return str(first) if first == last else f"{first}-{last}"


def _of_spans(spans: Sequence[Span]) -> str:
    return ", ".join(str(s.first) if s.first == s.last else f"{s.first}-{s.last}" for s in spans)


def _flags(unit: Unit) -> str:
    return "".join(
        mark
        for mark, on in (("L", unit.has_lead), ("F", unit.frame), ("C", unit.cut), ("J", unit.joined))
        if on
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:30]} … {text[-12:]}"
