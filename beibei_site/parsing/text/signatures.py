"""Who wrote a story by its text: in the lead, or in brackets at the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from beibei_site.chinese.variants import simplify
from beibei_site.domain.lead import WRITER
from beibei_site.domain.model import Credit
from beibei_site.domain.text import HAN
from beibei_site.parsing.text.credits import (
    MARKS,
    NO_SIGNATURE,
    TITLE,
    as_printed,
    byline_credits,
    each_once,
    plain_role,
    split_names,
)
from beibei_site.parsing.text.surnames import SURNAMES, may_be_names

_SENT = (
    r"""(?: [／/ ] [^（）()〔〕【】，。／/ ]{0,10}? )? (?:综合|专题|现场|连线)? (?:报[导道]|专?电|讯|专访)"""
)
_DAY = r"[\d一二三四五六七八九十廿卅]{1,3}日"
_AUTHOR = f"(?:{WRITER}|作者)"
_STAFF_NAMES = f"{_AUTHOR}[{SURNAMES}][{HAN}]{{1,2}}(?:、[{SURNAMES}][{HAN}]{{1,2}})*"
_IN_LEAD = re.compile(
    rf"""[（(] \s* (?:本报|本刊)? \s* (?P<inner> {WRITER} [^（）()，。]{{1,60}} ) [）)]  # （记者 甲 乙）
    | ^ [【〔\[]? 本报讯 [】〕\]]? \s* [（(] \s* (?P<author> 作者 [^（）()，。]{{2,30}} ) [）)]
    | [（(〔【\[] (?:中央社|本报)? (?P<agency> {WRITER} [{HAN}]{{3}} )             # （中央社记者甲某地3日电）
      [{HAN}]{{1,8}}? {_DAY} (?:专)?电 [）)〕】\]]
    | [〔【\[] \s* (?:本报|本刊)? \s*                                    # 〔记者甲／某地报导〕
      (?P<boxed> {WRITER} [^〔〕【】，。]{{1,24}}? ) {_SENT} [〕】\]]
    | ^ [{MARKS}] \s* (?:本报)?                                         # ●记者 甲 昨日上午
      (?P<marked> {_AUTHOR} [ ] [{HAN}· 、]{{2,40}}? ) (?= [ ] (?!{WRITER})[^ ]{{5}} )
    | ^ [{MARKS}] \s* (?:本报)?                                 # ●记者甲、乙 通讯员丙 昨日上午
      (?P<close> {_STAFF_NAMES} (?: [ ]? {_STAFF_NAMES} )* ) (?= [ 《“「] )
    | 本报[^，。（()）]{{0,16}}?讯 [】〕\]]? \s*                           # 本报讯 记者 甲报道：
      (?P<told> {_AUTHOR} [^（）()，。：:]{{2,24}}? ) \s* 报道 [：:，]
    | 本报 (?P<bare> {WRITER} \s* [^（）()，。0-9]{{2,24}}? )             # 本报记者 甲 报道
      (?= \s* (?: 报道|摄影|摄|文|图|[，。]|\d|$ ) )""",
    re.X,
)
_AT_END = re.compile(rf"[（(]\s*(?:本报|本刊)?\s*({WRITER}[^（）()，。]{{1,40}})[）)]\s*$")
_DONE = "(?:辑|摘|整理|编译|供稿|撰文)"
_AFTER_TEXT = "(?: ^ | [。！？!?…”」』：）)] ) \\s* [（(] \\s*"
# A name in brackets after the last sentence: alone, after a title, or before a role or an address.
_SIGNED = re.compile(
    rf"""{_AFTER_TEXT}
    (?: {TITLE} [ \u3000]* | (?P<office> [{HAN}]{{2,16}} ) [ \u3000]+
      | (?P<role> 文|图|撰文|摄影? ) (?: [ \u3000:：/／]+ | (?=[{SURNAMES}][{HAN}]{{1,2}}\s*[）)]) ) )?
    (?! {_DONE} ) (?P<name> [{HAN}]{{2,3}} | [{HAN}]{{1,5}}·[{HAN}·]{{1,8}} )
    (?: [ \u3000]+ {_DONE} | [／/] [^（）()]{{1,20}} )? \s* [）)] \s* $""",
    re.X,
)
_SIGNED_BY_SEVERAL = re.compile(
    rf"{_AFTER_TEXT} (?P<names> [{HAN}]{{2,3}} (?: [ \u3000、]+ [{HAN}]{{2,3}} )+ ) \s* [）)] \s* $", re.X
)
_STAFF_SPLIT = re.compile(rf"({_AUTHOR})")
_OPENING = 90  # characters of a story in which its lead gives the byline


def lead_credits(text: str) -> tuple[Credit, ...]:
    """The names credited in the lead of a story: （记者 甲 通讯员 乙）, 本报记者 甲, 〔記者甲／某地報導〕.

    >>> [c.name for t in ("〔記者顏立群／嘉義報導〕", "【本報記者霍敏兒報導】") for c in lead_credits(t)]
    ['顏立群', '霍敏兒']
    >>> [c.name for t in ("●记者 计春晖 昨日上午，", "本报讯记者邢远报道：") for c in lead_credits(t)]
    ['计春晖', '邢远']
    >>> [c.name for c in lead_credits("●记者计春晖、陈石 通讯员邢远 昨日上午，")]
    ['计春晖', '陈石', '邢远']
    """
    opening = text[:_OPENING]
    match = _IN_LEAD.search(simplify(opening).replace("╱", "／"))
    return as_printed(_staff_credits(next(filter(None, match.groups()))), opening) if match else ()


def closing_credits(text: str) -> tuple[Credit, ...]:
    """The names credited in brackets at the end of `text`: …。（记者 甲 通讯员 乙）, …。（讀者 甲）

    >>> [c.name for c in closing_credits("沒有緣故。（讀者　溫秀琴）")], closing_credits("到此为止。（完）")
    (['溫秀琴'], ())
    """
    simplified = simplify(text)
    match = _AT_END.search(simplified)
    if match:
        return as_printed(_staff_credits(match[1]), text)
    several = _SIGNED_BY_SEVERAL.search(simplified)
    names = split_names(several["names"]) if several else ()
    if names and all(map(may_be_names, names)):
        return as_printed([Credit("作者", name) for name in names], text)
    signed = _SIGNED.search(simplified)
    if not signed or NO_SIGNATURE.fullmatch(signed["name"]):
        return ()
    if signed["office"] and not may_be_names(signed["name"]):  # （安排 见表）
        return ()
    return (Credit(signed["role"] or "作者", text[signed.start("name") : signed.end("name")]),)


def story_credits(paragraphs: Sequence[str], bylines: Iterable[Sequence[str]]) -> tuple[Credit, ...]:
    """The credits in the lead of a story (or, if there are none, at its end) and in its `bylines` (each as
    its lines), each name once."""
    found = lead_credits(paragraphs[0]) or closing_credits(paragraphs[-1]) if paragraphs else ()
    return each_once((*found, *(credit for lines in bylines for credit in byline_credits(lines))))


def _staff_credits(text: str) -> list[Credit]:
    parts = _STAFF_SPLIT.split(re.sub(r"\s*(?:摄影)?(?:报[导道]|文/图|图/文)$", "", text))
    return [
        Credit(plain_role(staff), name)
        for staff, names in zip(parts[1::2], parts[2::2], strict=True)
        for name in split_names(names.strip("：: /／"))
    ]
