"""What cataloguing finds out from the whole archive, for the site to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from beibei_site.domain.model import Facet
from beibei_site.domain.reasons import Reason

ProposalKind = Literal["merge", "split", "person", "topic", "unknown-topic"]


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office that the archive gives a person: first and last date, and the articles that say so."""

    office: str
    first: str
    last: str
    articles: tuple[str, ...]


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
    reasons: Mapping[str, tuple[TopicReason, ...]] = field(default_factory=dict)  # by article id
    proposals: tuple[Proposal, ...] = ()
    listed: frozenset[tuple[Facet, str]] = frozenset()  # entries that a curator has written, by facet and id
