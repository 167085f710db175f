"""What a fragment is, by itself: a visible table of rules, first match wins.

The rules at the top know their fragment by its words; the last two weigh its shape and its neighbours
(`prose_score`), because a short run of text without a full stop may be a heading or half a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from beibei_site.domain.model import LineKind
from beibei_site.domain.text import HAN
from beibei_site.parsing.blocks.fragments import DOCUMENT, Fragment
from beibei_site.parsing.text import furniture, grammar


@dataclass(frozen=True, slots=True)
class Context:
    """A fragment with what stands before and after it, and the habits of its page."""

    fragment: Fragment
    before: Fragment | None
    after: Fragment | None
    marked: bool  # the page marks its headings (Markdown)


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    kind: LineKind
    matches: Callable[[Context], bool]


_CROSSHEAD = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)]?[、．.\s]|[●■◆▲★☆◎○]|第[一二三四五六七八九十]+[章节部])"
)
_DOER = re.compile(rf"[{HAN}]{{2,4}}(?:主持|出席|讲话|参加|作说明|作报告|致辞|通过|陪同|讲授)")
_BRACKETED = re.compile(r"^[（(].{6,50}[）)]$")
_COMMAS = re.compile("[，,]")


def _all_lines(matches: Callable[[str], bool]) -> Callable[[Context], bool]:
    return lambda context: all(matches(line.text) for line in context.fragment.lines)


def _is_doubled(context: Context) -> bool:
    """A shadowed slogan may also be extracted as the same line twice."""
    texts = [line.text.replace(" ", "") for line in context.fragment.lines]
    if len(texts) == 2 and texts[0] == texts[1] and 3 < len(texts[0]) < 30:
        return True
    return all(furniture.is_doubled(text) for text in texts)


def _is_jump(context: Context) -> bool:
    rest, jump = grammar.find_jump(context.fragment.text)
    return jump is not None and len(rest) <= 16 and not grammar.is_finished(rest)


def _is_numbered(context: Context) -> bool:
    fragment = context.fragment
    return len(fragment.lines) == 1 and grammar.is_numbered(fragment.text)


def _is_crosshead(context: Context) -> bool:
    text = context.fragment.text
    return len(text) <= 30 and bool(_CROSSHEAD.match(text)) and not grammar.is_closed(text)


def heading_score(context: Context) -> float:
    """How much a fragment looks like a heading rather than like running text (0: undecided)."""
    fragment, text = context.fragment, context.fragment.text
    if _cannot_head(fragment):
        return -9.0
    score = 0.5 + (1.0 if len(text) <= 36 else 0.0) + (0.5 if len(text) <= 24 else 0.0)
    score -= (
        1.2 * len(_COMMAS.findall(text)) + 0.8 * text.count("、") + 0.5 * bool(re.search(r"\d月\d+日", text))
    )
    score -= 2.0 if text.count("“") != text.count("”") or text.count("（") != text.count("）") else 0.0
    score += 1.0 if _DOER.search(text) and len(text) <= 30 else 0.0
    score += 1.0 if " " in text and not fragment.wrapped and len(text) <= 44 else 0.0
    score += 1.5 if any(_BRACKETED.match(line.text) for line in fragment.lines) else 0.0
    score -= 1.5 if context.marked and fragment.level == 0 else 0.0
    return score + _score_of_neighbours(context) + _score_of_measure(context)


def _cannot_head(fragment: Fragment) -> bool:
    text = fragment.text
    stops = "。" in text.rstrip("。") or bool(re.search(r"[。；;，,、：:]$", text))
    long = len(text) > (90 if _COMMAS.search(text) else 40 * len(fragment.lines)) or len(fragment.lines) > 7
    return stops or long or grammar.has_lead(text) or text[0] in "，。、；：）”》"


def _score_of_neighbours(context: Context) -> float:
    fragment, score = context.fragment, 0.0
    before, after = context.before, context.after
    if before is not None and before.runs_on(before.measure) and is_prose(before):
        score -= 1.0 if fragment.indented(before.measure) is not False else 2.5
    if after is not None and not after.level:
        starts = True if grammar.has_lead(after.text) else after.indented(after.measure)
        measure = max(fragment.measure, after.measure)
        full = not measure or fragment.widths[-1] >= measure - 3.5
        goes_on = starts is False and is_prose(after) and full
        score += 1.0 if starts else -2.0 if goes_on else 0.0
    if fragment.lines[0].after_blank == 0 and before is not None and not fragment.level:
        score -= 0.5
    if len(fragment.lines) == 1 and (before is None or _ends_a_piece(before)):
        score += 2.0 * bool(DOCUMENT.search(fragment.text))
        score += 0.5 * (after is not None and grammar.is_numbered(after.text))
    return score


def _ends_a_piece(fragment: Fragment) -> bool:
    text = fragment.text
    return grammar.is_closed(text) or grammar.is_credit(text) or bool(furniture.furniture_of(text))


def is_prose(fragment: Fragment) -> bool:
    """Whether a fragment is surely running text: it holds commas and is long."""
    text = fragment.text
    return len(text) >= 20 and bool(_COMMAS.search(text)) and not grammar.is_caption(text)


def _score_of_measure(context: Context) -> float:
    """Running text that breaks off keeps to its measure, with or without an indent; headings do not."""
    fragment = context.fragment
    first, *rest = fragment.widths
    measure = fragment.measure or max(fragment.widths)
    if not rest:
        off = min(abs(first - measure), abs(first - measure + 2)) if fragment.measure else 2.0
        return 0.5 if off > 1.0 else -0.4
    fits = min(abs(first - measure), abs(first - measure + 2)) <= 1.0 and all(
        abs(w - measure) <= 1.0 for w in rest
    )
    return (-0.5 if fragment.measure else 0.0) if fits else 1.5


RULES: tuple[Rule, ...] = (
    Rule("folio", "furniture", _all_lines(furniture.is_folio)),
    Rule("shadowed slogan", "furniture", _is_doubled),
    Rule("slogan", "furniture", _all_lines(furniture.is_slogan)),
    Rule("jump line", "jump", _is_jump),
    Rule("source line", "source", lambda c: grammar.is_source(c.fragment.text)),
    Rule("credit line", "credit", lambda c: grammar.is_credit(c.fragment.text)),
    Rule("caption", "caption", lambda c: len(c.fragment.text) <= 160 and grammar.is_caption(c.fragment.text)),
    Rule("marked heading", "heading", lambda c: c.fragment.level > 0 and len(c.fragment.text) <= 90),
    Rule("lead", "text", lambda c: grammar.has_lead(c.fragment.text)),
    Rule("numbered heading", "crosshead", _is_numbered),
    Rule("crosshead mark", "crosshead", _is_crosshead),
    Rule("heading by shape", "heading", lambda c: heading_score(c) > 1.2),
    Rule("running text", "text", lambda c: True),
)


def find_rule(context: Context) -> Rule:
    """The first rule of the table that matches."""
    return next(rule for rule in RULES if rule.matches(context))


def apply_rules(fragments: Sequence[Fragment]) -> tuple[Rule, ...]:
    """The rule for each fragment of a page."""
    marked = any(f.level for f in fragments)
    edges = (None, *fragments, None)
    return tuple(
        find_rule(Context(fragment, edges[at], edges[at + 2], marked))
        for at, fragment in enumerate(fragments)
    )
