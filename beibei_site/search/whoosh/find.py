"""Finds what the tree of a query describes, in the texts themselves; `static/search/find.mjs` is its twin."""

from __future__ import annotations

from collections.abc import Iterable

from beibei_site.search.bigrams import fold
from beibei_site.search.date_forms import date_forms
from beibei_site.search.tree import And, DateRange, Node, Not, Or, Text
from beibei_site.search.whoosh.rank import (
    HEADING_AT,
    Fits,
    Positions,
    find_by_all,
    find_by_any,
    score_lists,
)
from beibei_site.search.whoosh.texts import Texts

_ASTRAL = 2**16  # characters from here on are two units of UTF-16


def find_articles(texts: Texts, tree: Node) -> Fits:
    """The articles that `tree` describes, with their scores. A string matches wherever it stands; in the
    text, dates match in either notation. An article dated only to the month or year counts as of its
    beginning."""
    match tree:
        case And(clauses):
            return _find_clauses(texts, clauses)
        case Not():
            return _find_clauses(texts, (tree,))
        case Or(clauses):
            return find_by_any(find_articles(texts, clause) for clause in clauses)
        case Text(string, None | "heading" as field):
            return score_lists(_find_forms(texts, fold(string), field), len(texts.alive))
        case Text(string, "id"):
            return _placeless(texts, (n for n in texts.alive if texts.ids[n] == fold(string)))
        case Text(string, field):
            return _placeless(texts, texts.find(str(field), fold(string)))
        case DateRange(first, last):
            return _placeless(texts, (n for n in texts.alive if _is_within(texts.dates[n], first, last)))


def _find_clauses(texts: Texts, clauses: Iterable[Node]) -> Fits:
    wanted = [find_articles(texts, clause) for clause in clauses if not isinstance(clause, Not)]
    unwanted = [find_articles(texts, clause.clause) for clause in clauses if isinstance(clause, Not)]
    return find_by_all(wanted, unwanted, texts.alive)


def _find_forms(texts: Texts, string: str, field: str | None) -> Positions:
    """Where a string stands, with its dates in either notation; a heading's positions come last. Of a single
    character only whether it stands in the heading, since the browser's index tells no more."""
    found: dict[int, list[int]] = {}
    for form in date_forms(string):
        for number, places in texts.find("body", form).items() if field is None else ():
            found.setdefault(number, []).extend(places)
        for number, places in texts.find("heading", form).items():
            found.setdefault(number, []).extend(HEADING_AT + place for place in places)
    if len(string) == 1 and ord(string) < _ASTRAL:
        return {number: [HEADING_AT] * (places[-1] >= HEADING_AT) for number, places in found.items()}
    return {number: sorted(places) for number, places in found.items()}


def _placeless(texts: Texts, numbers: Iterable[int]) -> Fits:
    return score_lists(dict.fromkeys(numbers, ()), len(texts.alive))


def _is_within(day: str, first: str, last: str) -> bool:
    """Whether a partial date is one of these; `static/search/dates.mjs` has its twin."""
    if first.startswith("--"):
        return day[4:] == first[1:]
    return bool(day) and first <= day <= f"{last}\uffff"
