"""Who owns a content file: the program, which may write it again, or a person, whose file is protected.

A file is a person's if its bytes differ from what the program wrote, if the page record does not know it,
or if it says `reviewed: true`. The source lines of a person's articles are protected too: the page is read
without them, so that no later reading can undo a split, a merge or a correction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from beibei_site.content.frontmatter import ContentFile
from beibei_site.domain.model import LedgerEntry, PageRecord, Story
from beibei_site.domain.spans import numbers_of, to_spans
from beibei_site.domain.text import first_free


@dataclass(frozen=True, slots=True)
class Protected:
    """Whose the articles of one page are: those that the program may write again, those of a person, those
    that a person has deleted, and those whose file may not be used now (a link, a wrong id): they wait."""

    own: tuple[ContentFile, ...] = ()
    edited: tuple[ContentFile, ...] = ()
    removed: tuple[LedgerEntry, ...] = ()
    waiting: tuple[LedgerEntry, ...] = ()

    @property
    def lines(self) -> frozenset[int]:
        """The lines of the page that are not the reader's to decide about."""
        spans = [s for f in self.edited for s in f.article.source]
        spans += [s for e in (*self.removed, *self.waiting) for s in e.spans]
        return numbers_of(spans)

    @property
    def ids(self) -> frozenset[str]:
        """The ids that no story of the page may have."""
        entries = (*self.removed, *self.waiting)
        return frozenset([*(f.article.id for f in self.edited), *(e.id for e in entries)])


def is_hand_edited(found: ContentFile, record: PageRecord | None) -> bool:
    """Whether a person has had a hand in a file."""
    entry = record.entry(found.article.id) if record else None
    return entry is None or entry.digest != found.digest or found.article.reviewed


def find_protected(
    found: Sequence[ContentFile], record: PageRecord | None, refused: Iterable[str] = ()
) -> Protected:
    """What is protected on one page, given the files that were read from it, its record, and the paths of
    those files and folders that may not be used."""
    edited = tuple(f for f in found if is_hand_edited(f, record))
    own = tuple(f for f in found if f not in edited)
    if record is None:
        return Protected(own, edited)
    present = {f.article.id for f in found}
    taken = numbers_of(s for f in edited for s in f.article.source)
    absent = [e for e in (*record.articles, *record.removed) if e.id not in present]
    waiting = tuple(e for e in absent if lies_in(e.path, refused))
    removed = (_without(e, taken) for e in absent if e not in waiting)
    return Protected(own, edited, tuple(e for e in removed if e.spans), waiting)


def lies_in(path: str, places: Iterable[str]) -> bool:
    """Whether `path` is one of `places` or lies below one."""
    return any(path == place or path.startswith(f"{place}/") for place in places)


def settle(files: Sequence[ContentFile], records: Mapping[str, PageRecord]) -> list[ContentFile]:
    """The files without those of the program's that a person's of the same id and name replaces.

    Such two lie in different folders: an article was moved, for its page got another year, while a person
    was at work on it, and was then saved in its old place.
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
    """A deleted article's entry without the lines that another article of a person has taken over."""
    left = (line for span in entry.spans for line in span if line not in taken)
    return replace(entry, spans=to_spans(left, entry.spans[0].file) if entry.spans else ())


def give_ids(
    stories: Sequence[Story], key: str, record: PageRecord | None, is_taken: Callable[[str], bool]
) -> list[str]:
    """An id for every story: the one that its lines had before, else `<key>-<first line>`.

    `is_taken` tells which ids may not be used; an id once given is never given to other lines.
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
    """The id whose lines are mostly these (over half of either side)."""
    scored = [(len(lines & old), i) for i, old in sorted(known.items())]
    shared, best = max(scored, default=(0, None), key=lambda pair: pair[0])
    return best if best and shared * 2 > min(len(lines), len(known[best])) else None
