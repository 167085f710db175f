"""What each fragment is: a table of rules, first match wins.

The first rules recognize a fragment by its words; the last two score its shape and its neighbours
(`HEADING`), because a short run of text without a full stop may be a heading or half a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from beibei_site.parsing.blocks.fragments import Fragment
from beibei_site.parsing.tables import Rule, Term, first_match, total
from beibei_site.parsing.text import credits, furniture, grammar
from beibei_site.parsing.text.lines import INDENT

Kind = Literal["paragraph", "heading", "numbered", "caption", "credit", "source", "jump", "furniture"]


@dataclass(frozen=True, slots=True)
class Context:
    """A fragment with its neighbours and the conventions of its page."""

    fragment: Fragment
    before: Fragment | None
    after: Fragment | None
    marked: bool  # the page marks its headings (Markdown)

    @property
    def text(self) -> str:
        return self.fragment.text


_CROSSHEAD = re.compile(
    r"""[（(]?[一二三四五六七八九十]{1,3}[）)]?[、．.\s]     # 一、
    | [●■◆▲★☆◎○]
    | 第[一二三四五六七八九十]+[章节部]""",
    re.X,
)
_BRACKETED = re.compile(r"^[（(].{6,50}[）)]$")
_SENTENCE = re.compile(r"。[^。]|[。；;，,、：:]$")
_DAY = re.compile(r"\d月\d+日")
_COMMAS = re.compile("[，,]")
_LONGEST = 90  # characters of a heading
_HEADING_FROM = 0.7  # points
_EVEN = 1.0  # characters: tolerance for a line against its measure
_FULL = 3.5  # characters by which the last line above an unindented paragraph may be short


def _all_lines(matches: Callable[[str], bool]) -> Callable[[Context], bool]:
    return lambda context: all(matches(line.text) for line in context.fragment.lines)


def _is_doubled(context: Context) -> bool:
    """A slogan with a drop shadow may also be extracted as the same line twice."""
    texts = [line.text.replace(" ", "") for line in context.fragment.lines]
    if len(texts) == 2 and texts[0] == texts[1] and 3 < len(texts[0]) < 30:
        return True
    return all(furniture.is_doubled(text) for text in texts)


def _is_jump(context: Context) -> bool:
    rest, jump = grammar.find_jump(context.text)
    return jump is not None and len(rest) <= 16 and not grammar.is_finished(rest)


def _is_crosshead(context: Context) -> bool:
    text = context.text
    return len(text) <= 30 and bool(_CROSSHEAD.match(text)) and not grammar.is_closed(text)


RULES: tuple[Rule[Context, Kind], ...] = (
    Rule("folio", "furniture", _all_lines(furniture.is_folio)),
    Rule("shadowed slogan", "furniture", _is_doubled),
    Rule("slogan", "furniture", _all_lines(furniture.is_slogan)),
    Rule("jump line", "jump", _is_jump),
    Rule("source line", "source", lambda c: grammar.is_source(c.text)),
    Rule("credit line", "credit", lambda c: credits.is_credit(c.text)),
    Rule("caption", "caption", lambda c: len(c.text) <= 160 and grammar.is_caption(c.text)),
    Rule("marked heading", "heading", lambda c: c.fragment.level > 0 and len(c.text) <= _LONGEST),
    Rule("lead", "paragraph", lambda c: grammar.has_lead(c.text)),
    Rule(
        "numbered heading",
        "numbered",
        lambda c: len(c.fragment.lines) == 1 and grammar.is_numbered(c.text),
    ),
    Rule("crosshead mark", "heading", _is_crosshead),
    Rule("stop inside or comma at the end", "paragraph", lambda c: _SENTENCE.search(c.text)),
    Rule("heading by shape", "heading", lambda c: total(HEADING, c) > _HEADING_FROM),
    Rule("running text", "paragraph", lambda c: True),
)


def _runs_into(context: Context) -> bool:
    """Whether the fragment above is running text that breaks off."""
    before = context.before
    return before is not None and before.runs_on(before.measure) and is_prose(before)


def _is_flush(context: Context) -> bool:
    before = context.before
    return before is not None and context.fragment.indented(before.measure) is False


def _opens_below(context: Context) -> bool | None:
    """Whether a paragraph begins below, with a lead or an indent; None if unknown."""
    after = context.after
    if after is None or after.level:
        return None
    return True if grammar.has_lead(after.text) else after.indented(after.measure)


def _runs_on_below(context: Context) -> bool:
    fragment, after = context.fragment, context.after
    if after is None or _opens_below(context) is not False or not is_prose(after):
        return False
    measure = max(fragment.measure, after.measure)
    return not measure or fragment.widths[-1] >= measure - _FULL


def _opens_piece(context: Context) -> bool:
    """Whether the fragment is a single line at the top of the page, or below the end of a piece."""
    before = context.before
    ended = before is None or (
        grammar.is_closed(before.text)
        or credits.is_credit(before.text)
        or bool(furniture.furniture_of(before.text))
    )
    return len(context.fragment.lines) == 1 and ended


def _is_off(width: float, measure: float) -> bool:
    """Whether a line fits neither a measure nor its indent."""
    return min(abs(width - measure), abs(width - measure + INDENT)) > _EVEN


def _is_ragged(context: Context) -> bool:
    """Whether the lines of a fragment fit no measure, as those of running text that breaks off would."""
    first, *rest = context.fragment.widths
    measure = context.fragment.measure or max(first, *rest, 0.0)
    return _is_off(first, measure) or any(abs(width - measure) > _EVEN for width in rest)


def _is_single(context: Context) -> bool:
    return len(context.fragment.widths) == 1


def _is_off_measure(context: Context) -> bool:
    fragment = context.fragment
    return not fragment.measure or _is_off(fragment.widths[0], fragment.measure)


# Points for a heading, against running text.
HEADING: tuple[Term[Context], ...] = (
    Term("up to 36 characters", 1.0, lambda c: len(c.text) <= 36),
    Term("up to 24 characters", 0.5, lambda c: len(c.text) <= 24),
    Term("comma", -1.2, lambda c: len(_COMMAS.findall(c.text))),
    Term("enumeration comma", -0.8, lambda c: c.text.count("、")),
    Term("day", -0.5, lambda c: bool(_DAY.search(c.text))),
    Term(
        "open quotation", -2.0, lambda c: any(c.text.count(a) != c.text.count(b) for a, b in ("“”", "（）"))
    ),
    Term("two clauses", 1.0, lambda c: " " in c.text and not c.fragment.wrapped and len(c.text) <= 44),
    Term("line in brackets", 1.5, lambda c: any(_BRACKETED.match(x.text) for x in c.fragment.lines)),
    Term("no mark on a page that marks headings", -1.5, lambda c: c.marked and c.fragment.level == 0),
    Term("text above breaks off", -1.0, lambda c: _runs_into(c) and not _is_flush(c)),
    Term("text above breaks off, flush below it", -2.5, lambda c: _runs_into(c) and _is_flush(c)),
    Term("paragraph begins below", 1.0, lambda c: _opens_below(c) is True),
    Term("full line, text goes on below", -2.0, _runs_on_below),
    Term("right below a fragment", -0.5, lambda c: bool(c.before) and not c.fragment.lines[0].after_blank),
    Term("title of a document", 2.0, lambda c: _opens_piece(c) and grammar.names_document(c.text)),
    Term(
        "over a numbered list",
        0.5,
        lambda c: _opens_piece(c) and c.after is not None and grammar.is_numbered(c.after.text),
    ),
    Term("single line off the measure", 0.5, lambda c: _is_single(c) and _is_off_measure(c)),
    Term("lines off the measure", 1.5, lambda c: not _is_single(c) and _is_ragged(c)),
    Term(
        "lines to the measure",
        -0.5,
        lambda c: not _is_single(c) and c.fragment.measure > 0 and not _is_ragged(c),
    ),
)


def is_prose(fragment: Fragment) -> bool:
    """Whether a fragment is certainly running text: long, with commas."""
    text = fragment.text
    return len(text) >= 20 and bool(_COMMAS.search(text)) and not grammar.is_caption(text)


def apply_rules(fragments: Sequence[Fragment]) -> tuple[Rule[Context, Kind], ...]:
    """The rule for each fragment of a page."""
    marked = any(f.level for f in fragments)
    edges = (None, *fragments, None)
    return tuple(
        first_match(RULES, Context(fragment, edges[at], edges[at + 2], marked))
        for at, fragment in enumerate(fragments)
    )
