"""Who wrote, photographed or drew: credits in a lead, at a story's end, or on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from beibei_site.chinese.variants import simplify
from beibei_site.domain.lead import STAFF
from beibei_site.domain.model import Credit
from beibei_site.domain.text import HAN

_NAME = rf"[{HAN}]{{1,4}}(?:·[{HAN}]{{1,6}})*"
NAMES = rf"{_NAME}(?:[ 、，]+{_NAME}){{0,7}}"
_ROLE = r"(?:摄影报道|摄影|摄|文图|图文|文|图|制图|制表|绘图|漫画|供图|插图|报道|整理|撰文|编辑|统筹|策划)"
_ROLE_BEFORE = r"(?:文|图|摄影|文/图|图/文|撰文|供图|制图|作者)[：:/／]"
_AUTHORED = re.compile(  # 作者 甲, 撰文 甲 摄影 乙
    rf"""(?: ^ | (?<=[ \u3000]) ) (?P<role> 作者|撰文|著|文|译|编译|口述|摄影|图|绘图|漫画) [：:/／ \u3000]+
    (?P<names> [{HAN}·]{{2,12}} ) (?= [ \u3000、] | $ )""",
    re.X,
)
_MARKS = "□■●◎▲△◆◇*"
_CREDIT_LINE = re.compile(
    rf"""[（(\s{_MARKS}]*
    (?: (?:本报|本刊)? {STAFF} [：: ]* {NAMES} (?:[ ／/]*{_ROLE})?    # 本报记者 甲 乙/文
      | {NAMES} [ ]*[／/ ][ ]* {_ROLE}                                # 甲 乙/摄
      | {_ROLE_BEFORE} \s* {NAMES}                                    # 文/甲
    )
    (?: [ ，、;；/／]+                                                # and so on
        (?: (?:本报|本刊)? {STAFF} [：: ]* )?
        (?: {NAMES} [ ]*[／/ ]?[ ]* {_ROLE}? | (?:文|图|摄影) [：:/／] \s* {NAMES} )
    )* [）)\s]*""",
    re.X,
)
_PARTS = re.compile(
    rf"(?<!特约|首席|见习|实习)(?={STAFF})|(?<=[／/ ]摄)(?!影)|(?<=[／/ ]摄影)"
    r"|(?<=[／/]文)|(?<=[／/]图)|(?<=制图)|(?<=制表)"
)
_PART = re.compile(
    rf"""\s*
    (?: (?:本报|本刊)? (?P<staff>{STAFF})? | (?P<before>{_ROLE_BEFORE}) ) [：: ]*
    (?P<names> [{HAN}· 、，]+? )? \s*
    [／/ ]* (?P<role> {_ROLE} (?:[/／]{_ROLE})? )? \s*""",
    re.X,
)
_SUPPLIED_BY = re.compile(rf"{NAMES} +(?:图片?|照片)[{HAN}，、]*(?:提供|供图)")
_WRITER = rf"(?:{STAFF}|实习生|特派(?:记者)?|撰稿人)"
_SENT = r"""(?: [／/ ] [^（）()〔〕【】，。／/ ]{0,10}? )? (?:综合|专题|现场|连线)? (?:报[导道]|专?电|讯)"""
_IN_LEAD = re.compile(
    rf"""[（(] \s* (?:本报|本刊)? \s* (?P<inner> {_WRITER} [^（）()，。]{{1,60}} ) [）)]  # （记者 甲 乙）
    | [〔【\[] \s* (?:本报|本刊)? \s*                                    # 〔记者甲／某地报导〕
      (?P<boxed> {_WRITER} [^〔〕【】，。]{{1,24}}? ) {_SENT} [〕】\]]
    | [（(] 中央社 (?P<agency> 记者 [{HAN}]{{3}} )                         # （中央社记者甲某地3日电）
      [{HAN}]{{1,8}} \d{{1,2}}日 (?:专)?电 [）)]
    | 本报 (?P<bare> {_WRITER} \s* [^（）()，。0-9]{{2,24}}? )             # 本报记者 甲 报道
      (?= \s* (?: 报道|摄影|摄|文|图|[，。]|\d|$ ) )""",
    re.X,
)
_AT_END = re.compile(rf"[（(]\s*(?:本报|本刊)?\s*({_WRITER}[^（）()，。]{{1,40}})[）)]\s*$")
_DONE = r"(?:辑|摘|整理|编译|供稿|撰文)"
# A name in brackets after the last sentence, alone, behind a title, or before what its bearer did or lives.
_SIGNED = re.compile(
    rf"""(?: ^ | [。！？!?…”」』：] ) \s* [（(] \s*
    (?: [{HAN}]{{2,16}} [ \u3000]+ )? (?!{_DONE}) (?P<name> [{HAN}]{{2,3}} | [{HAN}]{{1,5}}·[{HAN}·]{{1,8}} )
    (?: [ \u3000]+ {_DONE} | [／/] [^（）()]{{1,20}} )? \s* [）)] \s* $""",
    re.X,
)
_NO_SIGNATURE = re.compile("(?:未|续|全文)完|[图上下]略|待续|全文|节选|连载|.*[社报网版讯电稿摄供文编]")
_STAFF_SPLIT = re.compile(rf"({_WRITER})")
_NO_NAME = re.compile(r"^(?:报道|摄影|文|图|摄|通讯|综合|整理|实习|见习|本报|等)$")
_LONGEST = 60  # characters in a line of credits
_OPENING = 90  # characters of a story in which its lead gives the byline


def is_credit(text: str) -> bool:
    """Whether `text` is a line of credits alone (记者 甲 乙/文 丙/制图)."""
    stripped = text.strip()
    if _SUPPLIED_BY.fullmatch(stripped):
        return True
    return len(stripped) <= _LONGEST and bool(_CREDIT_LINE.fullmatch(stripped))


def line_credits(text: str) -> tuple[Credit, ...]:
    """The credits of a credit line: 记者 甲 乙/文 丙/制图 → three credits with their roles.

    >>> [(c.role, c.name) for c in line_credits("■ 撰文 葉蓁 攝影 唐少游")]
    [('撰文', '葉蓁'), ('摄影', '唐少游')]
    """
    clean = text.strip().strip(f"（()）{_MARKS} \u3000")
    return _as_printed(_line_credits(simplify(clean)), clean)


def _line_credits(clean: str) -> list[Credit]:
    if _SUPPLIED_BY.fullmatch(clean):
        return [Credit("记者", n) for n in split_names(re.split(r" +(?=图|照)", clean)[0])]
    authored = list(_AUTHORED.finditer(clean))
    if authored and authored[0].start() == 0:
        return [Credit(match["role"], name) for match in authored for name in split_names(match["names"])]
    found: list[Credit] = []
    staff = "记者"
    for part in _PARTS.split(clean):
        match = _PART.fullmatch(part)
        if match and match["names"]:
            staff = match["staff"] or staff
            role = match["role"] or (match["before"] or "")[:-1] or _plain_role(staff)
            found += [Credit(role, name) for name in split_names(match["names"])]
    return found


def lead_credits(text: str) -> tuple[Credit, ...]:
    """The names credited in the lead of a story: （记者 甲 通讯员 乙）, 本报记者 甲, 〔記者甲／某地報導〕.

    >>> [c.name for t in ("〔記者顏立群／嘉義報導〕", "【本報記者霍敏兒報導】") for c in lead_credits(t)]
    ['顏立群', '霍敏兒']
    """
    opening = text[:_OPENING]
    match = _IN_LEAD.search(simplify(opening))
    return _as_printed(_staff_credits(next(filter(None, match.groups()))), opening) if match else ()


def closing_credits(text: str) -> tuple[Credit, ...]:
    """The names credited in brackets at the end of `text`: …。（记者 甲 通讯员 乙）, …。（讀者 甲）

    >>> [c.name for c in closing_credits("沒有緣故。（讀者　溫秀琴）")], closing_credits("到此为止。（完）")
    (['溫秀琴'], ())
    """
    simplified = simplify(text)
    match = _AT_END.search(simplified)
    if match:
        return _as_printed(_staff_credits(match[1]), text)
    signed = _SIGNED.search(simplified)
    if not signed or _NO_SIGNATURE.fullmatch(signed["name"]):
        return ()
    return (Credit("作者", text[signed.start("name") : signed.end("name")]),)


def story_credits(paragraphs: Sequence[str], lines: Iterable[str]) -> tuple[Credit, ...]:
    """Who is credited in the lead of a story (or, if nobody, at its end) and in its `lines` of credits, each
    name once."""
    found = lead_credits(paragraphs[0]) or closing_credits(paragraphs[-1]) if paragraphs else ()
    return each_once((*found, *(credit for line in lines for credit in line_credits(line))))


def each_once(credits: Sequence[Credit]) -> tuple[Credit, ...]:
    """The first credit of each name, in order.

    >>> [c.role for c in each_once([Credit("记者", "甲"), Credit("摄", "乙"), Credit("文", "甲")])]
    ['记者', '摄']
    """
    first: dict[str, Credit] = {}
    for credit in credits:
        first.setdefault(credit.name, credit)
    return tuple(first.values())


def _as_printed(credits: Iterable[Credit], text: str) -> tuple[Credit, ...]:
    """Credits found in the simplified text, with the names as `text` prints them."""
    simplified = simplify(text)
    places = ((credit, simplified.find(credit.name)) for credit in credits)
    return tuple(
        replace(credit, name=text[at : at + len(credit.name)]) if at >= 0 else credit for credit, at in places
    )


def _staff_credits(text: str) -> list[Credit]:
    parts = _STAFF_SPLIT.split(re.sub(r"\s*(?:报道|摄影报道|文/图|图/文)$", "", text))
    return [
        Credit(_plain_role(staff), name)
        for staff, names in zip(parts[1::2], parts[2::2], strict=True)
        for name in split_names(names.strip("：: /／"))
    ]


def _plain_role(staff: str) -> str:
    return "通讯员" if staff.endswith("通讯员") else "记者"


def split_names(text: str) -> tuple[str, ...]:
    """The names in `text`, parted by blanks, 、 or ，; letter-spaced names are put together.

    >>> split_names("熊辉 代宇航 李万伟")
    ('熊辉', '代宇航', '李万伟')
    >>> split_names("霍 吕")
    ('霍吕',)
    """
    groups = re.split(r"[、，,;；/／]+|\s{2,}", text.strip())
    names = [name for group in groups for name in _close_up_names(group.split())]
    return tuple(n for n in names if re.fullmatch(_NAME, n) and len(n) >= 2 and not _NO_NAME.match(n))


def _close_up_names(tokens: list[str]) -> list[str]:
    """Single characters put together: up to three make one name, more make names of two."""
    if all(len(token) == 1 for token in tokens):
        return ["".join(tokens)] if len(tokens) <= 3 else ["".join(tokens[:2]), "".join(tokens[2:])]
    joined: list[str] = []
    pending = ""
    for token in tokens:
        pending += token if len(token) == 1 else ""
        if len(token) > 1:
            joined.append(token)
        elif len(pending) >= 2:
            joined.append(pending)
            pending = ""
    return joined
