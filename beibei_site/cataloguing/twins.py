"""Twins: one story printed on two pages. Each lends the other a headline, or the end of a lost sentence.

Candidates come from MinHash with locality-sensitive hashing (Broder 1997; Indyk and Motwani 1998,
through rensa), so that an archive of any size is compared in linear time; each is then checked word
for word. Neither text is altered: what is lent is marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from rensa import RMinHash, RMinHashLSH

from beibei_site.domain.model import Block, Heading, Story
from beibei_site.domain.text import letters

_SHINGLE = 4
_PERMUTATIONS = 64
_LEAST_CONTAINED = 0.6
_LEAST_LETTERS = 60
_ANCHOR = 8
_LONGEST_LOAN = 120

Key = tuple[str, int]  # file and first line of a story


def shingles(text: str) -> frozenset[str]:
    """The runs of four letters in `text`."""
    plain = letters(text)
    return frozenset(plain[at : at + _SHINGLE] for at in range(max(0, len(plain) - _SHINGLE + 1)))


def find_twins(texts: Mapping[Key, str]) -> dict[Key, tuple[Key, ...]]:
    """For every story that has twins on other pages, their keys, best first."""
    keys = sorted(k for k, text in texts.items() if len(letters(text)) >= _LEAST_LETTERS)
    bags = [shingles(texts[k]) for k in keys]
    index = RMinHashLSH(threshold=0.4, num_perm=_PERMUTATIONS, num_bands=_PERMUTATIONS // 2)
    hashes = []
    for at, bag in enumerate(bags):
        minhash = RMinHash(num_perm=_PERMUTATIONS, seed=1)
        minhash.update(sorted(bag))
        index.insert(at, minhash)
        hashes.append(minhash)
    found: dict[Key, tuple[Key, ...]] = {}
    for at, key in enumerate(keys):
        near = [n for n in index.query(hashes[at]) if n != at and keys[n][0] != key[0]]
        scored = sorted((-_contained(bags[at], bags[n]), keys[n]) for n in near)
        twins = tuple(k for score, k in scored if -score >= _LEAST_CONTAINED)
        if twins:
            found[key] = twins
    return found


def _contained(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, min(len(left), len(right)))


def lend_heading(story: Story, twin: Story) -> Heading | None:
    """The heading of `story` with the twin's headline, or None if there is nothing to lend.

    What `story` has for a headline may be what the twin has for a kicker: then it is the kicker here.
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
    """Whether two lines are made of the same letters, in whatever order of clauses."""
    a, b = Counter(letters(left)), Counter(letters(right))
    return sum((a & b).values()) >= 0.85 * max(1, max(a.total(), b.total()))


def restore(block: Block, twin: Story) -> str | None:
    """The lost end of a cut paragraph as the twin prints it, or None if the twin does not tell."""
    if not block.cut:
        return None
    anchor = letters(block.text)[-_ANCHOR:]
    for other in twin.blocks:
        if other.kind == "paragraph" and not other.cut and len(anchor) == _ANCHOR:
            loan = _after(other.text, anchor)
            if loan and len(loan) <= _LONGEST_LOAN:
                return loan
    return None


def _after(text: str, anchor: str) -> str:
    """What follows the letters `anchor` in `text`, if they stand there once; punctuation may differ."""
    places = [at for at, char in enumerate(text) if char.isalnum()]
    plain = letters(text)
    if plain.count(anchor) != 1 or len(plain) != len(places):
        return ""
    last = plain.index(anchor) + len(anchor) - 1
    return text[places[last] + 1 :]


def twin_of_pages(twins: Mapping[Key, Sequence[Key]]) -> dict[str, str]:
    """For each page that shares a story with another, the first such page."""
    return {file: others[0][0] for (file, _), others in sorted(twins.items(), reverse=True)}
