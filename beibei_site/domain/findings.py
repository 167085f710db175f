"""What cataloguing finds out from the whole archive, for the site to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from beibei_site.domain.model import Facet
from beibei_site.domain.reasons import Reason

ProposalKind = Literal["merge", "split", "person", "topic", "unknown-topic", "jump"]


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office that the archive gives a person: first and last date, and the articles that say so. `id` is
    that of the `Office`; empty for what is an occupation rather than an office (教师)."""

    office: str
    first: str
    last: str
    articles: tuple[str, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """A person (id) to whom texts give an office: first and last date, and the articles that say so."""

    person: str
    first: str
    last: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An office and its holders in the order in which texts first name them so.

    `name` is a printed form; `of` is the place or body that it leaves out (区长, 北碚区); `body` is the id of
    the body that it belongs to, if the archive has it. `shared`: several persons hold it at a time.
    """

    id: str
    name: str
    of: str = ""
    body: str = ""
    forms: tuple[str, ...] = ()
    shared: bool = False
    holders: tuple[Holder, ...] = ()

    @property
    def title(self) -> str:
        """The name, with what it leaves out in brackets."""
        return f"{self.name}（{self.of}）" if self.of else self.name


@dataclass(frozen=True, slots=True)
class TopicReason:
    """Why an article has a topic: the sum, the bar it passed, and the terms with their counts."""

    topic: str
    score: float
    bar: float
    terms: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the archive (a name, an office, a piece of text; may be empty) and where they stand."""

    words: str
    articles: tuple[str, ...]  # ids


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something for the curator to decide: what and why, on what evidence, and the edit that would do it."""

    kind: ProposalKind
    why: Reason
    evidence: tuple[Evidence, ...]
    edit: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What cataloguing worked out over the whole archive, for the site to show."""

    offices: Mapping[str, tuple[OfficeHeld, ...]] = field(default_factory=dict)  # by person id
    all_offices: tuple[Office, ...] = ()  # those of a place or body, by first mention
    parents: Mapping[str, str] = field(default_factory=dict)  # place id → id of the place that it lies in
    reasons: Mapping[str, tuple[TopicReason, ...]] = field(default_factory=dict)  # by article id
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by article id
    proposals: tuple[Proposal, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)  # of two that jump lines join, by id
    listed: frozenset[tuple[Facet, str]] = frozenset()  # entries that a curator has written, by facet and id
