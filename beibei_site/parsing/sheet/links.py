"""What may come before each run of text: another run, a heading, or nothing; with what speaks for each.

Every feature is named `kind: what`, where the kind says how the two stand to each other, so that each kind has
weights of its own. Distances are in sizes of the page's usual type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from beibei_site.parsing.sheet.features import FAR, Layout
from beibei_site.parsing.sheet.model import Box, around
from beibei_site.parsing.sheet.pieces import Piece, lines_of
from beibei_site.parsing.text import grammar

_MARK = re.compile(r"^[■□●○▲△▼▽◆◇★☆◎◀▶◁※]")
_LEAD = re.compile(r"^[〔【（(\[]?(?:本报|本報|记者|記者|新华社|新華社|中新|中央社|华陆社|据|綜合|综合|[一-龥]{2,6}[讯訊电電])")
_FROM = re.compile(r"^[^一-龥]{0,2}[（(]?[上紧緊]{1}[接]")
_TO = re.compile(r"(?:下转|下轉).{0,8}$")
_CREDIT_END = re.compile(r"[（(][^（）()]{2,40}[）)]$")
_WIDEST = 60.0


@dataclass(frozen=True, slots=True)
class Group:
    """Heading pieces that stand together over (or beside) one text."""

    pieces: tuple[Piece, ...]
    box: Box
    size: float
    vertical: bool
    frame: int
    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text: the part of one column that surely belongs together."""

    lines: tuple[int, ...]
    box: Box
    frame: int
    first: str
    last: str
    text: str
    indented: bool  # its first line
    short: float  # by how much its last line ends before the column does


def make_runs(layout: Layout, pieces: Sequence[Piece]) -> list[Run]:
    """The runs of text: pieces of body, cut where a story may begin."""
    runs = []
    for piece in pieces:
        if piece.role != "body":
            continue
        part = [piece.lines[0]]
        for at in piece.lines[1:]:
            if _may_begin(layout, part[-1], at):
                runs.append(_run(layout, part))
                part = []
            part.append(at)
        runs.append(_run(layout, part))
    return runs


def _may_begin(layout: Layout, above: int, at: int) -> bool:
    """Whether a story may begin at line `at`: it opens as leads and short items do."""
    text = layout.sheet.lines[at].text
    return bool(_MARK.match(text) or _FROM.match(text)) or (
        grammar.is_finished(layout.sheet.lines[above].text) and (grammar.has_lead(text) or bool(_LEAD.match(text)))
    )


def _run(layout: Layout, numbers: Sequence[int]) -> Run:
    lines = [layout.sheet.lines[at] for at in numbers]
    first, last = numbers[0], numbers[-1]
    place = layout.places
    return Run(
        tuple(numbers),
        around([line.box for line in lines]),
        place[first].frame,
        lines[0].text,
        lines[-1].text,
        "".join(line.text for line in lines),
        lines[0].box.x0 - place[first].left > 0.7 * lines[0].size,
        (place[last].right - lines[-1].box.x1) / lines[-1].size,
    )


def make_groups(layout: Layout, pieces: Sequence[Piece]) -> list[Group]:
    """Heading pieces put together where one stands right over or beside the other."""
    heads = [p for p in pieces if p.role == "heading"]
    group = list(range(len(heads)))

    def root(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    for i, one in enumerate(heads):
        for j in range(i + 1, len(heads)):
            if _are_together(layout, one, heads[j], pieces):
                group[root(j)] = root(i)
    found = []
    for i in sorted({root(at) for at in range(len(heads))}):
        parts = [heads[at] for at in range(len(heads)) if root(at) == i]
        found.append(_group(layout, parts))
    return found


def _group(layout: Layout, parts: Sequence[Piece]) -> Group:
    main = max(parts, key=lambda p: p.size)
    ordered = sorted(parts, key=lambda p: -p.box.x1 if main.vertical else p.box.y0)
    return Group(
        tuple(ordered),
        around([p.box for p in parts]),
        main.size,
        main.vertical,
        main.frame,
        "".join(line.text for p in ordered for line in lines_of(layout, p)),
    )


def _are_together(layout: Layout, one: Piece, other: Piece, pieces: Sequence[Piece]) -> bool:
    size, small = max(one.size, other.size), min(one.size, other.size)
    if one.vertical != other.vertical:
        return False
    if one.vertical:
        gap, shared, least = -one.box.across(other.box), one.box.along(other.box), min(one.box.height, other.box.height)
    else:
        gap, shared, least = -one.box.along(other.box), one.box.across(other.box), min(one.box.width, other.box.width)
    if gap > max(1.1 * small, 0.75 * size) or shared < 0.5 * least:
        return False
    return not _rule_between(layout, one.box, other.box)


def _rule_between(layout: Layout, one: Box, other: Box) -> bool:
    upper, lower = (one, other) if one.y0 <= other.y0 else (other, one)
    return any(
        r.width > r.height and upper.centre[1] < r.centre[1] < lower.centre[1] and r.across(upper) > 0.5 * min(upper.width, lower.width)
        for r in layout.sheet.rules
    )


Link = tuple[str, int]  # "run", "group" or "none", and its number
Features = dict[str, float]


class SheetPage:
    """The runs and heading groups of a page, and what stands between them."""

    def __init__(self, layout: Layout, pieces: Sequence[Piece]) -> None:
        self.layout = layout
        self.pieces = pieces
        self.runs = make_runs(layout, pieces)
        self.groups = make_groups(layout, pieces)
        self.size = layout.size
        self.others = [p for p in pieces if p.role not in ("body", "heading")]
        self._ceilings = [self._ceiling(run.box) for run in self.runs]
        self._stacks = self._find_stacks()
        self._gutter = self._usual_gutter()
        self._words = [_pairs(run.text) for run in self.runs]
        self._rarity = _rarity(self._words)

    def candidates(self, at: int) -> Iterator[tuple[Link, str, Features]]:
        """What may come right before run `at`: how the two stand to each other, and the features."""
        run = self.runs[at]
        yield ("none", -1), "none", self._of_none(at)
        for other, kind in self._runs_before(at):
            yield ("run", other), kind, self._of_runs(other, at, kind)
        for group, kind in self._groups_near(run):
            yield ("group", group), kind, self._of_group(group, at, kind)

    # ---- runs

    def _runs_before(self, at: int) -> list[tuple[int, str]]:
        run, size = self.runs[at], self.size
        up: list[tuple[float, int]] = []
        left: list[tuple[float, int]] = []
        wrap: list[tuple[float, int]] = []
        for number, other in enumerate(self.runs):
            if number == at:
                continue
            a, b = other.box, run.box
            if a.across(b) > 0.3 * min(a.width, b.width):
                if a.centre[1] < b.centre[1] and b.y0 - a.y1 > -1.5 * size:
                    up.append((b.y0 - a.y1, number))
            elif a.x1 <= b.x0 + size:
                if a.y1 > b.y0 - 3 * size:
                    left.append((max(b.x0 - a.x1, 0.0) / size - 0.15 * min(a.y1 - b.y0, 40 * size) / size, number))
                elif b.x0 - a.x1 < 4 * size:
                    wrap.append((b.y0 - a.y1, number))
            elif a.x0 >= b.x1 - size and a.y1 <= b.y0 + 2 * size:
                wrap.append((b.y0 - a.y1 + 5 * size, number))
        found = [(n, "up") for _, n in sorted(up)[:2]]
        found += [(n, "left") for _, n in sorted(left)[:8]]
        return found + [(n, "wrap") for _, n in sorted(wrap)[:2]]

    def _of_runs(self, before: int, at: int, kind: str) -> Features:
        a, b, size = self.runs[before], self.runs[at], self.size
        found: Features = {f"{kind}: is": 1.0}
        speech = _speech(a, b)
        found[f"{kind}: {speech}"] = 1.0
        found["run: same frame"] = float(a.frame == b.frame)
        found[f"{kind}: measure"] = min(abs(a.box.width - b.box.width) / size, FAR) if min(len(a.lines), len(b.lines)) > 1 else 0.0
        found["run: story begins"] = float(_begins(b))
        found["run: story ends"] = float(_ends(a))
        found[f"{kind}: credit ends"] = float(bool(_CREDIT_END.search(a.last)))
        found[f"{kind}: shared words"] = min(self._kinship(before, at), 1.0)
        found["run: seen together"] = float(self._seen(a.last[-1:] + b.first[:1], before, at))
        found[f"{kind}: same ceiling"] = float(self._ceilings[before] == self._ceilings[at] and self._ceilings[at] >= 0)
        found[f"{kind}: other ceiling"] = float(self._ceilings[before] != self._ceilings[at])
        if kind == "up":
            found["up: gap"] = min((b.box.y0 - a.box.y1) / size - self.layout.gap, FAR)
            for role in ("heading", "crosshead", "byline", "caption", "quote", "furniture", "body"):
                found[f"up: {role} between"] = float(self._between(a.box, b.box, role))
            found["up: picture between"] = float(self._picture_between(a.box, b.box))
            found["up: rule between"] = float(_rule_between(self.layout, a.box, b.box))
            found["up: other edge"] = min(abs(a.box.x0 - b.box.x0) / size, FAR)
        else:
            found[f"{kind}: gap"] = min(max(b.box.x0 - a.box.x1, 0.0) / size, _WIDEST)
            found[f"{kind}: wider gutter"] = max(-FAR, min((b.box.x0 - a.box.x1 - self._gutter) / size, _WIDEST))
            found[f"{kind}: standing rule"] = float(self._standing_rule(a.box, b.box))
            one, other = self._stacks[before], self._stacks[at]
            found[f"{kind}: tops level"] = min(abs(one.y0 - b.box.y0) / size, FAR)
            found[f"{kind}: bottoms level"] = min(abs(other.y1 - a.box.y1) / size, FAR)
            found[f"{kind}: stack wider"] = min(abs(one.width - other.width) / size, FAR)
            found[f"{kind}: top"] = max(-_WIDEST, min((b.box.y0 - a.box.y0) / size, _WIDEST))
            found[f"{kind}: bottom"] = max(-_WIDEST, min((a.box.y1 - b.box.y1) / size, _WIDEST))
            found[f"{kind}: reach"] = max(-FAR, min((a.box.y1 - b.box.y0) / size, _WIDEST))
            found[f"{kind}: columns between"] = float(self._columns_between(a.box, b.box))
            found[f"{kind}: more below"] = float(self._more_below(before))
            found[f"{kind}: more above"] = float(self._more_above(at))
            found[f"{kind}: heading over"] = float(self._heading_right_over(b.box))
            found[f"{kind}: rule between"] = float(self._lying_rule(a.box, b.box))
        return found

    # ---- headings

    def _groups_near(self, run: Run) -> list[tuple[int, str]]:
        size, b = self.size, run.box
        found: list[tuple[float, int, str]] = []
        for number, group in enumerate(self.groups):
            h = group.box
            across, along = h.across(b), h.along(b)
            if across > 0.25 * min(h.width, b.width) and h.centre[1] < b.centre[1] and h.y1 <= b.y0 + size:
                found.append(((b.y0 - h.y1) / size, number, "over"))
            elif across > 0.25 * min(h.width, b.width) and h.y0 >= b.y1 - size:
                found.append(((h.y0 - b.y1) / size + 12, number, "under"))
            elif along > 0 and h.x1 <= b.x0 + size:
                found.append(((b.x0 - h.x1) / size, number, "leftof"))
            elif along > 0 and h.x0 >= b.x1 - size:
                found.append(((h.x0 - b.x1) / size, number, "rightof"))
            elif (away := max(-across, 0.0) + max(-along, 0.0)) < 25 * size:
                found.append((away / size + 4, number, "besides"))
        return [(n, kind) for _, n, kind in sorted(found)[:9]]

    def _of_group(self, number: int, at: int, kind: str) -> Features:
        group, run, size = self.groups[number], self.runs[at], self.size
        h, b = group.box, run.box
        found: Features = {f"{kind}: is": 1.0, "head: same frame": float(group.frame == run.frame)}
        found["head: size"] = group.size / size
        found["head: vertical"] = float(group.vertical)
        found[f"{kind}: vertical"] = float(group.vertical)
        found["head: story begins"] = float(_begins(run))
        found["head: indented"] = float(run.indented)
        found["head: starts closed"] = float(run.first[0] in "，。、；：！？”’）》」』")
        own = _shared(group.text, run.text)
        rival = max((_shared(group.text, other.text) for n, other in enumerate(self.runs) if n != at), default=0.0)
        found["head: shared words"] = min(own, 1.0)
        found["head: more than others"] = max(-1.0, min(own - rival, 1.0))
        found[f"{kind}: distance"] = min(max({"over": b.y0 - h.y1, "under": h.y0 - b.y1, "leftof": b.x0 - h.x1, "rightof": h.x0 - b.x1, "besides": max(-h.across(b), 0.0) + max(-h.along(b), 0.0)}[kind] / size, -2.0), _WIDEST)
        found[f"{kind}: left edge"] = max(-_WIDEST, min((b.x0 - h.x0) / size, _WIDEST))
        found[f"{kind}: top edge"] = max(-_WIDEST, min((b.y0 - h.y0) / size, _WIDEST))
        found[f"{kind}: nearest"] = float(self._ceilings[at] == number)
        found[f"{kind}: text between"] = float(self._runs_between(h, b, at))
        found[f"{kind}: first below"] = float(self._first_below(group, at))
        found[f"{kind}: text on the left"] = float(self._text_left(at))
        found["head: rule between"] = float(_rule_between(self.layout, h, b))
        found["head: byline"] = float(any(p.role == "byline" and p.box.y1 <= b.y0 + size and p.box.across(b) > 0 and b.y0 - p.box.y1 < 2 * size for p in self.others))
        return found

    def _of_none(self, at: int) -> Features:
        run = self.runs[at]
        return {
            "none: is": 1.0,
            "none: story begins": float(_begins(run)),
            "none: lead": float(grammar.has_lead(run.first) or bool(_LEAD.match(run.first))),
            "none: mark": float(bool(_MARK.match(run.first))),
            "none: from": float(bool(_FROM.match(run.first))),
            "none: indented": float(run.indented),
            "none: starts closed": float(run.first[0] in "，。、；：！？”’）》」』"),
            "none: length": float(min(len(run.text), 400)) / 40,
            "none: ceiling": float(self._ceilings[at] >= 0),
            "none: heading over": float(self._heading_right_over(run.box)),
            "none: more above": float(self._more_above(at)),
            "none: text on the left": float(self._text_left(at)),
            "none: first in frame": float(run.frame >= 0 and self._first_in_frame(at)),
        }

    # ---- words

    def _kinship(self, one: int, other: int) -> float:
        """How many rare bigrams two runs share, beside what they could."""
        a, b = self._words[one], self._words[other]
        least = min(sum(self._rarity[p] for p in a), sum(self._rarity[p] for p in b))
        return sum(self._rarity[p] for p in a & b) / least if least else 0.0

    def _seen(self, pair: str, one: int, other: int) -> bool:
        """Whether the letters at a break stand together elsewhere on the page."""
        return len(pair) == 2 and any(pair in words for n, words in enumerate(self._words) if n not in (one, other)) or (
            pair in self._words[one] or pair in self._words[other]
        )

    # ---- what stands where

    def _find_stacks(self) -> list[Box]:
        """For each run the box of all runs that stand right above and below it in its column."""
        stack = list(range(len(self.runs)))

        def root(at: int) -> int:
            while stack[at] != at:
                at = stack[at]
            return at

        for i, one in enumerate(self.runs):
            for j, other in enumerate(self.runs):
                a, b = one.box, other.box
                near = -self.size < b.y0 - a.y1 < 2.2 * self.size and a.across(b) > 0.5 * min(a.width, b.width)
                if i != j and near and one.frame == other.frame:
                    stack[root(j)] = root(i)
        boxes: dict[int, list[Box]] = {}
        for at, run in enumerate(self.runs):
            boxes.setdefault(root(at), []).append(run.box)
        whole = {at: around(found) for at, found in boxes.items()}
        return [whole[root(at)] for at in range(len(self.runs))]

    def _usual_gutter(self) -> float:
        """The most frequent blank between neighbouring columns."""
        gaps = []
        for one in self.runs:
            beside = [b.box.x0 - one.box.x1 for b in self.runs if b.box.x0 >= one.box.x1 - 1 and b.box.along(one.box) > 0]
            if beside:
                gaps.append(round(min(beside) / 2))
        return 2.0 * max(set(gaps), key=lambda g: (gaps.count(g), -g)) if gaps else 0.0

    def _standing_rule(self, a: Box, b: Box) -> bool:
        return any(
            r.height > r.width and a.x1 - 3 <= r.centre[0] <= b.x0 + 3 and (r.along(a) > 0 or r.along(b) > 0)
            for r in self.layout.sheet.rules
        )

    def _ceiling(self, box: Box) -> int:
        """The heading group that stands nearest above a run and over it; -1 if none."""
        best, found = 1e9, -1
        for number, group in enumerate(self.groups):
            if not group.vertical and group.box.across(box) > 0.5 * min(box.width, group.box.width) and group.box.y1 <= box.y0 + self.size:
                if box.y0 - group.box.y1 < best:
                    best, found = box.y0 - group.box.y1, number
        return found

    def _between(self, a: Box, b: Box, role: str) -> bool:
        pieces = self.pieces
        return any(
            p.role == role and a.y1 - 2 <= p.box.centre[1] <= b.y0 + 2 and p.box.across(b) > 0.2 * min(b.width, p.box.width)
            for p in pieces
        )

    def _picture_between(self, a: Box, b: Box) -> bool:
        sheet = self.layout.sheet
        return any(a.y1 - 3 <= p.y0 and p.y1 <= b.y0 + 3 and p.across(b) > 0.3 * b.width for p in (*sheet.pictures, *sheet.frames))

    def _columns_between(self, a: Box, b: Box) -> int:
        return min(3, sum(1 for r in self.runs if r.box.x0 >= a.x1 - self.size and r.box.x1 <= b.x0 + self.size and r.box.along(a) > 0 and r.box.along(b) > 0))

    def _runs_between(self, h: Box, b: Box, at: int) -> int:
        whole = Box(max(h.x0, b.x0) - 1, min(h.y1, b.y1), min(h.x1, b.x1) + 1, max(h.y0, b.y0)) if h.across(b) > 0 else Box(min(h.x1, b.x1), max(h.y0, b.y0), max(h.x0, b.x0), min(h.y1, b.y1))
        return min(3, sum(1 for n, r in enumerate(self.runs) if n != at and whole.x0 <= r.box.centre[0] <= whole.x1 and whole.y0 <= r.box.centre[1] <= whole.y1))

    def _more_below(self, at: int) -> bool:
        """Whether text of the same frame goes on right below a run."""
        a = self.runs[at].box
        return any(n != at and r.box.across(a) > 0.5 * min(a.width, r.box.width) and -self.size < r.box.y0 - a.y1 < 2.2 * self.size for n, r in enumerate(self.runs))

    def _more_above(self, at: int) -> bool:
        b = self.runs[at].box
        return any(n != at and r.box.across(b) > 0.5 * min(b.width, r.box.width) and -self.size < b.y0 - r.box.y1 < 2.2 * self.size for n, r in enumerate(self.runs))

    def _heading_right_over(self, box: Box) -> bool:
        return any(not g.vertical and g.box.across(box) > 0.3 * min(box.width, g.box.width) and -self.size < box.y0 - g.box.y1 < 5 * self.size for g in self.groups)

    def _first_below(self, group: Group, at: int) -> bool:
        """Whether a run is the upper left one of those right below a heading (for a vertical heading: beside)."""
        h = group.box
        near = [r.box for r in self.runs if (r.box.across(h) > 0.25 * min(h.width, r.box.width) and -self.size < r.box.y0 - h.y1 < 6 * self.size)] or [
            r.box for r in self.runs if r.box.along(h) > 0 and min(abs(r.box.x0 - h.x1), abs(h.x0 - r.box.x1)) < 8 * self.size
        ]
        return bool(near) and min(near, key=lambda b: (round(b.x0 / self.size), b.y0)) == self.runs[at].box

    def _text_left(self, at: int) -> bool:
        b = self.runs[at].box
        return any(n != at and 0 <= b.x0 - r.box.x1 < 4 * self.size and r.box.along(b) > 0 for n, r in enumerate(self.runs))

    def _first_in_frame(self, at: int) -> bool:
        run = self.runs[at]
        return all((r.box.x0, r.box.y0) >= (run.box.x0 - 1, run.box.y0 - 1) for r in self.runs if r.frame == run.frame)

    def _lying_rule(self, a: Box, b: Box) -> bool:
        """Whether a lying rule that spans both keeps them apart."""
        y0, y1 = min(a.centre[1], b.centre[1]), max(a.centre[1], b.centre[1])
        return any(r.width > r.height and y0 < r.centre[1] < y1 and r.across(a) > 0 and r.across(b) > 0 for r in self.layout.sheet.rules)


def _begins(run: Run) -> bool:
    return bool(grammar.has_lead(run.first) or _LEAD.match(run.first) or _MARK.match(run.first) or _FROM.match(run.first))


def _ends(run: Run) -> bool:
    return bool(_TO.search(run.last))


def _speech(a: Run, b: Run) -> str:
    """How the end of one run and the beginning of the next go together."""
    if b.first[0] in "，。、；：！？”’）》」』%":
        return "closes what was open" if not grammar.is_finished(a.last) else "begins closed"
    open_ = not grammar.is_finished(a.last)
    full = a.short < 0.9
    if open_:
        return ("open and full" if full else "open and short") + (", then indented" if b.indented else ", then flush")
    return ("finished and full" if full else "finished and short") + (", then indented" if b.indented else ", then flush")


def _shared(head: str, body: str) -> float:
    """The share of a heading's bigrams that a text holds."""
    pairs = {head[i : i + 2] for i in range(len(head) - 1)}
    return sum(p in body for p in pairs) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[i : i + 2] for i in range(len(text) - 1) if text[i : i + 2].isalnum())


def _rarity(words: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each bigram tells: the rarer among the runs of the page, the more (Sparck Jones 1972)."""
    counts = Counter(pair for held in words for pair in held)
    return {pair: log(1 + len(words) / n) for pair, n in counts.items()}
