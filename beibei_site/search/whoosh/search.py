"""Searching the Whoosh index: exact strings first, then, if there are none, all the words apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import query as wq
from whoosh.qparser import QueryParser, RangePlugin

from beibei_site.search.bigrams import fold, fold_with_places, grams
from beibei_site.search.date_forms import date_forms
from beibei_site.search.language import prepare
from beibei_site.search.vocabulary import segment
from beibei_site.search.whoosh.analyzers import cut_words
from beibei_site.search.whoosh.index import open_index
from beibei_site.search.whoosh.schema import ALL, GRAM_FIELDS, build_schema

_SNIPPET = 60
_END = "￿"
_BEFORE = 16
_TEXTS = (ALL, "heading")


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `marks` are the places (first, last excluded) of what was sought in `snippet`."""

    id: str
    title: str
    title_from: str
    date: str
    path: str
    snippet: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The hits shown, how many there are, and what was forgiven or tried."""

    hits: tuple[Hit, ...]
    total: int
    notes: tuple[str, ...] = ()


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
    """The articles in the index at `directory` that `text` finds, the best first.

    Raises SetupError if there is no index.
    """
    prepared = prepare(text)
    notes = list(prepared.notes)
    exact = _parse(prepared.text)
    narrowed = _narrow(topic, person, date_from, date_to)
    opened = open_index(directory)
    with opened.searcher() as searcher:
        results = searcher.search(_ranked(exact, narrowed), limit=limit)
        if not len(results) and (apart := _words_apart(exact)) != exact:
            notes.append("没有完全相同的字句；以下是包含其中各个词的结果。")
            exact = apart
            results = searcher.search(_ranked(exact, narrowed), limit=limit)
        sought = _strings(exact)
        return Found(tuple(_hit(result, sought) for result in results), len(results), tuple(notes))


def _parse(text: str) -> Any:
    parser = QueryParser(ALL, build_schema())
    parser.replace_plugin(RangePlugin())
    return _single_characters(_dates(parser.parse(text))).normalize()


def _dates(query: Any) -> Any:
    """A date may stand in the text in either way."""

    def turn(node: Any) -> Any:
        if not isinstance(node, wq.Phrase) or node.fieldname not in _TEXTS:
            return node
        forms = date_forms(_string(node))
        return wq.Or([_phrase(node.fieldname, form) for form in forms]) if len(forms) > 1 else node

    return query.accept(turn)


def _phrase(field: str, string: str) -> Any:
    return wq.Phrase(field, [pair for _, pair in grams(string)][:-1])


def _single_characters(query: Any) -> Any:
    """One character alone is the beginning of a pair."""

    def turn(node: Any) -> Any:
        if isinstance(node, wq.Term) and node.fieldname in GRAM_FIELDS and len(node.text) == 1:
            return wq.Prefix(node.fieldname, node.text)
        return node

    return query.accept(turn)


def _narrow(topic: str | None, person: str | None, date_from: str | None, date_to: str | None) -> Any:
    parts = []
    if topic:
        parts.append(_parse(f'topics:"{topic}"'))
    if person:
        parts.append(_parse(f'people:"{person}"'))
    if date_from or date_to:
        low, high = (date_from or "0").replace("-", ""), (date_to or "9").replace("-", "") + _END
        parts.append(wq.TermRange("date", low, high))
    return wq.And(parts) if parts else None


def _ranked(exact: Any, narrowed: Any) -> Any:
    """What must match, and jieba's words to rank by: a word in the title counts most."""
    words = sorted({word for string in _strings(exact) for _, word in cut_words(string)})
    boosts = {"title": 4.0, "deck": 2.0, "body": 1.0}
    ranking = [wq.Term(field, word, boost=boost) for word in words for field, boost in boosts.items()]
    must = wq.And([exact, narrowed]) if narrowed is not None else exact
    return wq.AndMaybe(must, wq.Or(ranking)) if ranking else must


def _words_apart(query: Any) -> Any:
    """`query` with every phrase of the whole text replaced by its words, wherever they stand."""

    def turn(node: Any) -> Any:
        if not isinstance(node, wq.Phrase) or node.fieldname != ALL:
            return node
        words = sorted(set(segment(_string(node))))
        return wq.And([_parse(f'"{word}"') for word in words]) if len(words) > 1 else node

    return query.accept(turn)


def _strings(query: Any) -> list[str]:
    """The strings that a query seeks in the text, the longest first."""
    found = {_string(leaf) for leaf in query.leaves() if _is_sought(leaf)}
    return sorted(found, key=lambda s: (-len(s), s))


def _is_sought(leaf: Any) -> bool:
    kinds = (wq.Phrase, wq.Term, wq.Prefix)
    return isinstance(leaf, kinds) and leaf.fieldname in (ALL, "heading", "people", "body", "title")


def _string(leaf: Any) -> str:
    """The string whose pairs a phrase holds."""
    if isinstance(leaf, wq.Phrase):
        return "".join(pair[0] for pair in leaf.words[:-1]) + str(leaf.words[-1])
    return str(leaf.text)


def _hit(result: Any, sought: list[str]) -> Hit:
    snippet, marks = make_snippet(result["text"], sought)
    return Hit(
        result["id"], result["headline"], result["title_from"], result["day"], result["path"], snippet, marks
    )


def make_snippet(text: str, sought: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A piece of `text` round the first of the `sought` strings, and where they stand in it."""
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
