"""The rows of one article → its head and its body: kicker, headline, deck, source line, byline.

Only the text is known, plus levels if the file marks headings. A kicker differs from a headline in being
short and without clause marks, in standing in brackets, or because one of the two is a couplet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from beibei_site.domain.model import Credit, Heading
from beibei_site.domain.text import HAN, is_english, letters
from beibei_site.parsing.documents.chrome import is_chrome
from beibei_site.parsing.documents.rows import INDENT, Row, is_caption, is_full, opens_story
from beibei_site.parsing.documents.source_line import NO_SOURCE, SourceLine, read_day, read_source_line
from beibei_site.parsing.text.credits import is_byline, read_byline
from beibei_site.parsing.text.grammar import ACTS, is_finished, leaves_open
from beibei_site.parsing.text.spacing import join_lines

_MOST = 8  # rows above the text of an article
_HEADLINE = 60.0  # characters: a longer row is text, unless it is the first
_ASKS = 32.0  # characters of a headline that ends like a sentence (？！)
_QUESTION = re.compile(r"[^。？！?!]+[？！?!]+[”」』\"]?")
_DECK = re.compile(r"^(?:[—–-]{1,3}|[（(].*[）)]$)")
_BRACKETED = re.compile(r"^[【〔\[].*[】〕\]]$")
_WHO = re.compile(rf"[{HAN}](?:{ACTS})")  # 周旭出席 何庆主持
_SENTENCES = re.compile(r"[，,。？！?!；;]")
_CLAUSES = re.compile(r"[，,。？！?!：:；]")
_SHORTER = 0.8  # of the headline: the longest kicker
_LABEL, _PHRASE = 8, 12  # characters of a kicker above a line with clauses, as in decks; above others
_GOES_ON = re.compile(r"[，、：—]$")


@dataclass(frozen=True, slots=True)
class Head:
    """The head of an article: the heading, its rows by role, and what the source line and byline say."""

    heading: Heading
    headings: tuple[Row, ...] = ()
    sources: tuple[Row, ...] = ()
    bylines: tuple[Row, ...] = ()
    chrome: tuple[Row, ...] = ()
    source: SourceLine = NO_SOURCE
    credits: tuple[Credit, ...] = ()


def split_head(rows: Sequence[Row], measure: float, title: str = "") -> tuple[Head, tuple[Row, ...]]:
    """The head of the article in `rows`, whose lines are broken at `measure` (0: they are not), and the rest.

    If the `title` is known, no other line is a headline unless it is marked as a heading.
    """
    indented = any(row.indent >= INDENT for row in rows[1:]) and rows[0].indent < INDENT
    end = 0
    while end < min(len(rows), _MOST) and not (
        _is_other(rows[end], title) or _is_text(rows, end, measure, indented)
    ):
        end += 1
    return read_head(rows[:end]), tuple(rows[end:])


def _is_other(row: Row, title: str) -> bool:
    """Whether a row does not belong to a head whose `title` is known."""
    said = (
        row.level
        or letters(row.text) == letters(title)
        or _source(row, 1)
        or read_byline(row.text, known=True)
    )
    return bool(title) and not said and not is_chrome(row.text)


def _is_text(rows: Sequence[Row], at: int, measure: float, indented: bool) -> bool:
    """Whether the text of the article begins with this row."""
    row = rows[at]
    if row.level or is_chrome(row.text) or _source(row, at) or is_byline(row.text):
        return False
    if opens_story(row.text) or is_caption(row.text) or (indented and row.indent >= INDENT):
        return True
    if at and measure and _runs_on(rows, at, measure):
        return True
    asks = bool(_QUESTION.fullmatch(row.text)) and row.width <= _ASKS and at <= 3
    return (is_finished(row.text) and not asks) or (at > 0 and row.width > _HEADLINE)


def _runs_on(rows: Sequence[Row], at: int, measure: float) -> bool:
    """Whether a row is the first line of a paragraph broken into lines."""
    after = rows[at + 1] if at + 1 < len(rows) else None
    return (
        bool(rows[at].after_blank)
        and is_full(rows[at], measure)
        and after is not None
        and not after.after_blank
    )


def read_head(rows: Sequence[Row]) -> Head:
    """The head formed by `rows`."""
    head = Head(Heading())
    lines: list[Row] = []
    for at, row in enumerate(rows):
        source = _source(row, at)
        if source:
            head = replace(head, sources=(*head.sources, row), source=_joined(head.source, source))
        elif is_chrome(row.text):
            head = replace(head, chrome=(*head.chrome, row))
        elif (credits := _byline(row, bool(lines) and row.level != 1)) or is_byline(row.text):
            head = replace(head, bylines=(*head.bylines, row), credits=(*head.credits, *credits))
        else:
            lines.append(row)
    return replace(head, heading=_heading(lines), headings=tuple(lines))


def _byline(row: Row, below: bool) -> tuple[Credit, ...]:
    """The credits of a row; `below` a headline a name alone is one."""
    return read_byline(row.text, known=below)


def _source(row: Row, at: int) -> SourceLine | None:
    """The source line in a row; a date alone counts only below the headline."""
    if row.level == 1:
        return None
    return read_source_line(row.text) or (read_day(row.text) if at else None)


def _joined(one: SourceLine, other: SourceLine) -> SourceLine:
    return SourceLine(
        one.day or other.day, one.paper or other.paper, one.page or other.page, (*one.credits, *other.credits)
    )


def _heading(lines: Sequence[Row]) -> Heading:
    """Kicker, headline and deck: by the levels of the rows, or else by their form."""
    if not lines:
        return Heading()
    levels = [row.level for row in lines if row.level]
    if levels:
        first = next(at for at, row in enumerate(lines) if row.level == min(levels))
        last = first + 1
        while last < len(lines) and lines[last].level == min(levels) and not lines[last].after_blank:
            last += 1
    else:
        first = int(len(lines) > 1 and is_kicker(lines[0].text, lines[1].text))
        last = first + 1
        while last < len(lines) and _reads_on(lines[last - 1].text):
            last += 1
    kicker = " ".join(row.text for row in lines[:first])
    headline = join_lines(row.text for row in lines[first:last])
    return Heading(headline, kicker or None, tuple(row.text for row in lines[last:]))


def _reads_on(text: str) -> bool:
    return leaves_open(text) or bool(_GOES_ON.search(text))


def is_kicker(text: str, below: str) -> bool:
    """Whether the first of two heading lines is the kicker of the second.

    >>> is_kicker("庭审纪实", "手机替他点了“同意”"), is_kicker("蹲下去，看见森林", "——记娜仁")
    (True, False)
    """
    if _DECK.match(below) or _WHO.search(below):
        return False
    if _BRACKETED.match(text):
        return True
    if is_english(text + below):
        return text.endswith(":")  # what stands below an English headline is its deck
    if _CLAUSES.search(text):
        return False
    if (" " in text) != (" " in below):
        return True  # one of the two is a couplet
    longest = _LABEL if _SENTENCES.search(below) else _PHRASE
    return len(text) <= min(longest, _SHORTER * len(below))
