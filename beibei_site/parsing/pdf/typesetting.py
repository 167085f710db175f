"""Characters → lines of type, across or down the page, by their positions, not by their order in the file.

Each character is linked to its nearest neighbour to the right and below. The gaps decide which of the two it
continues with: type is set closer along a line than between lines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from statistics import median

from beibei_site.parsing.pdf.whole_lines import join_parts, take_up_initials
from beibei_site.parsing.sheet.model import Box, Char, TypeLine, around, line_of

_TIGHT = 0.36  # of the size: the widest gap left by justification
_LOOSE = 0.75  # of the size: the same in a line of larger type
_LEVEL = 0.05  # of the size: baselines and sizes of two headings beside each other differ by more
_SPACED = 1.4  # of the size: the widest letter-spacing
_EVEN = 0.3  # of the size: tolerance for letter-spacing gaps
_HAIR = 0.3  # of the size: an equal letter printed closer than this is a shadow; no digit is narrower
_FINE = 0.15  # the same for signs that may be narrower, as those of ll and …
_LONGEST = 4  # digits that are set across a vertical line
_SAME_SIZE = 0.25  # relative tolerance for sizes within a line
_BASE = 0.25  # of the size: tolerance for baselines within a line
_CENTRE = 0.22  # of the size: tolerance for centres within a vertical line
_PITCH = 1.1  # of the size: the widest gap in a vertical line
_BESIDE = 2.2  # of the size: how far away the line beside is at most
_FEWEST = 3  # characters that make a vertical line


def set_lines(chars: Sequence[Char], rules: Sequence[Box] = ()) -> list[TypeLine]:
    """The lines of type, from top to bottom; `rules` separate what is on either side."""
    whole = take_up_initials(join_parts(set_parts(chars, rules), rules))
    return sorted(whole, key=lambda line: (line.box.y0, line.box.x0))


def set_parts(chars: Sequence[Char], rules: Sequence[Box] = ()) -> list[TypeLine]:
    """The parts of lines that no wide blank interrupts, in no particular order."""
    kept = _without_shadows(chars)
    grid = Grid(kept)
    right = grid.all_right()
    if squares := _squares(grid, right):
        kept = [square for at, char in enumerate(kept) if (square := squares.get(at, char))]
        grid = Grid(kept)
        right = grid.all_right()
    below = [grid.below(at) for at in range(len(kept))]
    down = _vertical_chains(grid, right, below)
    taken = {at for chain in down for at in chain}
    across = _horizontal_chains(kept, right, taken, rules)
    lines = [line_of([kept[at] for at in chain], vertical=True) for chain in down]
    return lines + [line_of([kept[at] for at in chain], vertical=False) for chain in across]


def _without_shadows(chars: Sequence[Char]) -> list[Char]:
    """`chars` without duplicates printed slightly offset over an equal one."""
    seen: set[tuple[str, float, int, int, float, float]] = set()
    kept = []
    for char in chars:
        hair = (_FINE if char.narrow and not char.text.isdecimal() else _HAIR) * char.size
        x, y = (middle / hair for middle in char.box.centre)
        what = char.text, round(char.size, 1)
        keys = {(*what, round(x + i), round(y + j), i, j) for i in (0, 0.5) for j in (0, 0.5)}
        if not keys & seen:
            kept.append(char)
        seen |= keys
    return kept


def _squares(grid: Grid, right: Links) -> dict[int, Char | None]:
    """Numbers set across a vertical line (tate-chu-yoko): one character of that line in place of the first
    digit, None in place of the others."""
    follows = {at: link[0] for at, link in enumerate(right) if link and link[1] <= _TIGHT}
    squares: dict[int, Char | None] = {}
    for chain in _chains(follows, right):
        run = [grid.chars[at] for at in chain]
        if len(run) <= _LONGEST and all(char.text.isascii() and char.text.isalnum() for char in run):
            box = around([char.box for char in run])
            size = next(
                (o.size for o in grid.over_and_under(chain[0], box) if box.width < 1.35 * o.size), 0.0
            )
            if size:
                squares |= dict.fromkeys(chain)
                squares[chain[0]] = replace(run[0], text="".join(c.text for c in run), box=box, size=size)
    return squares


class Grid:
    """Characters indexed by position, to find the nearest neighbour of each."""

    def __init__(self, chars: Sequence[Char]) -> None:
        self.chars = chars
        self.cell = 2 * median([c.size for c in chars]) if chars else 1.0
        self.cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        self.centres = [char.box.centre for char in chars]
        for at, (x, y) in enumerate(self.centres):
            self.cells[int(x // self.cell), int(y // self.cell)].append(at)

    def _near(self, char: Char, right: float, down: float, up: float = 0.0, left: float = 0.0) -> list[int]:
        x, y = char.box.centre
        reach = 0.6 * char.size
        columns = range(int((x - left - reach) // self.cell), int((x + right + reach) // self.cell) + 1)
        rows = range(int((y - up - reach) // self.cell), int((y + down + reach) // self.cell) + 1)
        cells = self.cells
        if len(columns) * len(rows) > len(cells):  # a letter of a mile, in a damaged file
            known = [key for key in cells if key[0] in columns and key[1] in rows]
        else:
            known = [key for key in product(columns, rows) if key in cells]
        return [at for key in known for at in cells[key]]

    def over_and_under(self, at: int, box: Box) -> Iterator[Char]:
        """The Chinese characters right above and below a `box` that begins with character `at`."""
        reach = 2 * self.chars[at].size
        for other in self._near(self.chars[at], box.width, reach, reach):
            near = self.chars[other]
            beside = abs(near.box.centre[0] - box.centre[0]) <= _CENTRE * near.size + _offset(near, near)
            if not near.text.isascii() and beside and abs(near.box.along(box)) <= 0.5 * near.size:
                yield near

    def all_right(self) -> list[tuple[int, float] | None]:
        """For each character the next on its baseline."""
        return [self.right_of(at) for at in range(len(self.chars))]

    def right_of(self, at: int) -> tuple[int, float] | None:
        """The next character on the same baseline, and the gap in sizes."""
        char, (middle, _) = self.chars[at], self.centres[at]
        best: tuple[int, float] | None = None
        for other in self._near(char, (_SPACED + 1) * char.size, 0.0):
            if self.centres[other][0] <= middle:
                continue
            beside = self.chars[other]
            size = max(char.size, beside.size)
            gap = (beside.box.x0 - char.box.x1) / size
            if not -0.6 < gap <= _SPACED:
                continue
            even = abs(char.base - beside.base) <= _BASE * size
            if even and alike(char, beside) and (best is None or gap < best[1]):
                best = other, gap
        return best

    def below(self, at: int) -> tuple[int, float] | None:
        """The next character below with its centre under this one's, and the gap in sizes."""
        char, (x, y) = self.chars[at], self.centres[at]
        best: tuple[int, float] | None = None
        for other in self._near(char, 0.0, (_PITCH + 1) * char.size):
            middle, level = self.centres[other]
            if level <= y:
                continue
            under = self.chars[other]
            size = max(char.size, under.size)
            pitch = (level - y) / size
            if not 0.3 < pitch <= _PITCH + 1 or not alike(char, under):
                continue
            if abs(x - middle) <= _CENTRE * size + _offset(char, under):
                gap = pitch - 1.0
                if best is None or gap < best[1]:
                    best = other, gap
        return best

    def is_flanked(self, at: int, other: int) -> bool:
        """Whether a blank between two characters, one above the other, is one within their line: whether the
        line beside it goes on there."""
        above, under = self.chars[at], self.chars[other]
        reach = _BESIDE * above.size
        middle = (above.box.y1 + under.box.y0) / 2
        boxes = [self.chars[near].box for near in self._near(above, reach, 2 * above.size, 0.0, reach)]
        return any(box.y0 < middle < box.y1 and -reach <= box.across(above.box) < 0.0 for box in boxes)


def alike(one: Char, other: Char) -> bool:
    size = max(one.size, other.size)
    return abs(one.size - other.size) <= _SAME_SIZE * size and abs(one.light - other.light) <= 0.4


def _offset(one: Char, other: Char) -> float:
    """Punctuation sits in a corner of its square, so its centre says less."""
    marks = not one.text.isalnum() or not other.text.isalnum()
    return 0.35 * max(one.size, other.size) if marks else 0.0


Links = Sequence[tuple[int, float] | None]


def _vertical_chains(grid: Grid, right: Links, below: Links) -> list[list[int]]:
    """Runs down the page of characters that are closer to those above and below than to those beside."""
    chars = grid.chars
    beside: dict[int, float] = {}
    over: dict[int, float] = {}
    for links, gaps in ((right, beside), (below, over)):
        for at, link in enumerate(links):
            if link:
                for end in (at, link[0]):
                    gaps[end] = min(gaps.get(end, 9.0), link[1])
    down, across = _lengths(below, 0.5), _lengths(right, _TIGHT)
    upright = [
        at in over
        and (
            over[at] + 0.08 < beside.get(at, 9.0)
            or (over[at] < beside[at] + 0.25 and down[at] >= 4 and down[at] >= 2 * across[at] <= 8)
        )
        for at in range(len(chars))
    ]
    follows = {
        at: other
        for at, other, gap, near in _steps(below)
        if upright[at] and upright[other] and (_is_even(gap, near) or grid.is_flanked(at, other))
    }
    chains = _chains(follows, below)
    long = [chain for chain in chains if len(chain) >= _FEWEST]
    is_vertical = 2 * sum(map(len, long)) > len(chars)  # the page: then short lines are as well
    return chains if is_vertical else long


def _lengths(links: Links, widest: float) -> list[int]:
    """The number of characters in a row with each, with no gap wider than `widest`."""
    follows = {at: link[0] for at, link in enumerate(links) if link and link[1] <= widest}
    lengths = [1] * len(links)
    for chain in _chains(follows, links):
        for at in chain:
            lengths[at] = len(chain)
    return lengths


def _horizontal_chains(
    chars: Sequence[Char], right: Links, taken: set[int], rules: Sequence[Box]
) -> list[list[int]]:
    """All other characters as runs across the page: set tight, or evenly letter-spaced."""
    usual = median([char.size for char in chars]) if chars else 0.0
    standing = [(r.centre[0], r.y0, r.y1) for r in rules if r.height > r.width]
    follows = {
        at: other
        for at, other, gap, near in _steps(right)
        if at not in taken
        and other not in taken
        and _is_one_line(chars[at], chars[other], gap, near, usual)
        and not _parted(chars[at], chars[other], standing)
    }
    chains = _chains(follows, right)
    linked = {at for chain in chains for at in chain}
    return chains + [[at] for at in range(len(chars)) if at not in linked and at not in taken]


def _steps(links: Links) -> Iterator[tuple[int, int, float, list[float]]]:
    """Each character and the one it is linked to, the gap between them, and the gaps on either side."""
    before = {link[0]: link[1] for link in links if link}
    for at, link in enumerate(links):
        if link:
            after = links[link[0]]
            near = [before[at]] if at in before else []
            yield at, *link, [*near, after[1]] if after else near


def _is_one_line(one: Char, other: Char, gap: float, near: Sequence[float], usual: float) -> bool:
    """Whether two neighbours, `gap` sizes apart, are on the same line of type."""
    words = one.narrow and other.narrow
    latin = words and gap <= (_SPACED if other.spaced else 0.5)
    size = max(one.size, other.size)
    large = not words and size > 1.25 * usual and gap <= _LOOSE
    level = abs(one.base - other.base) <= _LEVEL * size and abs(one.size - other.size) <= _LEVEL * size
    return _is_even(gap, near) or latin or (large and level)


def _is_even(gap: float, near: Sequence[float]) -> bool:
    """Whether a gap is one of type set solid, or of letter-spaced type: like those before or after it."""
    return gap <= _TIGHT or any(abs(g - gap) <= _EVEN and g > _TIGHT for g in near)


def _parted(one: Char, other: Char, rules: Sequence[tuple[float, float, float]]) -> bool:
    """Whether one of the `rules` (where it stands, its top, its bottom) is between two neighbours."""
    (left, y), (right, _) = one.box.centre, other.box.centre
    return any(left < x < right and top <= y <= bottom for x, top, bottom in rules)


def _chains(follows: dict[int, int], links: Links) -> list[list[int]]:
    """The chains formed by `follows`; if two lead to the same character, the nearer one counts."""
    gaps = {at: link[1] for at, link in enumerate(links) if link}
    before: dict[int, int] = {}
    for at, other in follows.items():
        if other not in before or gaps[at] < gaps[before[other]]:
            before[other] = at
    after = {at: other for other, at in before.items()}
    chains = []
    for first in sorted(set(after) - set(before)):
        chain = [first]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        chains.append(chain)
    return chains
