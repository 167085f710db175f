"""Who owns a content file: the program, which may overwrite it, or a person, in which case it is protected.

A file belongs to a person if its bytes differ from what the program wrote, if the page record does not list
it, or if it says `reviewed: true`. The source lines of such articles are protected too: they are skipped when
the page is read, so a later reading cannot undo a split, a merge or a correction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from beibei_site.content.frontmatter import ContentFile
from beibei_site.domain.model import PageReading, Story
from beibei_site.domain.record import LedgerEntry, PageRecord
from beibei_site.domain.spans import Span, numbers_of, to_spans
from beibei_site.domain.text import first_free

T = TypeVar("T")


@dataclass(frozen=True)
class Protected:
    """The articles of one page by owner: those the program may overwrite, those a person has edited, those a
    person has deleted, and those whose file cannot be used now (a link, an invalid id), which are left for
    later."""

    own: tuple[ContentFile, ...] = ()
    edited: tuple[ContentFile, ...] = ()
    removed: tuple[LedgerEntry, ...] = ()
    waiting: tuple[LedgerEntry, ...] = ()

    @cached_property
    def lines(self) -> frozenset[int]:
        """The lines of the page that the reader must skip."""
        spans = [s for f in self.edited for s in f.article.source]
        spans += [s for e in (*self.removed, *self.waiting) for s in e.spans]
        return numbers_of(spans)

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids that no story of the page may be given."""
        entries = (*self.removed, *self.waiting)
        return frozenset([*(f.article.id for f in self.edited), *(e.id for e in entries)])


def is_hand_edited(found: ContentFile, entry: LedgerEntry | None) -> bool:
    """Whether a person has edited a file, of which its page's record has this entry."""
    return entry is None or entry.digest != found.digest or found.article.reviewed


def entries_of(records: Iterable[PageRecord]) -> dict[tuple[str | None, str], LedgerEntry]:
    """What page records keep of each article, by its page and its id."""
    return {(record.file, entry.id): entry for record in records for entry in record.articles}


def find_protected(
    found: Sequence[ContentFile], record: PageRecord | None, refused: Iterable[str] = ()
) -> Protected:
    """What is protected on one page, given the files read from it, its record, and the paths of the files and
    folders that cannot be used."""
    known = record.by_id if record else {}
    own, edited = _part(found, lambda f: is_hand_edited(f, known.get(f.article.id)))
    if record is None:
        return Protected(own, edited)
    present = {f.article.id for f in found}
    taken = numbers_of(s for f in edited for s in f.article.source)
    absent = (e for e in (*record.articles, *record.removed) if e.id not in present)
    gone, waiting = _part(absent, lambda e: lies_in(e.path, refused))
    return Protected(own, edited, tuple(_without(e, taken) for e in gone), waiting)


def _part(items: Iterable[T], test: Callable[[T], bool]) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """The items that fail a test, and those that pass it."""
    parts: tuple[list[T], list[T]] = ([], [])
    for item in items:
        parts[test(item)].append(item)
    return tuple(parts[False]), tuple(parts[True])


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


def find_holders(stories: Iterable[Story], protected: Protected) -> list[str]:
    """For each story, all of whose lines are protected, the id of the protected article with most of them."""
    held = {f.article.id: f.article.source for f in protected.edited}
    held |= {e.id: e.spans for e in (*protected.removed, *protected.waiting)}
    holders = _by_line(held)
    return [_most(_shared(numbers_of(story.spans), holders)) for story in stories]


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
    entries = entries_of(records.values())
    replaced = set[str]()
    for pair in (found for found in alike.values() if len(found) == 2):
        known = ((f, entries.get((f.article.source_file, f.article.id))) for f in pair)
        own = [f.path for f, entry in known if not is_hand_edited(f, entry)]
        if len(own) == 1:
            replaced.update(own)
    return [f for f in files if f.path not in replaced]


def _without(entry: LedgerEntry, taken: Set[int]) -> LedgerEntry:
    """A deleted article's entry, without the lines that another of the person's articles has taken over."""
    left = (line for span in entry.spans for line in span if line not in taken)
    return replace(entry, spans=to_spans(left, entry.spans[0].file) if entry.spans else ())


def give_ids(
    stories: Sequence[Story], key: str, record: PageRecord | None, is_taken: Callable[[str], bool]
) -> list[str]:
    """An id for every story: the one that most of its lines had before, or else `<key>-<first line>`.

    `is_taken` says which ids may not be used; an id is never reused for other lines. If several stories have
    lines of one, that with most of them gets it.
    """
    known = {e.id: numbers_of(e.spans) for e in record.articles} if record else {}
    free = _by_line({e.id: e.spans for e in record.articles if not is_taken(e.id)}) if record else {}
    own = [numbers_of(story.spans) for story in stories]
    alike = (
        (-shared, at, i)
        for at, lines in enumerate(own)
        for i, shared in _shared(lines, free).items()
        if shared * 2 > min(len(lines), len(known[i]))
    )
    ids: dict[int, str] = {}  # by the number of the story
    used = set[str]()
    for _, at, i in sorted(alike):
        if at not in ids and i not in used:
            ids[at] = i
            used.add(i)
    for at, story in enumerate(stories):
        if at not in ids:
            new = f"{key}-{story.first_line}"
            ids[at] = first_free(new, lambda i: i in known or i in used or is_taken(i))
            used.add(ids[at])
    return [ids[at] for at in range(len(stories))]


def _by_line(held: Mapping[str, Iterable[Span]]) -> dict[int, list[str]]:
    """The ids that hold each line."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for article_id, spans in held.items():
        for line in numbers_of(spans):
            found[line].append(article_id)
    return found


def _shared(lines: Iterable[int], holders: Mapping[int, Sequence[str]]) -> Counter[str]:
    """How many of some lines each id holds."""
    return Counter(i for line in lines for i in holders.get(line, ()))


def _most(shared: Mapping[str, int]) -> str:
    """The id with the most lines, the first of several; empty if there is none."""
    return min(shared, key=lambda i: (-shared[i], i), default="")
