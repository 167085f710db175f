"""Twins: the same story printed on two pages. Each may borrow the other's headline or the missing end of a
sentence.

Candidates are found with an inverted index of shingles (runs of four characters; Manber 1994, Broder 1997),
and each candidate pair is compared in full. Neither text is altered: what is borrowed is marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from beibei_site.domain.model import Block, Heading, Story
from beibei_site.domain.text import fold_width, letters

_SHINGLE = 4
_LEAST_LETTERS = 60
# Twins share three fifths of the shorter story's shingles, and a quarter of all: a short item is not a twin
# of a whole page that was read as one story.
_CONTAINED = 0.6
_ALIKE = 0.25
_TELLING = 2  # numbers: fewer may differ by a misreading
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_COMMON = 20  # stories; a shingle in more is boilerplate and yields no candidates, so the work stays linear
_SAME_LETTERS = 0.85
_ANCHOR = 8
_LONGEST_ENDING = 120

Key = tuple[str, int]  # file and first line of a story


@dataclass(frozen=True, slots=True)
class Borrowed:
    """What an article takes from its twin: a heading, and missing ends of paragraphs."""

    twin_id: str
    heading: Heading | None = None
    endings: Mapping[Block, str] = field(default_factory=dict)


def shingles(text: str) -> frozenset[str]:
    """The runs of four characters in `text`, which contains letters only."""
    return frozenset(text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1))


def find_twins(texts: Mapping[Key, str]) -> dict[Key, tuple[Key, ...]]:
    """For every story with twins on other pages, their keys, most similar first.

    Finds all twins except those that share nothing but boilerplate.
    """
    plain = {key: letters(text) for key, text in sorted(texts.items())}
    index = _Index({key: text for key, text in plain.items() if len(text) >= _LEAST_LETTERS})
    found: dict[Key, tuple[Key, ...]] = {}
    for key in index.sizes:
        bag = shingles(plain[key])
        likeness = {other: _compare(bag, shingles(plain[other])) for other in index.candidates(key, bag)}
        twins = [
            o
            for o, (contained, alike) in likeness.items()
            if contained >= _CONTAINED and alike >= _ALIKE and _agree(texts[key], texts[o])
        ]
        if twins:
            found[key] = tuple(sorted(twins, key=lambda o: (*(-share for share in likeness[o]), o)))
    return found


def _agree(one: str, other: str) -> bool:
    """Whether two texts share at least half of the numbers of the one that has fewer: the weather of two days
    is told in the same words."""
    left, right = (set(_NUMBER.findall(fold_width(text))) for text in (one, other))
    least = min(len(left), len(right))
    return least < _TELLING or len(left & right) * 2 >= least


def _compare(left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
    """The shared part of the smaller set, and of the union (containment and resemblance)."""
    common = len(left & right)
    return common / min(len(left), len(right)), common / len(left | right)


class _Index:
    """The stories in which each shingle occurs; the number of shingles in each story."""

    def __init__(self, texts: Mapping[Key, str]) -> None:
        self.sizes: dict[Key, int] = {}
        bearers: dict[str, tuple[Key, ...]] = {}
        for key, text in texts.items():
            bag, alone = shingles(text), (key,)
            self.sizes[key] = len(bag)
            for shingle in bag:
                others = bearers.get(shingle, ())
                if len(others) <= _COMMON:
                    bearers[shingle] = others + alone
        self._bearers = {shingle: keys for shingle, keys in bearers.items() if len(keys) > 1}

    def candidates(self, key: Key, bag: frozenset[str]) -> Iterator[Key]:
        """The stories on other pages that may share enough with the story `key`, whose shingles are `bag`.

        Boilerplate counts as shared with all of them, so that none is missed.
        """
        known = [self._bearers[shingle] for shingle in bag if shingle in self._bearers]
        rare = [keys for keys in known if len(keys) <= _COMMON]
        for other, shared in Counter(chain.from_iterable(rare)).items():
            most = shared + len(known) - len(rare)
            if other[0] != key[0] and most >= _CONTAINED * min(len(bag), self.sizes[other]):
                yield other


def borrow(story: Story, twins: Mapping[str, Story]) -> Borrowed | None:
    """What a story borrows from the first of its twins (by id) that has something to offer."""
    for twin_id, twin in twins.items():
        heading = borrow_heading(story, twin)
        endings = {block: ending for block in story.blocks if (ending := restore_ending(block, twin))}
        if heading or endings:
            return Borrowed(twin_id, heading, endings)
    return None


def borrow_heading(story: Story, twin: Story) -> Heading | None:
    """The heading of `story` with the twin's headline, or None if there is nothing to borrow.

    If the headline of `story` is the kicker of the twin, it becomes the kicker here too.
    """
    if twin.heading.headline is None:
        return None
    own = story.heading
    if own.headline is None:
        return replace(own, headline=twin.heading.headline)
    if twin.heading.kicker and not own.kicker and _same_words(own.headline, twin.heading.kicker):
        return replace(own, headline=twin.heading.headline, kicker=own.headline)
    return None


def _same_words(left: str, right: str) -> bool:
    """Whether two lines consist of the same characters, with their clauses in any order."""
    a, b = Counter(letters(left)), Counter(letters(right))
    return sum((a & b).values()) >= _SAME_LETTERS * max(1, a.total(), b.total())


def restore_ending(block: Block, twin: Story) -> str | None:
    """The missing end of a cut paragraph as printed in the twin; None if the twin does not have it."""
    if not block.cut:
        return None
    anchor = letters(block.text)[-_ANCHOR:]
    for other in twin.blocks:
        if other.kind == "paragraph" and not other.cut and len(anchor) == _ANCHOR:
            ending = _after(other.text, anchor)
            if ending and len(ending) <= _LONGEST_ENDING:
                return ending
    return None


def _after(text: str, anchor: str) -> str:
    """What follows `anchor` in `text`, if it occurs there exactly once; punctuation may differ."""
    places = [at for at, char in enumerate(text) if char.isalnum()]
    plain = letters(text)
    if plain.count(anchor) != 1 or len(plain) != len(places):
        return ""
    last = plain.index(anchor) + len(anchor) - 1
    return text[places[last] + 1 :]


def twin_of_pages(twins: Mapping[Key, Sequence[Key]]) -> dict[str, str]:
    """For each page that shares a story with another, the first such page."""
    return {file: others[0][0] for (file, _), others in sorted(twins.items(), reverse=True)}
