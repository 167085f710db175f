"""The copy desk: edits an article for print, adding dates, lead, byline and jump lines."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

from benchmarks.reading.compose.articles import Article
from benchmarks.reading.compose.dates import day_in_text, digits_in_chinese, in_script
from benchmarks.reading.compose.folio import Issue
from benchmarks.reading.compose.house import House
from benchmarks.reading.compose.rewrite import rewrite

_DAY = re.compile(r"\{(-?\d+)\}")
_CROSSHEAD = "## "
_WRITES = "(?:本报|本報|特约|特約|见习|見習)*(?:[记記]者|通[讯訊][员員])"
_TOLD = re.compile(
    rf"^[^。]{{0,40}}?[（(]({_WRITES}[^（）()。]{{2,40}})[）)]"
    rf"|^本[报報][^。]{{0,20}}[讯訊]　?({_WRITES}[^。，]{{2,16}}?)[报報][道導]："
)
_STAFF = re.compile(rf"({_WRITES})[：:]?((?:(?!{_WRITES}).)+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """The text of an article as printed. `body` contains paragraphs, and crossheads after `## `."""

    article: str
    kicker: str
    headline: str
    deck: str  # several below each other are parted by line breaks
    byline: tuple[tuple[str, str], ...]  # name, role
    byline_at: str  # lead, line, end, none
    byline_text: str
    caption: str
    body: tuple[str, ...]
    days: tuple[str, ...]
    jump_from: str = ""
    jump_to: str = ""
    jump: tuple[str, int] | None = None

    @property
    def length(self) -> int:
        return sum(map(len, self.body))

    @property
    def paragraphs(self) -> list[str]:
        return [text for text in self.body if not text.startswith(_CROSSHEAD)]

    @property
    def crossheads(self) -> list[dict[str, Any]]:
        """The crossheads, each with the number of paragraphs above it."""
        found, before = [], 0
        for text in self.body:
            if text.startswith(_CROSSHEAD):
                found.append({"text": text[len(_CROSSHEAD) :], "before": before})
            else:
                before += 1
        return found


def edit(article: Article, house: House, issue: Issue, chance: Random) -> Copy:
    """The copy of an article for a page, often rewritten, with a random position for its byline."""
    article = rewrite(article, chance) if house.rewrites and chance.random() < 0.8 else article
    at = article.at or (chance.choice(("lead", "lead", "line", "end")) if article.byline else "none")
    if article.kind in ("notice", "document"):
        at = "none"
    days = [int(found) for line in article.body for found in _DAY.findall(line)]
    body = [_printed(line, house, issue) for line in article.body]
    day = issue.day - timedelta(days=next((n for n in days if n >= 0), 1))
    if at == "lead" or article.agency:
        body[0] = _lead(article, house, issue, day_in_text(day, house), chance) + body[0]
    signed = _printed(article.sign, house, issue)
    return Copy(
        article=article.id,
        kicker=_printed(article.kicker, house, issue),
        headline=_printed(article.headline, house, issue),
        deck=_printed(article.deck, house, issue),
        byline=tuple((_printed(n, house, issue), _printed(r, house, issue)) for n, r in article.byline)
        if at != "none"
        else _reporters(body[0]),
        byline_at="end" if signed else at,
        byline_text=signed
        or (_printed(_byline(article, at, house), house, issue) if at in ("line", "end") else ""),
        caption=_printed(article.caption, house, issue),
        body=tuple(body),
        days=tuple(sorted({day.isoformat(), issue.day.isoformat()})),
    )


def _reporters(text: str) -> tuple[tuple[str, str], ...]:
    """Who reports by the first words of a text, as (name, role): 新华社济南1月29日电（记者甲、乙）."""
    told = _TOLD.search(text)
    return tuple(
        (name, staff[1])
        for staff in _STAFF.finditer(told[1] or told[2] if told else "")
        for name in re.split(r"[、，\s]+", staff[2].strip())
        if name
    )


def _printed(text: str, house: House, issue: Issue) -> str:
    """Dates inserted, characters and digits converted to the paper's style."""
    text = _DAY.sub(lambda m: day_in_text(issue.day - timedelta(days=int(m[1])), house), text)
    text = in_script(digits_in_chinese(text) if house.vertical else text, house)
    corners = house.vertical or house.traditional
    return text.translate(str.maketrans("“”", "「」") if corners else str.maketrans("「」", "“”"))


def _lead(article: Article, house: House, issue: Issue, day: str, chance: Random) -> str:
    names = " ".join(f"{role} {name}".strip() for name, role in article.byline)
    plain = "、".join(name for name, _ in article.byline)
    if article.agency:
        told = f"{article.agency}{article.place}{day}{'電' if house.traditional else '电'}"
        wire = (f"{told}（{names}）",) if names else (f"（{told}）", f"{told}　")
        return _printed(wire[house.lead % len(wire)], house, issue)
    local = f"本报{article.place}讯（{names}）" if article.place else f"本报讯（{names}）"
    forms: tuple[str, ...] = (
        f"本报讯（{names}）",
        f"本报讯 （{names}）",
        f"【本报讯】（{names}）",
        f"本报讯　{names}报道：",
        f"●{names}　",
        local,
    )
    if house.traditional:
        role = f"〔記者{plain}／{article.place or '本地'}報導〕"
        forms = (
            role,
            role,
            f"【記者{plain}／{article.place or '本地'}報導】",
            f"【本報訊】（記者 {plain}）",
            f"（本報記者{plain}報導）",
            role,
        )
    elif article.place and chance.random() < 0.3:
        forms = (f"新华社{article.place}{day}电（{names}）",) * 6
    return _printed(forms[house.lead], house, issue)


def _byline(article: Article, at: str, house: House) -> str:
    names = " ".join(f"{role} {name}".strip() for name, role in article.byline)
    wide = names.replace(" ", "　")
    if at == "end":
        return (f"（{names}）", f"（{wide}）", f"（{names}）", f"（{names}）", f"（{wide}）", f"（{names}）")[
            house.byline
        ]
    return (names, wide, f"{house.mark} {names}", f"{house.mark}{wide}", f"□ {names}", f"◎{names}")[
        house.byline
    ]


def cut_to(copy: Copy, letters: int) -> Copy:
    """The copy without trailing sentences beyond `letters` characters."""
    kept: list[str] = []
    room = letters
    for text in copy.body:
        part = _sentences_of(text, room)
        if part:
            kept.append(part)
        if part != text:
            break
        room -= len(text)
    while kept and kept[-1].startswith(_CROSSHEAD):
        kept.pop()
    return replace(copy, body=tuple(kept))


def _sentences_of(text: str, room: int) -> str:
    """As many whole sentences of `text` as fit."""
    if len(text) <= room:
        return text
    ends = [m.end() for m in re.finditer(r"[。！？][”」』）]?", text)]
    return text[: max((end for end in ends if end <= room), default=0)]


def jump_to(copy: Copy, house: House, issue: Issue, chance: Random) -> Copy:
    """The first part of the copy, ending in a line that refers to a later page."""
    page = issue.number + chance.randint(1, 4)
    forms = ("（下转{}版）", "（下转第{}版）", "▶下转{}版", "（下转A{}版）", "（紧接{}版）")
    text = _printed(forms[house.jump].format(page), house, issue)
    part = cut_to(copy, int(copy.length * chance.uniform(0.4, 0.75)))
    if copy.byline_at == "end":
        part = replace(part, byline=(), byline_at="none", byline_text="")
    return replace(part, jump_to=text, jump=("to", page)) if part.body else copy


def jump_from(copy: Copy, house: House, issue: Issue) -> Copy:
    """The second half of the copy, opening with a line that says where it began; `copy` if not divisible."""
    half = len(copy.body) // 2
    if half < 1 or copy.byline_at == "lead":
        return copy
    forms = ("（上接{}版）", "（上接第{}版）", "◀上接{}版", "（上接A{}版）", "（紧接{}版）")
    text = _printed(forms[house.jump].format(1), house, issue)
    body = copy.body[half:]
    return replace(
        copy,
        body=body[1:] if body[0].startswith(_CROSSHEAD) else body,
        byline=copy.byline if copy.byline_at != "none" else (),  # else the first part names the reporters
        jump_from=text,
        jump=("from", 1),
    )
