"""Two printings of one story side by side: paragraphs paired, differing runs marked, neither altered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from beibei_site.content.body import plain
from beibei_site.domain.model import Article
from beibei_site.domain.text import fold_width

Runs = tuple[tuple[str, bool], ...]
_ALIKE = 0.3
_SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "。": "."})


@dataclass(frozen=True, slots=True)
class CollationRow:
    """A paragraph beside its twin's: runs of text, each with whether it differs."""

    left: Runs
    right: Runs


def collate(left: Article, right: Article) -> tuple[CollationRow, ...]:
    """The paragraphs of `left` in order, each beside the paragraph of `right` that is most like it."""
    ours, theirs = plain(left.body).split("\n"), plain(right.body).split("\n")
    bags = [_pairs(p) for p in theirs]
    rows: list[CollationRow] = []
    used: set[int] = set()
    for paragraph in ours:
        bag = _pairs(paragraph)
        free = [at for at in range(len(theirs)) if at not in used]
        best = max(free, key=lambda at: (_share(bag, bags[at]), -at), default=None)
        if best is None or _share(bag, bags[best]) < _ALIKE:
            rows.append(CollationRow(((paragraph, True),), ()))
            continue
        used.add(best)
        rows.append(CollationRow(*mark_differences(paragraph, theirs[best])))
    rows += [CollationRow((), ((p, True),)) for at, p in enumerate(theirs) if at not in used]
    return tuple(rows)


def _pairs(text: str) -> frozenset[str]:
    plain_text = re.sub(r"\W", "", text)
    return frozenset(plain_text[at : at + 2] for at in range(len(plain_text) - 1))


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / max(1, min(len(left), len(right)))


def mark_differences(left: str, right: str) -> tuple[Runs, Runs]:
    """Both texts as runs with whether each differs; width of punctuation is no difference."""
    matcher = SequenceMatcher(None, _alike(left), _alike(right), autojunk=False)
    ours: list[tuple[str, bool]] = []
    theirs: list[tuple[str, bool]] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        ours += _run(left[a:b], kind != "equal")
        theirs += _run(right[c:d], kind != "equal")
    return tuple(ours), tuple(theirs)


def _alike(text: str) -> str:
    """`text` folded character by character, so that places stay."""
    return "".join((fold_width(c) or " ")[:1] for c in text).translate(_SAME)


def _run(text: str, differs: bool) -> Iterator[tuple[str, bool]]:
    if text:
        yield text, differs
