"""Lines that belong to the page, not to a story: folio, imprint, slogans, advertisements, separators."""

from __future__ import annotations

import re
from typing import Literal

from beibei_site.domain.text import fold_width
from beibei_site.parsing.text.grammar import is_finished

_FOLIO = re.compile(
    r"""责任?编辑?[：:] | (?:美编|校对|组版|版式|值班(?:编委|主任)?|编辑)[：: ]           # the editors
    | 第?[A-Z]?\d{1,3}版?$ | 第[一二三四五六七八九十]+版                                 # the page
    | \d{4}年\d{1,2}月\d{1,2}日(?:[ \u3000]*星期.)? | 星期[一二三四五六日天]             # the day
    | 国内统一(?:连续出版物)?刊号 | CN\d | 邮发代号                                       # the imprint
    | (?:新闻)?(?:热线|电话|邮箱|网址|地址)[：:] | E-?mail                                # the address
    """,
    re.I | re.X,
)
_SLOGAN = re.compile(r"热烈(?:庆祝|祝贺|欢迎)|隆重(?:庆祝|纪念)|欢度|喜迎|公益广告|广告$|预祝")
_RULE = re.compile(r"[=*\-_~#+·.—─━═◆◇■□★☆※○●]{4,}|(?:[=*※☆★◆●—─━═-]\s*){3,}|…{4,}")


def is_separator(line: str) -> bool:
    """Whether a line is a row of symbols between two articles. A pause (……) is text, and is not folded to
    dots.

    >>> [is_separator(line) for line in ("========", "* * *", "─ ─ ─", "…………", "……", "——完——")]
    [True, True, True, True, False, False]
    """
    return bool(_RULE.fullmatch(line if "…" in line else fold_width(line)))


def is_folio(text: str) -> bool:
    """Whether a line gives the page, the day, the editors or the paper's address."""
    return len(text) <= 60 and not is_finished(text) and bool(_FOLIO.match(text))


def is_slogan(text: str) -> bool:
    """Whether a line is a slogan or announces an advertisement."""
    return len(text) <= 60 and bool(_SLOGAN.match(text.split(" ")[0]))


def is_doubled(text: str) -> bool:
    """Whether a line repeats the same words, as extracted from a slogan with a drop shadow."""
    plain = text.replace(" ", "")
    return 6 <= len(plain) <= 60 and plain[: len(plain) // 2] * 2 == plain


def furniture_of(text: str) -> Literal["", "folio", "slogan", "doubled"]:
    """Which of these a line is; empty if none."""
    return (
        "folio" if is_folio(text) else "slogan" if is_slogan(text) else "doubled" if is_doubled(text) else ""
    )
