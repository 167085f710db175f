"""A story set in columns: as tall as its text needs, or cut to fit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.reading.compose.copydesk import Copy, cut_to
from benchmarks.reading.compose.house import House
from benchmarks.reading.compose.obstacles import Frame, put_all, put_initial
from benchmarks.reading.compose.plan import Columns, Plan
from benchmarks.reading.compose.setting import Mark, Paragraph, Shape, find_slots, set_text

_LEAST = 0.4  # the share of a story that must be printed, and
_FEWEST = 60  # the number of characters


@dataclass(frozen=True, slots=True)
class SetStory:
    """A story as set: `nested` are the columns in its corner left for another one."""

    copy: Copy
    marks: tuple[Mark, ...]
    shapes: tuple[Shape, ...]
    traits: tuple[str, ...]
    bottom: float
    nested: Columns = ()


def set_story(copy: Copy, columns: Columns, plan: Plan, house: House) -> SetStory | None:
    """The story in `columns`, no taller than necessary; None if too little of it would be left."""
    if plan.head in ("run-in", "small", "none"):
        copy = replace(copy, kicker="", deck="", headline="" if plan.head == "none" else copy.headline)
    whole = _lay(copy, columns, plan, house)
    if whole:
        return _shrink(copy, columns, plan, house, whole)
    fitted = None
    low, high = 0, copy.length
    while high - low > 4:
        letters = (low + high) // 2
        shorter = cut_to(copy, letters)
        found = _lay(shorter, columns, plan, house) if shorter.body else None
        fitted, low, high = (found, letters, high) if found else (fitted, low, letters)
    return fitted if fitted and fitted.copy.length >= max(_FEWEST, _LEAST * copy.length) else None


def _shrink(copy: Copy, columns: Columns, plan: Plan, house: House, whole: SetStory) -> SetStory:
    """The same with columns as short as the text allows, all of equal height."""
    low, high = 1, int(columns[0].height / house.line)
    while low < high:
        rows = (low + high) // 2
        shorter = tuple(column._replace(y1=column.y0 + rows * house.line) for column in columns)
        found = _lay(copy, shorter, plan, house)
        whole, low, high = (found, low, rows) if found else (whole, rows + 1, high)
    return whole


def _lay(copy: Copy, columns: Columns, plan: Plan, house: House) -> SetStory | None:
    """The story in exactly these columns; None if it does not fit."""
    frame = Frame(columns, house)
    if not put_all(frame, copy, plan):
        return None
    slots = find_slots(columns, frame.taken, house)
    text = _text(copy, plan, house)
    if plan.initial and len(slots) > 3:
        text[0] = put_initial(frame, text[0], slots[0].rect)
        slots = find_slots(columns, frame.taken, house)
    found = set_text(text, slots, house)
    if found is None:
        return None
    marks = (*frame.marks, *found)
    bottom = columns[0].y1 if plan.nested or plan.picture else max(mark.rect.y1 for mark in marks)
    return SetStory(copy, marks, tuple(frame.shapes), _traits(copy, plan, columns), bottom, frame.nested)


def _text(copy: Copy, plan: Plan, house: House) -> list[Paragraph]:
    """The text that runs through the columns."""
    found = [Paragraph(copy.headline, "headline", weight=700, align="left")] if plan.head == "small" else []
    if copy.jump_from:
        found.append(Paragraph(copy.jump_from, "jump", align="left", weight=plan.bold))
    if copy.byline_at == "line" and plan.head in ("small", "vertical", "run-in"):
        found.append(Paragraph(copy.byline_text, "byline", indent=house.indent, align="left"))
    body = [_paragraph(text, house) for text in copy.body]
    if plan.head == "run-in":
        head = f"{copy.headline}　"
        body[0] = replace(body[0], text=head + body[0].text, bold=len(head), indent=0)
    byline = copy.byline_text if copy.byline_at == "end" else ""
    for text, role, weight in ((byline, "byline", 400), (copy.jump_to, "jump", plan.bold)):
        if text and plan.inline and text.startswith("（"):
            body[-1] = replace(body[-1], text=body[-1].text + text)
        elif text:
            body.append(Paragraph(text, role, align="right", weight=weight))
    return found + body


def _paragraph(text: str, house: House) -> Paragraph:
    if not text.startswith("## "):
        return Paragraph(text, indent=house.indent)
    words = text[3:]
    styles = {
        "center": Paragraph(words, "crosshead", align="center", weight=700),
        "left": Paragraph(words, "crosshead", align="left", weight=700),
        "big": Paragraph(words, "crosshead", align="center", weight=700, size=1.3, rows=2),
        "mark": Paragraph(f"{house.mark} {words}", "crosshead", align="left", weight=700),
        "indent": Paragraph(words, "crosshead", indent=2, align="left"),
    }
    return styles[house.crosshead]


def _traits(copy: Copy, plan: Plan, columns: Columns) -> tuple[str, ...]:
    """Traits that may make the story hard to read."""
    partial = "incols" if plan.span[0] else "partialhead"
    heading = {"none": "nohead", "small": "tinyhead", "run-in": "runin", "left": "lefthead"}
    heading |= {"vertical": "verthead", "partial": partial, "above": ""}
    around = "runaround" if plan.picture and plan.picture.where == "middle" else "picture"
    found = {
        heading[plan.head],
        f"by_{copy.byline_at}",
        "multicol" if len(columns) > 1 else "onecol",
        {"reversed": "reversed", "tints": "tinthead"}.get(plan.backing, ""),
    }
    optional = {
        "kicker": copy.kicker,
        "deck": copy.deck,
        "crossheads": copy.crossheads,
        "dropcap": plan.initial,
        "lshape": plan.nested,
        "pullquote": plan.quote,
        "jumpto": copy.jump_to,
        "jumpfrom": copy.jump_from,
        around: plan.picture,
    }
    return tuple(sorted((found | {name for name, there in optional.items() if there}) - {""}))
