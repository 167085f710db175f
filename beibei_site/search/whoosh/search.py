"""Searches the Whoosh index: exact strings first, then, if nothing matches, the relaxed query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from whoosh import query as wq

from beibei_site.search.bigrams import fold, fold_with_places
from beibei_site.search.date_forms import date_forms
from beibei_site.search.notes import Note
from beibei_site.search.syntax import clean, parse_query
from beibei_site.search.tree import And, DateRange, Node, Text, join, positive_texts, relax
from beibei_site.search.vocabulary import segment
from beibei_site.search.whoosh.analyzers import count_words
from beibei_site.search.whoosh.compile import compile_query
from beibei_site.search.whoosh.index import open_index, read_names
from beibei_site.search.whoosh.nearest import NOTHING, Around, look_around

_SNIPPET = 60
_BEFORE = 16


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `marks` are the positions (first, end) of the search terms in `snippet`."""

    id: str
    title: str
    title_from: str
    date: str
    path: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The hits shown, the total number, notes on what was corrected or tried, and what is near a query that
    finds nothing as it was typed."""

    hits: tuple[Hit, ...]
    total: int
    notes: tuple[Note, ...] = ()
    around: Around = NOTHING


def search(
    directory: Path,
    text: str,
    *,
    topic: str | None = None,
    person: str | None = None,
    date_from: str | None = None,
    date_to: str | None = None,
    limit: int = 20,
) -> Found:
    """The articles in the index at `directory` that match `text`, best first.

    The options narrow the result, or stand alone if `text` is empty; dates may be partial (see `dates`).
    Raises SetupError if there is no index.
    """
    parsed = parse_query(text)
    tree, notes = parsed.tree, parsed.notes
    narrowing = tuple(_narrowing(topic, person, date_from, date_to))
    opened = open_index(directory)
    with opened.searcher() as searcher:
        results, around = searcher.search(_ranked(tree, narrowing), limit=limit), NOTHING
        if tree and not narrowing and not len(results):
            around = look_around(searcher, text, read_names(directory))
        if tree and not len(results) and (relaxed := relax(tree, segment)) != tree:
            results = searcher.search(_ranked(relaxed, narrowing), limit=limit)
            if len(results):
                tree, notes = relaxed, (*notes, Note("relaxed"))
        sought = _strings(tree)
        return Found(tuple(_hit(result, sought) for result in results), len(results), notes, around)


def _narrowing(
    topic: str | None, person: str | None, date_from: str | None, date_to: str | None
) -> Iterator[Node]:
    for field, value in (("topics", topic), ("people", person)):
        if value:
            yield Text(clean(value), field)
    if date_from or date_to:
        yield DateRange(date_from or "", date_to or "")


def _ranked(tree: Node | None, narrowing: Iterable[Node]) -> wq.Query:
    """What must match, and jieba's words for ranking: a word in the title counts most."""
    must = join(And, [tree, *narrowing])
    if must is None:
        return wq.NullQuery
    words = sorted({word for string in _strings(tree) for word in count_words(string)})
    boosts = {"title": 4.0, "deck": 2.0, "body": 1.0}
    ranking = [wq.Term(field, word, boost=boost) for word in words for field, boost in boosts.items()]
    return wq.AndMaybe(compile_query(must), wq.Or(ranking)) if ranking else compile_query(must)


def _strings(tree: Node | None) -> list[str]:
    """The strings that a query searches for in the text, folded, longest first."""
    shown = (text.string for text in positive_texts(tree) if text.field in (None, "heading", "people"))
    found = {form for string in shown for form in date_forms(fold(string))}
    return sorted(found, key=lambda s: (-len(s), s))


def _hit(result: Mapping[str, str], sought: list[str]) -> Hit:
    snippet, marks = make_snippet(result["text"], sought)
    return Hit(
        result["id"], result["headline"], result["title_from"], result["day"], result["path"], snippet, marks
    )


def make_snippet(text: str, sought: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of `text` around the first of the `sought` strings, and the positions of the matches in it."""
    folded, places = fold_with_places(text)
    at = next((folded.find(fold(s)) for s in sought if fold(s) and fold(s) in folded), 0)
    start = max(0, places[at] - _BEFORE) if places else 0
    start = max(start, text.rfind("\n", 0, places[at]) + 1) if places else 0
    piece = text[start : start + _SNIPPET].replace("\n", " ")
    return piece, tuple(_marks(piece, sought))


def _marks(piece: str, sought: list[str]) -> list[tuple[int, int]]:
    folded, places = fold_with_places(piece)
    taken: list[tuple[int, int]] = []
    for string in map(fold, sought):
        at = folded.find(string) if string else -1
        while at >= 0:
            span = (places[at], places[at + len(string) - 1] + 1)
            if all(span[1] <= a or span[0] >= b for a, b in taken):
                taken.append(span)
            at = folded.find(string, at + 1)
    return sorted(taken)
