"""The trace of a page as text: its lines with their rules, its units, its stories with reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields

from beibei_site.domain.issue import Printed
from beibei_site.domain.model import PageReading, Story
from beibei_site.domain.reasons import Reason
from beibei_site.domain.spans import Span, to_spans
from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.documents.reading import DocumentTrace
from beibei_site.parsing.reader import Trace
from beibei_site.parsing.role_trace import RoleTrace
from beibei_site.parsing.trace import PageTrace

_LONGEST = 46


def explain_page(trace: Trace, tell: Callable[[Reason], str]) -> Iterator[str]:
    """The report on a page, line by line; `tell` gives the sentence of a reason.

    Tables of lines, units and stories, each under a heading that says what it holds.
    """
    yield f"PAGE: {trace.reading.file} ({trace.reading.kind})"
    yield from _issue(trace.reading)
    yield ""
    if isinstance(trace, DocumentTrace):
        yield from _document_lines(trace)
        convention = f", of a file that is one {trace.reading.kind}"
    elif isinstance(trace, RoleTrace):
        yield from _lines_with_roles(trace)
        convention = f", by {trace.means}"
    else:
        yield from _lines(trace)
        yield ""
        yield from _units(trace)
        convention = (
            f", on a page with headlines {'above' if trace.plan.habit == 'before' else 'below'} their texts"
        )
    yield ""
    yield f"STORIES{convention}: lines, kind, confidence; heading; why"
    for story in trace.reading.stories:
        yield from _of_story(story, tell)
    yield f"furniture: {_of_spans(trace.reading.furniture) or '-'}"
    yield f"orphans: {_of_spans(trace.reading.orphans) or '-'}"
    if not isinstance(trace, DocumentTrace) and trace.folio:
        yield f"folio lines: {_of_spans(trace.folio)}"
    if trace.claimed:
        yield f"in articles that a person wrote or deleted: {_of_spans(trace.claimed)}"


def _issue(reading: PageReading) -> Iterator[str]:
    """The issue that the page names, and where."""
    for field in fields(reading.issue):
        read: Printed | None = getattr(reading.issue, field.name)
        if read:
            where = f", line {_of_spans(read.spans)}" if read.spans else ""
            yield f"{field.name}: {read.value} ({read.origin}{where})"


def _lines_with_roles(trace: RoleTrace) -> Iterator[str]:
    yield "LINES: number, role, its probability, text; the first role, if a second look has changed it"
    for number, role, probability, text, first in trace.lines:
        changed = f"  (first: {first})" if first != role else ""
        yield f"{number:5}  {role:10}  {probability:4.2f}  {_short(text)}{changed}"


def _document_lines(trace: DocumentTrace) -> Iterator[str]:
    yield "LINES: number, role, text"
    for number, role, text in trace.roles:
        yield f"{number:5}  {role:9}  {_short(text)}"


def _lines(trace: PageTrace) -> Iterator[str]:
    yield "LINES: number, kind, rule, width of the column, text"
    for fragment, rule in zip(trace.fragments, trace.rules, strict=True):
        for line in fragment.lines:
            what = f"{rule.verdict:9}  {rule.name:32}  {fragment.measure:5.1f}"
            yield f"{line.number:5}  {what}  {_short(line.text)}"


def _units(trace: PageTrace) -> Iterator[str]:
    yield "UNITS: lines, kind, rule, flags (lead, frame, cut, wrapped), text"
    for unit in trace.units:
        what = f"{unit.kind:9}  {unit.rule:32}  {_flags(unit):4}"
        yield f"{_of_unit(unit):>11}  {what}  {_short(unit.text)}"
    for heading, text in trace.graphic.sections if trace.graphic else ():
        yield f"section {_short(heading.text)}: {_of_unit(heading)}, {_of_unit(text)}"


def _of_story(story: Story, tell: Callable[[Reason], str]) -> Iterator[str]:
    heading = story.heading
    yield f"{_of_spans(story.spans)}  {story.kind}  {story.confidence:.2f}"
    for label, value in (("kicker", heading.kicker), ("headline", heading.headline)):
        yield f"      {label}: {value or '-'}"
    for deck in heading.deck:
        yield f"      deck: {deck}"
    if story.credits:
        yield "      byline: " + ", ".join(f"{c.name} ({c.role})" for c in story.credits)
    yield from (f"      because: {tell(reason)}" for reason in story.reasons)
    yield from (f"      or else: {tell(other)}" for other in story.alternatives)


def _of_unit(unit: Unit) -> str:
    return _of_spans(to_spans((line.number for line in unit.lines), ""))


def _of_spans(spans: Iterable[Span]) -> str:
    return ", ".join(map(str, spans))


def _flags(unit: Unit) -> str:
    marks = (("L", unit.has_lead), ("F", unit.frame), ("C", unit.cut), ("W", unit.wrapped))
    return "".join(mark for mark, on in marks if on)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:30]} … {text[-12:]}"
