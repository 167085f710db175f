"""The kind of a text, decided from its content: a newspaper page, one article, or a collection of articles.

The text of an article flows: each line is a paragraph, or lines are broken at one wide measure. Columns are
narrow, and text extracted from them breaks off in mid-sentence. A single article has one head, and nothing
that begins a second one.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise, takewhile

from beibei_site.domain.issue import FileKind
from beibei_site.domain.spans import numbers_of
from beibei_site.domain.text import letters
from beibei_site.parsing.documents.chrome import is_chrome
from beibei_site.parsing.documents.head import split_head
from beibei_site.parsing.documents.rows import (
    Row,
    is_caption,
    is_full,
    is_page_heading,
    measure_of,
    opens_story,
)
from beibei_site.parsing.documents.source_line import read_source_line
from beibei_site.parsing.folio.issue import Issue
from beibei_site.parsing.text.credits import is_byline
from beibei_site.parsing.text.furniture import is_separator
from beibei_site.parsing.text.grammar import is_closed

_NARROW = 23.0  # characters of a column; lines broken by hand are longer
_HEADING = 26.0  # characters of a heading
_HEADLINE = 40.0  # characters of a headline, at most
_PAGE = 400  # paragraphs of a page, at most
_BROKEN = 0.2  # share of text in lines that break off, as crossheads do; with more, the text does not flow
_BRACKETS = ("）", ")", "】", "]")
_FULL_STOPS = ("。", ".")
_PARTS = 2  # articles of a collection


def find_kind(
    lines: Sequence[str], rows: Sequence[Row], folio: AbstractSet[int], *, flowing: bool = False
) -> FileKind:
    """The kind of the text with these `lines`; `rows` are those not known to be furniture, `folio` the
    numbers of those that give its day or page.

    `flowing`: its source says that it is not set in newspaper columns (a web page, a Word file, a PDF with
    one column).
    """
    measure = measure_of(rows)
    if not rows or not (flowing or flows(lines, rows, measure)):
        return "page"
    folio = frozenset() if flowing else folio
    if is_collection(lines, rows, measure) or _is_headed(rows, measure, folio, flowing):
        return "collection"
    if flowing or is_article(rows, measure, folio):
        return "article"
    return "page"


def folio_beside(rows: Sequence[Row], issue: Issue) -> frozenset[int]:
    """The numbers of the first and the last rows that are a folio with the number of the page, as in what was
    copied from a page without its columns. The source line of an article stands below its headline."""
    edges = (takewhile(lambda row: row.number in issue.folio, some) for some in (rows, reversed(rows)))
    outside = frozenset(row.number for edge in edges for row in edge)
    paged = issue.data.page is not None and outside & numbers_of(issue.data.page.spans)
    return outside if paged else frozenset()


def may_hold_several(rows: Sequence[Row]) -> bool:
    """Whether a text that could be one article is no longer than a page and has lines inside it that could be
    headlines, as crossheads could."""
    inside = (r.width <= _HEADLINE and not r.text.endswith(_FULL_STOPS) for r in rows[2:-1])
    return len(rows) <= _PAGE and any(inside)


def flows(lines: Sequence[str], rows: Sequence[Row], measure: float) -> bool:
    """Whether the lines are paragraphs, or broken at a wide measure; separators, first-level headings and the
    heads below them are neither."""
    if 0 < measure < _NARROW:
        return False
    parts = _cut(rows, [*_separators(lines, rows), *_tops(rows)])
    body = [row for part in parts if part for row in split_head(part, measure)[1]]
    whole = sum(row.width for row in body)
    ends = _BRACKETS if any("。" in row.text for row in body) else (*_BRACKETS, "、")  # old papers' full stop
    broken = sum(row.width for row in body if not row.text.endswith(ends) and _breaks_off(row, measure))
    return bool(body) and broken <= _BROKEN * whole


def _breaks_off(row: Row, measure: float) -> bool:
    """Whether a line breaks off: it ends neither like a sentence nor at the measure, nor is it of a kind
    that has no ending."""
    marked = row.level or is_caption(row.text) or is_chrome(row.text) or is_byline(row.text)
    full = measure and is_full(row, measure)
    return not (marked or full or is_closed(row.text))


def is_collection(lines: Sequence[str], rows: Sequence[Row], measure: float) -> bool:
    """Whether separators or page headings separate at least two articles."""
    borders = _separators(lines, rows)
    pages = {line.strip() for line in lines if is_page_heading(line)}
    if len(pages) >= _PARTS:
        return True
    return bool(borders) and sum(_is_whole(part, measure) for part in _cut(rows, borders)) >= _PARTS


def _is_headed(rows: Sequence[Row], measure: float, folio: AbstractSet[int], flowing: bool) -> bool:
    """Whether first-level headings separate at least two articles.

    What reads pictures of pages marks headings, too. But there paragraphs break off where a column ends,
    texts stand over the first heading, lack one or have several, and folio lines lie between them. So if the
    source does not say that it flows, no paragraph may break off, and each part must be an article, below a
    title at most.
    """
    parts = [part for part in _cut(rows, _tops(rows)) if part]
    whole = [part for part in parts if _is_whole(part, measure)]
    if flowing or len(whole) < _PARTS:
        return len(whole) >= _PARTS
    paragraphs = [r for part in whole for r in split_head(part, measure)[1] if r.width > _HEADING]
    cut_off = any(_breaks_off(r, measure) and not r.text.endswith(_BRACKETS) for r in paragraphs)
    articles = all(is_article(part, measure, folio) for part in whole)
    return articles and not cut_off and whole in (parts, parts[1:])


def _separators(lines: Sequence[str], rows: Sequence[Row]) -> list[int]:
    return [row.number for row in rows if is_separator(lines[row.number - 1])]


def _tops(rows: Sequence[Row]) -> list[int]:
    return [row.number for row in rows if row.level == 1]


def _cut(rows: Sequence[Row], borders: Sequence[int]) -> list[list[Row]]:
    """The rows split at boundaries; rows before the first boundary are a part as well."""
    parts: list[list[Row]] = [[]]
    left = set(borders)
    for row in rows:
        if row.number in left:
            parts.append([])
        parts[-1].append(row)
    return parts


def _is_whole(rows: Sequence[Row], measure: float) -> bool:
    """Whether rows after a boundary contain text. A short one has a head; a closing remark has none."""
    said = [row.text for row in rows if letters(row.text)]
    return any(
        (is_closed(row.text) and row.width > _HEADING) or (measure and is_full(row, measure)) for row in rows
    ) or any(not is_closed(over) and text.endswith(_FULL_STOPS) for over, text in pairwise(said))


def is_article(rows: Sequence[Row], measure: float, folio: AbstractSet[int]) -> bool:
    """Whether flowing rows have one head, and nothing that begins another article; `folio` are the lines of
    the text that give day or page."""
    head, body = split_head(rows, measure)
    if not head.headings or not body:
        return False
    own = {row.number for row in (*head.headings, *head.sources, *head.bylines)}
    strange = {row.number for row in rows if not is_chrome(row.text)} & folio - own
    level = min((row.level for row in head.headings if row.level), default=1)
    return not strange and not any(_begins(body, at, level) for at in range(1, len(body)))


def _begins(rows: Sequence[Row], at: int, level: int) -> bool:
    """Whether a row can only be the beginning of another article; `level` is that of the first headline."""
    row, last = rows[at], at == len(rows) - 1
    if 0 < row.level <= level or opens_story(row.text):
        return True
    return not last and bool(
        read_source_line(row.text) or (is_byline(row.text) and not is_closed(rows[at - 1].text))
    )
