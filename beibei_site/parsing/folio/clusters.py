"""Lines that are made of nothing but the tokens of folio lines, and runs of such lines with what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from beibei_site.domain.text import is_english
from beibei_site.parsing.folio import days
from beibei_site.parsing.folio.tokens import Token, TokenKind, is_made_of_them, tokenise
from beibei_site.parsing.folio.vertical import Sides, set_upright

_PROOF: Mapping[TokenKind, float] = {
    "day": 1.0,
    "weekday": 1.0,
    "page": 1.0,
    "paper": 1.0,
    "imprint": 1.0,
    "volume": 1.0,
    "pages in all": 1.0,
    "price": 1.0,
    "part of a day": 0.5,
    "credit": 0.5,
    "staff": 0.5,
    "contact": 0.5,
    "weather": 0.5,
    "section": 0.5,
    "number": 0.1,
}
_LONGEST = 90  # characters of a folio line


@dataclass(frozen=True, slots=True)
class FolioLine:
    """A line made of nothing but the tokens of folio lines; one that was set vertically has many numbers."""

    numbers: tuple[int, ...]
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Folio lines that follow each other on a page."""

    lines: tuple[FolioLine, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(token for line in self.lines for token in line.tokens)

    @property
    def text(self) -> str:
        """The tokens with blanks between them."""
        return " ".join(token.text for token in self.tokens)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for line in self.lines for number in line.numbers)

    @property
    def kinds(self) -> frozenset[TokenKind]:
        return frozenset(token.kind for token in self.tokens)

    @property
    def proof(self) -> float:
        """How much speaks for these being folio lines: each kind of token counts once."""
        return sum(_PROOF.get(kind, 0.0) for kind in self.kinds)

    @property
    def day(self) -> str | None:
        """The day that the lines name, also if its parts are scattered over them."""
        found = days.find_days(self.text)
        return found[0].value if found else self._scattered()[0]

    @property
    def day_number(self) -> Token | None:
        """The number that is the day of the month, if it stands apart from its month."""
        return None if days.find_days(self.text) else self._scattered()[1]

    def _scattered(self) -> tuple[str | None, Token | None]:
        """Year and month, and of the numbers beside them that whose weekday is the printed one; the nearest
        to the month, if there are several."""
        year = re.search(rf"{days.YEAR}\s*{days.MONTH}", self.text, re.X)
        weekdays = days.find_weekdays(self.text)
        if not year or not weekdays:
            return None, None
        months = [at for at, token in enumerate(self.tokens) if token.kind == "part of a day"]
        numbers = [
            (min(abs(at - month) for month in months), token, found[0].value)
            for at, token in enumerate(self.tokens)
            if token.kind == "number" and (found := days.find_days(f"{year[0]}{token.text}日"))
        ]
        agreeing = [one for one in numbers if days.weekday_of(one[2]) == weekdays[0]]
        _, token, day = min(agreeing, key=lambda one: one[0], default=(0, None, None))
        return day, token


def find_clusters(lines: Sequence[str], sides: Sides = ()) -> list[Cluster]:
    """Runs of lines, blank ones set aside, that are made of the tokens of folio lines."""
    found: list[list[FolioLine]] = [[]]
    english = is_english("\n".join(lines))
    for numbers, text in set_upright(lines, sides):
        tokens = tokenise(text, english=english) if len(text) <= _LONGEST else ()
        if is_made_of_them(tokens, english=english):
            line = FolioLine(numbers, text, tokens)
            if _is_another_day(found[-1], line):
                found.append([])
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [Cluster(tuple(run)) for run in found if run and not _is_bare_number(run)]


def _is_another_day(run: Sequence[FolioLine], line: FolioLine) -> bool:
    """Whether a line names another day than those above it: the day of a document, with the folio below."""
    own, before = days.find_days(line.text), days.find_days("\n".join(above.text for above in run))
    return bool(own and before) and own[0].value not in [day.value for day in before]


def _is_bare_number(run: Sequence[FolioLine]) -> bool:
    """Whether a run is one number, which any table may hold; a page with its letter (A3) is not."""
    return len(run) == 1 and all(token.kind == "number" and token.text.isdecimal() for token in run[0].tokens)
