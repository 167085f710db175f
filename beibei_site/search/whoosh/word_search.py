"""Searches Whoosh's index, for whole words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from whoosh import index as wi
from whoosh import query as wq
from whoosh.searching import Searcher

from beibei_site.chinese.cutter import Cutter
from beibei_site.domain.problems import SetupError
from beibei_site.search.bigrams import fold
from beibei_site.search.date_forms import date_forms
from beibei_site.search.tree import And, DateRange, Node, Not, Or, Text
from beibei_site.search.whoosh.schema import WORD_FIELDS, cut_words
from beibei_site.search.whoosh.state import Index, is_ours, unusable

_BOOSTS = {"title": 4.0, "deck": 2.0, "body": 1.0}
_HEADING = ("title", "deck")
_BEFORE_ALL, _AFTER_ALL = "0", "\uffff"  # dates are indexed as digits


def find_by_words(index: Index, tree: Node, limit: int) -> tuple[list[str], int]:
    """The ids of the articles that hold the words of `tree`, best first, as Whoosh ranks them (BM25F), at
    most `limit`; and the number of all. Raises SetupError if the index cannot be used."""
    with _searcher(index) as searcher:
        results = searcher.search(compile_query(tree, index.cutter), limit=limit)
        return [result["id"] for result in results], len(results)


def pairs_of_words(index: Index) -> set[str]:
    """The pairs of neighbouring characters in all words of the archive, and single characters; none if the
    index cannot be used."""
    try:
        with _searcher(index) as searcher:
            words = {word for field in WORD_FIELDS for word in searcher.reader().field_terms(field)}
    except SetupError:
        return set()
    return {word[at : at + 2] for word in words for at in range(len(word))}


@contextmanager
def _searcher(index: Index) -> Iterator[Searcher]:
    if not is_ours(index.directory, index.state):
        raise unusable(index.directory)
    opened = wi.open_dir(str(index.folder))
    with opened.searcher() as searcher:
        yield searcher
    opened.close()


def compile_query(tree: Node, cutter: Cutter) -> wq.Query:
    """The Whoosh query for `tree` on an index with `schema`.

    A string matches where all its words do, as words; in any other field than the heading where it stands in
    a name. An article dated only to the month or year counts as of its beginning.
    """
    match tree:
        case Text(string, None):
            return _words(string, WORD_FIELDS, cutter)
        case Text(string, "heading"):
            return _words(string, _HEADING, cutter)
        case Text(string, "id"):
            return wq.Term("id", fold(string))
        case Text(string, field):
            return wq.Regex(field, f".*{re.escape(fold(string))}")
        case DateRange(first) if first.startswith("--"):
            return wq.Wildcard("date", f"????{_digits(first)}")
        case DateRange(first, last):
            return wq.TermRange("date", _digits(first) or _BEFORE_ALL, _digits(last) + _AFTER_ALL)
        case Not(clause):
            return wq.AndNot(wq.Every(), compile_query(clause, cutter))
        case And(clauses):
            return wq.And([compile_query(clause, cutter) for clause in clauses])
        case Or(clauses):
            return wq.Or([compile_query(clause, cutter) for clause in clauses])


def _digits(date: str) -> str:
    return date.replace("-", "")


def _words(string: str, fields: tuple[str, ...], cutter: Cutter) -> wq.Query:
    """All words of a string, or of its dates' other notation, each in one of the fields."""
    ways = []
    for form in date_forms(fold(string)):
        words = [
            wq.Or([wq.Term(field, word, boost=_BOOSTS[field]) for field in fields])
            for word in dict.fromkeys(cut_words(form, cutter))
        ]
        ways.append(wq.And(words) if words else wq.NullQuery)
    return wq.Or(ways)
