"""Names of persons in one text: every candidate that is not hopeless, with the sum of its evidence.

`people` then pools these sums over the archive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from beibei_site.cataloguing.names import lexicon as lore
from beibei_site.cataloguing.names.candidates import Shape, find_candidates
from beibei_site.cataloguing.names.evidence import Lexicon, Reading
from beibei_site.domain.text import HAN

FLOOR = -4.0  # candidates below are forgotten at once
_LIKELY = -0.7  # what a neighbour in a list must have by itself
_STAFF_WORD = f"(?:{'|'.join(lore.STAFF)})"
# Bylines and credits, which name authors.
_STAFF = re.compile(
    rf"""
    [（(] [^（）()]{{0,8}} {_STAFF_WORD} [^（）()]{{0,60}} [）)]                          # （本报记者 甲 乙）
  | {_STAFF_WORD} [ \u3000：:]+ [^，。,\n]{{2,30}}? (?=$|\n|摄|/|电|报道|[，。,])        # 记者 甲 乙 摄
  | (?:本报|新华社|本网|实习|特约)(?:记者|通讯员) [{HAN}]{{2,4}} (?:[、 ][{HAN}]{{2,4}})*  # 本报记者甲、乙
  | ^[^，。,\n]{{0,14}} [ ] [{HAN}]{{2,4}} [ ] (?=文/图|摄|文[ ]|图/文)                  # …… 甲 文/图
  | (?:责任编辑|责编|编辑|编审|校对|策划|审核|统筹|监制|作者|来源) [ \u3000]* [:：] [^\n]*
  | [（(] [ ]* [{HAN}]{{1,2}} [ ]? [{HAN}]{{1,2}} (?:[ 、][{HAN}]{{2,4}})* [ ]* [）)] (?=\s*$)  # （甲 乙）
  | (?:[{HAN}]{{2,4}}[ ])+ 摄(?=影|报道|\s|$)                                           # 甲 乙 摄
    """,
    re.M | re.X,
)
_WIDE = re.compile(
    rf"""
    (?<=[、，,；（(\n长记任员席师授导表理]) ([{"".join(sorted(lore.SURNAMES))}])
    [ \u3000]+ ([{HAN}])
    (?= [、，,。；）)\n] | 等 | $ | 出席 | 参加 | 主持 | 表示 | 说 )
    """,
    re.X,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A candidate where it stands, with the sum of its evidence."""

    name: str
    start: int
    score: float
    shape: Shape = "han"


def find_mentions(text: str, lexicon: Lexicon, cut: Mapping[int, int]) -> tuple[Mention, ...]:
    """Every candidate of `text` that is not hopeless, with its evidence, in the order of the text.

    `cut` gives the end of the word that begins at a place, as a word segmenter sees the text.
    """
    masked = mask_staff(text)
    reading = Reading(masked, lexicon, cut)
    candidates = dict.fromkeys(find_candidates(masked, lexicon.tags, cut))
    found = [(c, reading.own(c)) for c in candidates if not lore.INSTITUTION.match(masked, c.end)]
    starts = {c.start for c, own in found if own >= _LIKELY}
    ends = {c.end for c, own in found if own >= _LIKELY}
    mentions = (
        Mention(c.name, c.start, round(own + reading.around(c, starts, ends), 2), c.shape) for c, own in found
    )
    return tuple(sorted((m for m in mentions if m.score >= FLOOR), key=lambda m: (m.start, len(m.name))))


def mask_staff(text: str) -> str:
    """`text`, as long as before, without the bylines: their names are authors, kept apart."""
    return _STAFF.sub(lambda m: "。" * len(m[0]), text)


def close_names(text: str) -> str:
    """`text` with the names closed up that are set wide to fill three characters.

    >>> close_names("副局长张 伟、李 强、王建国出席")
    '副局长张伟、李强、王建国出席'
    """
    return _WIDE.sub(r"\1\2", text)


def choose(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The best mentions that do not overlap, in the order of the text."""
    taken: set[int] = set()
    chosen: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (-m.score, -len(m.name), m.start)):
        span = range(m.start, m.start + len(m.name))
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(m)
    return tuple(sorted(chosen, key=lambda m: m.start))
