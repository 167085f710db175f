"""The roles of a page decided once more, with its stories in view.

What a line does was decided without knowing which stories that makes. Here other roles, nearly as probable,
are tried, one change at a time, and kept if more stories of the page are then likely to be right.
"""

from __future__ import annotations

from collections.abc import Sequence

from beibei_site.parsing.bare.draft import Draft
from beibei_site.parsing.bare.roles import Change

_BETTER = 0.05  # of a story that is right: a gain in the sum of confidences that is worth a change


def revise(first: Draft, changes: Sequence[Change]) -> Draft:
    """The page with those `changes` of roles that make more of its stories likely to be right, each in
    stories of its own, and with its links chosen once more with the stories in view."""
    tried = try_changes(first, changes)
    gains = [(draft.expected - first.expected, at) for at, draft in enumerate(tried)]
    better = [at for gain, at in sorted(gains, reverse=True) if gain > _BETTER]
    kept, touched = list[int](), set[int]()
    for at in better:
        lines = _differing(first, tried[at])
        if not touched & lines:
            kept.append(at)
            touched |= lines
    drafts = [first, *(tried[at] for at in better)]
    if len(kept) > 1:
        drafts += first.page.draft(_changed(first.roles, [changes[at] for at in kept]))
    return max(drafts, key=lambda draft: draft.expected).improved()


def try_changes(first: Draft, changes: Sequence[Change]) -> list[Draft]:
    """The page with each of the changes."""
    return first.page.draft(*(_changed(first.roles, [change]) for change in changes)) if changes else []


def _changed(roles: Sequence[str], changes: Sequence[Change]) -> list[str]:
    """`roles` with these changes, none of which overlap."""
    changed = list(roles)
    for first, own in changes:
        changed[first : first + len(own)] = own
    return changed


def _differing(one: Draft, other: Draft) -> set[int]:
    """The lines of the stories in which two drafts differ."""
    return {at for lines, _ in set(one.stories()) ^ set(other.stories()) for at in lines}
