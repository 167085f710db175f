"""Who owns a content file: the program, which may write it again, or a person, whose file is protected.

A file is a person's if its bytes differ from what the program wrote, if the page record does not know it,
or if it says `reviewed: true`. The source lines of a person's articles are protected too: the page is read
without them, so that no later reading can undo a split, a merge or a correction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace

from beibei_site.content.frontmatter import ContentFile
from beibei_site.domain.model import LedgerEntry, PageRecord, Story
from beibei_site.domain.spans import to_spans
from beibei_site.domain.text import first_free


@dataclass(frozen=True, slots=True)
class Protected:
    """What a person has decided about one page: the articles they edited, and those they deleted."""

    edited: tuple[ContentFile, ...] = ()
    removed: tuple[LedgerEntry, ...] = ()

    @property
    def lines(self) -> frozenset[int]:
        """The lines of the page that are not the reader's to decide about."""
        spans = [s for f in self.edited for s in f.article.source]
        spans += [s for e in self.removed for s in e.spans]
        return frozenset(line for span in spans for line in span)


def is_hand_edited(found: ContentFile, record: PageRecord | None) -> bool:
    """Whether a person has had a hand in a file."""
    entry = next((e for e in record.articles if e.id == found.article.id), None) if record else None
    return entry is None or entry.digest != found.digest or found.article.reviewed


def find_protected(found: Sequence[ContentFile], record: PageRecord | None) -> Protected:
    """What is protected on one page, given the files that were read from it and its record."""
    edited = tuple(f for f in found if is_hand_edited(f, record))
    if record is None:
        return Protected(edited)
    present = {f.article.id for f in found}
    taken = Protected(edited).lines
    gone = (e for e in (*record.articles, *record.removed) if e.id not in present)
    removed = (_without(entry, taken) for entry in gone)
    return Protected(edited, tuple(entry for entry in removed if entry.spans))


def _without(entry: LedgerEntry, taken: Set[int]) -> LedgerEntry:
    """A deleted article's entry without the lines that another article of a person has taken over."""
    left = (line for span in entry.spans for line in span if line not in taken)
    return replace(entry, spans=to_spans(left, entry.spans[0].file) if entry.spans else ())


def give_ids(stories: Sequence[Story], key: str, record: PageRecord | None, taken: set[str]) -> list[str]:
    """An id for every story: the one that its lines had before, else `<key>-<first line>`.

    `taken` are ids that may not be used; an id once given is never given to other lines.
    """
    known = {e.id: {line for s in e.spans for line in s} for e in record.articles} if record else {}
    used = set(taken)
    ids: list[str] = []
    for story in stories:
        lines = {line for s in story.spans for line in s}
        old = _best_match(lines, {i: ls for i, ls in known.items() if i not in used})
        new = old or first_free(f"{key}-{story.first_line}", used | set(known))
        used.add(new)
        ids.append(new)
    return ids


def _best_match(lines: set[int], known: Mapping[str, set[int]]) -> str | None:
    """The id whose lines are mostly these (over half of either side)."""
    scored = [(len(lines & old), i) for i, old in sorted(known.items())]
    shared, best = max(scored, default=(0, None), key=lambda pair: pair[0])
    return best if best and shared * 2 > min(len(lines), len(known[best])) else None
