"""The lines of a page → its issue: day, paper, page and section, and which lines say so.

Folio lines are recognized by their tokens, not their position: a line must consist of nothing else, and
consecutive folio lines support each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from beibei_site.domain.issue import IssueData, IssuedOrigin, Printed
from beibei_site.domain.spans import to_spans
from beibei_site.parsing.folio import days
from beibei_site.parsing.folio.tokens import ALONE, PAPER, Token, TokenKind, is_made_of_them, tokenise
from beibei_site.parsing.folio.vertical import Sides, set_upright

_PROOF: Mapping[TokenKind, float] = {
    "day": 1.0,
    "weekday": 1.0,
    "page": 1.0,
    "paper": 1.0,
    "imprint": 1.0,
    "volume": 1.0,
    "pages in all": 1.0,
    "part of a day": 0.5,
    "credit": 0.5,
    "section": 0.5,
    "number": 0.1,
}
_ENOUGH = 2.0  # with this many of them, a line cannot be part of a story
_FLAG = frozenset({"imprint", "volume", "lunar day", "pages in all"})
_NEAR = 3  # lines from the top of a page within which a date alone is the day of issue
_LONGEST = 90  # characters of a folio line


@dataclass(frozen=True, slots=True)
class FolioLine:
    """A line made up entirely of folio tokens; one that was set vertically spans several line numbers."""

    numbers: tuple[int, ...]
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Consecutive folio lines on a page."""

    lines: tuple[FolioLine, ...]

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(number for line in self.lines for number in line.numbers)

    @property
    def kinds(self) -> frozenset[TokenKind]:
        return frozenset(token.kind for line in self.lines for token in line.tokens)

    @property
    def proof(self) -> float:
        """The evidence for these being folio lines: each kind of token counts once."""
        return sum(_PROOF.get(kind, 0.0) for kind in self.kinds)

    @property
    def day(self) -> str | None:
        """The day named by the lines, even if its parts are scattered over them."""
        found = days.find_days(self.text)
        return found[0].value if found else self._scattered()

    def _scattered(self) -> str | None:
        """Year and month, and the only number nearby that gives a day with the printed weekday."""
        year = re.search(rf"{days.YEAR}\s*{days.MONTH}", self.text, re.X)
        weekdays = days.find_weekdays(self.text)
        if not year or not weekdays:
            return None
        numbers = [t.text for line in self.lines for t in line.tokens if t.kind == "number"]
        found = (days.find_days(f"{year[0]}{number}日") for number in numbers if number.isdecimal())
        return next((d[0].value for d in found if d and days.weekday_of(d[0].value) == weekdays[0]), None)


@dataclass(frozen=True, slots=True)
class Issue:
    """What a page says about its issue; `folio` are the numbers of the lines that say it, `wrong_weekday` the
    printed text if it contradicts the calendar."""

    data: IssueData
    folio: frozenset[int] = frozenset()
    wrong_weekday: str = ""


def folio_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers (from 1) of the lines that give the day, the page, the paper, its staff or its imprint."""
    return read_issue(lines).folio


def read_issue(lines: Sequence[str], file: str = "", sides: Sides = ()) -> Issue:
    """The issue of the page with these `lines`, from the seed `file`; `sides` are the numbers of the lines
    beside its columns, down each side."""
    found = find_clusters(lines, sides)
    clusters = found if any(c.day for c in found) else [*found, *_halves(found)]
    top = [number for number, line in enumerate(lines, 1) if line.strip()][:_NEAR]
    dated = [(_support(c, clusters, top), c) for c in clusters if c.day]
    support, best = max(dated, default=(0.0, None), key=lambda pair: pair[0])
    best = best if support >= _ENOUGH else None
    folio = [c for c in clusters if c is best or _is_folio(c, best)]
    ordered = sorted(folio, key=lambda c: (c is not best, "page" not in c.kinds, -c.proof))
    data = IssueData(
        issued=_day(best, file) if best else None,
        paper=_first(ordered, _paper, file),
        page=_first(ordered, _page, file),
        section=_first(ordered, _section, file),
    )
    numbers = frozenset(number for cluster in folio for number in cluster.numbers)
    return Issue(data, numbers, _contradiction(best) if best else "")


def _halves(clusters: Sequence[Cluster]) -> list[Cluster]:
    """A year on one line combined with a day on another, if the printed weekday confirms them."""
    pairs = (Cluster(one.lines + other.lines) for one in clusters for other in clusters if one is not other)
    split = (pair for pair in pairs if "part of a day" in pair.kinds and "weekday" in pair.kinds)
    return [pair for pair in split if pair.day and not _contradiction(pair)]


def _support(cluster: Cluster, clusters: Sequence[Cluster], top: Sequence[int]) -> float:
    """The evidence for the date in a cluster being the day of issue: its own lines, its position, and folio
    lines elsewhere on the page, as extraction may have scattered them."""
    others = [c for c in clusters if c is not cluster]
    return (
        cluster.proof
        + (cluster.numbers[0] in top)
        + any(_confirms(c, cluster) for c in others)
        + 0.5 * any("paper" in c.kinds for c in others)
        + 0.5 * any("page" in c.kinds for c in others)
        + bool(days.NUMERIC.search(cluster.text))  # documents are not dated like that
    )


def _confirms(other: Cluster, dated: Cluster) -> bool:
    """Whether a cluster without a date gives the weekday of the `dated` one."""
    weekdays = days.find_weekdays(other.text)
    return bool(weekdays) and not other.day and days.weekday_of(dated.day or "") in weekdays


def find_clusters(lines: Sequence[str], sides: Sides = ()) -> list[Cluster]:
    """Runs of lines, ignoring blank ones, made up of folio tokens."""
    found: list[list[FolioLine]] = [[]]
    for numbers, text in set_upright(lines, sides):
        tokens = tokenise(text) if len(text) <= _LONGEST else ()
        if is_made_of_them(tokens):
            line = FolioLine(numbers, text, tokens)
            if _is_another_day(found[-1], line):
                found.append([])
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [Cluster(tuple(trimmed)) for run in found if (trimmed := _trim(run))]


def _is_another_day(run: Sequence[FolioLine], line: FolioLine) -> bool:
    """Whether a line gives a different date than those above it: a document's date above the folio."""
    own, before = days.find_days(line.text), days.find_days("\n".join(above.text for above in run))
    return bool(own and before) and own[0].value not in [day.value for day in before]


def _trim(run: Sequence[FolioLine]) -> list[FolioLine]:
    """A run without numbers at its ends that are not page numbers."""
    kept = list(run)
    while kept and all(t.kind == "number" for t in kept[0].tokens) and len(kept) == 1:
        kept.pop()
    return kept


def _is_folio(cluster: Cluster, best: Cluster | None) -> bool:
    """Whether these are folio lines; less evidence is needed if the day of issue is found elsewhere."""
    scattered = best is not None and (_confirms(cluster, best) or _names_paper(cluster))
    paged = {"number", "section"} <= cluster.kinds
    return (
        cluster.proof >= _ENOUGH or bool(cluster.kinds & ALONE) or scattered or (paged and best is not None)
    )


def _names_paper(cluster: Cluster) -> bool:
    """Whether there is an unambiguous newspaper name; 报 alone may end any line."""
    return any(PAPER.fullmatch(text) for text, _ in _of_kind(cluster, "paper"))


def _origin(cluster: Cluster) -> IssuedOrigin:
    return "masthead" if cluster.kinds & _FLAG else "folio"


def _day(cluster: Cluster, file: str) -> Printed:
    told = {"day", "part of a day", "weekday"}
    lines = [line for line in cluster.lines if any(t.kind in told for t in line.tokens)]
    numbers = [number for line in lines for number in line.numbers]
    return Printed(cluster.day or "", _origin(cluster), to_spans(numbers, file))


def _first(
    clusters: Sequence[Cluster], read: Callable[[Cluster], Iterator[tuple[str, FolioLine]]], file: str
) -> Printed | None:
    """The first result of `read`: text and line."""
    for cluster in clusters:
        for value, line in read(cluster):
            return Printed(value, _origin(cluster), to_spans(line.numbers, file))
    return None


def _of_kind(cluster: Cluster, kind: TokenKind) -> Iterator[tuple[str, FolioLine]]:
    yield from ((t.text, line) for line in cluster.lines for t in line.tokens if t.kind == kind)


def _paper(cluster: Cluster) -> Iterator[tuple[str, FolioLine]]:
    yield from ((text.strip("《》"), line) for text, line in _of_kind(cluster, "paper"))


def _page(cluster: Cluster) -> Iterator[tuple[str, FolioLine]]:
    yield from ((page_number(text), line) for text, line in _of_kind(cluster, "page"))
    numbers = list(_of_kind(cluster, "number"))
    yield from ((text.upper(), line) for text, line in numbers if not text.isdecimal())
    yield from numbers


def _section(cluster: Cluster) -> Iterator[tuple[str, FolioLine]]:
    yield from _of_kind(cluster, "section")
    for line in cluster.lines:
        for one, other in pairwise(line.tokens):
            pair = {one.kind, other.kind}
            if "words" in pair and pair & {"page", "number"}:
                yield (one if one.kind == "words" else other).text, line


def page_number(text: str) -> str:
    """A page number as printed, without 第 and 版; numerals become digits.

    >>> [page_number(text) for text in ("第4版", "08版", "A06", "第二版", "头版")]
    ['4', '08', 'A06', '2', '头版']
    """
    inner = re.sub(r"[第版\s]", "", text)
    if inner in ("头", "頭"):
        return "头版"
    return inner.upper() if inner.isascii() else str(days.number(inner))


def _contradiction(cluster: Cluster) -> str:
    """The first line with a weekday, if none of its weekdays matches the date."""
    found = days.find_weekdays(cluster.text)
    if not cluster.day or not found or days.weekday_of(cluster.day) in found:
        return ""
    return next(line.text for line in cluster.lines if days.find_weekdays(line.text))
