"""Where a paragraph or a heading ends within a run of lines: a table, first match wins.

Chinese newspaper type is set solid, so line widths are informative: the first line of a paragraph is two
characters short (the indent, which extraction drops), the last line has any length, and all others are full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from beibei_site.domain.text import HAN
from beibei_site.parsing.tables import Rule, first_match
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.credits import is_credit
from beibei_site.parsing.text.lines import INDENT, PageLine

_WINDOW = 4  # lines above and below a break that show the measure
# Tolerances, in characters:
_SHORT = 1.5  # for a line that does not fill its column
_OFF = 1.2  # for a heading, which fits neither the measure nor the indent
_FIRST = 1.0  # for a paragraph's first line, against its indent
_BRACKETED = re.compile(r"[（(][^（）()]{6,60}[）)]$")
_REST_OF_WORD = re.compile(rf"[{HAN}]{{1,3}}[。；]|[{HAN}][，,]")  # 报。会议指出
_HEADING_LINES = 4  # before a lead


@dataclass(frozen=True, slots=True)
class Seam:
    """The break above line `at` in a run of lines; the paragraph above it began at line `first`."""

    run: Sequence[PageLine]
    first: int
    at: int
    measure: float

    @property
    def line(self) -> PageLine:
        return self.run[self.at]

    @property
    def previous(self) -> PageLine:
        return self.run[self.at - 1]

    @property
    def finished(self) -> bool:
        return grammar.is_finished(self.previous.text)

    @property
    def opening(self) -> str:
        """The line joined with the next one, because a narrow column may break a lead."""
        return "".join(line.text for line in self.run[self.at : self.at + 2])

    @property
    def heads_lead(self) -> bool:
        """Whether only lines without clauses come between this line and a news lead."""
        for line in self.run[self.at : self.at + _HEADING_LINES]:
            if grammar.has_lead(line.text) or not _has_no_clauses(line):
                return line is not self.line and grammar.has_lead(line.text)
        return False

    @property
    def below_heading(self) -> bool:
        """Whether everything above the break can be lines of a heading."""
        lines = self.run[self.first : self.at]
        if len(lines) == 1:
            return _has_no_clauses(lines[0])
        return all(self.is_heading(line) for line in lines)

    def is_heading(self, line: PageLine) -> bool:
        """Whether a line without clauses is set neither as a full line nor as a first line."""
        off = min(abs(line.width - self.measure), abs(line.width - self.measure + INDENT))
        return off > _OFF and _has_no_clauses(line)

    def is_numbered(self, line: PageLine) -> bool:
        return grammar.is_numbered(line.text) and self.is_heading(line)


def _has_no_clauses(line: PageLine) -> bool:
    return not grammar.is_closed(line.text) and not any(c in line.text for c in "，。；、,;")


def _has_clauses(line: PageLine) -> bool:
    return any(c in line.text for c in grammar.CLAUSE_MARKS)


BREAKS: tuple[Rule[Seam, bool], ...] = (
    Rule("news lead", True, lambda s: grammar.has_lead(s.opening)),
    Rule("after a jump line", True, lambda s: grammar.ends_with_jump(s.previous.text)),
    Rule("caption", True, lambda s: grammar.opens_caption(s.line.text)),
    Rule("end of a caption", True, lambda s: grammar.opens_caption(s.run[s.first].text) and s.finished),
    Rule("closing sign", False, lambda s: s.line.text[0] in grammar.CLOSING_SIGNS),
    Rule("rest of a word", False, lambda s: _REST_OF_WORD.match(s.line.text)),
    Rule("credit line", True, lambda s: is_credit(s.line.text) or is_credit(s.previous.text)),
    Rule("short last line", True, lambda s: s.finished and s.previous.width <= s.measure - _SHORT),
    Rule("heading after a sentence", True, lambda s: s.finished and s.is_heading(s.line)),
    Rule("headings over a lead", True, lambda s: s.finished and s.heads_lead),
    Rule(
        "numbered heading",
        True,
        lambda s: (s.is_numbered(s.line) or s.is_numbered(s.previous)) and _has_no_clauses(s.previous),
    ),
    Rule(
        "after a deck in brackets",
        True,
        lambda s: _BRACKETED.match(s.previous.text) and _has_no_clauses(s.run[s.first]),
    ),
    Rule("inside running text", False, lambda s: not s.below_heading),
    Rule(
        "title of a document",
        True,
        lambda s: grammar.names_document(s.previous.text) and s.previous.width < s.measure - 0.5,
    ),
    Rule(  # no first line of a paragraph is that short
        "heading over clauses",
        True,
        lambda s: _has_clauses(s.line) and s.previous.width < s.measure - 2 * INDENT - 1,
    ),
    Rule(
        "heading over a first line",
        True,
        lambda s: (
            s.is_heading(s.previous)
            and _has_clauses(s.line)
            and abs(s.line.width - (s.measure - INDENT)) <= _FIRST
        ),
    ),
    Rule("inside a heading", False, lambda s: True),
)


def split_paragraphs(run: Sequence[PageLine], measure: float) -> Iterator[Sequence[PageLine]]:
    """A run of lines cut where one paragraph ends and the next begins.

    `measure` is the column's width, used if the run is too short to show it; 0 if unknown.
    """
    first = 0
    for at in range(1, len(run)):
        if first_match(BREAKS, Seam(run, first, at, _measure_near(run, at, measure))).verdict:
            yield run[first:at]
            first = at
    yield run[first:]


def _measure_near(run: Sequence[PageLine], at: int, measure: float) -> float:
    """The measure around line `at`: the second widest line, as a heading may be wider than the column."""
    widths = sorted(line.width for line in run[max(0, at - _WINDOW) : at + _WINDOW])
    return widths[-2] if len(widths) >= 3 else measure or max(widths)
