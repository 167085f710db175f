"""Completes lines of type: joins parts separated by a printed blank, and attaches drop initials."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from beibei_site.parsing.pdf.gutters import Rows, is_gutter
from beibei_site.parsing.sheet.model import Box, TypeLine, around

_ALIKE = 0.12  # of the larger size: parts of a line differ by less
_OVER, _APART = 0.2, 3.2  # of the larger size: how far parts of a line overlap, and are apart


def join_parts(parts: Sequence[TypeLine], rules: Sequence[Box]) -> list[TypeLine]:
    """Parts of one line separated by a printed blank, joined with a blank."""
    rows = Rows(parts)
    after = {
        left: right
        for left, right in pair_parts(parts, rules)
        if not is_gutter(parts[left], parts[right], rows)
    }
    whole = []
    for at in sorted(set(range(len(parts))) - set(after.values())):
        line = parts[at]
        while at in after:
            at = after[at]
            line = _together(line, parts[at])
        whole.append(line)
    return whole


def pair_parts(parts: Sequence[TypeLine], rules: Sequence[Box]) -> list[tuple[int, int]]:
    """The numbers of each part and of the next one in its row, where no rule stands between them."""
    standing = [r for r in rules if r.height > r.width]
    row = sorted((at for at, part in enumerate(parts) if not part.vertical), key=lambda at: parts[at].box.x0)
    edges = [parts[at].box.x0 for at in row]
    before: dict[int, int] = {}
    for place, left in enumerate(row):
        one = parts[left]
        largest = one.size / (1 - _ALIKE)  # of type like it; a point more, for rounding
        first = bisect_left(edges, one.box.x1 - _OVER * largest - 1, lo=place + 1)
        last = bisect_right(edges, one.box.x1 + _APART * largest + 1, lo=first)
        for right in row[first:last]:
            other = parts[right]
            if _on_one_row(one, other) and not _ruled(one, other, standing):
                if right not in before or parts[before[right]].box.x1 < one.box.x1:
                    before[right] = left
                break
    return [(left, right) for right, left in before.items()]


def _on_one_row(left: TypeLine, right: TypeLine) -> bool:
    size = max(left.size, right.size)
    level = (
        abs(left.box.y1 - right.box.y1) <= 0.3 * size
        or abs(left.box.centre[1] - right.box.centre[1]) <= 0.2 * size
    )
    alike = abs(left.size - right.size) <= _ALIKE * size and abs(left.light - right.light) <= 0.4
    return level and alike and -_OVER * size <= right.box.x0 - left.box.x1 <= _APART * size


def _ruled(left: TypeLine, right: TypeLine, rules: Sequence[Box]) -> bool:
    y = left.box.centre[1]
    return any(r.y0 <= y <= r.y1 and left.box.x1 - 1 < r.centre[0] < right.box.x0 + 1 for r in rules)


def _together(left: TypeLine, right: TypeLine) -> TypeLine:
    """Both parts as one line, of the type of the longer."""
    longer = left if len(left.text) >= len(right.text) else right
    return replace(longer, text=f"{left.text} {right.text}", box=around([left.box, right.box]))


def take_up_initials(lines: Sequence[TypeLine]) -> list[TypeLine]:
    """A drop initial joined to the line it opens."""
    found = list(lines)
    for line in lines:
        if len(line.text) > 2 or line.vertical or _has_company(line, lines):
            continue
        beside = [
            other
            for other in found
            if other is not line
            and 1.5 * other.size <= line.size
            and len(other.text) >= 3
            and -0.2 * line.size <= other.box.x0 - line.box.x1 <= 1.2 * other.size
            and line.box.y0 - 0.6 * other.size <= other.box.centre[1] <= line.box.y1
        ]
        if len(beside) >= 2:
            first = min(beside, key=lambda other: other.box.y0)
            found.remove(line)
            found[found.index(first)] = replace(first, text=line.text + first.text)
    return found


def _has_company(line: TypeLine, lines: Sequence[TypeLine]) -> bool:
    """Whether type of the same size is directly beside, above or below: a heading, not an initial."""
    near = 1.6 * line.size
    return any(
        other is not line
        and abs(other.size - line.size) <= 0.15 * line.size
        and -line.box.across(other.box) < near
        and -line.box.along(other.box) < near
        for other in lines
    )
