"""What a page says about itself: folio lines and flags; also adverts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks.reading.compose.dates import draw_date, in_chinese, in_script
from benchmarks.reading.compose.house import House, Rect
from benchmarks.reading.compose.setting import Mark, Shape, width_of

PAPERS = "青禾日报 云泊晚报 芦湾报 桐溪时报 北岗通讯 澄江都市报 山前周刊 双桥新报 岔河农民报 青禾商报".split()
PAPERS_TRADITIONAL = "望潮日報 古埠時報 枋林週報 南嶼新聞報 海灣晚報".split()
SECTIONS = "要闻 综合 本地 县域 民生 社会 文化 体育 教育 三农 副刊 健康 读者 经济".split()
SECTIONS_TRADITIONAL = "要聞 綜合 地方 生活 社會 文化 體育 財經 副刊 論壇".split()
EDITORS = "苗青 秦小朵 胥言 阮郁 蔺川 冼雨桐 宁远 甘棠".split()
_ADVERTS = (
    ("山前红苹果", "当季采摘　产地直发", "订购热线：6650-117"),
    ("青禾眼镜行", "验配镜片　三日可取", "米市街44号"),
    ("公益广告", "一粥一饭　当思来处"),
    ("公益广告", "让出一条路　救活一条命"),
    ("出租", "书院巷临街门面六十平方米", "有意者面谈"),
    ("本报订阅", "全年三百元　送报上门"),
    ("夜校开班", "书法　裁缝　水电工", "报名即日起"),
    ("长河家具城", "实木床柜　旧款清仓", "周末加送床垫"),
)


@dataclass(frozen=True, slots=True)
class Issue:
    """The newspaper, the issue, and the page in it."""

    paper: str
    day: date
    number: int
    number_text: str
    section: str


@dataclass(frozen=True, slots=True)
class Folio:
    """The folio with the space it takes above and below the stories; drawn for the space above."""

    marks: list[Mark]
    shapes: list[Shape]
    top: float
    bottom: float = 0.0


def draw_issue(chance: Random, house: House) -> Issue:
    number = chance.choice((1, 1, 2, 3, 4, 5, 6, 7, 8))
    spoken = in_chinese(number)
    forms = (f"{number}版", f"第{number}版", f"第{spoken}版", f"A{number}", f"0{number}", f"{spoken}版")
    return Issue(
        paper=chance.choice(PAPERS_TRADITIONAL if house.traditional else PAPERS),
        day=date(1998, 1, 1) + timedelta(days=chance.randrange(365 * 27)),
        number=number,
        number_text=chance.choice(forms),
        section=chance.choice(SECTIONS_TRADITIONAL if house.traditional else SECTIONS),
    )


def draw_folio(chance: Random, issue: Issue, house: House, area: Rect) -> Folio:
    """The folio at the top of `area`; one with space below is moved there later."""
    dates = draw_date(chance, issue.day, house)
    pieces = _draw_pieces(chance, issue, dates, house)
    size = round(chance.uniform(8, 11), 1)
    kind = chance.choice(("top", "top", "top", "bottom", "flag", "flag", "big day"))
    if kind == "flag":
        return _draw_flag(chance, issue, dates, house, area)
    if kind == "big day" and len(dates) == 3:
        return _draw_big_day(dates, pieces, area)
    if chance.random() < 0.25:
        pieces = [chance.choice(("　", "  ", " | ")).join(pieces)]
    edge = area.y0 - 4 if kind == "bottom" else area.y0 + size * 1.5 + 1
    rule = Shape(Rect(area.x0, edge, area.x1, edge + 1), fill="#333")
    shapes = [rule] if chance.random() < 0.7 else []
    strip = round(size * 2.4, 1)
    top, bottom = (0.0, strip) if kind == "bottom" else (strip, 0.0)
    return Folio(_spread(pieces, area, size), shapes, top, bottom)


def _draw_pieces(chance: Random, issue: Issue, dates: list[str], house: House) -> list[str]:
    """The contents of a folio line, in any order."""
    forms = ("责编：{}　校对：{}", "责任编辑 {} 美编 {}", "编辑／{}　版式／{}", "□本版编辑 {}")
    editor = in_script(chance.choice(forms).format(*chance.sample(EDITORS, 2)), house)
    pieces = [issue.number_text, issue.section, issue.paper, "　".join(dates)]
    if chance.random() < 0.4:
        pieces[0:2] = [chance.choice(("{0}　{1}", "{1}　{0}", "{0}·{1}")).format(*pieces[:2])]
    if chance.random() < 0.4:
        pieces.append(editor)
    if chance.random() < 0.25:
        contact = chance.choice(("热线：6650-2100", "投稿：gaojian@example.com", "www.example.com"))
        pieces.append(in_script(contact, house))
    chance.shuffle(pieces)
    return pieces


def _mark(
    text: str, rect: Rect, size: float, align: str = "left", weight: int = 400, face: str = "Sans"
) -> Mark:
    return Mark(text, rect, size, "furniture", "folio", face, weight, align)


def _spread(pieces: list[str], area: Rect, size: float) -> list[Mark]:
    """Pieces spread evenly along a line, in smaller type if necessary."""
    letters = sum(map(width_of, pieces))
    size = round(min(size, 0.9 * area.width / letters), 1)
    gap = (area.width - size * letters) / max(1, len(pieces) - 1)
    marks, x = [], area.x0
    for text in pieces:
        edge = x + size * width_of(text)
        marks.append(_mark(text, Rect(x, area.y0, edge, area.y0 + size * 1.5), size))
        x = edge + gap
    return marks


def _draw_flag(chance: Random, issue: Issue, dates: list[str], house: House, area: Rect) -> Folio:
    """The newspaper's name in large type, with the details of the issue beside or below it."""
    size = round(min(60, area.width / 9), 1)
    serial = chance.choice(("总第{}期", "第{}期", "国内统一刊号 CN00-0{}")).format(chance.randint(1000, 9000))
    other = chance.choice(("今日8版", "零售每份一元", "多云转晴 12℃~19℃"))
    small = [*dates, in_script(serial, house), issue.number_text, in_script(other, house)]
    x, y = area.x0 + size * len(issue.paper) * 1.15, area.y0
    name = _mark(issue.paper, Rect(area.x0, y, x, y + size * 1.3), size, "justify", 900, "Serif")
    if chance.random() < 0.5:
        marks = [
            _mark(text, Rect(x + 14, y + 2 + 13 * at, x + 184, y + 15 + 13 * at), 9)
            for at, text in enumerate(small)
        ]
        top = max(size * 1.3, 13 * len(small)) + 12
    else:
        name = replace(name, rect=name.rect._replace(x1=area.x1), align="center")
        marks = _spread(small, area._replace(y0=y + size * 1.35), 9)
        top = size * 1.35 + 22
    rule = Shape(Rect(area.x0, y + top - 6, area.x1, y + top - 4.5), fill="#a11")
    return Folio([name, *marks], [rule], top)


def _draw_big_day(dates: list[str], pieces: list[str], area: Rect) -> Folio:
    """The day of the month in large type beside year, month and weekday."""
    month, day, weekday = dates
    x, y = area.x0, area.y0
    rest = [text for text in pieces if weekday not in text]
    marks = [
        _mark(day, Rect(x, y, x + 34, y + 28), 26, "left", 700),
        _mark(month, Rect(x + 38, y + 1, x + 120, y + 14), 9),
        _mark(weekday, Rect(x + 38, y + 14, x + 120, y + 27), 9),
        *_spread(rest, area._replace(x0=x + 150, y0=y + 8), 10),
    ]
    return Folio(marks, [Shape(Rect(x, y + 30, area.x1, y + 31), fill="#333")], 36.0)


def draw_advert(chance: Random, rect: Rect, house: House) -> tuple[list[Mark], Shape]:
    """An advert that fills `rect`: a name in large type and a line or two, in a frame."""
    large, *others = (in_script(text, house) for text in chance.choice(_ADVERTS))
    frame = Shape(rect, chance.choice(("none", "#eee", "#e8dcc8", "#f6e9e9")), "1pt solid #555")
    size = max(house.body, min(rect.width / (len(large) + 1), rect.height / 4, 40))
    small = max(6.0, min(house.body, rect.width / 15))
    y = rect.y0 + (rect.height - size * 1.4 - small * 1.6 * len(others)) / 2
    x0, x1 = rect.x0 + 2, rect.x1 - 2
    marks = [_mark(large, Rect(x0, y, x1, y + size * 1.4), size, "center", 900, house.head_face)]
    for at, text in enumerate(others):
        top = y + size * 1.4 + at * small * 1.6
        marks.append(_mark(text, Rect(x0, top, x1, top + small * 1.6), small, "center", 400, house.head_face))
    return marks, frame
