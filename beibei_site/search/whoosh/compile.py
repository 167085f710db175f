"""The tree of a query → a query of Whoosh."""

from __future__ import annotations

from whoosh import query as wq

from beibei_site.search.bigrams import fold, grams
from beibei_site.search.date_forms import date_forms
from beibei_site.search.tree import And, DateRange, Node, Not, Or, Text
from beibei_site.search.whoosh.schema import ALL

_BEFORE_ALL, _AFTER_ALL = "0", "\uffff"  # dates are indexed as digits


def compile_query(tree: Node) -> wq.Query:
    """What finds the articles that `tree` describes in an index of `schema`; without ranking.

    A string is found as a phrase of its pairs of characters, in the text also with its dates written in the
    other way. An article whose date is known to the month or year only counts as of its beginning.
    """
    match tree:
        case Text(string, None | "heading" as field):
            forms = date_forms(fold(string))
            return wq.Or([_phrase(field or ALL, form) for form in forms])
        case Text(string, field):
            return wq.Term("id", fold(string)) if field == "id" else _phrase(str(field), string)
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
    """The pairs of a string in a row; a single character is the beginning of a pair."""
    pairs = [pair for _, pair in grams(string)]
    if len(pairs) == 1:
        return wq.Prefix(field, pairs[0])
    return wq.Phrase(field, pairs[:-1]) if pairs else wq.NullQuery
