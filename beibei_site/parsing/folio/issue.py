"""The lines of a page → its issue: day, paper, page and section, and which lines say so.

Folio lines are recognized by their tokens, not their position: a line must consist of nothing else, and
consecutive folio lines support each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from beibei_site.domain.issue import IssueData, IssuedOrigin, Printed
from beibei_site.domain.spans import to_spans
from beibei_site.domain.text import NUMBER_WORDS
from beibei_site.parsing.folio import days
from beibei_site.parsing.folio.clusters import Cluster, FolioLine, find_clusters
from beibei_site.parsing.folio.tokens import ALONE, TokenKind
from beibei_site.parsing.folio.vertical import Sides
from beibei_site.parsing.folio.words import is_paper

_ENOUGH = 2.0  # so much proof, and no line of a story looks like it
_FLAG = frozenset({"imprint", "volume", "lunar day", "pages in all"})
_NEAR = 3  # lines from the top of a page in which a date alone is its day of issue


@dataclass(frozen=True, slots=True)
class Issue:
    """What a page says about its issue; `folio` are the numbers of the lines that say it, `wrong_weekday` the
    printed text if it contradicts the calendar, `no_day` the line with a date that is in no calendar, where
    no other tells the day."""

    data: IssueData
    folio: frozenset[int] = frozenset()
    wrong_weekday: str = ""
    no_day: Printed | None = None


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
        paper=_first(ordered, _sure_paper, file) or _first(ordered, _paper, file),
        page=_first(ordered, _page, file),
        section=_first(ordered, _section, file),
    )
    numbers = frozenset(number for cluster in folio for number in cluster.numbers)
    wrong = None if best else _first(folio, _impossible, file)
    return Issue(data, numbers, _contradiction(best) if best else "", wrong)


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


def _is_folio(cluster: Cluster, best: Cluster | None) -> bool:
    """Whether these are folio lines; beside a day of issue elsewhere less proof is enough."""
    if cluster.proof >= _ENOUGH or cluster.kinds & ALONE:
        return True
    paged = "section" in cluster.kinds and cluster.kinds & {"number", "paper"}
    lettered = cluster.kinds == {"number"}
    return best is not None and bool(paged or lettered or _confirms(cluster, best) or _names_paper(cluster))


def _names_paper(cluster: Cluster) -> bool:
    """Whether a paper's name stands there whose last word leaves no doubt; 报 alone may end any line."""
    return any(is_paper(text) for text, _ in _of_kind(cluster, "paper"))


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


def _sure_paper(cluster: Cluster) -> Iterator[tuple[str, FolioLine]]:
    yield from ((name, line) for name, line in _paper(cluster) if is_paper(name))


def _page(cluster: Cluster) -> Iterator[tuple[str, FolioLine]]:
    yield from ((page_number(text), line) for text, line in _of_kind(cluster, "page"))
    day = cluster.day_number
    numbers = [
        (t.text, line) for line in cluster.lines for t in line.tokens if t.kind == "number" and t is not day
    ]
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

    >>> [page_number(text) for text in ("第4版", "08版", "A06", "第二版", "头版", "PAGE 3", "Page One")]
    ['4', '08', 'A06', '2', '头版', '3', '1']
    """
    inner = re.sub(r"[第版\s]|(?i:page|pg?\.)", "", text)
    if inner in ("头", "頭"):
        return "头版"
    if inner.lower() in NUMBER_WORDS:
        return str(NUMBER_WORDS.index(inner.lower()) + 1)
    return inner.upper() if inner.isascii() else str(days.number(inner))


def _impossible(cluster: Cluster) -> Iterator[tuple[str, FolioLine]]:
    yield from ((line.text, line) for line in cluster.lines if days.find_impossible(line.text))


def _contradiction(cluster: Cluster) -> str:
    """The first line with a weekday, if none of its weekdays matches the date."""
    found = days.find_weekdays(cluster.text)
    if not cluster.day or not found or days.weekday_of(cluster.day) in found:
        return ""
    return next(line.text for line in cluster.lines if days.find_weekdays(line.text))
