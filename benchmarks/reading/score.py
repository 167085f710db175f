"""Scores the program's output for a file against the gold of its page: a row of figures for each article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from beibei_site.domain.text import letters
from beibei_site.parsing.folio.issue import page_number

_RUN = 6
_COVER = 0.985  # the share of the gold's six-character shingles that are present, at least
_FOREIGN = 0.06  # the share of shingles from elsewhere, at most
_FOUND = 0.15  # an article that shares less with a story counts as not found


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An article made by the program. `title` is empty if none is printed."""

    title: str
    kicker: str
    deck: str
    byline: frozenset[str]
    date: str
    issued: str
    page: str
    confidence: float
    text: str  # the paragraphs


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one article was read; None: the page prints no such thing, or (day of issue and page number, which
    articles state) none was made of it to say."""

    source: str  # PDF, or the tool that extracted the text
    traits: tuple[str, ...]
    body: bool = False
    headline: bool = False
    kicker: bool | None = None
    deck: bool | None = None
    byline: bool = False
    date: bool = False
    issued: bool | None = None
    page: bool | None = None
    caption: bool | None = None
    b_cubed: float = 0.0
    confidence: float | None = None


FIGURES = ("body", "headline", "kicker", "deck", "byline", "date", "issued", "page", "caption", "b_cubed")


@lru_cache(1024)
def runs(text: str) -> frozenset[str]:
    """The six-character shingles of a text."""
    plain = letters(text)
    return frozenset(plain[at : at + _RUN] for at in range(max(1, len(plain) - _RUN + 1)))


@dataclass(frozen=True, slots=True)
class _Truth:
    """An article of the gold with its shingles, and those that its byline and jump lines may add."""

    gold: dict[str, Any]
    runs: frozenset[str] = field(repr=False)
    allowed: frozenset[str] = field(repr=False)

    @classmethod
    def of(cls, gold: dict[str, Any]) -> _Truth:
        text = "".join(gold["paragraphs"])
        more = [gold["byline_text"] or "", *gold["jump_text"]]
        around = (*(f"{x}{text}" for x in more), *(f"{text}{x}" for x in more), text + "".join(more))
        return cls(gold, runs(text), frozenset().union(*map(runs, around)))


def score_page(gold: dict[str, Any], made: Sequence[Made], source: str) -> list[Row]:
    """A row for each article in a page's gold."""
    truths = [_Truth.of(article) for article in gold["articles"]]
    found = [runs(one.text) for one in made]
    pairs = _pair(truths, found)
    issue = gold["page"]
    rows = []
    for at, truth in enumerate(truths):
        b_cubed = _b_cubed(truth.runs, found)
        traits = (*truth.gold["traits"], *(("traditional",) if gold["traditional"] else ()))
        if at in pairs:
            rows.append(_row(truth, made[pairs[at]], found[pairs[at]], source, traits, b_cubed, issue))
        else:
            rows.append(_missed(truth, source, traits, b_cubed))
    return rows


def _pair(truths: Sequence[_Truth], found: Sequence[frozenset[str]]) -> dict[int, int]:
    """Gold articles paired with the program's, most similar first; each once."""
    shared = sorted(
        ((len(t.runs & f), -i, -j) for i, t in enumerate(truths) for j, f in enumerate(found)), reverse=True
    )
    pairs: dict[int, int] = {}
    for count, i, j in shared:
        if count >= _FOUND * len(truths[-i].runs) and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


def _missed(truth: _Truth, source: str, traits: tuple[str, ...], b_cubed: float) -> Row:
    gold = truth.gold
    return Row(
        source=source,
        traits=traits,
        kicker=False if gold["kicker"] else None,
        deck=False if gold["deck"] else None,
        caption=False if gold["captions"] else None,
        b_cubed=b_cubed,
    )


def _row(
    truth: _Truth,
    made: Made,
    found: frozenset[str],
    source: str,
    traits: tuple[str, ...],
    b_cubed: float,
    issue: dict[str, Any],
) -> Row:
    gold = truth.gold
    kept = len(found & truth.runs) >= _COVER * len(truth.runs)
    return Row(
        source=source,
        traits=traits,
        body=kept and len(found - truth.allowed) <= _FOREIGN * len(found),
        headline=_same(made.title, gold["headline"]),
        kicker=_same(made.kicker, gold["kicker"]) if gold["kicker"] else None,
        deck=_same(made.deck, "".join(gold["deck"])) if gold["deck"] else None,
        byline=made.byline in _bylines(gold),
        date=made.date in gold["date"],
        issued=made.issued == issue["issued"],
        page=_plain_page(made.page) == _plain_page(page_number(issue["number"])),
        caption=not any(_holds(found, text, truth.runs) for text in gold["captions"])
        if gold["captions"]
        else None,
        b_cubed=b_cubed,
        confidence=made.confidence,
    )


def _plain_page(number: str) -> str:
    """A page number without the noughts before it."""
    return number.lstrip("0")


def _same(one: str, other: str | None) -> bool:
    return letters(one) == letters(other or "")


def _holds(found: frozenset[str], text: str, own: frozenset[str]) -> bool:
    """Whether a caption is in the body."""
    foreign = runs(text) - own
    return len(foreign & found) > 0.3 * len(foreign)


def _bylines(gold: dict[str, Any]) -> list[frozenset[str]]:
    """Whether the names are right; those of photographers may be missing."""
    names = [(re.sub(r"\W", "", one["name"]), one["role"]) for one in gold["byline"]]
    return [frozenset(n for n, _ in names), frozenset(n for n, role in names if role not in ("摄", "攝"))]


def _b_cubed(wanted: frozenset[str], found: Sequence[frozenset[str]]) -> float:
    """The B-cubed F1 of one article's shingles over the stories with them (Bagga and Baldwin 1998)."""
    recall = sum(len(wanted & f) ** 2 for f in found) / len(wanted) ** 2
    precision = sum(len(wanted & f) ** 2 / len(f) for f in found if f) / len(wanted)
    return min(1.0, 2 * precision * recall / (precision + recall)) if precision + recall else 0.0
