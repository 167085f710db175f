"""Copy for a page, as its house prints it, and how each story is to be set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from typing import Any

from benchmarks.reading.compose.articles import Article
from benchmarks.reading.compose.copydesk import Copy, edit, jump_from, jump_to
from benchmarks.reading.compose.dates import digits_in_chinese, in_script
from benchmarks.reading.compose.folio import Issue
from benchmarks.reading.gazette.style import Style


class Desk:
    """Hands out copy, each article once a page, and numbers the stories."""

    def __init__(self, chance: Random, style: Style, issue: Issue, articles: Sequence[Article]) -> None:
        self.chance, self.style, self.issue = chance, style, issue
        self.pool = list(articles)
        chance.shuffle(self.pool)
        self.pool.sort(key=lambda article: style.traditional and not article.traditional)
        self.numbers = count()

    def next(self, least: int, most: int) -> Copy | None:
        """The next copy of about this length, if there is one."""
        found = next((a for a in self.pool if least <= a.length <= most), None)
        if found is None:
            return None
        self.pool.remove(found)
        house, issue, draw = self.style.house, self.issue, self.chance.random()
        copy = sign(edit(found, house, issue, self.chance), self.style, self.chance)
        if draw < 0.1 and copy.length > 250:
            copy = jump_to(copy, house, issue, self.chance)
        elif draw < 0.15 and copy.length > 250:
            copy = jump_from(copy, house, issue)
        return _down(copy, self.style) if self.style.vertical else copy


def sign(copy: Copy, style: Style, chance: Random) -> Copy:
    """The copy with its byline in a form of this paper, unless that is in the lead."""
    if copy.byline_at not in ("line", "end") or not copy.byline or chance.random() < 0.3:
        return copy
    gap, (first, role) = chance.choice((" ", "　", "")), copy.byline[0]
    text = chance.choice(("　", " ", "／")).join(f"{role}{gap}{name}" for name, role in copy.byline)
    if copy.byline_at == "end":
        forms = [f"（{text}）", f"（{text}）", f"【{text}】", f"{style.mark} {text}"]
    else:
        forms = [text, f"{style.mark}{text}", f"（{text}）"]
        forms += [f"文／{first}", f"{text} 报道", f"撰文：{first}"] if role and len(copy.byline) == 1 else []
    return replace(copy, byline_text=in_script(chance.choice(forms), style.house))


def _down(copy: Copy, style: Style) -> Copy:
    """Copy of a vertical page: corner brackets for quotation marks, numerals as the house wants them."""
    table = str.maketrans("“”‘’", "「」『』")

    def turn(text: str) -> str:
        text = text.translate(table)
        return digits_in_chinese(text) if style.numerals == "chinese" else text

    names = ("kicker", "headline", "deck", "byline_text", "caption", "jump_from", "jump_to")
    changed: dict[str, Any] = {name: turn(getattr(copy, name)) for name in names}
    return replace(copy, body=tuple(map(turn, copy.body)), **changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How one story is to be set: drawn before it is known how long it is."""

    head: str
    columns: int  # of the page
    shares: tuple[float, ...]  # of the width, a column each
    align: str
    lines: int
    ground: str  # of the heading: none, tint, reversed
    lean: float
    box: str  # none, frame, tint
    picture: tuple[int, float, float] | None  # columns, height to width, how far down
    narrow: bool  # the picture takes only a part of its last column
    note: str
    quote: bool
    initial: int  # rows of a drop cap
    sign_apart: bool
    scale: float

    @property
    def has_head(self) -> bool:
        """Whether the heading stands above or beside its text."""
        return self.head not in ("none", "run-in", "down")


def draw_plan(chance: Random, copy: Copy, style: Style, columns: int, lead: bool) -> Plan:
    """A plan for a story of so many columns of the page."""
    own = columns
    if columns > 1 and chance.random() < 0.25:
        own = max(1, columns + chance.choice((-1, -1, 1)))
    shares = [1.0] * own
    if own > 1 and chance.random() < 0.15:
        shares[chance.choice((0, -1))] = chance.uniform(0.7, 1.6)
    head = _draw_head(chance, copy, style, own, lead)
    long = copy.length > 150
    return Plan(
        head=head,
        columns=columns,
        shares=tuple(share / sum(shares) for share in shares),
        align=style.head_align if chance.random() < 0.8 else chance.choice(("left", "center")),
        lines=chance.choice((1, 1, 2, 2, 3)),
        ground=chance.choice(("none",) * 7 + ("tint", "reversed")),
        lean=0.2 if chance.random() < 0.05 else 0.0,
        box=chance.choice(("none",) * 7 + ("frame", "tint")),
        picture=(chance.randint(1, own), chance.uniform(0.5, 0.9), chance.choice((0.0, 0.0, 0.5, 1.0)))
        if copy.caption and long and chance.random() < 0.7
        else None,
        narrow=chance.random() < 0.2,
        note=chance.choice(_NOTES) if long and chance.random() < 0.07 else "",
        quote=own > 1 and copy.length > 400 and chance.random() < 0.4,
        initial=chance.choice((2, 2, 3)) if long and chance.random() < 0.07 else 0,
        sign_apart=chance.random() < 0.4,
        scale=style.head_scale * chance.uniform(0.8, 1.2) * (1.25 if lead else 1.0),
    )


def _draw_head(chance: Random, copy: Copy, style: Style, columns: int, lead: bool) -> str:
    """Where the heading of a story stands: where this paper likes it, if the story has the columns for it."""
    head = chance.choice(style.heads) if not lead or chance.random() < 0.4 else "across"
    if not copy.headline or (copy.length < 130 and chance.random() < 0.1):
        head = "none"
    elif copy.length < 90 or (columns == 1 and chance.random() < 0.06):
        head = chance.choice(("run-in", "small", "across", "across"))
    if columns == 1 and head in ("span", "side", "waist", "centre", "first"):
        head = "across"
    if columns < 3 and head in ("waist", "centre"):
        head = "first"
    return head


_NOTES = (
    "编者按：小事情里有大道理。今天刊出这篇报道，请读者也说说身边的事。",
    "【编者的话】一件事怎样开头，又怎样收场，当事人最清楚。本报从今天起请他们来讲。",
    "核心提示：三个数字、两张图、一位亲历者，帮你看清这件事的来龙去脉。",
)


def fitting(plan: Plan, copy: Copy, style: Style) -> tuple[Plan, Copy]:
    """The plan without what this copy cannot have, and the copy without what the plan leaves out."""
    before = copy.jump_from or copy.byline_at == "line" or plan.head in ("run-in", "down")
    if before or style.scan != "none" or not "\u4e00" <= copy.body[0][0] <= "\u9fff":
        plan = replace(plan, initial=0)
    if plan.head in ("none", "run-in"):
        copy = replace(copy, kicker="", deck="", headline=copy.headline if plan.head == "run-in" else "")
    return plan, copy


def quotation(copy: Copy) -> str:
    """A sentence of the text that can be pulled out of it, if there is one."""
    sentences = [s + "。" for text in copy.paragraphs[1:] for s in text.split("。") if 12 <= len(s) <= 34]
    return sentences[len(sentences) // 2] if sentences else ""


def traits_of(copy: Copy, plan: Plan, style: Style, nested: bool) -> tuple[str, ...]:
    """The names of what is special about a story, as the gold has them."""
    named = {
        "run-in": "runin",
        "small": "tinyhead",
        "none": "nohead",
        "side": "lefthead",
        "down": "verthead",
        "first": "incols",
        "span": "partialhead",
        "centre": "partialhead",
        "waist": "waisthead",
    }
    found = {
        f"by_{copy.byline_at}": True,
        "multicol" if len(plan.shares) > 1 else "onecol": True,
        named.get(plan.head, "across"): plan.head in named,
        "vertical": style.vertical,
        "kicker": bool(copy.kicker),
        "deck": bool(copy.deck),
        "crossheads": bool(copy.crossheads),
        "picture": plan.picture is not None,
        "runaround": plan.picture is not None and plan.narrow,
        "tinthead": plan.ground == "tint",
        "reversed": plan.ground == "reversed",
        "box": plan.box != "none",
        "pullquote": plan.quote and quotation(copy) != "",
        "note": bool(plan.note),
        "dropcap": plan.initial > 0,
        "jumpto": bool(copy.jump_to),
        "jumpfrom": bool(copy.jump_from),
        "measure": len(plan.shares) != plan.columns or len(set(plan.shares)) > 1,
        "nested": nested,
    }
    return tuple(sorted(trait for trait, has in found.items() if has))
