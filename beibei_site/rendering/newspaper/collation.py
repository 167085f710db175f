"""Two printings of one story side by side: paragraphs paired, differing runs marked, neither altered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from beibei_site.content.body import plain
from beibei_site.domain.model import Article
from beibei_site.domain.text import bigrams_of, fold_width

_ALIKE = 0.3  # share of bigrams that two paragraphs have in common, if one is a printing of the other
_SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "。": "."})


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a paragraph: whether it differs from the other printing."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class CollationRow:
    """A paragraph beside its twin's; a paragraph that only one printing has stands alone."""

    left: tuple[Run, ...] = ()
    right: tuple[Run, ...] = ()


def collate(left: Article, right: Article) -> tuple[CollationRow, ...]:
    """The paragraphs of `left` in order, each beside the paragraph of `right` that is most like it."""
    ours, theirs = plain(left.body).split("\n"), plain(right.body).split("\n")
    bags = [bigrams_of(p) for p in theirs]
    rows: list[CollationRow] = []
    used: set[int] = set()
    for paragraph in ours:
        bag = bigrams_of(paragraph)
        free = [at for at in range(len(theirs)) if at not in used]
        best = max(free, key=lambda at: (_share(bag, bags[at]), -at), default=None)
        if best is None or _share(bag, bags[best]) < _ALIKE:
            rows.append(CollationRow(left=(Run(paragraph, True),)))
            continue
        used.add(best)
        rows.append(CollationRow(*mark_differences(paragraph, theirs[best])))
    rows += [CollationRow(right=(Run(p, True),)) for at, p in enumerate(theirs) if at not in used]
    return tuple(rows)


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, min(len(left), len(right)))


def mark_differences(left: str, right: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both texts as runs that agree or differ; full and half width count as equal."""
    matcher = SequenceMatcher(None, _alike(left), _alike(right), autojunk=False)
    ours: list[Run] = []
    theirs: list[Run] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        ours += _run(left[a:b], kind != "equal")
        theirs += _run(right[c:d], kind != "equal")
    return tuple(ours), tuple(theirs)


def _alike(text: str) -> str:
    """`text` folded one character at a time, so that positions are kept."""
    return "".join((fold_width(c) or " ")[:1] for c in text).translate(_SAME)


def _run(text: str, differs: bool) -> Iterator[Run]:
    if text:
        yield Run(text, differs)
