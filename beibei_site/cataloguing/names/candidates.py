"""Where a name of a person might stand: candidates by their shape alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from beibei_site.cataloguing.names import lexicon as lore
from beibei_site.domain.text import HAN

Shape = Literal["han", "dotted", "foreign", "piece", "japanese", "elements", "listed"]
_T = re.escape(lore.TRANSLITERATION)
_DOTTED = re.compile(rf"[{_T}]{{1,8}}(?:[{lore.DOTS}](?:[A-Z]\.?[{lore.DOTS}])?[{_T}]{{1,8}}){{1,3}}")
_FOREIGN = re.compile(rf"[{_T}]{{2,9}}")
_NAME_CHAR = re.compile(f"[{HAN}]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A string at `start` that has the shape of a name."""

    name: str
    start: int
    shape: Shape

    @property
    def end(self) -> int:
        return self.start + len(self.name)


def find_candidates(text: str, tags: Mapping[str, str], cut: Mapping[int, int]) -> Iterator[Candidate]:
    """Every candidate of `text`; they overlap, and most are no names.

    `tags` are a dictionary's parts of speech, `cut` the end of the word that begins at a place.
    """
    yield from _han(text)
    for match in _DOTTED.finditer(text):
        yield from _dotted(match, cut)
    yield from (Candidate(m[0], m.start(), "elements") for m in lore.ELEMENT_NAME.finditer(text))
    for match in _FOREIGN.finditer(text):
        yield from _foreign(match, tags, cut)
    for start, end in cut.items():
        word = text[start:end]
        if end - start >= 2 and tags.get(word, "").startswith("nr") and word[0] not in lore.SURNAMES:
            yield Candidate(word, start, "listed")


def _han(text: str) -> Iterator[Candidate]:
    """Surname and given name: 周旭, 梁亚荣, 欧阳静; with a Japanese surname one to three characters more."""
    for start, char in enumerate(text):
        pair = text[start : start + 2]
        if pair in lore.JAPANESE:
            names = (text[start : start + 2 + n] for n in (1, 2, 3))
            yield from (
                Candidate(n, start, "japanese") for n in names if _NAME_CHAR.fullmatch(n) and len(n) > 2
            )
        surname = 2 if pair in lore.COMPOUND else 1 if char in lore.SURNAMES else 0
        if not surname or _is_address(text, start + surname):
            continue
        for length in (surname + 1, surname + 2):
            name = text[start : start + length]
            if (
                len(name) == length
                and _NAME_CHAR.fullmatch(name)
                and not _is_short_address(text, start, length)
            ):
                yield Candidate(name, start, "han")


def _is_address(text: str, at: int) -> bool:
    """Whether a form of address follows the surname: 张先生, 王某."""
    return bool(lore.ADDRESS.match(text, at))


def _is_short_address(text: str, start: int, length: int) -> bool:
    return length == 2 and text[start + 1] in lore.SHORT_ADDRESS


def _dotted(match: re.Match[str], cut: Mapping[int, int]) -> Iterator[Candidate]:
    """A run with a dot inside, and the same without words that its first and last parts have run into."""
    dots = [match.start() + at for at, char in enumerate(match[0]) if char in lore.DOTS]
    starts = (match.start(), *(at for at in range(match.start() + 1, dots[0]) if at in cut))
    ends = (match.end(), *(at for at in range(dots[-1] + 3, match.end()) if at in cut))
    for start in starts:
        yield from (Candidate(match.string[start:end], start, "dotted") for end in ends)


def _foreign(match: re.Match[str], tags: Mapping[str, str], cut: Mapping[int, int]) -> Iterator[Candidate]:
    """A run of characters for foreign names, and its pieces along the borders of words."""
    run, at = match[0], match.start()
    borders = [i for i in range(at, match.end()) if i in cut]
    starts = sorted({at, *borders})
    ends = sorted({match.end(), *borders, *(cut[b] for b in borders if cut[b] <= match.end())})
    for start in starts[:6]:
        for end in ends[-6:]:
            name = run[start - at : end - at]
            known = tags.get(name, "" if cut.get(start) == end and name == run else "n")
            if len(name) >= 3 or (len(name) == 2 and (not known or known.startswith("nr"))):
                yield Candidate(name, start, "foreign" if name == run else "piece")


def places_in_runs(text: str) -> frozenset[int]:
    """Every place inside a run of four or more characters for foreign names."""
    runs = (m for m in _FOREIGN.finditer(text) if len(m[0]) > 3)
    return frozenset(at for m in runs for at in range(m.start() + 1, m.end()))
