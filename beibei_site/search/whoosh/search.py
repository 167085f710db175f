"""Searches the index: exact strings first, then, if nothing matches, the relaxed query; or whole words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from beibei_site.search.bigrams import fold
from beibei_site.search.date_forms import date_forms
from beibei_site.search.notes import Note
from beibei_site.search.syntax import ParsedQuery, clean, parse_query
from beibei_site.search.tree import And, DateRange, Node, Text, join, positive_texts, relax
from beibei_site.search.vocabulary import segment
from beibei_site.search.whoosh.find import find_articles
from beibei_site.search.whoosh.nearest import NOTHING, Around, look_around
from beibei_site.search.whoosh.rank import Fits, by_score
from beibei_site.search.whoosh.schema import cut_words
from beibei_site.search.whoosh.snippets import make_snippet
from beibei_site.search.whoosh.state import Index, open_index
from beibei_site.search.whoosh.texts import Texts
from beibei_site.search.whoosh.word_search import find_by_words, pairs_of_words


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
    words: bool = False,
) -> Found:
    """The articles in the index at `directory` that match `text`, best first.

    The options narrow the result, or stand alone if `text` is empty; dates may be partial (see `dates`). With
    `words`, strings match only as whole words, as jieba cuts them. Raises SetupError if there is no index, or
    none that can be used.
    """
    index, parsed = open_index(directory), parse_query(text)
    narrowing = tuple(_narrowing(topic, person, date_from, date_to))
    if parsed.tree is None and not narrowing:
        return Found((), 0, parsed.notes)
    if words:
        return _search_words(index, parsed, narrowing, limit)
    return _search_strings(index, text, parsed, narrowing, limit)


def _narrowing(
    topic: str | None, person: str | None, date_from: str | None, date_to: str | None
) -> Iterator[Node]:
    for field, value in (("topics", topic), ("people", person)):
        if value:
            yield Text(clean(value), field)
    if date_from or date_to:
        yield DateRange(date_from or "", date_to or "")


def _search_strings(
    index: Index, text: str, parsed: ParsedQuery, narrowing: tuple[Node, ...], limit: int
) -> Found:
    tree, notes, around = parsed.tree, parsed.notes, NOTHING
    cut = partial(segment, occurs=cache(index.texts.holds))
    fits = _find(index.texts, tree, narrowing)
    if tree and not fits:
        if not narrowing:
            around = look_around(
                text,
                index.state.names,
                lambda: pairs_of_words(index),
                lambda node: len(find_articles(index.texts, node)),
            )
        relaxed = relax(tree, cut)
        fits = _find(index.texts, relaxed, narrowing) if relaxed != tree else fits
        if fits:
            tree, notes = relaxed, (*notes, Note("relaxed"))
    best = by_score(fits, index.texts.ids)[:limit]
    return Found(_hits(index.texts, best, _strings(tree)), len(fits), notes, around)


def _find(texts: Texts, tree: Node | None, narrowing: Iterable[Node]) -> Fits:
    both = join(And, [tree, *narrowing])
    return find_articles(texts, both) if both else {}


def _search_words(index: Index, parsed: ParsedQuery, narrowing: tuple[Node, ...], limit: int) -> Found:
    both = join(And, [parsed.tree, *narrowing])
    ids, total = find_by_words(index, both, limit) if both else ([], 0)
    numbers = {index.texts.ids[number]: number for number in index.texts.alive}
    sought = [word for string in _strings(parsed.tree) for word in cut_words(string, index.cutter)]
    return Found(_hits(index.texts, [numbers[i] for i in ids], sought), total, parsed.notes)


def _strings(tree: Node | None) -> list[str]:
    """The strings that a query searches for in the text, folded, longest first."""
    shown = (text.string for text in positive_texts(tree) if text.field in (None, "heading", "people"))
    found = {form for string in shown for form in date_forms(fold(string))}
    return sorted(found, key=lambda s: (-len(s), s))


def _hits(texts: Texts, numbers: Iterable[int], sought: Sequence[str]) -> tuple[Hit, ...]:
    return tuple(_hit(texts, number, sought) for number in numbers)


def _hit(texts: Texts, number: int, sought: Sequence[str]) -> Hit:
    title, title_from, day, path = texts.shown(number)
    snippet, marks = make_snippet(texts.text("printed", number), sought)
    return Hit(texts.ids[number], title, title_from, day, path, snippet, marks)
