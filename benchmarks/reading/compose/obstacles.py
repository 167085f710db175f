"""What text runs around in the columns of a story: heading, picture, pull quote, another story."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from benchmarks.reading.compose import heads
from benchmarks.reading.compose.copydesk import Copy
from benchmarks.reading.compose.house import House, Rect
from benchmarks.reading.compose.plan import Columns, Plan
from benchmarks.reading.compose.setting import Mark, Paragraph, Shape

_COLOURS = {
    "reversed": ("#222", "#fff"),
    "tints": ("#ddd", "#111"),
}  # tint and type of a heading


@dataclass(slots=True)
class Frame:
    """The columns of a story and what has been placed in them; `taken` is where no text may go."""

    columns: Columns
    house: House
    taken: list[Rect] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    nested: Columns = ()

    def span(self, first: int, count: int) -> Rect:
        """The whole of `count` columns from `first` on."""
        return self.columns[first]._replace(x1=self.columns[first + count - 1].x1)

    def is_free(self, rect: Rect) -> bool:
        return not any(box.meets(rect) for box in self.taken)


def put_all(frame: Frame, copy: Copy, plan: Plan) -> bool:
    """Everything but the text; False if there is not enough space."""
    return all(put(frame, copy, plan) for put in (_put_head, _put_nested, _put_picture, _put_quote))


def _put_head(frame: Frame, copy: Copy, plan: Plan) -> bool:
    if plan.head in ("run-in", "small", "none"):
        return True
    if plan.head == "vertical":
        return _put_strip(frame, copy, plan.span[0])
    rect, house = frame.span(*plan.span), frame.house
    margin = 4.0 if plan.backing else 0.0
    rows = heads.head_rows(copy, rect.width - 2 * margin, plan.span[1], house)
    height = heads.height_of(rows, house)
    if height > 0.7 * rect.height:
        return False
    top = rect.y0 + ((rect.height - height) / 2 if plan.head == "left" else 0.0)
    frame.taken.append(rect if plan.head == "left" else rect._replace(y1=top + height))
    ground, colour = _COLOURS.get(plan.backing, ("", "#111"))
    if ground:
        frame.shapes.append(Shape(rect._replace(y1=rect.y0 + height - 0.4 * house.line), fill=ground))
    inner = Rect(rect.x0 + margin, top, rect.x1 - margin, top + height)
    frame.marks += heads.place_rows(rows, inner, house, colour)
    return True


def _put_strip(frame: Frame, copy: Copy, first: int) -> bool:
    """A heading down the left side of the first column, or the right side of another."""
    column, house = frame.columns[first], frame.house
    marks, width, height = heads.vertical_strip(copy, min(column.height, 30 * house.body), house)
    if width > 0.62 * column.width or height > column.height:
        return False
    x = column.x1 - width if first else column.x0
    frame.taken.append(Rect(x, column.y0, x + width, column.y0 + height + 0.4 * house.line))
    frame.marks += [replace(mark, rect=mark.rect.moved(x, column.y0)) for mark in marks]
    return True


def _put_nested(frame: Frame, copy: Copy, plan: Plan) -> bool:
    """A corner for another story, with rules around it."""
    if not plan.nested:
        return True
    count, rows, right = plan.nested
    line, gutter = frame.house.line, frame.house.gutter
    part = frame.columns[-count:] if right else frame.columns[:count]
    top = part[0].y1 - rows * line
    edge = Rect(part[0].x0, top, part[-1].x1, part[0].y1)
    if top < part[0].y0 + 0.35 * part[0].height or not frame.is_free(edge):
        return False
    frame.nested = tuple(column._replace(y0=round(top + 1.4 * line, 2)) for column in part)
    frame.taken.append(edge)
    side = edge.x0 - gutter / 2 if right else edge.x1 + gutter / 2
    y = top + 0.7 * line
    frame.shapes.append(Shape(Rect(min(side, edge.x0), y, max(side, edge.x1), y + 0.6), fill="#444"))
    frame.shapes.append(Shape(Rect(side, y, side + 0.6, edge.y1), fill="#444"))
    return True


def _put_picture(frame: Frame, copy: Copy, plan: Plan) -> bool:
    """A picture with its caption below."""
    if not plan.picture:
        return True
    house, picture = frame.house, plan.picture
    span = frame.span(picture.first, picture.count)
    edge = 0.0
    if picture.where == "middle":
        half, edge = int(house.measure / 2) * house.body, house.body
        span = span._replace(x0=span.x1 - half + edge, x1=frame.columns[picture.first + 1].x0 + half - edge)
    size = round(0.86 * house.body, 1)
    lines = heads.wrap(copy.caption, span.width / size)
    high = picture.rows * house.line
    height = high + len(lines) * size * 1.4
    top = max((box.y1 for box in frame.taken if box.meets(span)), default=span.y0)
    y = {"top": top, "middle": (top + span.y1 - height) / 2, "bottom": span.y1 - height}[picture.where]
    if y < top - 0.1 or y + height > span.y1 + 0.1:
        return False
    frame.shapes.append(Shape(Rect(span.x0, y, span.x1, y + high - 2), picture=plan.shade))
    for at, text in enumerate(lines):
        row = Rect(span.x0, y + high + at * size * 1.4, span.x1, y + high + (at + 1) * size * 1.4)
        frame.marks.append(Mark(text, row, size, "caption", "caption", house.caption_face))
    above = y - (0.0 if picture.where == "top" else 0.5 * house.line)
    frame.taken.append(Rect(span.x0 - edge, above, span.x1 + edge, y + height + 0.3 * house.line))
    return True


def _put_quote(frame: Frame, copy: Copy, plan: Plan) -> bool:
    """A sentence from the text in larger type between two rules."""
    if not plan.quote or plan.quote not in "".join(copy.body):
        return True
    column, house = frame.columns[len(frame.columns) // 2], frame.house
    size = round(1.35 * house.body, 1)
    lines = heads.wrap(plan.quote, (column.width - 8) / size)
    height = len(lines) * size * 1.4 + house.line
    y = column.y0 + 0.55 * (column.height - height)
    rect = Rect(column.x0, y, column.x1, y + height)
    if y < column.y0 or not frame.is_free(rect):
        return False
    frame.taken.append(rect)
    for edge in (y + 3, y + height - 4):
        frame.shapes.append(Shape(Rect(column.x0, edge, column.x1, edge + 1.2), fill="#555"))
    for at, text in enumerate(lines):
        top = y + 0.5 * house.line + at * size * 1.4
        row = Rect(column.x0 + 4, top, column.x1 - 4, top + size * 1.4)
        frame.marks.append(Mark(text, row, size, "quote", "quote", house.head_face, 700, "center"))
    return True


def put_initial(frame: Frame, text: Paragraph, first: Rect) -> Paragraph:
    """A two-line initial at the start of the text; returns the paragraph without it."""
    house = frame.house
    size = round(min(2 * house.line * 0.92, 3 * house.body), 1)
    rect = Rect(first.x0, first.y0, first.x0 + size, first.y0 + 2 * house.line)
    frame.taken.append(rect._replace(x1=rect.x1 + 0.1))
    frame.marks.append(Mark(text.text[0], rect, size, "body", "0", house.head_face, 700))
    return replace(text, text=text.text[1:], indent=0)
