"""Completes lines of type: joins parts separated by a printed blank, and attaches drop initials."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from beibei_site.parsing.sheet.model import Box, TypeLine, around


def join_parts(lines: Sequence[TypeLine], rules: Sequence[Box]) -> list[TypeLine]:
    """Parts of one line separated by a printed blank, joined: type above or below the blank shows that it is
    not a gutter between columns."""
    standing = [r for r in rules if r.height > r.width]
    rows = sorted((line for line in lines if not line.vertical), key=lambda line: line.box.x0)
    done: list[TypeLine] = [line for line in lines if line.vertical]
    while rows:
        line = rows.pop(0)
        near = [other for other in rows if _on_one_row(line, other) and not _ruled(line, other, standing)]
        beside = min(near, key=lambda other: other.box.x0, default=None)
        if beside is not None and not _is_gutter(line, beside, lines):
            rows.remove(beside)
            rows.insert(0, _together(line, beside))
        else:
            done.append(line)
    return done


def _on_one_row(left: TypeLine, right: TypeLine) -> bool:
    size = max(left.size, right.size)
    level = (
        abs(left.box.y1 - right.box.y1) <= 0.3 * size
        or abs(left.box.centre[1] - right.box.centre[1]) <= 0.2 * size
    )
    alike = abs(left.size - right.size) <= 0.12 * size and abs(left.light - right.light) <= 0.4
    return level and alike and -0.2 * size <= right.box.x0 - left.box.x1 <= 3.2 * size


def _ruled(left: TypeLine, right: TypeLine, rules: Sequence[Box]) -> bool:
    y = left.box.centre[1]
    return any(r.y0 <= y <= r.y1 and left.box.x1 - 1 < r.centre[0] < right.box.x0 + 1 for r in rules)


def _is_gutter(left: TypeLine, right: TypeLine, lines: Sequence[TypeLine]) -> bool:
    """Whether the blank between two parts of a row is a gutter."""
    size = max(left.size, right.size)
    middle = (left.box.x1 + right.box.x0) / 2
    over = [
        other
        for other in lines
        if other is not left
        and other is not right
        and abs(other.size - size) <= 0.12 * size
        and 0.4 * size < abs(other.box.centre[1] - left.box.centre[1]) <= 2.4 * size
    ]
    across = sum(other.box.x0 + 0.8 * size < middle < other.box.x1 - 0.8 * size for other in over)
    apart = sum(
        (abs(other.box.x0 - right.box.x0) < 2.6 * size and other.box.x0 > middle)
        or (abs(other.box.x1 - left.box.x1) < 1.2 * size and other.box.x1 < middle)
        for other in over
    )
    if across:
        return apart > 2 * across
    return apart > 0 or right.box.x0 - left.box.x1 > 2.2 * size


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
