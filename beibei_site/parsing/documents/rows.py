"""Flowing text → rows, and properties of them: hard line breaks, separators, page headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from beibei_site.chinese.variants import simplify
from beibei_site.domain.text import is_english
from beibei_site.parsing.folio.tokens import clean, is_made_of_them, tokenise
from beibei_site.parsing.text.grammar import has_lead, is_closed
from beibei_site.parsing.text.lines import PageLine, read_lines

Row = PageLine
INDENT = 1.5  # characters: a line indented by this much begins a paragraph
_SLACK = 2.5  # characters by which a full line may be shorter than the widest
_ENGLISH_SLACK = 5.0  # the same in English, where a long word may not fit
_WIDEST = 64  # characters of a line broken by hand or by an editor
_WIDER = 0.3  # share of the text that may be in wider lines: unbroken headings
_FULL = 0.6  # share of the text in unfinished lines that must be full where lines are broken at a measure
_CAPTION = re.compile(r"[▲△▼▽◀▶\s]*(?:图[为：:]|[（(]?(?:[上下左右]|题|资料|新闻)图[为：:）)])")


def read_rows(text: str, left_out: AbstractSet[int] = frozenset()) -> tuple[Row, ...]:
    """The non-blank lines of a text, except those whose numbers are in `left_out`."""
    return tuple(row for row in read_lines(text) if row.number not in left_out)


def is_caption(text: str) -> bool:
    """Whether a line is the caption of a picture; a symbol alone (△) may open a list item."""
    return bool(_CAPTION.match(text))


def opens_story(text: str) -> bool:
    """Whether a line begins with a lead, in characters of either kind."""
    return has_lead(simplify(text))


def is_page_heading(line: str) -> bool:
    """Whether a line opens a page of an issue: 第1版　要闻.

    >>> is_page_heading("第1版　要闻"), is_page_heading("第1版印了三万份。")
    (True, False)
    """
    tokens = tokenise(clean(line))
    kinds = [token.kind for token in tokens]
    return kinds.count("page") == 1 and {"page", "section", "words"} >= set(kinds) and is_made_of_them(tokens)


def measure_of(rows: Sequence[Row]) -> float:
    """The width at which the lines of a text are broken; 0 if each line is a paragraph.

    It is the usual width of lines that end in mid-sentence, provided little of the text is in wider ones.
    """
    ends = [
        row.width + row.indent
        for row, after in pairwise(rows)
        if not is_closed(row.text) and not after.after_blank and not row.level
    ]
    slack = max(map(_slack, rows), default=_SLACK)
    often = Counter(ends)
    full = {
        width: sum(other * times for other, times in often.items() if width - slack <= other <= width)
        for width in often
        if width <= _WIDEST
    }
    measure = max(full, key=lambda width: (full[width], width), default=0.0)
    wider = sum(row.width for row in rows if row.width + row.indent > measure + 1)
    is_broken = full and full[measure] >= _FULL * sum(ends) and wider <= _WIDER * sum(r.width for r in rows)
    return measure if is_broken else 0.0


def is_full(row: Row, measure: float) -> bool:
    """Whether a line reaches the measure."""
    return row.width + row.indent >= measure - _slack(row)


def _slack(row: Row) -> float:
    return _ENGLISH_SLACK if is_english(row.text) else _SLACK


def begins_paragraph(before: Row | None, row: Row, measure: float) -> bool:
    """Whether a line begins a paragraph; every line does, unless the text is broken at a measure."""
    if before is None or not measure or row.level or before.level or row.indent >= INDENT:
        return True
    if is_full(before, measure) and not is_closed(before.text):
        return False
    return bool(row.after_blank) or not is_full(before, measure)
