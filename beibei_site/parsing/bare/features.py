"""What can be said of each line of bare text: names of features that are true of it, and what it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from beibei_site.chinese.recurrent import Floats
from beibei_site.domain.text import bigrams_of
from beibei_site.parsing.bare.lines import BareLine
from beibei_site.parsing.language.phrasing import measure_phrasing
from beibei_site.parsing.text import grammar
from beibei_site.parsing.text.latin import SIGN
from beibei_site.parsing.text.seams import Seams, describe_seam
from beibei_site.parsing.text.wording import JUMP_FROM, JUMP_TO, measure_words

_SHORT = (-4.0, -1.2, -0.6, 0.6, 1.2, 2.6, 4.5, 7.5)  # edges, in characters
_LENGTHS = (2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 23, 26, 30, 36, 45, 70, 120)
_SHARED = (0.0, 0.15, 0.3, 0.45, 0.6, 0.8)
_EDGE = 6  # lines from the top and the bottom of the page
_LONG = 45.0  # characters: wider than any line of a column
_LETTERS = 6  # at the end and the beginning of a line: more than a word
_CROSSED = 0.5  # gain at a seam: a line reads on
_READ_ON = (0.15, 0.3, 0.4, 0.55, 0.7)  # edges of the share of such seams
_GAINS = (-6.0, -4.0, -2.5, -1.2, 0.0, 1.2, 2.5, 4.0, 6.0)  # edges
_BEYOND = (0.01, 0.04, 0.12, 0.25, 0.4, 0.6)  # edges of the share of other lines that would read on better
_WINDOW = 12  # lines on each side with which a seam is compared
_HEADING = (-3.5, -2.5, -1.7, -1.0, -0.5, 0.0, 0.5, 1.2)  # edges of how much a line reads like one
_OPENING = (-3.0, -2.0, -1.3, -0.7, -0.2, 0.3, 1.0, 2.0)  # edges of how much like the first of an article
_WOVEN = ("0", "1", "2")  # steps of that share on pages whose lines alternate between columns
_NEIGHBOURS = 10  # lines above and below whose seams are counted
_WEEKDAY = re.compile(r"星期[一二三四五六日天]|周[一二三四五六日]|农历|礼拜")
_BRACKET_LEAD = re.compile(
    r"^[【（(〔\[〖「]?(?:本报|记者|新华社|中新|中央社|通讯员|据|综合|[一-龥]{2,6}[讯电])"
)
_SECTION = re.compile(
    r"^[（(]?[一二三四五六七八九十]{1,3}[）)、．.]|^[0-9]{1,2}[、．.]|^第[一二三四五六七八九十]+[章节部]"
)
_VERBS = re.compile("召开|举行|发布|启动|开工|推进|调研|强调|指出|要求|表示|介绍|认为|据悉|目前|近日|日前")
_PARTICLES = re.compile("[的了着过是在和与将把被从对于]")
_QUESTION = re.compile(r"^(?:问|答|记者|[一-龥]{2,4})[：:]")
_PHONE = re.compile(r"\d{3,4}[-—]\d{5,8}|\d{7,8}|1\d{10}")
_PRICE = re.compile(r"元|折|优惠|订阅|招聘|诚聘|出租|招租|转让|遗失|声明|拍卖|广告|征订|面议|欢迎")
_TITLE = re.compile(r"《[^》]{1,12}》")


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of the lines of a page: the names of the features of each, its own and those that depend
    on its neighbours, and what it ends and begins with, as the networks of `continuation` see it."""

    names: list[list[str]]
    vectors: Floats  # a row for each line


def describe_lines(lines: Sequence[BareLine]) -> Described:
    """What is said of every line of a page."""
    page = _Page(lines)
    own = [list(page.of_line(at)) for at in range(len(lines))]
    found = []
    for at in range(len(lines)):
        features = [*page.habits, *own[at], *page.of_place(at)]
        for name, step in (("above", -1), ("below", 1), ("above2", -2), ("below2", 2)):
            if 0 <= at + step < len(lines):
                features += [
                    f"{name} {feature}" for feature in own[at + step] if _is_told(feature, abs(step))
                ]
            else:
                features.append(f"{name} none")
        found.append(features)
    return Described(found, page.vectors)


_FAR_TOLD = ("short", "finished", "commas=", "lead", "credit", "vertical", "level", "paragraph")


def _is_told(feature: str, distance: int) -> bool:
    """Whether a feature of a neighbour is told of a line."""
    return not feature.startswith("page ") and (distance == 1 or feature.startswith(_FAR_TOLD))


class _Page:
    """A page while its lines are described."""

    def __init__(self, lines: Sequence[BareLine]) -> None:
        self.lines = lines
        self.counts = Counter(line.folded for line in lines)
        self.whole = "".join(line.folded for line in lines)
        self.words = [bigrams_of(line.folded) for line in lines]
        self.spread = Counter(word for words in self.words for word in words)
        texts = [line.folded for line in lines]
        seams = Seams(texts)
        self.vectors = seams.vectors()
        upper = np.arange(max(len(texts) - 1, 0))
        self.gains = seams.gains(upper, upper + 1).tolist()
        self.read_on = [
            gain > _CROSSED if (a[-1] + b[0]).isalnum() and not SIGN.search(a[-1] + b[0]) else None
            for gain, (a, b) in zip(self.gains, pairwise(texts), strict=True)
        ]
        self.beyond = _beyond(seams, len(texts))
        self.habits = list(self._habits())

    def _habits(self) -> Iterator[str]:
        """What is true of the whole page."""
        lines, count = self.lines, max(len(self.lines), 1)
        paragraphs = sum(line.width > _LONG for line in lines) > 0.15 * count
        read_on = _share(self.read_on)
        marked = any(line.level for line in lines)
        woven = read_on in _WOVEN
        yield f"page: is {'marked' if paragraphs or marked else 'woven' if woven else 'ordered'}"
        if paragraphs:
            yield "page: paragraphs"
        if marked:
            yield "page: marked"
        if sum(line.indent >= 1.5 for line in lines) > 0.05 * count:
            yield "page: indented"
        if sum(line.blanks > 0 for line in lines) > 0.1 * count:
            yield "page: blanks"
        yield f"page: reads on={read_on}"

    def of_line(self, at: int) -> Iterator[str]:
        """The features of a line by itself, its measure included."""
        line = self.lines[at]
        text = line.folded
        yield f"length={bisect_left(_LENGTHS, len(text))}"
        short = bisect_left(_SHORT, line.short) if line.measure else "unknown"
        yield f"short={short}"
        if line.measure and line.width < 0.5 * line.measure:
            yield "short half"
        if line.measure and line.width > 1.25 * line.measure:
            yield "wide"
        if line.width > _LONG:
            yield "paragraph"
        if line.indent >= 1.5:
            yield "indented"
        elif line.indent > 0:
            yield "blank first"
        if line.level:
            yield f"level={line.level}"
        if line.vertical:
            yield "vertical"
        if line.spaced:
            yield "spaced"
        for name, value in measure_words(text, self.counts[text], self.whole).items():
            if name in ("digits", "ascii"):
                if value > 0.3:
                    yield f"{name} many"
                elif value > 0:
                    yield name
            elif value:
                yield f"{name}={value:.0f}" if value > 1 or name == "commas" else name
        heading, opening = measure_phrasing(text)
        yield f"reads like a heading={bisect_left(_HEADING, heading)}"
        yield f"reads like an opening={bisect_left(_OPENING, opening)}"
        yield from _of_words(text)

    def of_place(self, at: int) -> Iterator[str]:
        """The features of a line beside others."""
        line, lines = self.lines[at], self.lines
        if at < _EDGE:
            yield "top"
        if at >= len(lines) - _EDGE:
            yield "bottom"
        yield f"shared={bisect_left(_SHARED, self._shared(at))}"
        yield f"around reads on={_share(self.read_on[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS])}"
        for name, other in (("above", at - 1), ("below", at + 1)):
            if not 0 <= other < len(lines):
                continue
            upper, lower = (other, at) if name == "above" else (at, other)
            yield f"blanks {name}={max(-1, min(lines[lower].blanks, 2))}"
            seam = describe_seam(lines[upper].folded[-_LETTERS:], lines[lower].folded[:_LETTERS])
            closed = grammar.is_closed(lines[upper].folded)
            full = lines[upper].measure and -1.2 < lines[upper].short < 1.2
            yield f"seam {name}={'closed' if closed else 'open'} {'full' if full else 'short'}"
            yield f"edges {name}={seam}"
            if not SIGN.search(lines[upper].folded[-1] + lines[lower].folded[0]):
                yield f"reads on {name}={bisect_left(_GAINS, self.gains[upper])}"
                yield f"better than {name}={bisect_left(_BEYOND, self.beyond[upper])}"
            if lines[upper].measure and lines[lower].measure:
                gap = abs(lines[other].width - line.width)
                yield (
                    f"{name} as wide"
                    if gap <= 0.6
                    else f"{name} nearly as wide"
                    if gap <= 2.6
                    else f"{name} other width"
                )
                if abs(lines[upper].measure - lines[lower].measure) > 1.2:
                    yield f"{name} other measure"
            if lines[other].level and lines[other].level == line.level:
                yield f"{name} same level"

    def _shared(self, at: int) -> float:
        """The share of a line's words that the page prints elsewhere."""
        words = self.words[at]
        return sum(self.spread[word] > 1 for word in words) / len(words) if words else 0.0


def _beyond(seams: Seams, count: int) -> list[float]:
    """For each seam between `count` lines the share of lines around it that would read on better, after the
    line above it or before the one below."""
    steps = np.array([step for step in range(-_WINDOW, _WINDOW + 2) if step])
    lines = np.arange(count)[:, None]
    inside = (lines + steps >= 0) & (lines + steps < count)
    gains = np.full(inside.shape, -np.inf)  # of each line and those so many steps below
    upper, step = np.nonzero(inside)
    gains[inside] = seams.gains(upper, upper + steps[step], words=False)
    own = gains[:-1, steps == 1]
    back = (lines - steps >= 0) & (lines - steps < count)
    above = np.where(back, gains[(lines - steps) * back, np.arange(len(steps))], -np.inf)
    after = (gains[:-1] > own).sum(1) / inside[:-1].sum(1)
    before = (above[1:] > own).sum(1) / back[1:].sum(1)
    found: list[float] = ((after + before) / 2).tolist()
    return found


def _share(read_on: Sequence[bool | None]) -> str:
    """At how many of the seams between letters a line reads on, in steps."""
    known = [value for value in read_on if value is not None]
    return str(bisect_left(_READ_ON, sum(known) / len(known))) if known else "unknown"


def _of_words(text: str) -> Iterator[str]:
    head = text[:20]
    for name, pattern in (("weekday", _WEEKDAY), ("phone", _PHONE), ("price", _PRICE), ("verbs", _VERBS)):
        if pattern.search(text):
            yield name
    for name, pattern in (("lead words", _BRACKET_LEAD), ("section", _SECTION), ("question", _QUESTION)):
        if pattern.match(head):
            yield name
    if _TITLE.fullmatch(text):
        yield "title only"
    yield f"particles={min(len(_PARTICLES.findall(text)), 3)}"
    if (
        text.count("“") != text.count("”")
        or text.count("（") != text.count("）")
        or text.count("(") != text.count(")")
    ):
        yield "unbalanced"
    if text[-1] in "）)":
        yield "bracket last"
    if text[0] in "（(":
        yield "bracket first"
    if text[-1] in "：:":
        yield "colon last"
    if JUMP_TO.search(text):
        yield "jump last"
    if JUMP_FROM.match(text):
        yield "jump first"
    if text[-1] in "！？!?":
        yield "exclaims"
    if any(c in text for c in " 　"):
        yield "blank inside"
