"""Where the lines of a page are now, if its seed has been changed since it was read.

A record keeps a fingerprint of every line of its page. So it needs no former text, and no cache, to tell what
has become of the lines that its articles have, the edited and the deleted ones above all: lines are numbers
everywhere else, and a line put in at the top of a page moves them all.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from beibei_site.content.frontmatter import ContentFile
from beibei_site.domain.record import LedgerEntry, PageRecord
from beibei_site.domain.spans import Span, numbers_of, to_spans

_WIDTH = 4  # signs of a fingerprint, 24 bits: it only has to tell the lines of one page apart
_BLANK = "." * _WIDTH


@dataclass(frozen=True, slots=True)
class Present:
    """What is known of a page, in the numbers that its lines have now, and the fingerprints of these; the ids
    of articles of which it is unclear which lines they have."""

    record: PageRecord | None
    files: tuple[ContentFile, ...]
    fingerprints: str
    unclear: frozenset[str] = frozenset()


def fingerprints(text: str) -> str:
    """Those of the lines of a page, one after the other."""
    return "".join(map(_fingerprint, text.split("\n")))


def _fingerprint(line: str) -> str:
    line = line.strip()
    hashed = hashlib.sha256(line.encode("utf-8", "surrogatepass")).digest()
    return base64.urlsafe_b64encode(hashed[:3]).decode() if line else _BLANK


def to_present(
    record: PageRecord | None, files: Sequence[ContentFile], text: str, sha256: str = ""
) -> Present:
    """The `record` and the `files` of a page whose seed, with this digest, now holds this `text`."""
    now = fingerprints(text)
    if record is None:
        return Present(None, tuple(files), now)
    before = record.fingerprints
    if not before and record.sha256 in ("", sha256):  # of an older version, or a curator has taken them out
        before = now
    known = _by_id(record)
    if before == now or not before:
        unclear = frozenset() if before else known.keys()
        return Present(record, _placed(files, known), now, frozenset(unclear))
    moves, said = _Moves(before, now), {file.article.id: file.article.source for file in files}
    drawn = {i: spans for i, spans in said.items() if not _is_known(spans, known.get(i))}  # just now, by hand
    unclear = {i for i, e in known.items() if i not in drawn and not moves.are_clear(numbers_of(e.spans))}
    unclear |= {i for i, spans in drawn.items() if moves.have_moved(numbers_of(spans))}
    moved = replace(
        record,
        articles=tuple(_move(entry, said.get(entry.id), moves) for entry in record.articles),
        removed=tuple(_move(entry, said.get(entry.id), moves) for entry in record.removed),
    )
    return Present(moved, _placed(files, _by_id(moved)), now, frozenset(unclear))


def _by_id(record: PageRecord) -> dict[str, LedgerEntry]:
    return {entry.id: entry for entry in (*record.removed, *record.articles)}


def _placed(files: Iterable[ContentFile], known: Mapping[str, LedgerEntry]) -> tuple[ContentFile, ...]:
    return tuple(place(file, known.get(file.article.id)) for file in files)


def place(file: ContentFile, entry: LedgerEntry | None) -> ContentFile:
    """The same with the lines that it has now, by the `entry` of its page's record, if it gives those that it
    had before its seed was changed: a person's file is never written, so it goes on doing so."""
    if entry is None or not entry.was or file.article.source != entry.was:
        return file
    return replace(file, article=replace(file.article, source=entry.spans))


def _is_known(spans: tuple[Span, ...], entry: LedgerEntry | None) -> bool:
    return entry is not None and spans in (entry.spans, entry.was)


def _move(entry: LedgerEntry, said: tuple[Span, ...] | None, moves: _Moves) -> LedgerEntry:
    """An entry where its lines are now; `said` are those that its file gives."""
    is_drawn_anew = said is not None and not _is_known(said, entry)
    if is_drawn_anew or not moves.have_moved(numbers_of(entry.spans)):
        return entry
    spans, heading = (to_spans(moves.find(numbers_of(s)), _file(entry)) for s in (entry.spans, entry.heading))
    was = said or entry.was or entry.spans
    return replace(entry, spans=spans, heading=heading, was=() if was == spans else was)


def _file(entry: LedgerEntry) -> str:
    return entry.spans[0].file


class _Moves:
    """What has become of each line of a page that is not blank."""

    def __init__(self, before: str, now: str) -> None:
        old, new = _printed(before), _printed(now)
        places = _places(old, new)
        self._same = {old[i][0]: new[j][0] for i, j in places.items()}
        self._changed: list[tuple[list[int], list[int]]] = []
        self._inserted: list[tuple[list[int], list[int]]] = []  # between two lines, as far as there are two
        self._last = len(before) // _WIDTH
        self._old = {n for n, _ in old}
        self._has_new = len(places) < len(new)
        former = {j: i for i, j in places.items()} | {-1: -1, len(new): len(old)}
        for start, end in pairwise(sorted(former)):
            first, last, come = former[start], former[end], [n for n, _ in new[start + 1 : end]]
            is_apart = any(at in places for at in range(first + 1, last))
            gone = [] if is_apart else [n for n, _ in old[first + 1 : last]]
            if gone and come:
                self._changed.append((gone, come))
            elif come and first >= 0 and last < len(old):
                self._inserted.append(([old[first][0], old[last][0]], come))

    def find(self, lines: frozenset[int]) -> frozenset[int]:
        """Where these lines are now, with what has been put in among them."""
        found = {self._same[n] for n in lines if n in self._same}
        for gone, come in self._changed:
            if lines.issuperset(gone):
                found.update(come)
            elif len(gone) == len(come):
                found.update(new for old, new in zip(gone, come, strict=True) if old in lines)
        for around, come in self._inserted:
            if lines.issuperset(around):
                found.update(come)
        return frozenset(found)

    def have_moved(self, lines: frozenset[int]) -> bool:
        return self.find(lines) != lines & self._old

    def are_clear(self, lines: frozenset[int]) -> bool:
        """Whether it is certain where these lines are now: not if most of them have gone and others have
        come, or if lines that have taken their place may as well be somebody else's."""
        for gone, come in self._changed:
            if len(lines.intersection(gone)) not in (0, len(gone)) and len(gone) != len(come):
                return False
        same = sum(n in self._same for n in lines)
        return (len(lines) <= 2 * same or not self._has_new) and all(n <= self._last for n in lines)


_Line = tuple[int, str]  # a number and a fingerprint


def _places(old: Sequence[_Line], new: Sequence[_Line]) -> dict[int, int]:
    """Where in `new` each line of `old` is that is still there: in the order that it had; or elsewhere, as
    texts change places, if it stood and stands once on the page, or is beside such a line."""
    before, now = [sign for _, sign in old], [sign for _, sign in new]
    blocks = SequenceMatcher(None, before, now).get_matching_blocks()
    found = {a + k: b + k for a, b, size in blocks for k in range(size)}
    taken = set(found.values())
    once = _once(now)
    for sign, at in _once(before).items():
        for step in (1, -1) if sign in once and at not in found else ():
            i, j = at, once[sign]
            while i in range(len(old)) and j in range(len(new)) and before[i] == now[j]:
                if i != at and (i in found or j in taken):
                    break
                found[i] = j
                taken.add(j)
                i, j = i + step, j + step
    return found


def _once(signs: Sequence[str]) -> dict[str, int]:
    """Where each sign stands that stands there once."""
    times = Counter(signs)
    return {sign: at for at, sign in enumerate(signs) if times[sign] == 1}


def _printed(signs: str) -> list[_Line]:
    """The number and the fingerprint of every line that is not blank."""
    parts: Iterable[str] = (signs[at : at + _WIDTH] for at in range(0, len(signs), _WIDTH))
    return [(number, sign) for number, sign in enumerate(parts, 1) if sign != _BLANK]
