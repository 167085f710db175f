"""Jump lines: an article that begins on one page of an issue and goes on on another (下转第3版 … 上接第1版).

Both ends must be there and name each other's pages, and the two must share words that no other article of the
issue has. What is not clear is left to the curator.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from beibei_site.domain.archive import Archive
from beibei_site.domain.model import Article
from beibei_site.domain.newspaper.issues import Issue, IssuePage, build_issues
from beibei_site.domain.text import bigrams_of

# Of the words of the shorter part. On 64 Chinese articles cut in two, 79 in 100 first halves share as much
# with their second half (all, if the headline is printed again over it), 2 in 100 with that of another
# article; of 12 English ones 23 in 100 (all), and 4 in 100.
_LEAST_SHARED = 0.03
_LEAST_WORDS = 2
_LATIN = re.compile(r"[A-Za-z]{4,}")
_CLEAR = 2  # times as much as with any rival


@dataclass(frozen=True, slots=True)
class Continuation:
    """An article that goes on in another of the same issue."""

    start: Article
    rest: Article

    def is_rival_of(self, other: Continuation) -> bool:
        """Whether both cannot be right: they have one end in common."""
        return (self.start.id == other.start.id) != (self.rest.id == other.rest.id)


@dataclass(frozen=True, slots=True)
class Stitching:
    """What the jump lines of an archive join, and the pairs that may belong together."""

    sure: tuple[Continuation, ...] = ()
    unsure: tuple[Continuation, ...] = ()

    @property
    def parts(self) -> dict[str, str]:
        """Of two that surely belong together each by the other, by their ids."""
        pairs = [(pair.start.id, pair.rest.id) for pair in self.sure]
        return dict(pairs) | {rest: start for start, rest in pairs}


def stitch_archive(archive: Archive) -> Stitching:
    """The continuations in the issues of an archive."""
    has_jumps = any(article.jump for article in archive.articles)
    return stitch(build_issues(archive)) if has_jumps else Stitching()


def stitch(issues: Iterable[Issue]) -> Stitching:
    """The continuations in all issues: sure where two articles name each other's pages and share enough
    words, twice as many as either does with a third that comes into question."""
    sure: list[Continuation] = []
    unsure: list[Continuation] = []
    for issue in issues:
        pairs = tuple(_pairs(issue))
        likeness = tuple(_likeness(issue, pairs)) if pairs else ()
        clear = [pair for at, pair in enumerate(pairs) if _is_clear(at, pairs, likeness)]
        settled = {article.id for pair in clear for article in (pair.start, pair.rest)}
        sure += clear
        unsure += [pair for pair in pairs if settled.isdisjoint((pair.start.id, pair.rest.id))]
    return Stitching(tuple(sure), tuple(unsure))


def _pairs(issue: Issue) -> Iterator[Continuation]:
    """The articles whose jump lines name each other's pages."""
    for page in issue.pages:
        for start, goal in _jumping(issue, page, "to"):
            for rest, origin in _jumping(issue, goal, "from"):
                if origin is page and goal is not page:
                    yield Continuation(start, rest)


def _jumping(issue: Issue, page: IssuePage, direction: str) -> Iterator[tuple[Article, IssuePage]]:
    """The articles of a page with a jump line of this direction, and the page that it names."""
    for article in page.articles:
        if article.jump and article.jump.direction == direction:
            target = issue.jump_target(article.jump, page)
            if target:
                yield article, target


def _is_clear(at: int, pairs: Sequence[Continuation], likeness: Sequence[float]) -> bool:
    rivals = (like for other, like in zip(pairs, likeness, strict=True) if pairs[at].is_rival_of(other))
    return likeness[at] >= max(_LEAST_SHARED, _CLEAR * max(rivals, default=0))


def _likeness(issue: Issue, pairs: Sequence[Continuation]) -> Iterator[float]:
    """How many of the words of its shorter part each of `pairs` shares that stand nowhere else in the issue,
    from 0 to 1. The same story on another page does not count."""
    words = {a.id: _words(f"{a.heading}\n{a.body}") for a in issue.articles}
    bearers = Counter(word for own in words.values() for word in own)
    for pair in pairs:
        one, other = words[pair.start.id], words[pair.rest.id]
        twins = {*pair.start.twins, *pair.rest.twins} & words.keys() - {pair.start.id, pair.rest.id}
        shared = sum(bearers[w] - sum(w in words[twin] for twin in twins) == 2 for w in one & other)
        yield shared / min(len(one), len(other)) if shared >= _LEAST_WORDS else 0.0


def _words(text: str) -> frozenset[str]:
    """The words of a text, of Chinese every pair of neighbouring characters.

    >>> sorted(_words("北碚区, a Good Year"))
    ['good', 'year', '北碚', '碚区']
    """
    pairs = {pair for pair in bigrams_of(text) if not pair.isascii()}
    return frozenset(pairs | {word.lower() for word in _LATIN.findall(text)})
