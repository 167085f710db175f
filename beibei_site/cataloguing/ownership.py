"""Who owns a content file: the program, which may overwrite it, or a person, in which case it is protected.

A file belongs to a person if its bytes differ from what the program wrote, if the page record does not list
it, or if it says `reviewed: true`. The source lines of such articles are protected too: they are skipped when
the page is read, so a later reading cannot undo a split, a merge or a correction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from beibei_site.content.frontmatter import ContentFile
from beibei_site.domain.model import PageReading, Story
from beibei_site.domain.record import LedgerEntry, PageRecord
from beibei_site.domain.spans import Span, numbers_of, to_spans
from beibei_site.domain.text import first_free


@dataclass(frozen=True, slots=True)
class Protected:
    """The articles of one page by owner: those the program may overwrite, those a person has edited, those a
    person has deleted, and those whose file cannot be used now (a link, an invalid id), which are left for
    later."""

    own: tuple[ContentFile, ...] = ()
    edited: tuple[ContentFile, ...] = ()
    removed: tuple[LedgerEntry, ...] = ()
    waiting: tuple[LedgerEntry, ...] = ()

    @property
    def lines(self) -> frozenset[int]:
        """The lines of the page that the reader must skip."""
        spans = [s for f in self.edited for s in f.article.source]
        spans += [s for e in (*self.removed, *self.waiting) for s in e.spans]
        return numbers_of(spans)

    @property
    def ids(self) -> frozenset[str]:
        """The ids that no story of the page may be given."""
        entries = (*self.removed, *self.waiting)
        return frozenset([*(f.article.id for f in self.edited), *(e.id for e in entries)])


def is_hand_edited(found: ContentFile, record: PageRecord | None) -> bool:
    """Whether a person has edited a file."""
    entry = record.entry(found.article.id) if record else None
    return entry is None or entry.digest != found.digest or found.article.reviewed


def find_protected(
    found: Sequence[ContentFile], record: PageRecord | None, refused: Iterable[str] = ()
) -> Protected:
    """What is protected on one page, given the files read from it, its record, and the paths of the files and
    folders that cannot be used."""
    edited = tuple(f for f in found if is_hand_edited(f, record))
    own = tuple(f for f in found if f not in edited)
    if record is None:
        return Protected(own, edited)
    present = {f.article.id for f in found}
    taken = numbers_of(s for f in edited for s in f.article.source)
    absent = [e for e in (*record.articles, *record.removed) if e.id not in present]
    waiting = tuple(e for e in absent if lies_in(e.path, refused))
    removed = tuple(_without(e, taken) for e in absent if e not in waiting)
    return Protected(own, edited, removed, waiting)


def is_torn(stories: Iterable[Story], lines: Set[int]) -> bool:
    """Whether some of `stories` have part of their lines, but not all, among `lines`."""
    own = (numbers_of(story.spans) for story in stories)
    return any(not numbers.isdisjoint(lines) and not numbers <= lines for numbers in own)


def without_lines(reading: PageReading, lines: Set[int]) -> PageReading:
    """A reading without what stands on `lines`; none of its stories is torn by them."""

    def left(spans: Iterable[Span]) -> tuple[Span, ...]:
        return to_spans(numbers_of(spans) - lines, reading.file)

    if not lines:
        return reading
    stories = tuple(story for story in reading.stories if numbers_of(story.spans).isdisjoint(lines))
    return replace(reading, stories=stories, furniture=left(reading.furniture), orphans=left(reading.orphans))


def find_holder(story: Story, protected: Protected) -> str:
    """The id of the protected article that has most of the lines of a story, all of which are protected."""
    articles = {f.article.id: f.article.source for f in protected.edited}
    entries = {e.id: e.spans for e in (*protected.removed, *protected.waiting)}
    held, own = articles | entries, numbers_of(story.spans)
    return max(sorted(held), key=lambda i: len(own & numbers_of(held[i])))


def lies_in(path: str, places: Iterable[str]) -> bool:
    """Whether `path` is one of `places` or lies below one."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def settle(files: Sequence[ContentFile], records: Mapping[str, PageRecord]) -> list[ContentFile]:
    """The files, without those of the program that are superseded by a person's file with the same id and
    name.

    This happens when an article moved to another folder because the year of its page changed, while a person
    was editing it and then saved it in its old place.
    """
    alike: defaultdict[tuple[str, str], list[ContentFile]] = defaultdict(list)
    for file in files:
        alike[file.article.id, PurePosixPath(file.path).name].append(file)
    replaced = []
    for pair in (found for found in alike.values() if len(found) == 2):
        own = [f for f in pair if not is_hand_edited(f, records.get(f.article.source_file or ""))]
        replaced += own if len(own) == 1 else []
    return [f for f in files if f not in replaced]


def _without(entry: LedgerEntry, taken: Set[int]) -> LedgerEntry:
    """A deleted article's entry, without the lines that another of the person's articles has taken over."""
    left = (line for span in entry.spans for line in span if line not in taken)
    return replace(entry, spans=to_spans(left, entry.spans[0].file) if entry.spans else ())


def give_ids(
    stories: Sequence[Story], key: str, record: PageRecord | None, is_taken: Callable[[str], bool]
) -> list[str]:
    """An id for every story: the one its lines had before, or else `<key>-<first line>`.

    `is_taken` says which ids may not be used; an id is never reused for other lines.
    """
    known = {e.id: numbers_of(e.spans) for e in record.articles} if record else {}
    free = {i: lines for i, lines in known.items() if not is_taken(i)}
    ids: list[str] = []
    for story in stories:
        new = _best_match(numbers_of(story.spans), free)
        if new is None:
            new = first_free(f"{key}-{story.first_line}", lambda i: i in known or i in ids or is_taken(i))
        free.pop(new, None)
        ids.append(new)
    return ids


def _best_match(lines: Set[int], known: Mapping[str, Set[int]]) -> str | None:
    """The id that shares most of its lines with these (over half on either side)."""
    scored = [(len(lines & old), i) for i, old in sorted(known.items())]
    shared, best = max(scored, default=(0, None), key=lambda pair: pair[0])
    return best if best and shared * 2 > min(len(lines), len(known[best])) else None
