"""The newspaper's own grammar: leads, jump lines, source lines, captions, sentence ends."""

from __future__ import annotations

import re

from beibei_site.domain.dates import MONTH_DAY
from beibei_site.domain.lead import ENGLISH_LEAD, LEAD, STAFF
from beibei_site.domain.model import Jump
from beibei_site.domain.text import HAN, SPELLED_PAGE, is_english, spelled_number
from beibei_site.parsing.text.credits import NAMES
from beibei_site.parsing.text.english import read_jump

# What people do in a heading that names them: 周旭出席 何庆主持.
ACTS = "主持|出席|讲话|参加|作说明|作报告|致辞|陪同"
CLOSING_SIGNS = "”’）》」』，。、；：！？"  # no line of its own begins with one of these
CLAUSE_MARKS = "，,、。：:"  # common in running text, rare in headings
PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))
_QUOTES = "”’\"'」』）)》\\]"
_WORDY = r"(?<!\S)[a-z]\S{0,20}(?: \S{1,20}){3} \S{0,12}\d\."  # behind few words it numbers what follows
_TERMINAL = re.compile(rf"(?:[。！？!?…]|(?<=\D)\.|{_WORDY})[{_QUOTES}]*$")
_CLOSING = re.compile(rf"[。！？!?；;：:…][{_QUOTES}]*$")
_DAY = re.compile(rf"{MONTH_DAY}(?:日|[—\-–~至]\s*\d{{1,2}}\s*日)")
_JUMP = re.compile(
    rf"""[（(]\s* (?P<verb>下转|上接|紧接) \s*第?\s*
    (?P<page> [A-Za-z]?\d{{1,3}} | {SPELLED_PAGE} ) (?:[、和至—-]?第?(?:\d{{1,3}}|{SPELLED_PAGE}))?
    \s*版 [^）)]{{0,12}}[）)]""",
    re.X,
)
_JUMP_AT_END = re.compile(rf"(?:{_JUMP.pattern})$", re.X)
_SOURCE = re.compile(
    rf"""[（(]? (?:据|来源[：:]|转自|摘自|转载自) \s*
    [《“]? [{HAN}A-Za-z]{{2,16}} (?:报|社|网|台|客户端|号|刊) [》”]? (?:报道|消息)? [）)]?""",
    re.X,
)
_CAPTION_MARK = re.compile(r"图[为：:]|[▲△▼▽◀▶]|[（(]?(?:[上下左右]|题|资料|新闻)图")
_PHOTOGRAPHER = re.compile(
    rf"[。”）)\s](?:本报)?(?:{STAFF})?\s*{NAMES}\s*[／/]?(?:摄|供图|摄影报道)[）)]?$",
)
_NUMBERED = re.compile(
    rf"""(?: [0-9０-９]{{1,2}} | [①-⑳] | [❶-❿] ) [ .．、]?\s*
    (?! [月日年时点个名位家项次岁届万亿余多] )          # a number in a sentence: 3名, 20个
    [{HAN}“][^。，；]{{2,22}}$""",
    re.X,
)
_DOCUMENT = re.compile(r"(?:通告|公告|公示|启事|通知|声明|决议|决定|倡议书|公开信|办法|条例|简介|致辞)$")


def is_finished(text: str) -> bool:
    """Whether `text` ends like a sentence."""
    return bool(_TERMINAL.search(text))


def is_closed(text: str) -> bool:
    """Whether `text` ends like a paragraph: with a sentence, a colon, a semicolon or a jump line."""
    closed = _CLOSING.search(text) or _JUMP.search(text[-16:])
    return bool(closed) or (is_finished(text) and is_english(text))


def ends_with_jump(text: str) -> bool:
    """Whether `text` ends with a jump line, so that its piece does not continue."""
    return bool(_JUMP_AT_END.search(text[-20:]))


def leaves_open(text: str) -> bool:
    """Whether `text` opens a bracket or a quotation that it does not close."""
    return any(text.count(a) > text.count(b) for a, b in PAIRS)


def has_lead(text: str) -> bool:
    """Whether `text` opens with a news lead (本报讯, 新华社…电, 本报记者; LONDON, June 13.—)."""
    if is_english(text):
        return bool(ENGLISH_LEAD.match(text))
    return bool(LEAD.match(text.replace(" ", "")[:40]))


def has_day(text: str) -> bool:
    """Whether `text` contains a day of a month: 6 月 8 日, 6月8—10日."""
    match = _DAY.search(text)
    return match is not None and 1 <= int(match["month"]) <= 12 and 1 <= int(match["day"]) <= 31


def find_jump(text: str) -> tuple[str, Jump | None]:
    """`text` without its jump line, and the jump (None if there is none); of several pages the first."""
    match = _JUMP.search(text)
    page = _page_number(match["page"]) if match else 0
    if not match or not page:
        found = read_jump(text) if is_english(text) else None
        return (found.rest, found.jump) if found else (text, None)
    rest = (text[: match.start()].rstrip() + text[match.end() :]).strip()
    return rest, Jump("from" if match["verb"] == "上接" else "to", page)


def _page_number(text: str) -> int:
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else spelled_number(text)


def is_numbered(text: str) -> bool:
    """Whether a line is a numbered heading (3 办老年学堂)."""
    return bool(_NUMBERED.match(text))


def names_document(text: str) -> bool:
    """Whether `text` ends like the title of a document: 公告, 条例, 倡议书."""
    return bool(_DOCUMENT.search(text))


def is_source(text: str) -> bool:
    """Whether `text` is a source line (据某某日报)."""
    return bool(_SOURCE.fullmatch(text.strip()))


def opens_caption(text: str) -> bool:
    """Whether `text` opens like a caption: 图为, ▲, （上图）."""
    return bool(_CAPTION_MARK.match(text))


def is_caption(text: str) -> bool:
    """Whether `text` is a photo caption: it says so (图为…), or ends with a photographer's credit."""
    stripped = text.strip()
    return opens_caption(stripped) or bool(_PHOTOGRAPHER.search(stripped))
