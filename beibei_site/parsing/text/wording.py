"""Wording features of a line of type: punctuation, dates, leads, words typical of captions, bylines and
furniture."""

from __future__ import annotations

import re

from beibei_site.parsing.text import furniture, grammar
from beibei_site.parsing.text.credits import is_credit

MARK = re.compile(r"^[■□●○▲△▼▽◆◇★☆◎◀▶►◁※→]")
_CAPTION = re.compile(r"^(?:图[为：:]|[（(]?(?:[上下左右]|题|资料|新闻)图|▲|[上下左右]圖|圖[為：:])")
_PHOTO = re.compile(r"[摄攝](?:影)?[）)]?$|供[图圖][）)]?$|[（(][^（）()]{2,12}(?:提供|供圖|供图)[）)]$")
JUMP_TO = re.compile(r"(?:下转|下轉|紧接).{0,8}版[）)】]?$")  # what a story ends with
JUMP_FROM = re.compile(r"^[^一-龥]{0,2}(?:上接|緊接)")  # what it begins with
CREDIT_END = re.compile(r"[（(][^（）()]{2,40}[）)]$")  # …。（记者 甲）
RUBRIC = re.compile(
    "[简簡短快][讯訊报報波评評明]|要[闻聞]|集[锦錦粹]|[荟薈]萃|拾零|[动動][态態]|速[览覽递遞]|一[周週句]|信息"
    "|[点點][击擊]|[广廣]角|窗口|掠影|[链鏈]接|文摘"
)  # the name of a column of short items
_JUMP = re.compile(r"[下转轉接上紧緊]{2}.{0,6}版")
_DATE = re.compile(r"[0-9〇○零一二三四五六七八九]{2,4}年|星期|周[一二三四五六日]|禮拜|民[国國]")
_PAGE = re.compile(
    r"[第A-Z0-9一二三四五六七八九十 ]{1,6}版|責編|责编|编辑|編輯|校对|美编|热线|電話|电话|[Tt]el"
)
STAFF = re.compile(r"记者|記者|通讯员|通訊員|特派|实习生|作者|文/|文／|撰文|[（(]?综合|本报")
_COMMA = re.compile("[，,；;]")
_STOP = re.compile("[。！？!?]")


def mark_of(text: str) -> str:
    """The mark with which a line begins; empty if there is none."""
    return text[0] if MARK.match(text) else ""


def share_held(head: str, body: str) -> float:
    """The share of a heading's pairs of characters that a text holds."""
    pairs = {head[i : i + 2] for i in range(len(head) - 1)}
    return sum(p in body for p in pairs) / len(pairs) if pairs else 0.0


def measure_words(text: str, times: int, whole: str) -> dict[str, float]:
    """The features of a line `text` printed `times` times on a page whose full text is `whole`."""
    return {
        "finished": float(grammar.is_finished(text)),
        "commas": float(min(len(_COMMA.findall(text)), 3)),
        "stops inside": float(bool(_STOP.search(text[:-1]))),
        "ends open": float(text.endswith(("，", "、", "；", ",", "：", "“", "（"))),
        "starts closed": float(text[0] in "，。、；：！？”’）》」』"),
        "mark": float(bool(MARK.match(text))),
        "caption words": float(bool(_CAPTION.match(text))),
        "photo credit": float(bool(_PHOTO.search(text))),
        "jump line": float(bool(_JUMP.search(text)) and len(text) <= 14),
        "date": float(bool(_DATE.search(text))),
        "page words": float(bool(_PAGE.search(text))),
        "folio": float(furniture.is_folio(text)),
        "slogan": float(furniture.is_slogan(text)),
        "credit": float(is_credit(text)),
        "staff": float(bool(STAFF.search(text))),
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
