"""Whose a content file is: the program's, which it may write again, or a person's, which it may not.

A file is a person's if its bytes differ from what the program wrote, if the ledger does not know it, or
if it says `reviewed: true`. A person's articles claim their source lines: the page is read without
them, so that no later reading can undo a split, a merge or a correction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from beibei_site.content.frontmatter import ContentFile
from beibei_site.domain.model import LedgerEntry, PageRecord, Span, Story


@dataclass(frozen=True, slots=True)
class Claims:
    """What a person has decided about one page: their articles, and those they deleted."""

    curated: tuple[ContentFile, ...] = ()
    removed: tuple[LedgerEntry, ...] = ()

    @property
    def lines(self) -> frozenset[int]:
        """The lines of the page that are not the reader's to decide about."""
        spans = [s for f in self.curated for s in f.article.source]
        spans += [s for e in self.removed for s in e.spans]
        return frozenset(line for span in spans for line in span)


def is_curated(found: ContentFile, record: PageRecord | None) -> bool:
    """Whether a person has had a hand in a file."""
    entry = next((e for e in record.articles if e.id == found.article.id), None) if record else None
    return entry is None or entry.digest != found.digest or found.article.reviewed


def find_claims(found: Sequence[ContentFile], record: PageRecord | None) -> Claims:
    """The claims on one page, given the files that were read from it and its record."""
    curated = tuple(f for f in found if is_curated(f, record))
    if record is None:
        return Claims(curated)
    present = {f.article.id for f in found}
    taken = {line for f in curated for s in f.article.source for line in s}
    gone = [e for e in (*record.articles, *record.removed) if e.id not in present]
    removed = [_without(e, taken) for e in gone]
    return Claims(curated, tuple(e for e in removed if e.spans))


def _without(entry: LedgerEntry, taken: set[int]) -> LedgerEntry:
    """A deleted article's entry without the lines that another article of a person has taken over."""
    left = [line for span in entry.spans for line in span if line not in taken]
    spans: list[Span] = []
    for line in left:
        if spans and spans[-1].last == line - 1:
            spans[-1] = Span(spans[-1].file, spans[-1].first, line)
        else:
            spans.append(Span(entry.spans[0].file, line, line))
    return replace(entry, spans=tuple(spans))


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
        new = old or _fresh(f"{key}-{story.first_line}", used | set(known))
        used.add(new)
        ids.append(new)
    return ids


def _best_match(lines: set[int], known: Mapping[str, set[int]]) -> str | None:
    """The id whose lines are mostly these (over half of either side)."""
    scored = [(len(lines & old), i) for i, old in sorted(known.items())]
    shared, best = max(scored, default=(0, None), key=lambda pair: pair[0])
    return best if best and shared * 2 > min(len(lines), len(known[best])) else None


def _fresh(wanted: str, used: set[str]) -> str:
    candidate, number = wanted, 2
    while candidate in used:
        candidate, number = f"{wanted}-{number}", number + 1
    return candidate
