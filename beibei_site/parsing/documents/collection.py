"""The rows of a collection → its articles: where each one begins.

Separators and page headings are boundaries. Between two page headings, an article begins where a heading
precedes a text: in a file with blank lines only between articles, after a blank line; in one with blank lines
between paragraphs as well, only if there is further evidence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from beibei_site.domain.text import fold_width
from beibei_site.parsing.documents.chrome import is_chrome
from beibei_site.parsing.documents.rows import (
    INDENT,
    Row,
    begins_paragraph,
    is_full,
    is_page_heading,
    opens_story,
)
from beibei_site.parsing.documents.source_line import read_source_line
from beibei_site.parsing.folio.issue import page_number
from beibei_site.parsing.folio.tokens import clean, tokenise
from beibei_site.parsing.text.credits import is_byline
from beibei_site.parsing.text.furniture import is_separator
from beibei_site.parsing.text.grammar import is_closed

_HEADING = 60.0  # characters of a heading line
_ASKS, _QUOTES = "？！?!：:", "”」』’"  # headlines may also end like this
_REPEATS = 3  # times that a running head is repeated
_PAGE_MARK = re.compile(r"[-—]?\s*第?\s*\d{1,4}\s*页?(?:\s*[/,，共]\s*共?\s*\d{1,4}\s*页)?\s*[-—]?")
_GAPPED = 0.5  # share of the paragraphs that are separated by blank lines in a file that does so


@dataclass(slots=True)
class Part:
    """The rows of one article, and the page of the issue it is on."""

    rows: list[Row] = field(default_factory=list)
    page: tuple[str, Row] | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """A collection split up: its articles, its boundaries and running heads, and other lines outside."""

    articles: tuple[Part, ...]
    borders: tuple[Row, ...]
    loose: tuple[Row, ...]


def take_apart(lines: Sequence[str], rows: Sequence[Row], measure: float) -> Parts:
    """The articles of the collection with these `lines` and `rows`."""
    heads = running_heads(lines, rows, measure)
    rows, running = [r for r in rows if r.number not in heads], [r for r in rows if r.number in heads]
    borders, sections = _sections(lines, rows)
    paged = any(section.page for section in sections)
    ruled = any(is_separator(lines[row.number - 1]) for row in borders)
    habit = _is_gapped(rows, measure)
    found: list[Part] = []
    loose: list[Row] = []
    for section in sections:
        if ruled and not paged:
            parts = [section]
        else:
            starts = [at for at in range(len(section.rows)) if _starts(section.rows, at, measure, habit)]
            parts = [Part(section.rows[a:b], section.page) for a, b in _ranges(starts, len(section.rows))]
        for part in parts:
            if any(_is_text(part.rows, at, measure) for at in range(len(part.rows))):
                found.append(part)
            else:
                loose += part.rows
    return Parts(tuple(found), (*borders, *running), tuple(loose))


def running_heads(lines: Sequence[str], rows: Sequence[Row], measure: float) -> frozenset[int]:
    """The numbers of lines that repeat with a different number in them, or are page numbers of the file.

    Where a page of the file ends, its text goes on: a running head stands below text. A line in the head of
    an article or above a boundary is none, nor are lines that repeat with different days: those are sources.
    """
    forms: dict[str, list[Row]] = {}
    for row, form in _within(lines, rows, measure):
        forms.setdefault(form, []).append(row)
    found = {
        form
        for form, alike in forms.items()
        if len({row.text for row in alike}) >= _REPEATS and len({_day(row) for row in alike}) == 1
    }
    return frozenset(row.number for row in rows if _form(row.text) in found or _is_page_mark(row.text))


def _within(lines: Sequence[str], rows: Sequence[Row], measure: float) -> Iterable[tuple[Row, str]]:
    """The rows with a form that stand below text, or over everything, and not above a boundary."""
    borders = [_is_border(lines[row.number - 1]) for row in rows]
    above_is_text = True
    for at, row in enumerate(rows):
        form = _form(row.text)
        if borders[at] or not form:
            above_is_text = not borders[at] and _is_text(rows, at, measure)
        elif above_is_text and not any(borders[at + 1 : at + 2]):
            yield row, form


def _day(row: Row) -> str | None:
    source = read_source_line(row.text)
    return source.day if source else None


def _form(line: str) -> str:
    """A short unfinished line with its numbers replaced by a placeholder; empty if it has none."""
    text = fold_width(line)
    if len(text) > 40 or not re.search(r"\d", text) or is_closed(text):
        return ""
    return " ".join(sorted(re.sub(r"\d+", "0", text).split()))


def _is_page_mark(text: str) -> bool:
    return bool(_PAGE_MARK.fullmatch(text)) and any(sign in text for sign in "页-—/")


def _is_border(line: str) -> bool:
    return is_page_heading(line) or is_separator(line)


def _ranges(starts: Sequence[int], end: int) -> list[tuple[int, int]]:
    """From each start to the next one; rows before the first belong to none."""
    edges = [*starts, end]
    first = [(0, edges[0])] if edges[0] else []
    return first + list(itertools.pairwise(edges))


def _sections(lines: Sequence[str], rows: Sequence[Row]) -> tuple[list[Row], list[Part]]:
    """The boundaries, and the rows between them with the page given by the last page heading."""
    borders: list[Row] = []
    sections = [Part()]
    for row in rows:
        line = lines[row.number - 1]
        if is_page_heading(line):
            number = next(page_number(t.text) for t in tokenise(clean(line)) if t.kind == "page")
            sections.append(Part(page=(number, row)))
        elif is_separator(line):
            sections.append(Part(page=sections[-1].page))
        else:
            sections[-1].rows.append(row)
            continue
        borders.append(row)
    return borders, sections


def _is_text(rows: Sequence[Row], at: int, measure: float) -> bool:
    """Whether a row belongs to the text of an article, not its head."""
    row = rows[at]
    if row.level or is_chrome(row.text):
        return False
    if measure and at and not begins_paragraph(rows[at - 1], row, measure):
        return True
    ends = is_closed(row.text) and row.text.rstrip(_QUOTES)[-1:] not in _ASKS
    full = measure > 0 and is_full(row, measure)
    return opens_story(row.text) or ends or row.width > _HEADING or full or row.indent >= INDENT


def _is_gapped(rows: Sequence[Row], measure: float) -> bool:
    """Whether the paragraphs of a text are separated by blank lines."""
    text = [_is_text(rows, at, measure) for at in range(len(rows))]
    gaps = [rows[at].after_blank > 0 for at in range(1, len(rows)) if text[at] and text[at - 1]]
    return sum(gaps) > _GAPPED * len(gaps)


def _starts(rows: Sequence[Row], at: int, measure: float, gapped: bool) -> bool:
    """Whether an article begins at a row: the first of the heading lines above a text."""
    if _is_text(rows, at, measure) or (at and not _may_end(rows, at - 1, measure)):
        return False
    end = next((n for n in range(at, len(rows)) if _is_text(rows, n, measure)), len(rows))
    head = rows[at:end]
    if end == len(rows):
        return False
    if any(row.level for row in rows):
        return any(row.level == 1 for row in head)
    if at == 0 or not gapped:
        return at == 0 or rows[at].after_blank > 0
    said = any(read_source_line(row.text) or is_byline(row.text) for row in head[1:])
    return said or len(head) > 1 or opens_story(rows[end].text)


def _may_end(rows: Sequence[Row], at: int, measure: float) -> bool:
    """Whether an article can end with this row."""
    row = rows[at]
    said = is_byline(row.text) or read_source_line(row.text) or is_chrome(row.text)
    return _is_text(rows, at, measure) or bool(said)
