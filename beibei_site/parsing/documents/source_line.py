"""The source line below a headline: when and where an article was printed, and who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from beibei_site.chinese.variants import simplify
from beibei_site.domain.lead import WRITER
from beibei_site.domain.model import Credit
from beibei_site.domain.text import HAN, fold_width, is_english
from beibei_site.parsing.folio.days import WEEKDAY, find_days, find_impossible
from beibei_site.parsing.folio.issue import page_number
from beibei_site.parsing.folio.tokens import is_made_of_them, tokenise
from beibei_site.parsing.folio.words import is_paper
from beibei_site.parsing.text.credits import is_byline, read_byline, take_filed

_NAME = rf"[{HAN}]{{1,4}}(?:[·•][{HAN}]{{1,6}})*|[{HAN}]{{2,8}}[·•][{HAN}]{{1,8}}|[A-Za-z][A-Za-z. ]{{1,24}}"
_NAMES = re.compile(rf"(?:{_NAME})(?:\s*[、,/&]\s*(?:{_NAME})|\s+(?:{_NAME}))*")
_LABEL = re.compile(
    r"""(?P<source> (?:稿件|信息|文章|消息|内容)?来源 | 來源 | 稿源 | 来自 | 出处 | 原载 | 原載 | 转自 | 摘自
        | 选自 | 媒体 | 发布单位 | 发布机构 )\s*(?:[:]|(?=《))
    | (?P<author> 作者 | 记者 | 記者 | 通讯员 | 通訊員 | 撰稿 | 撰文 | 文 | 供稿 | 署名 )\s*[:]
    | (?P<day> (?:发布|发表|刊发|刊登|更新|出版|上传|添加|录入)?(?:日期|时间|時間) | 发布于 | 发表于 )\s*[:]?
    | (?P<other> 浏览(?:次数|量)? | 阅读(?:数|量|次数)? | 点击(?:数|量|次数)? | 人气 | 字号 | 字体
        | 分享到?至? | 评论 | 编辑 | 责任编辑 | 责编 | 校对 )\s*[:]
    """,
    re.X,
)
_HOUSE = re.compile(
    rf"[{HAN}A-Za-z]{{1,14}}(?:网|社|台|客户端|公众号|频道|报|報|刊|周末|日报社|杂志|编辑部|通讯|新闻|網)"
)
_BUTTONS = re.compile(r"(?:字号|分享到?)\s*[:].*|\[?(?:打印|关闭|收藏|大|中|小)\]?(?=\s|$)")
_ENGLISH_PARTS = re.compile(r"\s+[|·•/–—]\s+|\s{3,}")
_PUBLISHED = re.compile(r"(?i:(?:first\s)?(?:published|posted|printed|updated|date)\b(?:\son)?\s*:?\s*)")
_WRITER = re.compile(rf"(?:本[报刊社网台])?{WRITER}")
_LONGEST = 120  # characters of such a line
_PARTS = re.compile(r"[\s|│·;,，/]+")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """The contents of such a line: an ISO date, the paper or site, the page, the authors."""

    day: str | None = None
    paper: str | None = None
    page: str | None = None
    credits: tuple[Credit, ...] = ()


NO_SOURCE = SourceLine()


def read_source_line(text: str) -> SourceLine | None:
    """The article's source given in a line; None if the line contains anything else.

    >>> read_source_line("2024-10-28 来源：江浦日报 作者：林知秋").credits
    (Credit(role='作者', name='林知秋'),)
    >>> read_source_line("2024年10月28日，大会召开")
    """
    folded = fold_width(text).strip("*_ ()[]【】")
    if is_english(folded):
        return _read_english(folded)
    if len(folded) > _LONGEST or "。" in folded:
        return None
    found = find_days(folded)
    credits, rest = take_filed(_without_days(folded))
    fields = _fields(_BUTTONS.sub(" ", rest))
    line = _put_together(found[0].value if found else None, fields)
    line = replace(line, credits=(*credits, *line.credits)) if line else None
    labels = {label for label, _ in fields} - {""}
    told = sum(map(bool, (line.day, line.paper, line.page, line.credits))) if line else 0
    return line if "source" in labels or told >= 2 or (told and line and line.day and labels) else None


def read_day(text: str) -> SourceLine | None:
    """The day, with or without its weekday, that is all of a line below a headline."""
    folded = fold_width(text).strip("*_ ()[]【】.")
    tokens = tokenise(folded, english=is_english(folded))
    days = find_days(folded)
    is_day = tokens and {token.kind for token in tokens} <= {"day", "weekday"}
    return SourceLine(days[0].value) if is_day and days else None


def _read_english(text: str) -> SourceLine | None:
    """A line of a day with its paper, its page, its writer or the word `Published`."""
    parts = [part for part in _ENGLISH_PARTS.split(text) if part]
    credits = [credit for part in parts for credit in read_byline(part)]
    plain = " | ".join(part for part in parts if not is_byline(part))
    told = _PUBLISHED.sub("", plain)
    tokens, days = tokenise(told, english=True), find_days(told)
    if not days or not is_made_of_them(tokens, english=True):
        return None
    value = {token.kind: token.text for token in reversed(tokens)}
    page = page_number(value["page"]) if "page" in value else value.get("number")
    line = SourceLine(days[0].value, value.get("paper"), page, tuple(credits))
    return line if told != plain or len(parts) > 1 or line.paper or line.page else None


def _without_days(text: str) -> str:
    """`text` with a placeholder for each date, also for one that no calendar has."""
    days = sorted([*find_days(text), *find_impossible(text)], key=lambda day: day.start)
    for day in reversed(days):
        text = f"{text[: day.start]} | {WEEKDAY.sub(' ', text[day.end :], count=1)}"
    return text


def _fields(text: str) -> list[tuple[str, str]]:
    """The labels of a line with the text that follows each; text without a label has an empty one.

    Names after 作者 extend to the next label or mark, other values to the next blank.
    """
    marks = list(_LABEL.finditer(text))
    ends = [*(mark.start() for mark in marks), len(text)]
    found = [("", text[: ends[0]])]
    for mark, end in zip(marks, ends[1:], strict=True):
        label, value = mark.lastgroup or "", text[mark.end() : end].strip()
        inner, _, behind = value.partition("|" if label == "author" else " ")
        found += [(label, inner.strip("|、,; ")), ("", behind)]
    return [(label, value) for label, value in found if label or value.strip()]


def _put_together(day: str | None, fields: list[tuple[str, str]]) -> SourceLine | None:
    """The source line with these fields; None if an unlabelled part is unknown."""
    named = dict(reversed([(label, value) for label, value in fields if value]))
    paper, page, names = named.get("source", "").strip("《》"), "", named.get("author", "")
    parts = list(_bare_parts(fields))
    housed = bool(paper) or any(map(_is_paper, parts))
    for part in parts:
        kinds = {token.kind for token in tokenise(part)}
        if kinds == {"page"}:
            page = page or page_number(part)
        elif _is_paper(part):
            paper = paper or part
        elif kinds == {"section"}:
            continue
        elif not (name := _without_title(part)):
            continue  # the title of who is named next
        elif housed and _NAMES.fullmatch(name) and len(name) > 1:
            names = f"{names} {name}"
        else:
            return None
    return SourceLine(day, paper or None, page or None, tuple(Credit("作者", name) for name in _split(names)))


def _bare_parts(fields: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The unlabelled text, part by part."""
    for label, text in fields:
        if not label:
            yield from filter(None, (part.strip("《》()") for part in _PARTS.split(text)))


def _without_title(part: str) -> str:
    """A name without what its bearer is to the paper.

    >>> _without_title("本報記者"), _without_title("本报记者石青"), _without_title("石青")
    ('', '石青', '石青')
    """
    title = _WRITER.match(simplify(part))
    return part[title.end() :] if title else part


def _is_paper(part: str) -> bool:
    return is_paper(part) or bool(_HOUSE.fullmatch(part))


def _split(names: str) -> list[str]:
    return [name for name in re.split(r"[、,/&|\s]+", names) if _NAMES.fullmatch(name) and len(name) > 1]
