"""Heading lines → headline, with the lines above it as kicker and the lines below it as deck."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from beibei_site.domain.model import Heading
from beibei_site.domain.text import HAN
from beibei_site.parsing.blocks.units import Unit
from beibei_site.parsing.stories.fit import pairs_of
from beibei_site.parsing.tables import Term, total
from beibei_site.parsing.text.grammar import ACTS, leaves_open
from beibei_site.parsing.text.spacing import close_heading, join_lines

_DOER = re.compile(rf"^(?:[{HAN}·]{{2,8}}(?:{ACTS}|宣布|率队)[{HAN}]{{0,8}} ?)+$")
_DECK = re.compile(
    r"^(?:[（(].*[）)]|[—―-]{1,2}.*|来自.*的报道|.*(?:纪实|侧记|见闻|访谈录)|预计.*|记.{2,12})$"
)
_KICKER = re.compile(r"(?:强调|指出|要求|表示|提出|热议|时|[：:]|之[一二三四五六七八九十])$")
_CONTINUES = re.compile(r"(?:打造|推进|推动|建设|助力|的|与|和|、|走进|为|在|让|加快|实现|开展)$")

_LONG = 24  # characters: beyond this, length adds nothing


@dataclass(frozen=True, slots=True)
class Candidate:
    """A heading line: its index among `count` lines, and the share of its bigrams that occur in the story."""

    line: Unit
    place: int
    count: int
    share: float

    @property
    def text(self) -> str:
        return self.line.text


def _is_couplet(text: str) -> bool:
    """Clauses of similar length separated by blanks: more often a kicker than a headline."""
    lengths = [len(clause) for clause in text.split()]
    return len(lengths) >= 2 and max(lengths) - min(lengths) <= 2 and len(text) <= 22


# Points for a line being the headline.
HEADLINE: tuple[Term[Candidate], ...] = (
    Term("words of the story", 2.0, lambda c: c.share),
    Term("character", 0.03, lambda c: min(len(c.text), _LONG)),
    Term("line above it", -0.1, lambda c: c.place),
    Term("first of two", 0.5, lambda c: c.count == 2 and c.place == 0),
    Term("second of three", 0.8, lambda c: c.count == 3 and c.place == 1),  # a kicker is above it
    Term("form of a deck", -3.0, lambda c: bool(_DECK.match(c.text))),
    Term("form of a kicker", -1.5, lambda c: bool(_KICKER.search(c.text))),
    Term("couplet", -1.0, lambda c: _is_couplet(c.text) and not c.line.level),
)


def build_heading(lines: Sequence[Unit], body: str) -> Heading:
    """The heading formed by `lines`, in page order, over a story whose text is `body`.

    Lines above the headline are the kicker, lines below it the deck; on a page that marks levels, the highest
    level is the headline. A headline printed on two lines is joined.
    """
    if not lines:
        return Heading()
    words = pairs_of(body)
    best = max(range(len(lines)), key=lambda at: (-(lines[at].level or 7), _rank(lines, at, words), -at))
    first, last = _extent(lines, best)
    kicker = " ".join(close_heading(u.text) for u in lines[:first])
    headline = close_heading(_join(lines[first:last]))
    return Heading(headline, kicker or None, _decks(lines[last:]))


def _rank(lines: Sequence[Unit], at: int, words: frozenset[str]) -> float:
    pairs = pairs_of(lines[at].text)
    share = len(pairs & words) / len(pairs) if pairs else 0.0
    return total(HEADLINE, Candidate(lines[at], at, len(lines), share))


def _extent(lines: Sequence[Unit], best: int) -> tuple[int, int]:
    """The lines of the headline: the best one and those of its block that continue it."""
    first = last = best
    while first > 0 and _reads_on(lines[first - 1], lines[first]):
        first -= 1
    while last + 1 < len(lines) and _reads_on(lines[last], lines[last + 1]):
        last += 1
    return first, last + 1


def _reads_on(line: Unit, following: Unit) -> bool:
    same_block = following.lines[0].after_blank == 0 and line.level == following.level
    broken = (
        bool(_CONTINUES.search(line.text))
        or leaves_open(line.text)
        or (line.level > 0 and not _KICKER.search(line.text))
    )
    return same_block and broken and not _DOER.match(following.text) and not _DECK.match(following.text)


def _join(lines: Sequence[Unit]) -> str:
    """The lines of one headline joined: two whole clauses are kept apart by a blank, others are not."""
    texts = [u.text for u in lines]
    if len(texts) == 2 and not _CONTINUES.search(texts[0]) and not leaves_open(texts[0]):
        return " ".join(texts)
    return join_lines(texts)


def _decks(lines: Sequence[Unit]) -> tuple[str, ...]:
    decks: list[str] = []
    for line in lines:
        if decks and leaves_open(decks[-1]):
            decks[-1] += line.text
        else:
            decks.append(line.text)
    return tuple(close_heading(d) for d in decks)
