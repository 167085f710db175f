"""Lines → fragments: pieces set as one in a single column, with the measure they are set to.

A fragment ends at a column break, a blank line, a new text frame or the start of a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from beibei_site.parsing.blocks.breaks import split_paragraphs
from beibei_site.parsing.text.furniture import furniture_of
from beibei_site.parsing.text.grammar import CLAUSE_MARKS, is_closed
from beibei_site.parsing.text.lines import INDENT, PageLine, width_of

# In characters, unless stated otherwise:
_SLACK = 1.2  # tolerance for a full line
_FLUSH = 0.9  # tolerance for a line that begins flush, against its measure
_INDENTED = (1.2, 4.5)  # how much shorter a first line is: the indent plus a tolerance
_PRINTED_INDENT = 1.5  # blanks before a line: at least this many are an indent, fewer mark a new frame
_FITS = (-3.5, 1.5)  # the widest line of a fragment against a neighbour's measure
_FAR = 6  # fragments
_SHORTEST_WRAPPED = 16  # a line of text that may contain several set lines
_LONGEST_PIECE = 0.6  # of such a line; if its pieces are longer, the blank was printed


@dataclass(frozen=True)
class Fragment:
    """A run of lines.

    `widths` are the widths of its set lines (several per text line if extraction turned the column's line
    breaks into blanks); `measure` is the column's width, 0 if unknown; `frame` means that it opens with a
    blank, the mark of a new text frame.
    """

    lines: tuple[PageLine, ...]
    widths: tuple[float, ...]
    measure: float
    frame: bool = False

    @cached_property
    def text(self) -> str:
        return "".join(line.text for line in self.lines)

    @property
    def level(self) -> int:
        return self.lines[0].level

    @property
    def wrapped(self) -> bool:
        return len(self.widths) > len(self.lines)

    def indented(self, measure: float) -> bool | None:
        """Whether the first line leaves room for an indent; None if unknown."""
        if self.lines[0].indent >= _PRINTED_INDENT:
            return True
        first, *rest = self.widths
        if measure and len(rest) in (1, 2):  # too few lines to have determined the measure
            measure = max(measure, max(rest) - 0.5)
        short = measure - first
        if not measure or short < -INDENT:
            return None
        if abs(short) <= _FLUSH:
            return False
        if not rest and is_closed(self.text):
            return None
        return True if _INDENTED[0] <= short <= _INDENTED[1] else None

    def runs_on(self, measure: float) -> bool:
        """Whether the text breaks off at the end of a full line, so that it must continue elsewhere."""
        indent = INDENT if len(self.widths) == 1 else 0.0
        return not is_closed(self.text) and self.widths[-1] >= measure - indent - _SLACK


def set_widths(line: PageLine) -> tuple[float, ...]:
    """The widths of the set lines inside one line of text, separated by blanks."""
    pieces = line.text.split(" ")
    if line.spaced or len(pieces) == 1 or line.level or line.width < _SHORTEST_WRAPPED:
        return (line.width,)
    measure = _measure([width_of(p) for p in pieces])
    if measure > _LONGEST_PIECE * line.width or not any(c in line.text for c in CLAUSE_MARKS + "；;"):
        return (line.width,)
    merged: list[float] = []
    for piece in pieces:
        width = width_of(piece)
        if merged and merged[-1] < measure - INDENT - 2 and merged[-1] + width <= measure + 1:
            merged[-1] += width
        else:
            merged.append(width)
    return tuple(merged)


def _measure(widths: Sequence[float]) -> float:
    """The measure that most `widths` fit: the median of the wider half."""
    ordered = sorted(widths)
    return median(ordered[len(ordered) // 2 :])


def build_fragments(lines: Sequence[PageLine]) -> tuple[Fragment, ...]:
    """All lines, in order, as fragments with their measures."""
    runs = _with_measures([_fragment(run) for run in _runs(lines)])
    parts = [
        _fragment(part, run.lines[0]) for run in runs for part in split_paragraphs(run.lines, run.measure)
    ]
    return _with_measures(parts)


def _fragment(lines: Sequence[PageLine], first: PageLine | None = None) -> Fragment:
    """The fragment of the run that begins at line `first`, with its measure still unknown."""
    widths = tuple(w for line in lines for w in set_widths(line))
    frame = lines[0] is (first or lines[0]) and 0 < lines[0].indent < _PRINTED_INDENT
    return Fragment(tuple(lines), widths, 0.0, frame)


def _runs(lines: Sequence[PageLine]) -> Iterator[list[PageLine]]:
    """Consecutive lines without a blank line, a heading mark or a leading blank between them."""
    run: list[PageLine] = []
    for line in lines:
        if run and (line.after_blank or _parts(run[-1], line)):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _parts(previous: PageLine, line: PageLine) -> bool:
    """Whether two adjacent lines cannot belong together."""
    indented = line.indent == INDENT or line.indent > previous.indent + 0.4
    marked = line.level > 0 or previous.level > 0
    return marked or indented or furniture_of(line.text) != furniture_of(previous.text)


def _with_measures(fragments: list[Fragment]) -> tuple[Fragment, ...]:
    """The fragments with their own measures, or, if too short to tell, that of a neighbour if it fits."""
    own = [_measure(f.widths[:-1]) if len(f.widths) >= 3 else 0.0 for f in fragments]
    return tuple(replace(f, measure=own[at] or _borrowed(f, own, at)) for at, f in enumerate(fragments))


def _borrowed(fragment: Fragment, own: Sequence[float], at: int) -> float:
    """The nearest measure that fits a fragment; a single line may have any length."""
    widest, single = max(fragment.widths), len(fragment.widths) == 1
    least, most = _FITS
    near = (at + side * distance for distance in range(1, _FAR + 1) for side in (-1, 1))
    measures = (own[other] for other in near if 0 <= other < len(own) and own[other])
    fitting = (m for m in measures if widest - m <= most and (single or widest - m >= least))
    return next(fitting, 0.0 if single else widest)
