"""What a learned reader decided about a page, line by line; printed by `explain`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from beibei_site.domain.model import PageReading
from beibei_site.domain.spans import Span


class LineRole(NamedTuple):
    """The role of a line, how probable it is of itself, and the one that was `first` found: they differ if
    more stories are likely to be right so."""

    number: int
    role: str
    probability: float
    text: str
    first: str


@dataclass(frozen=True, slots=True)
class RoleTrace:
    """What was decided about a page by learned weights: the role of each line, and the reading. `means` says
    by what: "learned weights" of a text, "geometry" of a sheet. `claimed` lines were skipped, and
    `folio` lines, which are furniture."""

    lines: tuple[LineRole, ...]
    reading: PageReading
    means: str
    claimed: tuple[Span, ...] = ()
    folio: tuple[Span, ...] = ()
