"""What is on a page besides stories: folio or flag, adverts, tables, the labels of columns of briefs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from benchmarks.reading.compose.dates import draw_date, in_script
from benchmarks.reading.compose.folio import EDITORS, Issue
from benchmarks.reading.gazette.block import Block, Shape
from benchmarks.reading.gazette.letterpress import Mark, single
from benchmarks.reading.gazette.style import Rect, Style

_GOODS = "老井酱油 双桥茶厂 青石木器行 长堤旅行社 云泊驾校 芦湾温泉 北岗种子站 山前牧场".split()
_CRIES = "新店开张 满百送十 诚聘店员五名 厂家直供 三十年老字号 电话预约 凭报八折 本周末让利 招商加盟".split()
_SMALL = ("地址：米市街{}号", "电话：6650{}", "热线：0600-{}", "工商登记：青工商{}号", "乘{}路车可到")
_LABELS = "简讯 短波 一句话新闻 要闻速递 市井 快讯 社会短镜头 各地消息 文化短讯 微新闻".split()
_ITEMS = "大白菜 萝卜 土豆 西红柿 黄瓜 生姜 大葱 鲜猪肉 牛腩 鸡蛋 草鱼 豆油 晚籼米 面粉".split()
_TOWNS = "青禾 云泊 芦湾 桐溪 北岗 澄江 山前 双桥 岔河".split()
_SKIES = "晴 多云 阴 小雨 雷阵雨 多云转晴 阴转小雨 雾".split()


def _plain(text: str, rect: Rect, face: str, style: Style, align: str = "left", grey: float = 0.0) -> Mark:
    """A line as high as `rect`, or smaller if it is too long."""
    size = rect.y1 - rect.y0
    return single(in_script(text, style.house), rect, size, face, style, align=align, grey=grey)


def draw_label(chance: Random, style: Style, width: float) -> Block:
    """A flag over a column of briefs."""
    size, dark = style.size * chance.uniform(1.3, 2.4), chance.random() < 0.4
    align, edge = chance.choice(("left", "center", "spread")), size * 1.3
    rect = Rect(3, 2, width - 3, 2 + size)
    mark = _plain(chance.choice(_LABELS), rect, style.bold_face, style, align, 1.0 if dark else 0.0)
    ground = Rect(0, 0, width, edge + 2) if dark else Rect(0, edge, width, edge + 1)
    return Block((mark,), (Shape(ground, 0.25 if dark else 0.0),), edge + 4)


def draw_filler(chance: Random, style: Style, width: float, height: float) -> Block:
    """An advert or a table of this size."""
    if height > 110 and width > 90 and not style.vertical and chance.random() < 0.35:
        return _table(chance, style, width, height)
    lines = [(chance.choice(_GOODS), 3.0), (chance.choice(_CRIES), 1.7)]
    lines += [
        (chance.choice(_SMALL).format(chance.randint(12, 980)), 1.0) for _ in range(chance.randint(0, 3))
    ]
    if height < 8 * style.size:
        lines = lines[:1]
    whole = 1.4 * sum(scale for _, scale in lines)
    unit = min(height / (1.1 * whole + 1), style.size * 1.6, width / 10)
    dark = chance.random() < 0.15
    marks, y = [], (height - whole * unit) / 2
    for text, scale in lines:
        rect = Rect(4, y, width - 4, y + unit * scale)
        face = style.bold_face if scale > 1 else "sans-400"
        marks.append(_plain(text, rect, face, style, "center", 1.0 if dark else 0.0))
        y += unit * scale * 1.4
    ground = 0.3 if dark else chance.choice((None, 0.9))
    return Block(tuple(marks), (Shape(Rect(0, 0, width, height), ground, 0.2),), height)


def _table(chance: Random, style: Style, width: float, height: float) -> Block:
    """Prices of a market or the weather of towns, in rows and columns."""
    size = min(style.size, width / 14)
    step, cell, prices = size * 1.5, width / 3, chance.random() < 0.5
    count = min(9, int((height - 3 * size) / step) - 2)
    rows = [("品名", "今日", "昨日") if prices else ("地区", "天气", "气温")]
    for name in chance.sample(_ITEMS if prices else _TOWNS, count):
        low, sky = chance.randint(2, 20), chance.choice(_SKIES)
        rows.append((name, f"{low}.{low % 7}0", f"{low}.50") if prices else (name, sky, f"{low}~{low + 8}℃"))
    title = "青禾农贸市场价格（元／公斤）" if prices else "全省城镇天气预报"
    marks = [_plain(title, Rect(3, 4, width - 3, 4 + size * 1.2), style.bold_face, style, "center")]
    shapes = [Shape(Rect(0, 0, width, height), None, 0.2)]
    for at, row in enumerate(rows):
        y = 4 + size * 2.2 + at * step
        for column, text in enumerate(row):
            rect = Rect(5 + column * cell, y, (column + 1) * cell, y + size)
            marks.append(_plain(text, rect, style.text_face, style))
        shapes.append(Shape(Rect(3, y + size * 1.25, width - 3, y + size * 1.25 + 0.4), 0.6))
    return Block(tuple(marks), tuple(shapes), height)


def draw_folio(chance: Random, issue: Issue, style: Style, width: float) -> Block:
    """The folio of a page as a strip that is as wide as the page; it runs across on vertical pages too."""
    style = replace(style, vertical=False)
    dates = draw_date(chance, issue.day, style.house)
    if issue.number == 1 or chance.random() < 0.1:
        return _flag(chance, issue, dates, style, width)
    editor = chance.choice(("责任编辑：{}", "编辑 {}", "本版主编／{}")).format(chance.choice(EDITORS))
    pieces = [issue.paper, "　".join(dates), issue.number_text, issue.section]
    pieces += [editor] if chance.random() < 0.5 else []
    chance.shuffle(pieces)
    size, large, marks, left = chance.uniform(7.5, 12), 0.0, [], 0.0
    if chance.random() < 0.35:  # the section in large type, the rest small beside it
        pieces.remove(issue.section)
        large, left = size * chance.uniform(1.8, 3), width / 3.5
        marks = [_plain(issue.section, Rect(0, 0, width / 4, large), style.head_face, style)]
    top = max(0.0, large - size * 1.05)
    marks += _spread(pieces, Rect(left, top, width, top + size), style)
    edge = max(mark.rect.y1 for mark in marks) + 3
    rule = Shape(Rect(0, edge, width, edge + chance.choice((0.5, 1, 2))), chance.choice((0.0, 0.4)))
    return Block(tuple(marks), (rule,) if chance.random() < 0.75 else (), edge + size)


def _spread(pieces: Sequence[str], rect: Rect, style: Style) -> Iterator[Mark]:
    """Pieces in equal parts of a line."""
    room = (rect.x1 - rect.x0) / len(pieces)
    for at, text in enumerate(pieces):
        x = rect.x0 + at * room
        align = "left" if at == 0 else "right" if at == len(pieces) - 1 else "center"
        yield _plain(text, Rect(x, rect.y0, x + room - 4, rect.y1), "sans-400", style, align)


def _flag(chance: Random, issue: Issue, dates: list[str], style: Style, width: float) -> Block:
    """The name of the paper in large type, with particulars below or beside it."""
    size = min(chance.uniform(44, 80), width * 0.55 / len(issue.paper))
    other = chance.choice(("今日八版", "零售一元"))
    small = [*dates, f"总第{chance.randint(800, 9999)}期", other, issue.number_text]
    if chance.random() < 0.5:
        rect = Rect(width * 0.2, 0, width * 0.8, size)
        beside = list(_spread(small, Rect(0, size * 1.25, width, size * 1.25 + 9), style))
    else:
        rect, x = Rect(0, 0, width * 0.7, size), width * 0.76
        lines = [Rect(x, at * 12.0, width, at * 12.0 + 9) for at in range(len(small))]
        beside = [_plain(text, line, "sans-400", style) for text, line in zip(small, lines, strict=True)]
    align = "left" if rect.x0 == 0 else "center"
    marks = (_plain(issue.paper, rect, "serif-900", style, align), *beside)
    edge = max(mark.rect.y1 for mark in marks) + 4
    rules = (Shape(Rect(0, edge, width, edge + 1.2), 0.0), Shape(Rect(0, edge + 2.4, width, edge + 2.9), 0.0))
    return Block(marks, rules, edge + 10)
