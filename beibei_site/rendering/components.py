"""What many views print: links, cards of articles, lines of a source page and how they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, dataclass
from operator import add
from typing import Literal

from beibei_site.domain.reasons import Reason
from beibei_site.domain.review import Certainty


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `target` (a path below the output folder). `origin` is the `title_from` of an article."""

    target: str
    text: str
    count: int = 0
    origin: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageName:
    """A page of the newspaper, or another file of the archive, by what a person calls it: paper (empty: the
    archive's own), day and number, or, where the day of issue is not known, its leading headline.

    `kind` is that of its file: page, article or collection.
    """

    target: str
    paper: str = ""
    day: str = ""
    page: str = ""
    lead: str = ""
    count: int = 0
    kind: str = "page"


@dataclass(frozen=True, slots=True)
class Printing:
    """An article as one printing of its story: the page of the newspaper on which it stands, or its file."""

    link: Link
    place: PageName | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """An article in a list: `also` are the other printings of its story, which the list leaves out;
    `printing` is its own, where the list has another of the same title and date."""

    link: Link
    date: str
    kicker: str
    opening: str
    topics: tuple[Link, ...] = ()
    also: tuple[Printing, ...] = ()
    printing: Printing | None = None


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Of an article's text the opening of its first paragraph, and how many passages are lost and
    restored."""

    opening: str
    lost: int
    restored: int


Excerpts = Mapping[str, Excerpt]  # by the ids of articles


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a seed: its number, its text unchanged, where it went and in what role."""

    number: int
    text: str
    article: Link | None = None
    role: str = ""
    first: bool = False


YearOrigin = Literal["text", "page", "page-record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """How far an article can be trusted, and why.

    `file` is its content file below `content/`; `edit` and `report` are the addresses at which it can be
    edited and an error in it reported (empty: by e-mail, or nowhere). `by_hand`: a person wrote or edited
    it. `issued_from` tells how the day of issue is known (empty: it is not), `year_from` where the year of
    its date stands: in its own text, elsewhere on the page, in the curator's page record. `listed` people
    are those of the curator's file, `found` those that the program takes for people.
    """

    file: str
    edit: str
    report: str
    certainty: Certainty
    by_hand: bool
    reasons: tuple[Reason, ...]
    alternatives: tuple[Reason, ...]
    issued_from: str
    year_from: YearOrigin
    listed: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """How many non-blank lines, of one source page or of all, went where."""

    total: int = 0
    article: int = 0
    furniture: int = 0
    orphan: int = 0
    removed: int = 0

    def __add__(self, other: Shares) -> Shares:
        return Shares(*map(add, astuple(self), astuple(other)))

    @property
    def lost(self) -> int:
        """Lines that are accounted for nowhere: 0 unless files were edited by hand."""
        return self.total - self.article - self.furniture - self.orphan - self.removed
