"""Bylines and credits, which name authors, and letter-spaced names."""

from __future__ import annotations

import re

from beibei_site.cataloguing.names.words import STAFF
from beibei_site.chinese.variants import simplify
from beibei_site.content.body import parse_body
from beibei_site.domain.model import Article
from beibei_site.domain.text import HAN, any_of

_WHO = f"(?:{any_of(STAFF)})"
_BYLINE = re.compile(
    rf"""
    [（(〔] [^（）()〔〕]{{0,8}} {_WHO} [^（）()〔〕]{{0,60}} [）)〕]                   # （本报记者 甲 乙）
  | (?:讯[】〕\]]?[ \u3000]*[（(]|讯[ \u3000]*|^[●■◆□◎○▲★][ \u3000]*) 作者 [ \u3000：:]* [{HAN}]{{2,4}}
    (?=[）)]|报道|[ \u3000])                                                            # 本报讯（作者 甲）
  | {_WHO} [ \u3000：:]+ [^，。,\n]{{2,30}}? (?=$|\n|摄|/|电|报道|[，。,])        # 记者 甲 乙 摄
  | (?:本报|新华社|本网|实习|特约)(?:记者|通讯员) [{HAN}]{{2,4}} (?:[、 ][{HAN}]{{2,4}})*  # 本报记者甲、乙
  | ^[^，。,\n]{{0,14}} [ ] [{HAN}]{{2,4}} [ ] (?=文/图|摄|文[ ]|图/文)                  # …… 甲 文/图
  | (?:责任编辑|责编|编辑|编审|校对|策划|审核|统筹|监制|作者|来源) [ \u3000]* [:：] [^\n]*
  | [（(] [ ]* [{HAN}]{{1,2}} [ ]? [{HAN}]{{1,2}} (?:[ 、][{HAN}]{{2,4}})* [ ]* [）)] (?=\s*$)  # （甲 乙）
  | (?:[{HAN}]{{2,4}}[ ])+ 摄(?=影|报道|\s|$)                                           # 甲 乙 摄
    """,
    re.M | re.X,
)
_WIDE = re.compile(
    rf"""
    (?<=[、，,；（(\n长记任员席师授导表理]) ([{HAN}]) [ \u3000]+ ([{HAN}])
    (?= [、，,。；）)\n] | 等 | $ | 出席 | 参加 | 主持 | 表示 | 说 )
    """,
    re.X,
)


def text_for_names(article: Article) -> str:
    """The text of an article that is searched for names; bylines, credits and source lines are left out, as
    they name authors."""
    text = "\n".join(part.text for part in parse_body(article.body).parts if part.kind != "note")
    return mask_staff(close_names(f"{article.printed_heading}\n{text}"))


def mask_staff(text: str) -> str:
    """`text` with its bylines masked, at the same length: their names are authors, catalogued separately.

    >>> mask_staff("〔記者林曉／渡口報導〕校長何平說")
    '。。。。。。。。。。。校長何平說'
    """
    masked = list(text)
    for match in _BYLINE.finditer(simplify(text)):
        masked[match.start() : match.end()] = "。" * len(match[0])
    return "".join(masked)


def close_names(text: str) -> str:
    """`text` with letter-spaced names (set to the width of three characters) closed up.

    >>> close_names("副局长张 伟、李 强、王建国出席")
    '副局长张伟、李强、王建国出席'
    """
    return _WIDE.sub(r"\1\2", text)
