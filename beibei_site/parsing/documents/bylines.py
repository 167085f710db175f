"""Lines of writers alone: 本报记者　林鹤汀, □记者 甲 通讯员 乙, 撰文 葉蓁 攝影 唐少游, 作者 慕小舟."""

from __future__ import annotations

import re

from beibei_site.domain.model import Credit
from beibei_site.domain.text import HAN, fold_width

_BEFORE = (
    "(?:本报|本報|本刊|本网|新华社|新華社|中新社)?(?:首席|特约|特約|见习|實習|实习|资深|特派|驻[^\\s]{1,6})?"
    "(?:记者|記者|通讯员|通訊員|评论员|評論員|特派员|撰稿人|撰稿|撰文|作者|实习生|報導|文字|文|图|圖|摄影|攝影|整理|编译|口述|翻译|译|编著|著|绘)"
)
_AFTER = (  # the roles that may stand before a name as well do so if one follows
    "(?:报道|報道|報導|摄影报道|文/图|图/文|文图|摄|攝|辑|輯|撰|口述|供图"
    f"|(?:摄影|攝影|文|图|圖|整理|译|编译)(?![{HAN}])(?!\\s*[:：/／\\s]\\s*[{HAN}]))"
)
_NAME = rf"[{HAN}]{{2,4}}(?:[·•．][{HAN}]{{1,8}}){{0,2}}|[{HAN}]\s[{HAN}](?![{HAN}])"
_NAMES = rf"(?:{_NAME})(?:[\s、,]+(?!{_BEFORE}|{_AFTER}(?![{HAN}]))(?:{_NAME}))*"
_CREDIT = re.compile(
    rf"(?P<before>{_BEFORE})(?:[\s:/／|]+(?P<names>{_NAMES})(?:[\s/／]*(?P<after>{_AFTER})(?![{HAN}]))?"
    rf"|(?P<close>{_NAMES})[\s/／]*(?P<behind>{_AFTER})(?![{HAN}]))"
)
_CLOSED_UP = re.compile(rf"(?P<before>{_BEFORE})(?P<names>[{HAN}]{{2,3}})(?![{HAN}])(?P<after>)")
_SIGNED = re.compile(rf"(?P<names>{_NAMES})[\s/／]+(?P<after>{_AFTER})(?![{HAN}])")
_BARE = re.compile(rf"{_NAME}")
_NO_NAME = re.compile(rf"(?:记者|記者|作者|通讯员|通訊員|摄影|攝影)[{HAN}]{{2}}")
_MARKS = " ■□●○◆◇▲△*_-—·()[]【】"
_LONGEST = 60  # characters of such a line


def read_byline(text: str, *, bare: bool = False) -> tuple[Credit, ...]:
    """The credits of a line that holds nothing else; none if it does. With `bare`, over a text, a name alone
    is one.

    >>> [c.name for c in read_byline("□记者 林鹤汀 通讯员 向前")]
    ['林鹤汀', '向前']
    >>> read_byline("记者来到现场")
    ()
    """
    inner = fold_width(text).strip(_MARKS)
    if len(inner) > _LONGEST:
        return ()
    if bare and _BARE.fullmatch(inner) and not _NO_NAME.fullmatch(inner):
        return (Credit("作者", re.sub(r"\s", "", inner)),)
    found: list[Credit] = []
    at = 0
    while at < len(inner):
        match = _CREDIT.match(inner, at) or (_CLOSED_UP.match(inner, at) if bare else None)
        match = match or _SIGNED.match(inner, at)
        if not match:
            return ()
        found += _credits(match)
        at = match.end()
        at += len(inner[at:]) - len(inner[at:].lstrip(" ,、;|/／"))
    return tuple(found)


def _credits(match: re.Match[str]) -> list[Credit]:
    parts = match.groupdict()
    before = re.sub("^(?:本报|本報|本刊|本网)", "", parts.get("before") or "作者")
    role = parts["after"] or parts.get("behind") or before
    return [Credit(role, name) for name in _split(parts["names"] or parts["close"])]


def _split(names: str) -> list[str]:
    return [re.sub(r"\s", "", match[0]) for match in re.finditer(_NAME, names)]
