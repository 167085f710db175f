"""Compiles the tree of a query to a Whoosh query."""

from __future__ import annotations

from whoosh import query as wq

from beibei_site.search.bigrams import fold, grams
from beibei_site.search.date_forms import date_forms
from beibei_site.search.tree import And, DateRange, Node, Not, Or, Text
from beibei_site.search.whoosh.schema import ALL

_BEFORE_ALL, _AFTER_ALL = "0", "\uffff"  # dates are indexed as digits


def compile_query(tree: Node) -> wq.Query:
    """The Whoosh query for `tree` on an index with `schema`; matching only, no ranking.

    A string matches as a phrase of bigrams; in the text, dates match in either notation. An article dated
    only to the month or year counts as of its beginning.
    """
    match tree:
        case Text(string, None | "heading" as field):
            forms = date_forms(fold(string))
            return wq.Or([_phrase(field or ALL, form) for form in forms])
        case Text(string, field):
            return wq.Term("id", fold(string)) if field == "id" else _phrase(str(field), string)
        case DateRange(first) if first.startswith("--"):
            return wq.Wildcard("date", f"????{_digits(first)}")
        case DateRange(first, last):
            return wq.TermRange("date", _digits(first) or _BEFORE_ALL, _digits(last) + _AFTER_ALL)
        case Not(clause):
            return wq.AndNot(wq.Every(), compile_query(clause))
        case And(clauses):
            return wq.And([compile_query(clause) for clause in clauses])
        case Or(clauses):
            return wq.Or([compile_query(clause) for clause in clauses])


def _digits(date: str) -> str:
    return date.replace("-", "")


def _phrase(field: str, string: str) -> wq.Query:
    """The bigrams of a string as a phrase; a single character is a prefix of bigrams."""
    pairs = [pair for _, pair in grams(string)]
    if len(pairs) == 1:
        return wq.Prefix(field, pairs[0])
    return wq.Phrase(field, pairs[:-1]) if pairs else wq.NullQuery
