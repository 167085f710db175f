"""What can be measured on each line of a sheet, in units of the page's usual type."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from beibei_site.parsing.sheet.model import Box, Sheet, TypeLine
from beibei_site.parsing.text import furniture, grammar
from beibei_site.parsing.text.credits import is_credit

FAR = 9.0  # stands for "nothing there"
_MARK = re.compile(r"^[■□●○▲△▼▽◆◇★☆◎◀▶►◁※→]")
_CAPTION = re.compile(r"^(?:图[为：:]|[（(]?(?:[上下左右]|题|资料|新闻)图|▲|[上下左右]圖|圖[為：:])")
_PHOTO = re.compile(r"[摄攝](?:影)?[）)]?$|供[图圖][）)]?$|[（(][^（）()]{2,12}(?:提供|供圖|供图)[）)]$")
_JUMP = re.compile(r"[下转轉接上紧緊]{2}.{0,6}版")
_DATE = re.compile(r"[0-9〇○零一二三四五六七八九]{2,4}年|星期|周[一二三四五六日]|禮拜|民[国國]")
_PAGE = re.compile(r"[第A-Z0-9一二三四五六七八九十 ]{1,6}版|責編|责编|编辑|編輯|校对|美编|热线|電話|电话|[Tt]el")
_STAFF = re.compile(r"记者|記者|通讯员|通訊員|特派|实习生|作者|文/|文／|撰文|[（(]?综合|本报")
_COMMA = re.compile("[，,；;]")
_STOP = re.compile("[。！？!?]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands: the lines right above and below it (their numbers; -1: none), the smallest frame
    around it (-1: none), and the left and right edge of its column."""

    above: int
    below: int
    frame: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet with what the measures refer to: the usual size of type, the usual gap between lines of a
    paragraph, and the place of each line."""

    sheet: Sheet
    size: float
    gap: float
    places: tuple[Place, ...]


def upright(sheet: Sheet) -> Sheet:
    """`sheet` as it is, or, if it is set vertically right to left, turned so that its lines run across."""
    down = sum(len(line.text) for line in sheet.lines if line.vertical)
    if 2 * down <= sum(len(line.text) for line in sheet.lines):
        return sheet

    def turn(box: Box) -> Box:
        return Box(box.y0, sheet.width - box.x1, box.y1, sheet.width - box.x0)

    lines = [replace(line, box=turn(line.box), vertical=not line.vertical) for line in sheet.lines]
    ordered = tuple(sorted(lines, key=lambda line: (line.box.y0, line.box.x0)))
    return Sheet(
        sheet.height,
        sheet.width,
        ordered,
        *(tuple(map(turn, boxes)) for boxes in (sheet.rules, sheet.frames, sheet.pictures)),
    )


def lay_out(sheet: Sheet) -> Layout:
    lines = sheet.lines
    size = _usual(Counter[float](), ((round(line.size * 4) / 4, len(line.text)) for line in lines)) or 10.0
    frames = [_frame_of(line.box, sheet) for line in lines]
    above, below = _neighbours(lines, sheet.rules)
    gaps = Counter[float]()
    for at, under in enumerate(below):
        if under >= 0 and abs(lines[at].size - size) < 0.06 * size and abs(lines[under].size - size) < 0.06 * size:
            gaps[round((lines[under].box.y1 - lines[at].box.y1) / size - 1, 1)] += 1
    gap = gaps.most_common(1)[0][0] if gaps else 0.5
    edges = _columns(lines, below, frames, size)
    places = tuple(Place(above[i], below[i], frames[i], *edges[i]) for i in range(len(lines)))
    return Layout(sheet, size, gap, places)


def _usual(counts: Counter[float], weighted: object) -> float:
    for value, weight in weighted:  # type: ignore[attr-defined]
        counts[value] += weight
    return counts.most_common(1)[0][0] if counts else 0.0


def _frame_of(box: Box, sheet: Sheet) -> int:
    """The smallest frame that holds a line; one as large as the page does not count."""
    holding = [
        (f.width * f.height, at)
        for at, f in enumerate(sheet.frames)
        if f.holds(box, 3.0) and f.width * f.height < 0.8 * sheet.width * sheet.height
    ]
    return min(holding)[1] if holding else -1


def _neighbours(lines: Sequence[TypeLine], rules: Sequence[Box]) -> tuple[list[int], list[int]]:
    """For each line the nearest one above and below that shares a good part of its width."""
    below, above = [-1] * len(lines), [-1] * len(lines)
    order = sorted(range(len(lines)), key=lambda at: lines[at].box.y0)
    for place, at in enumerate(order):
        one = lines[at].box
        if lines[at].vertical:
            continue
        best = FAR * 1e3
        for under in order[place + 1 :]:
            other = lines[under].box
            if other.y0 - one.y1 > best:
                break
            if lines[under].vertical or other.centre[1] <= one.centre[1] + 0.3 * min(one.height, other.height):
                continue
            if one.across(other) >= 0.3 * min(one.width, other.width):
                distance = other.y0 - one.y1
                if distance < best:
                    best, below[at] = distance, under
    for at, under in enumerate(below):
        if under >= 0 and (above[under] < 0 or lines[above[under]].box.y1 < lines[at].box.y1):
            above[under] = at
    return above, below


def _columns(
    lines: Sequence[TypeLine], below: Sequence[int], frames: Sequence[int], size: float
) -> list[tuple[float, float]]:
    """The left and right edge of each line's column: the most frequent edges among the lines of one size that
    stand above each other with it."""
    stack = list(range(len(lines)))

    def root(at: int) -> int:
        while stack[at] != at:
            stack[at] = stack[stack[at]]
            at = stack[at]
        return at

    for at, under in enumerate(below):
        if under < 0 or frames[at] != frames[under]:
            continue
        one, other = lines[at], lines[under]
        like = abs(one.size - other.size) < 0.06 * one.size
        near = other.box.y0 - one.box.y1 < 1.6 * one.size
        fits = abs(one.box.x0 - other.box.x0) < 2.6 * one.size or one.box.centre[0] == other.box.centre[0]
        if like and near and fits:
            stack[root(under)] = root(at)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for at in range(len(lines)):
        members[root(at)].append(at)
    edges = [(0.0, 0.0)] * len(lines)
    for group in members.values():
        left = _edge([lines[at].box.x0 for at in group], min)
        right = _edge([lines[at].box.x1 for at in group], max)
        for at in group:
            edges[at] = left, right
    return edges


def _edge(values: Sequence[float], extreme: object) -> float:
    """The outermost edge that at least a fifth of the lines keep to."""
    counts = Counter(round(v / 2) for v in values)
    often = [v for v, n in counts.items() if n >= max(1, 0.2 * len(values))]
    return 2.0 * extreme(often or list(counts))  # type: ignore[operator]


def measure_lines(layout: Layout) -> list[dict[str, float]]:
    """The features of every line, by name."""
    sheet, lines, size = layout.sheet, layout.sheet.lines, layout.size
    body = [x for x in lines if abs(x.size - size) < 0.06 * size and len(x.text) >= 6]
    top = min((x.box.y0 for x in body), default=0.0)
    bottom = max((x.box.y1 for x in body), default=sheet.height)
    frames = _measure_frames(layout)
    counts = Counter(x.text for x in lines)
    whole = "".join(x.text for x in lines)
    found = []
    for at, line in enumerate(lines):
        found.append(
            _of_type(layout, at)
            | _of_place(layout, at, top, bottom)
            | _of_neighbours(layout, at)
            | _of_text(line.text, counts[line.text], whole)
            | frames.get(layout.places[at].frame, _NO_FRAME)
        )
    return found


_NO_FRAME = {"frame": 0.0, "frame letters": FAR, "frame body lines": FAR, "frame height": FAR, "frame lines": FAR}


def _measure_frames(layout: Layout) -> dict[int, dict[str, float]]:
    found: dict[int, dict[str, float]] = {}
    sheet, size = layout.sheet, layout.size
    for number, frame in enumerate(sheet.frames):
        inside = [x for x in sheet.lines if frame.holds(x.box, 3.0)]
        if inside:
            plain = [x for x in inside if abs(x.size - size) < 0.06 * size]
            found[number] = {
                "frame": 1.0,
                "frame letters": min(sum(len(x.text) for x in inside), 400) / 100,
                "frame body lines": float(min(len(plain), 20)),
                "frame height": min(frame.height / size, 60.0),
                "frame lines": float(min(len(inside), 20)),
            }
    return found


def _of_type(layout: Layout, at: int) -> dict[str, float]:
    line, size = layout.sheet.lines[at], layout.size
    return {
        "size": line.size / size,
        "vertical": float(line.vertical),
        "light": line.light,
        "width": min(line.box.width / size, 80.0),
        "length": float(min(len(line.text), 40)),
        "ink": line.ink,
    }


def _of_place(layout: Layout, at: int, top: float, bottom: float) -> dict[str, float]:
    sheet, size, line, place = layout.sheet, layout.size, layout.sheet.lines[at], layout.places[at]
    box = line.box
    pictures = [*sheet.pictures, *(f for f in sheet.frames if not any(f.holds(x.box, 3.0) for x in sheet.lines))]
    over = min((box.y0 - p.y1 for p in pictures if -2 <= box.y0 - p.y1 and box.across(p) > 0), default=FAR * size)
    beside = min(
        (max(p.x0 - box.x1, box.x0 - p.x1) for p in pictures if box.along(p) > 0.5 * box.height),
        default=FAR * size,
    )
    lying = [r for r in sheet.rules if r.width > r.height and box.across(r) > 0.4 * box.width]
    rule_above = min((box.y0 - r.y1 for r in lying if box.y0 - r.y1 > -2), default=FAR * size)
    rule_below = min((r.y0 - box.y1 for r in lying if r.y0 - box.y1 > -2), default=FAR * size)
    indent, short = (box.x0 - place.left) / line.size, (place.right - box.x1) / line.size
    return {
        "above all text": float(box.y1 <= top + 1),
        "below all text": float(box.y0 >= bottom - 1),
        "from top": box.y0 / sheet.height,
        "from bottom": (sheet.height - box.y1) / sheet.height,
        "under picture": min(over / size, FAR),
        "beside picture": min(max(beside, 0.0) / size, FAR),
        "rule above": min(rule_above / size, FAR),
        "rule below": min(rule_below / size, FAR),
        "indent": max(-1.0, min(indent, FAR)),
        "short": max(-1.0, min(short, FAR)),
        "off centre": min(abs(indent - short), FAR) if indent > 0.5 and short > 0.5 else FAR,
        "column": min((place.right - place.left) / size, 80.0),
    }


def _of_neighbours(layout: Layout, at: int) -> dict[str, float]:
    lines, place, size = layout.sheet.lines, layout.places[at], layout.size
    line = lines[at]
    found: dict[str, float] = {}
    for name, other in (("above", place.above), ("below", place.below)):
        if other < 0:
            found |= {f"gap {name}": FAR, f"size {name}": 0.0, f"same frame {name}": 0.0}
            continue
        there = lines[other]
        gap = there.box.y0 - line.box.y1 if name == "below" else line.box.y0 - there.box.y1
        found |= {
            f"gap {name}": min(gap / size - layout.gap + 0.0, FAR),
            f"size {name}": there.size / line.size,
            f"same frame {name}": float(layout.places[other].frame == place.frame),
        }
    before, after = (lines[n] if n >= 0 else None for n in (place.above, place.below))
    found["above finished"] = float(before is not None and grammar.is_finished(before.text))
    found["above short"] = (
        min((layout.places[place.above].right - before.box.x1) / size, FAR) if before is not None else FAR
    )
    found["below indented"] = (
        max(-1.0, min((after.box.x0 - layout.places[place.below].left) / size, FAR)) if after is not None else FAR
    )
    found["below lead"] = float(after is not None and grammar.has_lead(after.text))
    found["below mark"] = float(after is not None and bool(_MARK.match(after.text)))
    found["below staff"] = float(after is not None and bool(_STAFF.search(after.text)))
    found["column below"] = (
        min((layout.places[place.below].right - layout.places[place.below].left) / size, 80.0)
        if after is not None
        else 0.0
    )
    return found


def _of_text(text: str, times: int, whole: str) -> dict[str, float]:
    return {
        "finished": float(grammar.is_finished(text)),
        "commas": float(min(len(_COMMA.findall(text)), 3)),
        "stops inside": float(bool(_STOP.search(text[:-1]))),
        "ends open": float(text.endswith(("，", "、", "；", ",", "：", "“", "（"))),
        "starts closed": float(text[0] in "，。、；：！？”’）》」』"),
        "mark": float(bool(_MARK.match(text))),
        "caption words": float(bool(_CAPTION.match(text))),
        "photo credit": float(bool(_PHOTO.search(text))),
        "jump line": float(bool(_JUMP.search(text)) and len(text) <= 14),
        "date": float(bool(_DATE.search(text))),
        "page words": float(bool(_PAGE.search(text))),
        "folio": float(furniture.is_folio(text)),
        "slogan": float(furniture.is_slogan(text)),
        "credit": float(is_credit(text)),
        "staff": float(bool(_STAFF.search(text))),
        "lead": float(grammar.has_lead(text)),
        "bracketed": float(text[0] in "（(〔【[" and text[-1] in "）)〕】]"),
        "quoted": float(text[0] in "“「『" or text.endswith(("”", "」", "』"))),
        "dash first": float(text[0] in "—―-－"),
        "digits": sum(c.isdigit() for c in text) / len(text),
        "ascii": sum(c.isascii() for c in text) / len(text),
        "printed twice": float(times > 1 or (len(text) >= 5 and whole.count(text) > 1)),
        "full stop mark": float("。" in text),
        "colon": float("：" in text or ":" in text),
        "blank": float(" " in text),
    }
