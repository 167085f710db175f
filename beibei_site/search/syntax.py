"""The query language: text → tree. The grammar is in docs/search.md; `static/search/query.mjs` is its twin.

Every query is valid: what cannot be parsed is left out, and a note says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from beibei_site.search.date_forms import read_date, words_of_date
from beibei_site.search.notes import Note
from beibei_site.search.tree import And, DateRange, Node, Not, Or, Text, join

FIELDS = {
    "title": "heading", "heading": "heading", "题": "heading", "标题": "heading",
    "person": "people", "people": "people", "人物": "people",
    "topic": "topics", "topics": "topics", "专题": "topics",
    "place": "places", "places": "places", "地点": "places",
    "org": "bodies", "bodies": "bodies", "机构": "bodies",
    "by": "byline", "byline": "byline", "作者": "byline",
    "date": "date", "日期": "date", "id": "id",
}  # fmt: skip
MAX_LENGTH = 1000  # characters: Whoosh takes seconds for longer strings
MAX_DEPTH = 20  # nesting depth of brackets

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    map(ord, "“”「」『』"), '"'
)
_TOKEN = re.compile(
    r"""  "(?P<phrase>[^"]*)(?:"|(?P<unclosed>$))
        | (?P<loose>-+)(?=[\s)]|$)              # a dash before nothing
        | [()-]
        | (?P<field>[^\s"():0-9-][^\s"():]*):   # no digit first: 8:30 is a word
        | [^\s"()]+ """,
    re.VERBOSE,
)
_SYMBOLS = ("AND", "OR", "NOT", "-", "(", ")")
_OPERANDS = ("text", "phrase", "field", "(")  # the tokens that can begin a clause


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A parsed query: its tree (None if nothing could be parsed), and its notes without duplicates."""

    tree: Node | None
    notes: tuple[Note, ...]


class _Token(NamedTuple):
    kind: str  # text, phrase, field, end, or the symbol itself
    text: str = ""


def parse_query(query: str) -> ParsedQuery:
    """Parse `query` as typed. Never raises.

    >>> parse_query("北碚 -绵阳").tree
    And(clauses=(Text(string='北碚', field=None), Not(clause=Text(string='绵阳', field=None))))
    """
    notes = [Note("too-long", str(MAX_LENGTH))] if len(query) > MAX_LENGTH else []
    text = query[:MAX_LENGTH]
    if any(unicodedata.category(char) == "Cs" for char in text):
        notes.append(Note("invalid-character"))
    tokens = tuple(_tokens(clean(text).translate(_HALF_WIDTH), notes))
    tree = _Parser(_balance(tokens, notes), notes).disjunction()
    return ParsedQuery(tree, tuple(dict.fromkeys(notes)))


def clean(text: str) -> str:
    """`text` without characters that cannot occur in print: control characters become blanks; invisible
    characters and lone surrogates are removed."""
    kept = {"Cc": " ", "Cf": "", "Cs": ""}
    return "".join(kept.get(unicodedata.category(char), char) for char in text)


def _tokens(text: str, notes: list[Note]) -> Iterator[_Token]:
    """The tokens of a cleaned query."""
    for match in _TOKEN.finditer(text):
        if match["phrase"] is not None:
            phrase = " ".join(match["phrase"].split())
            if match["unclosed"] is not None:
                notes.append(Note("unclosed-quote"))
            elif not phrase:
                notes.append(Note("empty-phrase"))
            yield _Token("phrase", phrase)
        elif match["loose"]:
            notes.append(Note("dangling-operator", "-"))
        elif match["field"]:
            yield _Token("field", match["field"])
        elif match[0] in _SYMBOLS:
            yield _Token(match[0])
        else:
            yield _Token("text", match[0])


def _balance(tokens: Iterable[_Token], notes: list[Note]) -> Iterator[_Token]:
    """The tokens with balanced brackets, nested at most MAX_DEPTH deep, and an end token."""
    depth = 0
    for token in tokens:
        if token.kind == "(":
            depth += 1
            if depth > MAX_DEPTH:
                notes.append(Note("too-deep", str(MAX_DEPTH)))
                continue
        elif token.kind == ")":
            if not depth:
                notes.append(Note("unopened-bracket"))
                continue
            depth -= 1
            if depth >= MAX_DEPTH:
                continue
        yield token
    if depth:
        notes.append(Note("unclosed-bracket"))
    yield from [_Token(")")] * min(depth, MAX_DEPTH)
    yield _Token("end")


class _Parser:
    """A recursive-descent parser, with a method for each rule of the grammar. A rule returns None if nothing
    of it is left."""

    def __init__(self, tokens: Iterable[_Token], notes: list[Note]) -> None:
        self._tokens = tuple(tokens)
        self._at = 0
        self._notes = notes

    @property
    def _next(self) -> str:
        return self._tokens[self._at].kind

    def _take(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _note(self, code: str, value: str) -> None:
        self._notes.append(Note(code, value))

    def disjunction(self, field: str | None = None) -> Node | None:
        """disjunction = conjunction { "OR" conjunction }"""
        parts: list[Node | None] = []
        while True:
            start = self._at
            parts.append(self._conjunction(field))
            if self._at == start and (self._next == "OR" or len(parts) > 1):
                self._note("dangling-operator", "OR")
            if self._next != "OR":
                return join(Or, parts)
            self._take()

    def _conjunction(self, field: str | None) -> Node | None:
        """conjunction = negation { [ "AND" ] negation }"""
        parts: list[Node | None] = []
        while self._next not in ("OR", ")", "end"):
            if self._next != "AND":
                parts.append(self._negation(field))
                continue
            self._take()
            if not parts or self._next not in (*_OPERANDS, "NOT", "-"):
                self._note("dangling-operator", "AND")
        return join(And, parts)

    def _negation(self, field: str | None) -> Node | None:
        """negation = { "NOT" | "-" } clause; two of them cancel out"""
        negated = False
        while self._next in ("NOT", "-"):
            operator = self._take().kind
            negated = not negated
            if self._next not in (*_OPERANDS, "NOT", "-"):
                self._note("dangling-operator", operator)
                return None
        clause = self._clause(field)
        if not negated or clause is None:
            return clause
        return clause.clause if isinstance(clause, Not) else Not(clause)

    def _clause(self, field: str | None) -> Node | None:
        """clause = [ field ":" ] ( word | phrase | "(" disjunction ")" ); the innermost field applies, and
        the name of an unknown one is searched for as a word"""
        words: list[Node | None] = []
        name = ""
        while self._next == "field":
            name = self._take().text
            if known := FIELDS.get(name.lower()):
                field = known
            else:
                self._note("unknown-field", name)
                words.append(self._leaf(name, field))
                name = ""
        if self._next not in _OPERANDS:
            if name:
                self._note("empty-field", name)
            return join(And, words)
        return join(And, [*words, self._operand(field)])

    def _operand(self, field: str | None) -> Node | None:
        token = self._take()
        if token.kind == "phrase":
            return self._leaf(token.text, field)
        if token.kind == "text":
            return self._word(token.text, field)
        if self._next == ")":
            self._notes.append(Note("empty-brackets"))
        inside = self.disjunction(field)
        self._take()
        return inside

    def _word(self, string: str, field: str | None) -> Node | None:
        """A word; one that is a month or a day also finds what is dated so."""
        dated = None if field else words_of_date(string)
        if not dated:
            return self._leaf(string, field)
        printed, date = dated
        return join(Or, [*map(Text, dict.fromkeys((string, printed))), DateRange(date, date)])

    def _leaf(self, string: str, field: str | None) -> Node | None:
        if not string:
            return None
        return self._date_range(string) if field == "date" else Text(string, field)

    def _date_range(self, string: str) -> DateRange | None:
        """A date, or a range of two with "..", of which one may be omitted; neither is a day of any year."""
        start, dots, end = string.partition("..")
        first, last = (read_date(part) if part.strip() else "" for part in (start, end if dots else start))
        endless = dots and f"{first}{last}".count("--")
        if first is None or last is None or not (first or last) or endless:
            self._note("wrong-date", string)
            return None
        if last and last < first[: len(last)]:
            self._note("reversed-dates", string)
            first, last = last, first
        return DateRange(first, last)
