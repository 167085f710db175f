"""Which lines of a heading are its headline: before them stands the kicker, after them the deck.

What speaks for each line is learned (logistic regression); the consecutive lines with the greatest sum are
the headline.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, combinations

from beibei_site.parsing.sheet.layout import Layout
from beibei_site.parsing.sheet.runs import Group
from beibei_site.parsing.text import grammar
from beibei_site.parsing.worth import WorthTable

_LARGE = 0.94  # of the largest size: type that is at least as large counts as the largest
_SURE = 9.0  # the margin of a headline that cannot be another

Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Headline:
    """The first line of a headline among those of its heading, where it ends (exclusive), and by how much it
    is better than any other choice (log-odds)."""

    first: int
    end: int
    margin: float


def lines_of_group(group: Group) -> list[int]:
    """The numbers of a heading's lines, in reading order."""
    return [number for piece in group.pieces for number in piece.lines]


def find_headline(layout: Layout, group: Group, weights: WorthTable) -> Headline:
    """Where the headline is among the lines of a heading."""
    sums = list(accumulate((weights.score(f) for f in measure_heading(layout, group)), initial=0.0))
    found = sorted((sums[first] - sums[end], first, end) for first, end in combinations(range(len(sums)), 2))
    best, first, end = found[0]
    return Headline(first, end, min([_SURE, *(other - best for other, _, _ in found[1:2])]))


def measure_heading(layout: Layout, group: Group) -> list[Features]:
    """The features of each line of a heading, named `kind: what`: lines of the largest type have weights of
    their own, and so have lines of smaller type."""
    lines = [layout.sheet.lines[number] for number in lines_of_group(group)]
    size = max(line.size for line in lines)
    ink = max(line.ink for line in lines if line.size >= _LARGE * size)
    found = []
    for at, line in enumerate(lines):
        kind = "large" if line.size >= _LARGE * size else "small"
        measured = {
            "is": 1.0,
            "size": line.size / size,
            "ink": min(line.ink / (ink or 1.0), 3.0),
            "light": line.light,
            "lines": float(min(len(lines), 6)),
            "length": float(min(len(line.text), 30)),
            "dash first": float(line.text[0] in "—―-－"),
            "finished": float(grammar.is_finished(line.text)),
        }
        for side, other in (("before", at - 1), ("after", at + 1)):
            beside = lines[other] if 0 <= other < len(lines) else None
            measured[f"line {side}"] = float(beside is not None)
            measured[f"size to the line {side}"] = line.size / beside.size if beside else 1.0
            measured[f"ink to the line {side}"] = min(line.ink / (beside.ink or 1.0), 3.0) if beside else 1.0
        found.append({f"{kind}: {name}": value for name, value in measured.items()})
    return found
