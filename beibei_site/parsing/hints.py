"""What is known of a page before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from beibei_site.domain.issue import NO_ISSUE, FileKind, IssueData
from beibei_site.parsing.sources.seeds import PageText
from beibei_site.parsing.text.places import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known of a text before it is read: its kind, if a curator has set it; whether its source says
    that it flows; lines that are furniture; the issue that its metadata name; where its lines stood."""

    kind: FileKind | None = None
    flowing: bool = False
    furniture: frozenset[int] = frozenset()
    issue: IssueData = NO_ISSUE
    places: Places | None = None


NO_HINTS = Hints()


def hints_of(page: PageText, kind: FileKind | None) -> Hints:
    """What the source of a page tells of it, and its curator."""
    return Hints(
        kind=kind, flowing=page.flowing, furniture=page.furniture, issue=page.issue, places=page.places
    )
