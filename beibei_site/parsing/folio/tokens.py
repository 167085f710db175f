"""Splits a line into folio tokens; a line that contains anything else is not a folio line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from beibei_site.domain.text import HAN, any_of, fold_width
from beibei_site.parsing.folio import days

TokenKind = Literal[
    "day", "part of a day", "weekday", "lunar day", "page", "number", "pages in all", "volume",
    "credit", "imprint", "paper", "section", "words", "tail",
]  # fmt: skip

_STAFF = """
    责编 責編 责任编辑 責任編輯 本版编辑 本版編輯 编辑 編輯 美编 美編 美术编辑 校对 校對 检校
    组版 排版 版式设计 版式 照排 制图 值班总编 值班主任 值班编委 值班 总编辑 总编 主编 主編
    副主编 执行主编 审读 审校 视觉 图编 新闻编辑
""".split()
SECTIONS = """
    要闻 要聞 头版 頭版 综合 綜合 综合新闻 时政 時政 政经 国内 國內 国际 國際 本地 本埠 地方
    市县 县域 区县 区域 社会 社會 民生 经济 經濟 财经 財經 产经 产业 金融 文化 文娱 文娛
    文艺 副刊 体育 體育 教育 健康 卫生 科技 科教 法治 法制 三农 农业 农村 旅游 旅遊 娱乐
    娛樂 评论 評論 言论 理论 理論 观点 视点 焦点 关注 深度 专题 專題 专版 專版 特刊 特稿
    特别报道 县域新闻 本地新闻 国内新闻 国际新闻 港闻 港聞 都市 生活 服务 人物 读书 讀書 艺术
    藝術 公益 广告 廣告 时评 天下 环球 影像 图片新闻 摄影 党建 政法 生态 环保 交通 汽车 房产
    消费 美食 情感 校园 少年 亲子 老年 军事 兩岸 两岸 港澳 台湾 台灣 聚焦 今日关注 公告 信息
    资讯 資訊
""".split()
_PAPER = rf"""《?(?: (?!本) [{HAN}A-Za-z]{{1,8}}
      (?: (?: 日 | 晚 | 早 | 晨 | 午 | 商 | 新 | 快 | 都市 | 公 | 周 | 週 | 青年 | 工人 )[报報]
        | (?: 时 | 时代 | 导 | 农村 | 农民 | 区 | 县 | 市 | 学 | 画 )报 | (?: 時 | 導 | 畫 )報
        | 周刊 | 週刊 | 导刊 | 通讯 | 通訊 | 周末 | 之声 )
    | [{HAN}]{{2,4}}(?:新闻|新聞)
    | 今日[{HAN}]{{2,4}} )》?"""
PAPER = re.compile(_PAPER, re.X)  # an unambiguous name; others end in 报 alone
_NUMBER = r"(?:[A-Za-z]-?\d{1,3}|\d{1,3}[A-Za-z]?)"
_HAN_NUMBER = "[一二三四五六七八九十]{1,3}"
_NAME = rf"(?:[{HAN}·]{{2,8}}|[{HAN}]\s[{HAN}](?![{HAN}]))"


PAGE = re.compile(
    rf"第\s*(?:{_NUMBER}|{_HAN_NUMBER})\s*版|(?:{_NUMBER}|{_HAN_NUMBER})\s*版(?![{HAN}])|[头頭]版"
)
# The first that matches at a position is taken.
PATTERNS: tuple[tuple[TokenKind, re.Pattern[str]], ...] = (
    ("day", days.DATE),
    ("day", days.NUMERIC),
    ("day", days.ENGLISH),
    ("lunar day", re.compile(rf"(?:[农農夏旧][历曆]|[甲乙丙丁戊己庚辛壬癸][{HAN}]年)[{HAN}]{{0,12}}")),
    ("part of a day", re.compile(days.YEAR, re.X)),
    ("part of a day", re.compile(rf"{days.MONTH}(?:\s*{days.DAY})?", re.X)),
    ("weekday", days.WEEKDAY),
    ("credit", re.compile(
        rf"(?:[□■●◆◎]\s*)?(?:本版|本期)?(?:{any_of(_STAFF)})"
        rf"\s*[:/／\s]\s*{_NAME}(?:、{_NAME})*"
    )),
    ("imprint", re.compile(
        r"(?:国内统一(?:连续出版物)?刊号|邮发代号|国外代号)[:\s]*(?:CN)?\s?[\d-]*|CN\s?\d{2}-\d{4}|(?:https?://|www\.)\S+"
        r"|(?:新闻)?(?:热线|热线电话|邮箱|网址|投稿邮箱|报料热线)\s*:\s*[\w.@/ -]+"
    )),
    ("pages in all", re.compile(r"(?:今日|本期|今天|共|共计|今日共|本期共)\s*\d{1,3}\s*(?:版|张|張)")),
    ("volume", re.compile(
        r"(?:(?:19|20)\d{2}年)?(?:总|總)?第?\s*\d{1,6}\s*[期号號辑](?!楼)|No\.?\s*\d+|第\d+卷"
    )),
    ("page", PAGE),
    ("number", re.compile(rf"{_NUMBER}(?![\w.%])")),
    ("section", re.compile(rf"(?:{any_of(SECTIONS)})(?:新闻|新聞|版|周刊)?(?![{HAN}\w])")),
    ("paper", re.compile(rf"(?:{_PAPER}|《?(?!本)[{HAN}]{{2,5}}[报報]》?)(?![{HAN}\w])", re.X)),
)  # fmt: skip
ALONE: frozenset[TokenKind] = frozenset(
    {"page", "credit", "imprint", "pages in all"}
)  # each is sufficient evidence on its own
SURE: frozenset[TokenKind] = ALONE | {"day", "weekday", "volume"}
_UNNAMED = re.compile(rf"[{HAN}]{{2,6}}")  # a section or a newspaper with an unusual name
_BETWEEN = re.compile(r"[\s|│┃•·,;:/—_~()\[\]【】<>《》-]+")
_WORDS = re.compile(r".[^\s|│┃•·,;:/—()\[\]【】]*", re.S)
_MARKUP = re.compile(r"^[#>*_\s]+|[*_\s]+$")
_LEAST_GAPS = 3  # between the characters of a letter-spaced line
_SPACED = re.compile(rf"(?<=[{HAN}\d]) (?=[{HAN}\d])")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a line and its kind."""

    kind: TokenKind
    text: str


def clean(line: str) -> str:
    """A line of a page, width folded, without markup and letter-spacing.

    >>> clean("## 石 桥 区 报"), clean("第４版：文化")
    ('石桥区报', '第4版:文化')
    """
    text = _MARKUP.sub("", fold_width(line))
    gaps = len(_SPACED.findall(text))
    return _SPACED.sub("", text) if gaps >= _LEAST_GAPS and 2 * gaps >= len(text) - gaps - 1 else text


def tokenise(text: str) -> tuple[Token, ...]:
    """The tokens of a cleaned line, from left to right; anything unknown is `words`, or a `tail` if it
    follows a token without a blank, as in a sentence."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Token]:
    at, closed_up = 0, False
    while at < len(text):
        gap = _BETWEEN.match(text, at)
        if gap:
            at, closed_up = gap.end(), False
            continue
        kind, match = _next(text, at)
        yield Token("tail" if kind == "words" and closed_up else kind, match[0].strip())
        at, closed_up = match.end(), True


def _next(text: str, at: int) -> tuple[TokenKind, re.Match[str]]:
    for kind, pattern in PATTERNS:
        match = pattern.match(text, at)
        if match and match.end() > at:
            return kind, match
    match = _WORDS.match(text, at)
    assert match  # anything but a gap is a word
    return "words", match


def is_made_of_them(tokens: Sequence[Token]) -> bool:
    """Whether a line contains nothing else; one short name is allowed beside sufficient evidence."""
    names = [token.text for token in tokens if token.kind == "words"]
    if not tokens or any(token.kind == "tail" for token in tokens):
        return False
    if not names:
        return True
    sure = any(token.kind in SURE for token in tokens)
    return sure and len(names) == 1 and bool(_UNNAMED.fullmatch(names[0]))
