"""How a piece of news opens: 本报讯（记者 甲）, 新华社北京4月2日电, CHUNGKING, June 13 (AP) —."""

from __future__ import annotations

import re

from beibei_site.domain.dates import ENGLISH_DAY
from beibei_site.domain.text import HAN, is_english

# The one list of those who write for a paper. Learned readers have STAFF and LEAD among their features: who
# changes these trains them again.
STAFF = r"(?:见习|实习|首席|特约|驻[^，。（）()]{1,8})?(?:记者|通讯员|特派员)"
WRITER = rf"(?:(?:资深|特派)?{STAFF}|实习生|特派|撰稿人|评论员)"
_DAY = r"(?:\d{1,2}月)?\s*(?:\d{1,2}日)?"


def _opening(place_and_day: str, kind: str) -> re.Pattern[str]:
    """The words that open a lead; the paper's own may name `place_and_day` and a `kind` of dispatch."""
    return re.compile(
        rf"""
        [【\[〔]?
        (?: (?:本报|本刊|本网|本台|快报|晨报|晚报) {place_and_day} {kind} (?:讯|消息|电)
          | 据? (?:新华社|中新社|中新网|[{HAN}]{{2,6}}(?:社|网|日报|晚报|早报|时报|周报))
            [{HAN}]{{0,6}} {_DAY} (?:综合)? (?:电|讯|消息)
          | 本报{STAFF}
          | [{HAN}]{{2,4}}讯(?=[（(])
          | 讯(?=[（(])
        )
        """,
        re.X,
    )


LEAD = _opening(rf"[{HAN}]{{0,6}}", "(?:综合)?")  # what begins a story, by which pages are read
_MARK = re.compile(r"[■□▲△◆◇●○]?\s*")
_WHOLE = _opening(rf"[{HAN}]{{0,6}}?{_DAY}", "(?:综合|专)?")
# The names after the words of the lead, and the bracket that closes it.
_NAMES = re.compile(r"(?:[^，。：:（(]{1,20}?报道)?[】\]〕]?\s*(?:[（(][^（）()]{1,60}[）)])?[\s：:，,]*")
_CAPITALS = r"[A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]+){0,3}"
_PLACE = rf"(?:{_CAPITALS}|[A-Z][a-z'’-]+(?:\s[A-Z][a-z'’-]+){{0,3}})(?:,\s[A-Z][A-Za-z]+\.?(?!\s\d))?"
_AGENCY = r"\([A-Z][A-Za-z .&]{1,24}\)"
_OPENING = 200  # characters that show whether a text is English
_DASH = r"(?:[—–]+|--+|-(?=\s))"
# A place and a day, or a place in capitals (and an agency) before a dash.
ENGLISH_LEAD = re.compile(
    rf"""(?: {_PLACE} ,?\s {ENGLISH_DAY} (?: \s?{_AGENCY} )? \s* (?: [.,]?\s*{_DASH} | \.(?=\s|$) )
      | {_CAPITALS} (?:,\s[A-Z][A-Za-z]+\.?)? (?:\s{_AGENCY})? [.,]?\s* {_DASH}
      | {_PLACE} \s {_AGENCY} [.,]?\s* {_DASH} ) \s*""",
    re.X,
)


def lead_length(text: str) -> int:
    """How many characters of `text` its lead takes, names and punctuation included; 0 without a lead.

    >>> text = "本报讯（记者 齐宏）4月2日，大会召开。"
    >>> text[lead_length(text) :]
    '4月2日，大会召开。'
    """
    if english := ENGLISH_LEAD.match(text) if is_english(text[:_OPENING]) else None:
        return english.end()
    mark = _MARK.match(text)
    words = _WHOLE.match(text, mark.end() if mark else 0)
    names = _NAMES.match(text, words.end()) if words else None
    return names.end() if names else 0
