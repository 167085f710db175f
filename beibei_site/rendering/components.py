"""What many views print: links, cards of articles, lines of a source page and how they were read."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from operator import add


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `target` (a path below the output folder). `origin` is the `title_from` of an article."""

    target: str
    text: str
    count: int = 0
    origin: str = ""
    note: str = ""


def section_crumb(target: str, section: str) -> Link:
    """A breadcrumb to a section, which the template names in the interface's language."""
    return Link(target, section, note="section")


def date_crumb(target: str, date: str) -> Link:
    """A breadcrumb to the page of a date, which the template puts into words."""
    return Link(target, date, note="date")


@dataclass(frozen=True, slots=True)
class Printing:
    """Where a story was printed: day and page of the issue if known, and the key of its source page."""

    link: Link
    issued: str = ""
    page: str = ""
    source: str = ""


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
class SourceLine:
    """A line of a seed: its number, its text unchanged, where it went and in what role."""

    number: int
    text: str
    article: Link | None = None
    role: str = ""
    first: bool = False


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
