"""The paper's own grammar: leads, credits, jump lines, source lines, sentence ends."""

from __future__ import annotations

import re

from beibei_site.domain.dates import MONTH_DAY
from beibei_site.domain.lead import LEAD
from beibei_site.domain.lead import STAFF as _STAFF
from beibei_site.domain.model import Credit, Dateline, Jump
from beibei_site.domain.text import HAN, spelled_number

TERMINAL = re.compile(r"(?:[。！？!?…]|(?<=\D)\.)[”’\"'」』）)》\]]*$")
_CLOSING = re.compile(r"[。！？!?；;：:…][”’\"'」』）)》\]]*$")
_DAY = re.compile(rf"(?:(?P<year>\d{{4}})\s*年\s*)?{MONTH_DAY}(?:日|[—\-–~至]\s*\d{{1,2}}\s*日)")
_JUMP = re.compile(
    r"[（(]\s*(?P<verb>下转|上接|紧接)\s*(?:第)?\s*"
    r"(?P<page>[A-Za-z]?\d{1,3}|[一二三四五六七八九十]{1,3})\s*版[^）)]{0,12}[）)]"
)
_SOURCE = re.compile(
    rf"[（(]?(?:据|来源[：:]|转自|摘自|转载自)\s*[《“]?[{HAN}A-Za-z]{{2,16}}(?:报|社|网|台|客户端|号|刊)[》”]?(?:报道|消息)?[）)]?"
)
_ROLE = r"(?:摄影报道|摄影|摄|文图|图文|文|图|制图|制表|绘图|漫画|供图|插图|报道|整理|撰文|编辑|统筹|策划)"
_NAME = rf"[{HAN}]{{1,4}}(?:·[{HAN}]{{1,6}})*"
_NAMES = rf"{_NAME}(?:[ 、，]+{_NAME}){{0,7}}"
_CREDIT_LINE = re.compile(
    rf"[（(□■●◎▲△◆◇*\s]*(?:(?:本报|本刊)?{_STAFF}[：: ]*{_NAMES}(?:[ ／/]*{_ROLE})?"
    rf"|{_NAMES}[ ]*[／/ ][ ]*{_ROLE}|(?:文|图|摄影|文/图|图/文|撰文|供图|制图|作者)[：:/／]\s*{_NAMES})"
    rf"(?:[ ，、;；/／]+(?:(?:本报|本刊)?{_STAFF}[：: ]*)?"
    rf"(?:{_NAMES}[ ]*[／/ ]?[ ]*{_ROLE}?|(?:文|图|摄影)[：:/／]\s*{_NAMES}))*[）)\s]*"
)
_BYLINE_IN_LEAD = re.compile(
    rf"(?P<open>[（(])\s*(?:本报|本刊)?\s*(?P<inner>{_STAFF}[^（）()，。]{{1,60}})[）)]"
    rf"|(?:本报)(?P<bare>{_STAFF}\s*[^（）()，。0-9]{{2,24}}?)(?=\s*(?:报道|摄影|摄|文|图|[，。]|\d|$))"
)
_STAFF_SPLIT = re.compile(rf"({_STAFF})")
_NO_NAME = re.compile(r"^(?:报道|摄影|文|图|摄|通讯|综合|整理|实习|见习|本报|等)$")
_CAPTION_MARK = re.compile(r"^(?:图[为：:]|[▲△▼▽◀▶]|[（(]?(?:[上下左右]|题|资料|新闻)图)")
_CAPTION = re.compile(
    rf"{_CAPTION_MARK.pattern}|[。”）)\s](?:本报)?(?:{_STAFF})?\s*{_NAMES}\s*[／/]?(?:摄|供图|摄影报道)[）)]?$"
)
_SUPPLIED_BY = re.compile(rf"{_NAMES} +(?:图片?|照片)[{HAN}，、]*(?:提供|供图)")
_NUMBERED = re.compile(
    r"^(?:[0-9０-９]{1,2}|[①-⑳]|[❶-❿])[ .．、]?\s*"
    rf"(?![月日年时点个名位家项次岁届万亿余多])[{HAN}“][^。，；]{{2,22}}$"
)


def is_finished(text: str) -> bool:
    """Whether `text` ends as a sentence ends."""
    return bool(TERMINAL.search(text))


def is_closed(text: str) -> bool:
    """Whether `text` ends as a paragraph may end: a sentence, a colon, a semicolon, a jump line."""
    return bool(_CLOSING.search(text) or _JUMP.search(text[-16:]))


def ends_with_jump(text: str) -> bool:
    """Whether `text` ends with a jump line: nothing of its piece follows."""
    return bool(re.search(_JUMP.pattern + r"$", text[-20:]))


def has_lead(text: str) -> bool:
    """Whether a news lead (本报讯, 新华社…电, 本报记者) opens `text`."""
    return bool(LEAD.match(text.replace(" ", "")[:40]))


def find_dateline(text: str) -> Dateline | None:
    """The first day named near the beginning of a story: its dateline."""
    opening = text[:120]
    match = _DAY.search(opening)
    if match is None:
        return None
    day, month = int(match["day"]), int(match["month"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Dateline(month, day, int(match["year"]) if match["year"] else None)


def find_jump(text: str) -> tuple[str, Jump | None]:
    """`text` without its jump line, and the jump (None if there is none)."""
    match = _JUMP.search(text)
    if match is None:
        return text, None
    page = _page_number(match["page"])
    rest = (text[: match.start()].rstrip() + text[match.end() :]).strip()
    return rest, Jump("from" if match["verb"] == "上接" else "to", page)


def _page_number(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else spelled_number(text)


def is_numbered(text: str) -> bool:
    """Whether a line is a numbered heading (3 办老年学堂)."""
    return bool(_NUMBERED.match(text))


def is_source(text: str) -> bool:
    """Whether `text` is a source line (据某某日报)."""
    return bool(_SOURCE.fullmatch(text.strip()))


def is_credit(text: str) -> bool:
    """Whether `text` is a line of credits alone (记者 甲 乙/文 丙/制图)."""
    stripped = text.strip()
    if _SUPPLIED_BY.fullmatch(stripped):
        return True
    return len(stripped) <= 60 and bool(_CREDIT_LINE.fullmatch(stripped))


def split_names(text: str) -> tuple[str, ...]:
    """The names in `text`, parted by blanks, 、 or ，; letter-spaced names are put together.

    >>> split_names("熊辉 代宇航 李万伟")
    ('熊辉', '代宇航', '李万伟')
    >>> split_names("霍 吕")
    ('霍吕',)
    """
    names: list[str] = []
    for group in re.split(r"[、，,;；/／]+|\s{2,}", text.strip()):
        tokens = group.split()
        singles = [t for t in tokens if len(t) == 1]
        if singles and len(singles) == len(tokens):
            tokens = ["".join(tokens)] if len(tokens) <= 3 else ["".join(tokens[:2]), "".join(tokens[2:])]
        elif singles:
            tokens = _join_singles(tokens)
        names += tokens
    return tuple(n for n in names if re.fullmatch(_NAME, n) and len(n) >= 2 and not _NO_NAME.match(n))


def _join_singles(tokens: list[str]) -> list[str]:
    joined: list[str] = []
    pending = ""
    for token in tokens:
        if len(token) == 1:
            pending += token
            if len(pending) >= 2:
                joined.append(pending)
                pending = ""
        else:
            joined.append(token)
    return joined


def lead_credits(text: str) -> tuple[Credit, ...]:
    """The names credited in the lead of a story: （记者 甲 通讯员 乙）, 本报记者 甲."""
    match = _BYLINE_IN_LEAD.search(text[:90])
    if match is None:
        return ()
    return _staff_credits(match["inner"] or match["bare"])


def _staff_credits(text: str) -> tuple[Credit, ...]:
    parts = _STAFF_SPLIT.split(re.sub(r"\s*(?:报道|摄影报道|文/图|图/文)$", "", text))
    found = []
    for role, names in zip(parts[1::2], parts[2::2], strict=True):
        plain_role = "通讯员" if role.endswith("通讯员") else "记者"
        found += [Credit(plain_role, name) for name in split_names(names.strip("：: /／"))]
    return tuple(found)


def line_credits(text: str) -> tuple[Credit, ...]:
    """The credits of a credit line: 记者 甲 乙/文 丙/制图 → three credits with their roles."""
    clean = text.strip().strip("（()）□■●◎▲△◆◇* ")
    if _SUPPLIED_BY.fullmatch(clean):
        return tuple(Credit("记者", n) for n in split_names(re.split(r" +(?=图|照)", clean)[0]))
    found: list[Credit] = []
    staff = "记者"
    for part in re.split(rf"(?={_STAFF})|(?<=[／/ ]摄)|(?<=[／/]文)|(?<=[／/]图)|(?<=制图)|(?<=制表)", clean):
        match = re.fullmatch(
            rf"\s*(?:(?:本报|本刊)?(?P<staff>{_STAFF})?|(?P<before>文|图|摄影|文/图|图/文|撰文|供图|制图|作者)[：:/／])"
            rf"[：: ]*(?P<names>[{HAN}· 、，]+?)?\s*[／/ ]*(?P<role>{_ROLE}(?:[/／]{_ROLE})?)?\s*",
            part,
        )
        if match is None or not match["names"]:
            continue
        staff = match["staff"] or staff
        role = match["role"] or match["before"] or ("通讯员" if staff.endswith("通讯员") else "记者")
        found += [Credit(role, name) for name in split_names(match["names"])]
    return tuple(found)


def closing_credits(text: str) -> tuple[str, tuple[Credit, ...]]:
    """`text` and the names credited in brackets at its end: …。（记者 甲 通讯员 乙）"""
    match = re.search(rf"[（(]\s*(?:本报|本刊)?\s*({_STAFF}[^（）()，。]{{1,40}})[）)]\s*$", text)
    return text, _staff_credits(match[1]) if match else ()


def opens_caption(text: str) -> bool:
    """Whether `text` opens as captions do: 图为, ▲, （上图）."""
    return bool(_CAPTION_MARK.match(text))


def is_caption(text: str) -> bool:
    """Whether `text` is a photo's caption: it says so (图为…), or ends with a photographer's credit."""
    return bool(_CAPTION.search(text.strip()))
