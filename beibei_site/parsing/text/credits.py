"""Who wrote, photographed or drew: credits in a lead, at a story's end, or on a line of their own."""

from __future__ import annotations

import re

from beibei_site.domain.model import Credit
from beibei_site.domain.text import HAN

STAFF = r"(?:见习|实习|首席|特约|驻[^，。（）()]{1,8})?(?:记者|通讯员|特派员)"
_NAME = rf"[{HAN}]{{1,4}}(?:·[{HAN}]{{1,6}})*"
NAMES = rf"{_NAME}(?:[ 、，]+{_NAME}){{0,7}}"
_ROLE = r"(?:摄影报道|摄影|摄|文图|图文|文|图|制图|制表|绘图|漫画|供图|插图|报道|整理|撰文|编辑|统筹|策划)"
_ROLE_BEFORE = r"(?:文|图|摄影|文/图|图/文|撰文|供图|制图|作者)[：:/／]"
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
_PARTS = re.compile(rf"(?={STAFF})|(?<=[／/ ]摄)|(?<=[／/]文)|(?<=[／/]图)|(?<=制图)|(?<=制表)")
_PART = re.compile(
    rf"""\s*
    (?: (?:本报|本刊)? (?P<staff>{STAFF})? | (?P<before>{_ROLE_BEFORE}) ) [：: ]*
    (?P<names> [{HAN}· 、，]+? )? \s*
    [／/ ]* (?P<role> {_ROLE} (?:[/／]{_ROLE})? )? \s*""",
    re.X,
)
_SUPPLIED_BY = re.compile(rf"{NAMES} +(?:图片?|照片)[{HAN}，、]*(?:提供|供图)")
_IN_LEAD = re.compile(
    rf"""[（(] \s* (?:本报|本刊)? \s* (?P<inner> {STAFF} [^（）()，。]{{1,60}} ) [）)]     # （记者 甲 乙）
    | 本报 (?P<bare> {STAFF} \s* [^（）()，。0-9]{{2,24}}? )                              # 本报记者 甲 报道
      (?= \s* (?: 报道|摄影|摄|文|图|[，。]|\d|$ ) )""",
    re.X,
)
_AT_END = re.compile(rf"[（(]\s*(?:本报|本刊)?\s*({STAFF}[^（）()，。]{{1,40}})[）)]\s*$")
_STAFF_SPLIT = re.compile(rf"({STAFF})")
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
    """The credits of a credit line: 记者 甲 乙/文 丙/制图 → three credits with their roles."""
    clean = text.strip().strip(f"（()）{_MARKS} ")
    if _SUPPLIED_BY.fullmatch(clean):
        return tuple(Credit("记者", n) for n in split_names(re.split(r" +(?=图|照)", clean)[0]))
    found: list[Credit] = []
    staff = "记者"
    for part in _PARTS.split(clean):
        match = _PART.fullmatch(part)
        if match and match["names"]:
            staff = match["staff"] or staff
            role = match["role"] or (match["before"] or "")[:-1] or _plain_role(staff)
            found += [Credit(role, name) for name in split_names(match["names"])]
    return tuple(found)


def lead_credits(text: str) -> tuple[Credit, ...]:
    """The names credited in the lead of a story: （记者 甲 通讯员 乙）, 本报记者 甲."""
    match = _IN_LEAD.search(text[:_OPENING])
    return _staff_credits(match["inner"] or match["bare"]) if match else ()


def closing_credits(text: str) -> tuple[Credit, ...]:
    """The names credited in brackets at the end of `text`: …。（记者 甲 通讯员 乙）"""
    match = _AT_END.search(text)
    return _staff_credits(match[1]) if match else ()


def _staff_credits(text: str) -> tuple[Credit, ...]:
    parts = _STAFF_SPLIT.split(re.sub(r"\s*(?:报道|摄影报道|文/图|图/文)$", "", text))
    return tuple(
        Credit(_plain_role(staff), name)
        for staff, names in zip(parts[1::2], parts[2::2], strict=True)
        for name in split_names(names.strip("：: /／"))
    )


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
