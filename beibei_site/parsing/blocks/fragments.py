"""Lines → fragments: runs of lines that the page sets as one piece, with the measure they are set to.

A column break, a blank line, a new text frame or the start of a paragraph ends a fragment. Chinese
newspaper type is set solid, so widths tell: a paragraph's first line is two characters short (the
indent, which extraction drops), its last line is as short as it happens to be, all others are full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from beibei_site.domain.text import HAN
from beibei_site.parsing.text.furniture import furniture_of
from beibei_site.parsing.text.grammar import (
    ends_with_jump,
    has_lead,
    is_closed,
    is_credit,
    is_finished,
    is_numbered,
    opens_caption,
)
from beibei_site.parsing.text.lines import PageLine, width_of

INDENT = 2.0
CLOSING_SIGNS = "”’）》」』，。、；：！？"
_SLACK = 1.2
_BRACKETED = re.compile(r"[（(][^（）()]{6,60}[）)]$")
_ENDS_AT_ONCE = re.compile(
    rf"[{HAN}]{{1,3}}[。；]|[{HAN}][，,]"
)  # 报。会议指出: the end of a word and a sentence
DOCUMENT = re.compile(r"(?:通告|公告|公示|启事|通知|声明|决议|决定|倡议书|公开信|办法|条例|简介|致辞)$")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of lines.

    `widths` are the widths of its set lines (several in one text line where the extraction left the
    column's line breaks as blanks); `measure` is the column's width, 0 if unknown; `frame` tells that
    a leading blank opens it: a new text frame.
    """

    lines: tuple[PageLine, ...]
    widths: tuple[float, ...]
    measure: float
    frame: bool = False

    @property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def level(self) -> int:
        return self.lines[0].level

    @property
    def wrapped(self) -> bool:
        return len(self.widths) > len(self.lines)

    def indented(self, measure: float) -> bool | None:
        """Whether the first line leaves room for a paragraph's indent; None if that cannot be told."""
        if self.lines[0].indent >= INDENT - 0.5:
            return True
        first, *rest = self.widths
        if measure and len(rest) in (1, 2):  # too few lines to have set the measure by themselves
            measure = max(measure, max(rest) - 0.5)
        if not measure or first > measure + 2:
            return None
        short = measure - first
        if abs(short) <= 0.9:
            return False
        if not rest and is_closed(self.text):
            return None
        return True if INDENT - 0.8 <= short <= INDENT + 2.5 else None

    def runs_on(self, measure: float) -> bool:
        """Whether the text breaks off at the end of a full line, so that it must go on elsewhere."""
        if is_closed(self.text):
            return False
        full = measure - (INDENT + _SLACK if len(self.widths) == 1 else _SLACK)
        return not measure or self.widths[-1] >= full or self.widths[-1] > measure + 2


def set_widths(line: PageLine) -> tuple[float, ...]:
    """The widths of the set lines inside one line of text, parted by blanks; one if there are none."""
    pieces = line.text.split(" ")
    if line.spaced or len(pieces) == 1 or line.level or line.width < 16 or not _has_prose(line.text):
        return (line.width,)
    measure = _measure([width_of(p) for p in pieces])
    if measure > 0.6 * line.width:  # a blank that is printed, not the end of a set line
        return (line.width,)
    merged: list[float] = []
    for piece in pieces:
        width = width_of(piece)
        if merged and merged[-1] < measure - INDENT - 2 and merged[-1] + width <= measure + 1:
            merged[-1] += width
        else:
            merged.append(width)
    return tuple(merged)


def _has_prose(text: str) -> bool:
    return any(c in text for c in "，。、,；;：:")


def _measure(widths: Sequence[float]) -> float:
    """The measure that most of `widths` keep to: the median of the wider half."""
    ordered = sorted(widths)
    return median(ordered[len(ordered) // 2 :])


def build_fragments(lines: Sequence[PageLine]) -> tuple[Fragment, ...]:
    """All lines, in order, as fragments with their measures."""
    runs = _with_measures([_fragment(run) for run in _runs(lines)])
    parts = [_fragment(part, run.lines[0]) for run in runs for part in _paragraphs(run.lines, run.measure)]
    return _with_measures(parts)


def _fragment(lines: Sequence[PageLine], first: PageLine | None = None) -> Fragment:
    widths = tuple(w for line in lines for w in set_widths(line))
    return Fragment(tuple(lines), widths, 0.0, _opens_frame(lines[0], first or lines[0]))


def _opens_frame(line: PageLine, first: PageLine) -> bool:
    return line is first and 0 < line.indent < INDENT - 0.5


def _runs(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Lines that follow each other without a blank line, a heading mark or a leading blank between."""
    run: list[PageLine] = []
    for line in lines:
        if run and (line.after_blank or _parts(run[-1], line)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _parts(previous: PageLine, line: PageLine) -> bool:
    """Whether two lines without a blank one between cannot be of one piece."""
    marked = line.level or previous.level or _starts_indented(line, previous)
    return bool(marked) or furniture_of(line.text) != furniture_of(previous.text)


def _starts_indented(line: PageLine, previous: PageLine) -> bool:
    return line.indent == INDENT or line.indent > previous.indent + 0.4


def _paragraphs(run: Sequence[PageLine], measure: float) -> Iterator[list[PageLine]]:
    """A run cut where the widths of its lines show that one paragraph ends and the next begins."""
    part: list[PageLine] = [run[0]]
    for at in range(1, len(run)):
        if _breaks(run, at, len(part), measure):
            yield part
            part = []
        part.append(run[at])
    yield part


def _breaks(run: Sequence[PageLine], at: int, so_far: int, measure: float) -> bool:
    """Whether a new paragraph or a heading begins at line `at` of `run`."""
    line, previous = run[at], run[at - 1]
    opening = line.text + (run[at + 1].text if at + 1 < len(run) else "")  # a narrow column cuts a lead
    if has_lead(opening) or ends_with_jump(previous.text) or opens_caption(line.text):
        return True
    if opens_caption(run[at - so_far].text) and is_finished(previous.text):
        return True
    if line.text[0] in CLOSING_SIGNS or _ENDS_AT_ONCE.match(line.text):
        return False
    if is_credit(line.text) or is_credit(previous.text):
        return True
    window = sorted(x.width for x in run[max(0, at - 4) : at + 4])
    measure = window[-2] if len(window) >= 3 else measure or max(window)
    if is_finished(previous.text):
        ends_short = previous.width <= measure - 1.5
        begins_short = abs(measure - INDENT - line.width) <= 0.7 and _is_full(run, at + 1, measure)
        return ends_short or begins_short or _is_heading_line(line, measure) or _heads_a_lead(run, at)
    if any(_is_numbered_heading(x, measure) for x in (line, previous)) and _has_no_clauses(previous):
        return True
    if _BRACKETED.match(previous.text) and _has_no_clauses(run[at - so_far]):
        return True
    heads = run[at - so_far : at]
    if not all(_has_no_clauses(x) and (so_far == 1 or _is_heading_line(x, measure)) for x in heads):
        return False
    prose = any(c in line.text for c in "，。、,：:")
    short = prose and previous.width < measure - 2 * INDENT - 1  # no paragraph's first line is as short
    if DOCUMENT.search(previous.text) and previous.width < measure - 0.5:
        return True
    return short or (_is_heading_line(previous, measure) and _begins(line, measure))


def _heads_a_lead(run: Sequence[PageLine], at: int) -> bool:
    """Whether only lines without clauses stand from line `at` to a news lead."""
    for line in run[at : at + 4]:
        if has_lead(line.text) or not _has_no_clauses(line):
            return line is not run[at] and has_lead(line.text)
    return False


def _is_full(run: Sequence[PageLine], at: int, measure: float) -> bool:
    return at < len(run) and abs(run[at].width - measure) <= 0.7


def _is_heading_line(line: PageLine, measure: float) -> bool:
    """Whether a line without clauses is set neither as a full line nor as a paragraph's first."""
    off = min(abs(line.width - measure), abs(line.width - measure + INDENT))
    return off > 1.2 and _has_no_clauses(line)


def _is_numbered_heading(line: PageLine, measure: float) -> bool:
    return is_numbered(line.text) and _is_heading_line(line, measure)


def _has_no_clauses(line: PageLine) -> bool:
    return not is_closed(line.text) and not any(c in line.text for c in "，。；、,;")


def _begins(line: PageLine, measure: float) -> bool:
    return abs(line.width - (measure - INDENT)) <= 1.0 and any(c in line.text for c in "，。、,：:")


def _with_measures(fragments: list[Fragment]) -> tuple[Fragment, ...]:
    """Each fragment with its own measure, or, where it is too short to tell, a neighbour's that fits."""
    own = [_measure(f.widths[:-1]) if len(f.widths) >= 3 else 0.0 for f in fragments]
    measured = []
    for at, fragment in enumerate(fragments):
        measure = own[at] or _borrowed(fragment, own, at)
        measured.append(Fragment(fragment.lines, fragment.widths, measure, fragment.frame))
    return tuple(measured)


def _borrowed(fragment: Fragment, own: Sequence[float], at: int) -> float:
    widest = max(fragment.widths)
    for distance in range(1, 7):
        for other in (at - distance, at + distance):
            if 0 <= other < len(own) and own[other] and -3.5 <= widest - own[other] <= 1.5:
                return own[other]
            if (
                0 <= other < len(own)
                and own[other]
                and len(fragment.widths) == 1
                and 0 < widest <= own[other] + 1
            ):
                return own[other]
    return widest if len(fragment.widths) > 1 else 0.0
