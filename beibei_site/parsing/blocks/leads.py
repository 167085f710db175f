"""A lead set across several columns, which extraction may place after the first column below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.tables import Rule

LEAD_ACROSS = "lead across columns"  # the rule of the paragraphs in such a lead
_WIDER = 1.6  # times the measure of the columns


@dataclass(frozen=True, slots=True)
class WideRun:
    """Wide paragraphs, with the unit above (skipping a byline) and the next paragraph below."""

    before: Unit
    paragraphs: Sequence[Unit]
    after: Unit | None


# What rules out that wide paragraphs are a lead across the columns around them.
NO_LEAD: tuple[Rule[WideRun, None], ...] = (
    Rule("opens with a news lead", None, lambda r: r.paragraphs[0].has_lead),
    Rule("no text above", None, lambda r: r.before.kind != "paragraph" or not r.before.measure),
    Rule("no column below", None, lambda r: r.after is None or not r.after.measure),
    Rule(
        "below as wide",
        None,
        lambda r: r.after and r.paragraphs[0].measure < _WIDER * r.after.measure,
    ),
)


def put_leads_first(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """`units` with every lead across columns moved before the section to its left.

    Such a lead is much wider than the text before and after it, and that text does not open with a news lead.
    A heading between the lead and the next crosshead moves with it, to its front, as does a byline directly
    above it.
    """
    ordered = list(units)
    at = 1
    while at < len(ordered):
        end = _lead_end(ordered, at)
        top = at - (ordered[at - 1].kind == "credit")
        start = _section_start(ordered, top) if end > at else top
        if start < top:
            heads = _heads_of_lead(ordered, end)
            if heads == end:
                start = _last_heading(ordered, start)
            leads = [replace(u, rule=LEAD_ACROSS) for u in ordered[at:end]]
            moved = [*ordered[end:heads], *ordered[top:at], *leads]
            ordered[start:heads] = [*moved, *ordered[start:top]]
            at = heads
        else:
            at += 1
    return tuple(ordered)


def _lead_end(units: Sequence[Unit], at: int) -> int:
    """The end of the lead across columns that begins at `at`; `at` itself if there is none."""
    before = units[at - 2 if at > 1 and units[at - 1].kind == "credit" else at - 1]
    end = at
    while (
        end < len(units) and units[end].kind == "paragraph" and units[end].measure >= _WIDER * before.measure
    ):
        end += 1
    if end == at:
        return at
    run = WideRun(before, units[at:end], next((u for u in units[end:] if u.kind == "paragraph"), None))
    return at if any(rule.matches(run) for rule in NO_LEAD) else end


def _section_start(units: Sequence[Unit], at: int) -> int:
    """Where the section left of the lead begins: at its crosshead. `at` if it opens with a news lead."""
    start = at
    while start > 0 and units[start - 1].kind == "paragraph":
        start -= 1
        if units[start].has_lead or units[start].frame:
            return at
    while start > 0 and units[start - 1].kind in ("heading", "numbered"):
        start -= 1
    return start if units[start].kind != "paragraph" else at


def _last_heading(units: Sequence[Unit], start: int) -> int:
    """The section's crosshead: the last of the heading lines from `start`; the lines above it are the story's
    heading."""
    while units[start + 1].kind in ("heading", "numbered"):
        start += 1
    return start


def _heads_of_lead(units: Sequence[Unit], end: int) -> int:
    """The end of the heading lines directly after the lead that are not the next section's crosshead."""
    last = end
    while last < len(units) and units[last].kind == "heading":
        last += 1
    starts = [at for at in range(end, last) if at == end or units[at].lines[0].after_blank > 0]
    return starts[-1] if len(starts) > 1 else end
